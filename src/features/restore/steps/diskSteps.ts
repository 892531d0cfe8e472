import * as vscode from "vscode";
import type { DiskAccessChoice, RegionalResource } from "../../../azure/restore/restoreModels";
import type { Choice } from "../../../host/prompts/prompts";
import { pick } from "../../../host/prompts/prompts";
import { sameId } from "../../../host/resources/resourceId";
import type { Step } from "../../../host/prompts/steps";
import type { Draft } from "./draft";
import type { FlowContext } from "../flowContext";
import { targetSubscription } from "./placeSteps";
import { isEncrypted } from "../fit/pointFit";
import { targetRegion } from "./regionSteps";

/**
 * Which disk encryption set the restored disks get. Azure takes one only of a vault that has a customer's key itself, for
 * recovery points that are in the vault alone, of VMs without Azure Disk Encryption, and not in the paired region
 * ("Encrypt backup data by using customer-managed keys", 2024-06-12); elsewhere nothing is asked.
 */
export function encryptionStep(context: FlowContext): Step<Draft> {
  return {
    applies: takesEncryptionSet,
    ask: async (draft, step, former) => ({
      ...draft,
      encryptionSet: await pick<Draft["encryptionSet"]>({
        title: context.title,
        startsAt: (set) => set?.id === former.encryptionSet?.id,
        placeholder: vscode.l10n.t("Choose what encrypts the restored disks"),
        step,
        choices: async (signal) => {
          const subscription = targetSubscription(context, draft);
          const sets = await context.connection.listDiskResources(subscription, "diskEncryptionSets", { signal });
          return [
            {
              label: vscode.l10n.t("What encrypts the disks of the VM"),
              icon: new vscode.ThemeIcon("vm"),
              value: undefined,
            },
            ...sets.map((set) => resourceChoice(set, draft, "key", set)),
          ];
        },
      }),
    }),
  };
}

function takesEncryptionSet({ facts, point }: Draft): boolean {
  return (
    facts !== undefined &&
    point !== undefined &&
    facts.vault.customerKey &&
    !facts.region.secondary &&
    !point.tiers.includes("InstantRP") &&
    !isEncrypted(point, facts)
  );
}

/** How the restored disks are reached; asked only where a disk of the VM was reached through a private endpoint. */
export function diskAccessStep(context: FlowContext): Step<Draft> {
  return {
    applies: ({ point }) => point?.privateAccess === true,
    ask: async (draft, step, former) => ({
      ...draft,
      diskAccess: await pick<DiskAccessChoice>({
        title: context.title,
        startsAt: (access) => JSON.stringify(access) === JSON.stringify(former.diskAccess),
        placeholder: vscode.l10n.t("Choose how the restored disks are reached"),
        step,
        choices: async (signal) => {
          const subscription = targetSubscription(context, draft);
          const accesses = await context.connection.listDiskResources(subscription, "diskAccesses", { signal });
          return [
            {
              label: vscode.l10n.t("As the disks of the VM"),
              icon: new vscode.ThemeIcon("vm"),
              // Azure's own command line, 2024.
              unsuitable:
                draft.facts?.region.secondary === true
                  ? vscode.l10n.t("The private endpoints of the VM's disks are in another region.")
                  : undefined,
              value: { kind: "same" },
            },
            ...accesses.map((access) =>
              resourceChoice<DiskAccessChoice>(access, draft, "plug", { kind: "private", id: access.id }),
            ),
            {
              label: vscode.l10n.t("Over the Internet too"),
              description: vscode.l10n.t("public access for all disks"),
              icon: new vscode.ThemeIcon("globe"),
              value: { kind: "public" },
            },
          ];
        },
      }),
    }),
  };
}

function resourceChoice<T>(resource: RegionalResource, draft: Draft, icon: string, value: T): Choice<T> {
  const region = targetRegion(draft);
  return {
    label: resource.name,
    description: resource.location,
    detail: resource.resourceGroup,
    icon: new vscode.ThemeIcon(icon),
    unsuitable: sameId(resource.location, region)
      ? undefined
      : vscode.l10n.t("It is in {0}; the disks are made in {1}.", resource.location, region),
    value,
  };
}
