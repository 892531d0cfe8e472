import * as vscode from "vscode";
import type { VaultChange, VaultSecurity } from "../../azure/models";
import { input } from "../../host/prompts/inputPrompt";
import type { StepPlace } from "../../host/prompts/steps";
import { encryptionFlow, identitiesFlow } from "./keyQuestions";
import type { SettingFlow, StateQuestion } from "./settingFlow";
import { askState, settingFlow, stateFlow } from "./settingFlow";
import type { VaultSettings } from "./settingTexts";
import { tagsFlow } from "./tagQuestions";

/** The settings that can change here; the redundancy has a command of its own. */
export type SettingName = VaultChange["kind"];

/** The states that a setting can have. */
type State<K extends SettingName> = Extract<VaultChange, { readonly kind: K; readonly state: string }>["state"];

/** Days that deleted backups can be kept ("Secure by default with Azure Backup", 2024-11-20: 14 to 180). */
const softDeleteDays = { least: 14, most: 180 };

/** The questions about a setting. What cannot be says why; what can never be taken back comes with a warning. */
export function flowOf(name: SettingName, title: string, settings: VaultSettings): SettingFlow {
  const t = vscode.l10n.t;
  switch (name) {
    case "softDelete":
      return softDeleteFlow(title, settings);
    case "immutability":
      return immutabilityFlow(title, settings);
    case "crossRegionRestore":
      return settingFlow(title, undefined, [], () => ({
        change: { kind: "crossRegionRestore" },
        warning: t("Cross-region restore is turned on, costs more, and can never be turned off again."),
      }));
    case "crossSubscriptionRestore":
      return crossSubscriptionFlow(title, settings);
    case "systemIdentity":
      return identityFlow(title, settings);
    case "userIdentity":
      return identitiesFlow(title, settings);
    case "encryption":
      return encryptionFlow(title, settings);
    case "jobFailureAlerts":
      return alertsFlow(title, "jobFailureAlerts", settings, t("Azure Monitor alerts for failed jobs"));
    case "classicAlerts":
      return alertsFlow(title, "classicAlerts", settings, t("Classic alerts for critical operations, by mail"));
    case "tag":
      return tagsFlow(title, settings);
    case "publicNetworkAccess":
      return networkFlow(title, settings);
  }
}

interface SoftDelete {
  readonly state?: State<"softDelete">;
  readonly days?: number;
}

function softDeleteFlow(title: string, { security }: VaultSettings): SettingFlow {
  const t = vscode.l10n.t;
  const forGood = security.softDelete === "AlwaysOn" ? t("Soft delete is on for good here.") : undefined;
  const question: StateQuestion<State<"softDelete">> = {
    title,
    placeholder: t("What becomes of deleted backups?"),
    present: security.softDelete,
    states: [
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
    ],
  };
  return settingFlow<SoftDelete>(
    title,
    {},
    [
      {
        decides: true,
        ask: async (_answers, step, former) => ({ state: await askState(question, step, former.state) }),
      },
      {
        applies: ({ state }) => state !== "Disabled",
        ask: async (answers, step, { days }) => ({ ...answers, days: await askDays(title, security, step, days) }),
      },
    ],
    (answers) => softDeleteChange(answers, security),
  );
}

function softDeleteChange({ state, days }: SoftDelete, security: VaultSecurity): Awaited<ReturnType<SettingFlow>> {
  const t = vscode.l10n.t;
  const isSame = state === security.softDelete && (state === "Disabled" || days === security.softDeleteDays);
  if (state === undefined || isSame) {
    return undefined;
  }
  if (state === "Disabled") {
    return {
      change: { kind: "softDelete", state, days: softDeleteDays.least },
      warning: t("From now on deleted backups are gone at once and for good."),
    };
  }
  return {
    change: { kind: "softDelete", state, days: days ?? softDeleteDays.least },
    warning:
      state === "AlwaysOn" && security.softDelete !== "AlwaysOn"
        ? t("Soft delete is turned on and can never be turned off again.")
        : undefined,
  };
}

