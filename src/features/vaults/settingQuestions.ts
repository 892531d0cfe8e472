import * as vscode from "vscode";
import type { VaultChange, VaultSecurity } from "../../azure/models";
import { input } from "../../host/prompts/inputPrompt";
import type { Choice } from "../../host/prompts/prompts";
import { pick } from "../../host/prompts/prompts";
import { askEncryption, askIdentities } from "./keyQuestions";
import type { VaultSettings } from "./settingTexts";
import { askTags } from "./tagQuestions";
import type { WantedChange } from "./wantedChange";

/** The settings that can change here; the redundancy has a command of its own. */
export type SettingName = VaultChange["kind"];

/** The states that a setting can have. */
type State<K extends SettingName> = Extract<VaultChange, { readonly kind: K; readonly state: string }>["state"];

/** Days that deleted backups can be kept ("Secure by default with Azure Backup", 2024-11-20: 14 to 180). */
const softDeleteDays = { least: 14, most: 180 };

/**
 * Asks how a setting is to be. What cannot be says why; what can never be taken back comes with a warning.
 * @returns undefined when it is to stay as it is
 * @throws CancellationError
 */
export function askSetting(
  name: SettingName,
  title: string,
  settings: VaultSettings,
): Promise<WantedChange | undefined> {
  switch (name) {
    case "softDelete":
      return askSoftDelete(title, settings);
    case "immutability":
      return askImmutability(title, settings);
    case "crossRegionRestore":
      return Promise.resolve({
        change: { kind: "crossRegionRestore" },
        warning: vscode.l10n.t("Cross-region restore is turned on, costs more, and can never be turned off again."),
      });
    case "crossSubscriptionRestore":
      return askCrossSubscription(title, settings);
    case "systemIdentity":
      return askIdentity(title, settings);
    case "userIdentity":
      return askIdentities(title, settings);
    case "encryption":
      return askEncryption(title, settings);
    case "jobFailureAlerts":
      return askAlerts(title, "jobFailureAlerts", settings, vscode.l10n.t("Azure Monitor alerts for failed jobs"));
    case "classicAlerts":
      return askAlerts(
        title,
        "classicAlerts",
        settings,
        vscode.l10n.t("Classic alerts for critical operations, by mail"),
      );
    case "tag":
      return askTags(title, settings);
    case "publicNetworkAccess":
      return askNetwork(title, settings);
  }
}

/** Marks the present state, which changes nothing. */
function choices<S extends string>(
  present: S | undefined,
  states: readonly {
    readonly state: S;
    readonly label: string;
    readonly detail: string;
    readonly problem?: string | undefined;
  }[],
): readonly Choice<S>[] {
  return states.map(({ state, label, detail, problem }) => ({
    label,
    detail,
    description: state === present ? vscode.l10n.t("now") : undefined,
    picked: state === present,
    unsuitable: state === present ? undefined : problem,
    value: state,
  }));
}

async function askSoftDelete(title: string, { security }: VaultSettings): Promise<WantedChange | undefined> {
  const t = vscode.l10n.t;
  const forGood = security.softDelete === "AlwaysOn" ? t("Soft delete is on for good here.") : undefined;
  const state = await pick({
    title,
    placeholder: t("What becomes of deleted backups?"),
    choices: choices<State<"softDelete">>(security.softDelete, [
      {
        state: "Enabled",
        label: t("On"),
        detail: t("They can be brought back for some days; it can be turned off again."),
        problem: forGood,
      },
      {
        state: "AlwaysOn",
        label: t("On for good"),
        detail: t("They can be brought back for some days; nobody can ever turn this off."),
      },
      { state: "Disabled", label: t("Off"), detail: t("They are gone at once."), problem: forGood },
    ]),
  });
  if (state === "Disabled") {
    return security.softDelete === "Disabled"
      ? undefined
      : {
          change: { kind: "softDelete", state, days: softDeleteDays.least },
          warning: t("From now on deleted backups are gone at once and for good."),
        };
  }
  const days = await askDays(title, security);
  if (state === security.softDelete && days === security.softDeleteDays) {
    return undefined;
  }
  return {
    change: { kind: "softDelete", state, days },
    warning:
      state === "AlwaysOn" && security.softDelete !== "AlwaysOn"
        ? t("Soft delete is turned on and can never be turned off again.")
        : undefined,
  };
}

