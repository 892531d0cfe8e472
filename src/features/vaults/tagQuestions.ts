import * as vscode from "vscode";
import { input } from "../../host/prompts/inputPrompt";
import { pick } from "../../host/prompts/prompts";
import type { VaultSettings } from "./settingTexts";
import type { WantedChange } from "./wantedChange";

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

async function askValue(title: string, name: string, present: string): Promise<string> {
  const typed = await input({
    title,
    prompt: vscode.l10n.t("Value of the tag {0}", name),
    value: present,
    validate: (value) =>
      value.trim().length > most.value
        ? vscode.l10n.t("A tag's value has {0} characters at most.", most.value)
        : undefined,
  });
  return typed.trim();
}

/**
 * Asks which tag is added, changed or removed; all others stay.
 * @returns undefined when all are to stay as they are
 * @throws CancellationError
 */
export async function askTags(title: string, { security: { tags } }: VaultSettings): Promise<WantedChange | undefined> {
  const t = vscode.l10n.t;
  const isFull = Object.keys(tags).length >= most.tags;
  const chosen = await pick<string | undefined>({
    title,
    placeholder: t("Add a tag, or choose one to change or remove it"),
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
  if (chosen === undefined) {
    const typed = await input({
      title,
      prompt: t("Name of the tag"),
      validate: (value) => tagNameProblem(value.trim(), tags),
    });
    const name = typed.trim();
    return changed(name, await askValue(title, name, ""));
  }
  const present = tags[chosen] ?? "";
  const keep = await pick<boolean>({
    title,
    placeholder: t("The tag {0}", chosen),
    choices: [
      { label: t("Change its value"), description: present, value: true },
      { label: t("Remove it"), value: false },
    ],
  });
  if (!keep) {
    return changed(chosen, undefined);
  }
  const value = await askValue(title, chosen, present);
  return value === present ? undefined : changed(chosen, value);
}

function changed(name: string, value: string | undefined): WantedChange {
  return { change: { kind: "tag", name, value }, warning: undefined };
}