async function askDays(
  title: string,
  { softDelete, softDeleteDays: present }: VaultSecurity,
  step: StepPlace,
  former: number | undefined,
): Promise<number> {
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
    value: String(former ?? present ?? least),
    step,
    validate: (typed) => {
      const days = /^\d+$/.test(typed.trim()) ? Number(typed) : Number.NaN;
      return days >= least && days <= most
        ? undefined
        : vscode.l10n.t("Enter a whole number from {0} to {1}.", least, most);
    },
  });
  return Number(text);
}

function immutabilityFlow(title: string, { security }: VaultSettings): SettingFlow {
  const t = vscode.l10n.t;
  return stateFlow<State<"immutability">>(
    {
      title,
      placeholder: t("Can backups be deleted before they expire?"),
      present: security.immutability ?? "Disabled",
      states: [
        {
          state: "Disabled",
          label: t("Off"),
          detail: t("Backups can be deleted, and their retention be made shorter."),
        },
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
      ],
    },
    (state) => ({ kind: "immutability", state }),
    (state) =>
      state === "Locked" ? t("Immutability is locked: nobody can ever turn it off again in this vault.") : undefined,
  );
}

function crossSubscriptionFlow(title: string, { security }: VaultSettings): SettingFlow {
  const t = vscode.l10n.t;
  return stateFlow<State<"crossSubscriptionRestore">>(
    {
      title,
      placeholder: t("Can VMs be restored into other subscriptions?"),
      present: security.crossSubscriptionRestore,
      states: [
        { state: "Enabled", label: t("On"), detail: t("Into subscriptions of the same tenant.") },
        { state: "Disabled", label: t("Off"), detail: t("It can be turned on again.") },
        { state: "PermanentlyDisabled", label: t("Off for good"), detail: t("Nobody can ever turn it on again.") },
      ],
    },
    (state) => ({ kind: "crossSubscriptionRestore", state }),
    (state) =>
      state === "PermanentlyDisabled"
        ? t("Cross-subscription restore is turned off and can never be turned on again.")
        : undefined,
  );
}

function alertsFlow(
  title: string,
  kind: "jobFailureAlerts" | "classicAlerts",
  { security }: VaultSettings,
  placeholder: string,
): SettingFlow {
  const t = vscode.l10n.t;
  return stateFlow<State<typeof kind>>(
    {
      title,
      placeholder,
      present: security[kind],
      states: [
        { state: "Enabled", label: t("On"), detail: t("They are raised, and notify whom the alerts' rules name.") },
        { state: "Disabled", label: t("Off"), detail: t("None is raised.") },
      ],
    },
    (state) => ({ kind, state }),
  );
}

function identityFlow(title: string, { security, encryption }: VaultSettings): SettingFlow {
  const t = vscode.l10n.t;
  const readsKey = encryption.keyUri !== undefined && encryption.userIdentity === undefined;
  return stateFlow<State<"systemIdentity">>(
    {
      title,
      placeholder: t("Does the vault have an identity of its own?"),
      present: security.systemIdentity,
      states: [
        { state: "Enabled", label: t("On"), detail: t("Roles can be assigned to the vault itself.") },
        {
          state: "Disabled",
          label: t("Off"),
          detail: t("It is deleted with its roles; restores and encryption that use it fail."),
          problem: readsKey ? t("It reads the vault's key.") : undefined,
        },
      ],
    },
    (state) => ({ kind: "systemIdentity", state }),
  );
}

function networkFlow(title: string, { security }: VaultSettings): SettingFlow {
  const t = vscode.l10n.t;
  return stateFlow<State<"publicNetworkAccess">>(
    {
      title,
      placeholder: t("From where can the vault be reached?"),
      present: security.publicNetworkAccess,
      states: [
        { state: "Enabled", label: t("On"), detail: t("From all networks.") },
        { state: "Disabled", label: t("Off"), detail: t("Only through private endpoints.") },
      ],
    },
    (state) => ({ kind: "publicNetworkAccess", state }),
  );
}
