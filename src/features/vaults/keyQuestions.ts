import * as vscode from "vscode";
import { input } from "../../host/prompts/inputPrompt";
import type { Choice } from "../../host/prompts/prompts";
import { pick } from "../../host/prompts/prompts";
import type { StepPlace } from "../../host/prompts/steps";
import { resourceNameOf, sameId } from "../../host/resources/resourceId";
import type { SettingFlow } from "./settingFlow";
import { settingFlow } from "./settingFlow";
import type { VaultSettings } from "./settingTexts";

/** Why a vault cannot get a customer's key now ("Encrypt backup data by using customer-managed keys", 2024-06-12), or undefined. */
export function encryptionProblem({ encryption, redundancy, security }: VaultSettings): string | undefined {
  if (encryption.keyUri !== undefined) {
    return undefined;
  }
  // The redundancy is locked by the first thing that is registered with the vault.
  if (redundancy.locked) {
    return vscode.l10n.t("Only a vault that never protected anything can get a key of yours; a new one can.");
  }
  return security.systemIdentity !== "Enabled" && security.userIdentities.length === 0
    ? vscode.l10n.t("An identity of the vault reads the key: assign one first.")
    : undefined;
}

/** What is wrong with the URI of a key, or undefined. Its version may be left out. */
export function keyUriProblem(text: string): string | undefined {
  return /^https:\/\/[a-z0-9-]+\.[^/\s]+\/keys\/[a-z0-9-]+(?:\/[a-z0-9]+)?$/i.test(text.trim())
    ? undefined
    : vscode.l10n.t("Enter the URI of a key: https://KEYVAULT.vault.azure.net/keys/KEY, with its version or without.");
}

const identityId =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.ManagedIdentity\/userAssignedIdentities\/[^/]+$/i;

/** What is wrong with the resource ID of a user-assigned identity, or undefined. */
export function identityIdProblem(text: string): string | undefined {
  return identityId.test(text.trim())
    ? undefined
    : vscode.l10n.t(
        "Enter the resource ID of an identity: /subscriptions/…/providers/Microsoft.ManagedIdentity/userAssignedIdentities/NAME",
      );
}

interface KeyAnswers {
  readonly keyUri?: string;
  /** Undefined for the vault's own identity. */
  readonly userIdentity?: string | undefined;
  readonly infrastructure?: "Enabled" | "Disabled";
}

/** Asks for the key, who reads it, and with the first key for infrastructure encryption, which comes with no other. */
export function encryptionFlow(title: string, settings: VaultSettings): SettingFlow {
  const t = vscode.l10n.t;
  const { encryption } = settings;
  const isFirst = encryption.keyUri === undefined;
  return settingFlow<KeyAnswers>(
    title,
    {},
    [
      {
        ask: async (_answers, step, former) => {
          const typed = await input({
            title,
            prompt: t(
              "URI of an RSA key. Its key vault is in the vault's region, with soft delete and purge protection.",
            ),
            value: former.keyUri ?? encryption.keyUri,
            step,
            validate: keyUriProblem,
          });
          return { keyUri: typed.trim() };
        },
      },
      {
        ask: async (answers, step, former) => ({
          ...answers,
          userIdentity: await askReader(title, settings, step, former),
        }),
      },
      {
        applies: () => isFirst,
        ask: async (answers, step, former) => ({
          ...answers,
          infrastructure: await pick<"Enabled" | "Disabled">({
            title,
            placeholder: t("Encrypt the storage a second time, with Azure's key? It cannot be decided later."),
            step,
            startsAt: (value) => value === former.infrastructure,
            choices: [
              { label: t("Once"), detail: t("With your key."), value: "Disabled" },
              { label: t("Twice"), detail: t("With your key, and the infrastructure with another."), value: "Enabled" },
            ],
          }),
        }),
      },
    ],
    ({ keyUri = "", userIdentity, infrastructure }) => {
      const change = { kind: "encryption", keyUri, userIdentity, infrastructure } as const;
      if (isFirst) {
        const warning = t(
          "The vault's backups depend on this key for good: it never goes back to a key that Azure manages.",
        );
        return { change, warning };
      }
      return isSame(keyUri, encryption.keyUri) && isSame(userIdentity, encryption.userIdentity)
        ? undefined
        : { change, warning: undefined };
    },
  );
}

function isSame(one: string | undefined, other: string | undefined): boolean {
  return (one ?? "").toLowerCase() === (other ?? "").toLowerCase();
}

function askReader(
  title: string,
  { security, encryption }: VaultSettings,
  step: StepPlace,
  former: KeyAnswers,
): Promise<string | undefined> {
  const t = vscode.l10n.t;
  const isNow = (id: string | undefined): boolean =>
    encryption.keyUri !== undefined && isSame(id, encryption.userIdentity);
  const line = (label: string, id: string | undefined, problem?: string): Choice<string | undefined> => ({
    label,
    description: isNow(id) ? t("now") : undefined,
    picked: "userIdentity" in former ? id === former.userIdentity : isNow(id),
    unsuitable: problem,
    value: id,
  });
  return pick<string | undefined>({
    title,
    placeholder: t("Which identity reads the key? It needs Get, Wrap Key and Unwrap Key for it."),
    step,
    choices: [
      line(
        t("The vault's own identity"),
        undefined,
        security.systemIdentity === "Enabled" ? undefined : t("The vault has none; turn it on first."),
      ),
      ...security.userIdentities.map((id) => line(resourceNameOf(id), id)),
    ],
  });
}

interface IdentityAnswers {
  /** The one that is taken away; undefined to assign another. */
  readonly removed?: string | undefined;
  readonly assigned?: string;
}

/** Assigns an identity to the vault or takes one away; the one that reads the vault's key stays. */
export function identitiesFlow(title: string, { security, encryption }: VaultSettings): SettingFlow {
  const t = vscode.l10n.t;
  return settingFlow<IdentityAnswers>(
    title,
    {},
    [
      {
        decides: true,
        ask: async (_answers, step, { removed }) => ({
          removed: await pick<string | undefined>({
            title,
            placeholder: t("Assign an identity, or choose one to take it away from the vault"),
            unsuitableTitle: t("cannot be taken away"),
            step,
            startsAt: (id) => id === removed,
            choices: [
              {
                label: t("Assign an identity"),
                detail: t("By its resource ID."),
                icon: new vscode.ThemeIcon("add"),
                value: undefined,
              },
              ...security.userIdentities.map((id) => ({
                label: resourceNameOf(id),
                detail: id,
                icon: new vscode.ThemeIcon("remove"),
                unsuitable: sameId(id, encryption.userIdentity ?? "") ? t("It reads the vault's key.") : undefined,
                value: id,
              })),
            ],
          }),
        }),
      },
      {
        applies: ({ removed }) => removed === undefined,
        ask: async (answers, step, { assigned }) => {
          const prompt = t("Resource ID of the identity");
          const typed = await input({ title, prompt, value: assigned, step, validate: identityIdProblem });
          return { ...answers, assigned: typed.trim() };
        },
      },
    ],
    ({ removed, assigned }) => {
      if (removed !== undefined) {
        return { change: { kind: "userIdentity", id: removed, state: "Removed" }, warning: undefined };
      }
      return assigned === undefined
        ? undefined
        : { change: { kind: "userIdentity", id: assigned, state: "Assigned" }, warning: undefined };
    },
  );
}
