import * as vscode from "vscode";
import { input } from "../../host/prompts/inputPrompt";
import { pick } from "../../host/prompts/prompts";
import type { StepPlace } from "../../host/prompts/steps";
import type { SettingFlow } from "./settingFlow";
import { settingFlow } from "./settingFlow";
import type { VaultSettings } from "./settingTexts";

type Tags = Readonly<Record<string, string>>;

/** A resource has 50 tags at most; their names 512 characters, values 256 ("Use tags to organize your Azure resources", 2025). */
const most = { tags: 50, name: 512, value: 256 };

/** What is wrong with the name of a new tag, or undefined. */
export function tagNameProblem(name: string, tags: Tags): string | undefined {
  const t = vscode.l10n.t;
  if (name === "" || name.length > most.name || /[<>%&\\?/]/.test(name)) {
    return t("A tag's name has 1 to {0} characters, none of them one of {1}", most.name, "< > % & \\ ? /");
  }
  return Object.keys(tags).some((one) => one.toLowerCase() === name.toLowerCase())
    ? t("The vault has a tag of this name already.")
    : undefined;
}

interface TagAnswers {
  /** The tag that is to change; undefined to add one. */
  readonly chosen?: string | undefined;
  readonly added?: string;
  readonly keep?: boolean;
  readonly value?: string;
}

/** Asks which tag is added, changed or removed; all others stay. */
export function tagsFlow(title: string, { security: { tags } }: VaultSettings): SettingFlow {
  return settingFlow<TagAnswers>(
    title,
    {},
    [
      {
        decides: true,
        ask: async (_answers, step, { chosen }) => ({ chosen: await askTag(title, tags, step, chosen) }),
      },
      {
        applies: ({ chosen }) => chosen === undefined,
        ask: async (answers, step, { added }) => ({ ...answers, added: await askName(title, tags, step, added) }),
      },
      {
        applies: ({ chosen }) => chosen !== undefined,
        decides: true,
        ask: async (answers, step, former) => ({ ...answers, keep: await askFate(title, answers, tags, step, former) }),
      },
      {
        applies: ({ keep }) => keep !== false,
        ask: async (answers, step, former) => {
          const name = answers.chosen ?? answers.added ?? "";
          // What was typed for one tag is not proposed for another.
          const typed = name === (former.chosen ?? former.added) ? former.value : undefined;
          return { ...answers, value: await askValue(title, name, typed ?? tags[name] ?? "", step) };
        },
      },
    ],
    ({ chosen, added, keep, value }) => {
      const name = chosen ?? added;
      const isOpen = name === undefined || (keep !== false && value === undefined);
      return isOpen || (chosen !== undefined && value === tags[chosen])
        ? undefined
        : { change: { kind: "tag", name, value }, warning: undefined };
    },
  );
}

function askTag(title: string, tags: Tags, step: StepPlace, former: string | undefined): Promise<string | undefined> {
  const t = vscode.l10n.t;
  const isFull = Object.keys(tags).length >= most.tags;
  return pick<string | undefined>({
    title,
    placeholder: t("Add a tag, or choose one to change or remove it"),
    step,
    startsAt: (name) => name === former,
    choices: [
      {
        label: t("Add a tag"),
        icon: new vscode.ThemeIcon("add"),
        unsuitable: isFull ? t("A resource has {0} tags at most.", most.tags) : undefined,
        value: undefined,
      },
      ...Object.entries(tags).map(([name, value]) => ({ label: name, description: value, value: name })),
    ],
  });
}

async function askName(title: string, tags: Tags, step: StepPlace, former: string | undefined): Promise<string> {
  const typed = await input({
    title,
    prompt: vscode.l10n.t("Name of the tag"),
    value: former,
    step,
    validate: (value) => tagNameProblem(value.trim(), tags),
  });
  return typed.trim();
}

/** Whether a tag stays, with another value. */
function askFate(
  title: string,
  { chosen = "" }: TagAnswers,
  tags: Tags,
  step: StepPlace,
  { keep }: TagAnswers,
): Promise<boolean> {
  const t = vscode.l10n.t;
  return pick<boolean>({
    title,
    placeholder: t("The tag {0}", chosen),
    step,
    startsAt: (value) => value === keep,
    choices: [
      { label: t("Change its value"), description: tags[chosen], value: true },
      { label: t("Remove it"), value: false },
    ],
  });
}

async function askValue(title: string, name: string, present: string, step: StepPlace): Promise<string> {
  const typed = await input({
    title,
    prompt: vscode.l10n.t("Value of the tag {0}", name),
    value: present,
    step,
    validate: (value) =>
      value.trim().length > most.value
        ? vscode.l10n.t("A tag's value has {0} characters at most.", most.value)
        : undefined,
  });
  return typed.trim();
}