async function askDays(title: string, { softDelete, softDeleteDays: present }: VaultSecurity): Promise<number> {
  const { most } = softDeleteDays;
  // What is on for good never keeps backups for a shorter time than before.
  const least = softDelete === "AlwaysOn" ? (present ?? softDeleteDays.least) : softDeleteDays.least;
  const text = await input({
    title,
    prompt: vscode.l10n.t(
      "For how many days can deleted backups be brought back? ({0} to {1}; the first 14 are free of charge)",
      least,
      most,
    ),
    value: String(present ?? least),
    validate: (typed) => {
      const days = /^\d+$/.test(typed.trim()) ? Number(typed) : Number.NaN;
      return days >= least && days <= most
        ? undefined
        : vscode.l10n.t("Enter a whole number from {0} to {1}.", least, most);
    },
  });
  return Number(text);
}

async function askImmutability(title: string, { security }: VaultSettings): Promise<WantedChange | undefined> {
  const t = vscode.l10n.t;
  const present = security.immutability ?? "Disabled";
  const state = await pick({
    title,
    placeholder: t("Can backups be deleted before they expire?"),
    choices: choices<State<"immutability">>(present, [
      { state: "Disabled", label: t("Off"), detail: t("Backups can be deleted, and their retention be made shorter.") },
      {
        state: "Unlocked",
        label: t("On"),
        detail: t("Backups stay until they expire; retention only grows. It can be turned off again."),
      },
      {
        state: "Locked",
        label: t("On and locked"),
        detail: t("The same, and nobody, Microsoft included, can ever turn it off."),
      },
    ]),
  });
  return state === present
    ? undefined
    : {
        change: { kind: "immutability", state },
        warning:
          state === "Locked"
            ? t("Immutability is locked: nobody can ever turn it off again in this vault.")
            : undefined,
      };
}

async function askCrossSubscription(title: string, { security }: VaultSettings): Promise<WantedChange | undefined> {
  const t = vscode.l10n.t;
  const present = security.crossSubscriptionRestore;
  const state = await pick({
    title,
    placeholder: t("Can VMs be restored into other subscriptions?"),
    choices: choices<State<"crossSubscriptionRestore">>(present, [
      { state: "Enabled", label: t("On"), detail: t("Into subscriptions of the same tenant.") },
      { state: "Disabled", label: t("Off"), detail: t("It can be turned on again.") },
      { state: "PermanentlyDisabled", label: t("Off for good"), detail: t("Nobody can ever turn it on again.") },
    ]),
  });
  return state === present
    ? undefined
    : {
        change: { kind: "crossSubscriptionRestore", state },
        warning:
          state === "PermanentlyDisabled"
            ? t("Cross-subscription restore is turned off and can never be turned on again.")
            : undefined,
      };
}

async function askAlerts(
  title: string,
  kind: "jobFailureAlerts" | "classicAlerts",
  { security }: VaultSettings,
  what: string,
): Promise<WantedChange | undefined> {
  const t = vscode.l10n.t;
  const state = await pick({
    title,
    placeholder: what,
    choices: choices<State<typeof kind>>(security[kind], [
      { state: "Enabled", label: t("On"), detail: t("They are raised, and notify whom the alerts' rules name.") },
      { state: "Disabled", label: t("Off"), detail: t("None is raised.") },
    ]),
  });
  return state === security[kind] ? undefined : { change: { kind, state }, warning: undefined };
}

async function askIdentity(title: string, { security, encryption }: VaultSettings): Promise<WantedChange | undefined> {
  const t = vscode.l10n.t;
  const readsKey = encryption.keyUri !== undefined && encryption.userIdentity === undefined;
  const state = await pick({
    title,
    placeholder: t("Does the vault have an identity of its own?"),
    choices: choices<State<"systemIdentity">>(security.systemIdentity, [
      { state: "Enabled", label: t("On"), detail: t("Roles can be assigned to the vault itself.") },
      {
        state: "Disabled",
        label: t("Off"),
        detail: t("It is deleted with its roles; restores and encryption that use it fail."),
        problem: readsKey ? t("It reads the vault's key.") : undefined,
      },
    ]),
  });
  return state === security.systemIdentity
    ? undefined
    : { change: { kind: "systemIdentity", state }, warning: undefined };
}

async function askNetwork(title: string, { security }: VaultSettings): Promise<WantedChange | undefined> {
  const t = vscode.l10n.t;
  const state = await pick({
    title,
    placeholder: t("From where can the vault be reached?"),
    choices: choices<State<"publicNetworkAccess">>(security.publicNetworkAccess, [
      { state: "Enabled", label: t("On"), detail: t("From all networks.") },
      { state: "Disabled", label: t("Off"), detail: t("Only through private endpoints.") },
    ]),
  });
  return state === security.publicNetworkAccess
    ? undefined
    : { change: { kind: "publicNetworkAccess", state }, warning: undefined };
}
