import * as vscode from "vscode";
import type { Subscription } from "../../../azure/models";
import { isAzureFailure } from "../../../host/errors/azureErrorText";
import { subscriptionOf } from "../../../host/resources/chosenSubscription";
import { input } from "../../../host/prompts/inputPrompt";
import type { Choice } from "../../../host/prompts/prompts";
import { pick } from "../../../host/prompts/prompts";
import type { Step } from "../../../host/prompts/steps";
import type { Draft } from "./draft";
import { groupIdOf } from "./draft";
import { isEncrypted } from "../fit/pointFit";
import type { FlowContext } from "../flowContext";

/** Which subscription the restored things are made in; asked only where several are chosen. */
export function subscriptionStep(context: FlowContext): Step<Draft> {
  const { title, item, services } = context;
  const own = subscriptionOf(services.session, item.vaultId);
  return {
    applies: () => services.session.subscriptions.length > 1,
    ask: async (draft, step, former) => ({
      ...draft,
      subscription: await pick({
        title,
        startsAt: ({ subscriptionId }) => subscriptionId === former.subscription?.subscriptionId,
        placeholder: vscode.l10n.t("Choose the subscription to restore into"),
        step,
        choices: services.session.subscriptions
          .map((one) => ({
            label: one.name,
            description: one === own ? vscode.l10n.t("subscription of the vault") : undefined,
            unsuitable: one === own ? undefined : otherSubscriptionProblem(draft, one, own),
            value: one,
          }))
          .toSorted((a, b) => Number(b.value === own) - Number(a.value === own)),
      }),
    }),
  };
}

/** "Restore VMs by using the Azure portal" (2026-05-04), section on cross-subscription restore. */
function otherSubscriptionProblem(
  { facts, point }: Draft,
  other: Subscription,
  own: Subscription | undefined,
): string | undefined {
  if (facts?.vault.crossSubscriptionRestore === false) {
    return vscode.l10n.t("The vault does not allow restores into other subscriptions.");
  }
  if (own !== undefined && other.tenantId !== own.tenantId) {
    return vscode.l10n.t("It belongs to another tenant than the vault.");
  }
  if (facts !== undefined && point !== undefined && (isEncrypted(point, facts) || facts.advice.customerKey)) {
    return vscode.l10n.t("Disks encrypted with keys of your own cannot be restored into another subscription.");
  }
  return point?.tiers.includes("HardenedRP") === true
    ? undefined
    : vscode.l10n.t("The recovery point is not in the vault yet: snapshots stay in the subscription of the VM.");
}

/** The subscription that has been chosen, or that of the vault where there was nothing to choose. */
export function targetSubscription({ item, services }: FlowContext, draft: Draft): Subscription {
  const { subscriptions } = services.session;
  const target = draft.subscription ?? subscriptionOf(services.session, item.vaultId) ?? subscriptions[0];
  if (target === undefined) {
    throw new vscode.CancellationError();
  }
  return target;
}

/** Which resource group the restored things are made in. */
export function groupStep(context: FlowContext): Step<Draft> {
  return {
    decides: true,
    ask: async (draft, step, former) => ({
      ...draft,
      group: await pick({
        title: context.title,
        startsAt: (group) => JSON.stringify(group) === JSON.stringify(former.group),
        placeholder: vscode.l10n.t("Choose the resource group of what is restored"),
        step,
        choices: async (signal) => {
          const groups = await context.connection.listResourceGroups(targetSubscription(context, draft), { signal });
          return [
            {
              label: vscode.l10n.t("Create a resource group…"),
              icon: new vscode.ThemeIcon("add"),
              value: { name: "", isNew: true },
            },
            ...groups.map(({ name, location }) => ({
              label: name,
              description: location,
              value: { name, isNew: false },
            })),
          ];
        },
      }),
    }),
  };
}

/** The name of a resource group that is to be made. */
export function newGroupStep({ title }: FlowContext): Step<Draft> {
  return {
    applies: (draft) => draft.group?.isNew === true,
    ask: async (draft, step, former) => {
      const name = await input({
        title,
        value: former.group?.name,
        prompt: vscode.l10n.t("Name of the resource group; it is created when the restore starts."),
        step,
        validate: (value) =>
          // "Naming rules and restrictions for Azure resources", 2025.
          /^[-\w.()]{0,89}[-\w()]$/.test(value.trim())
            ? undefined
            : vscode.l10n.t("Use 1 to 90 letters, digits, and - _ . ( ), not ending with a dot."),
      });
      return { ...draft, group: { name: name.trim(), isNew: true } };
    },
  };
}

/** The name of the new VM. */
export function nameStep(context: FlowContext): Step<Draft> {
  return {
    ask: async (draft, step, former) => {
      const name = await input({
        title: context.title,
        prompt: vscode.l10n.t("Name of the new VM"),
        value: former.name,
        step,
        validate: (value, signal) => nameProblem(context, draft, value.trim(), signal),
      });
      return { ...draft, name: name.trim() };
    },
  };
}

/** "Naming rules and restrictions for Azure resources", 2025: 1 to 64 characters for VMs. */
async function nameProblem(
  context: FlowContext,
  draft: Draft,
  name: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (!/^[a-z\d]([-\w.]{0,62}[a-z\d_])?$/i.test(name)) {
    return vscode.l10n.t("Use 1 to 64 letters, digits, and - _ . , not ending with a dot or a hyphen.");
  }
  if (draft.group === undefined || draft.group.isNew) {
    return undefined;
  }
  const { subscriptionId } = targetSubscription(context, draft);
  const id = `${groupIdOf(subscriptionId, draft.group.name)}/providers/Microsoft.Compute/virtualMachines/${name}`;
  try {
    await context.connection.getVirtualMachine(id, { signal });
    return vscode.l10n.t("The resource group {0} has a VM of this name already.", draft.group.name);
  } catch (error) {
    if (isAzureFailure(error) && error.kind === "notFound") {
      return undefined;
    }
    throw error;
  }
}

/** What Azure calls no zone, for VMs that were pinned to one (azure-cli, 2025). */
const noZone = "NoZone";

/** Azure has three zones where it has any. */
const allZones = ["1", "2", "3"];

/** Which zone the restored things are in; asked only where it matters. */
export function zoneStep({ title }: FlowContext): Step<Draft> {
  return {
    applies: (draft) =>
      draft.facts?.region.secondary === true
        ? isPinned(draft) && zonesOf(draft).length > 0
        : ownZone(draft) !== undefined || draft.facts?.vault.redundancy === "ZoneRedundant",
    ask: async (draft, step, former) => {
      const own = ownZone(draft);
      const none = { label: vscode.l10n.t("No zone"), value: noZone };
      const asBefore: Choice<string | undefined> =
        own === undefined
          ? isPinned(draft)
            ? none
            : { label: none.label, description: vscode.l10n.t("as the VM"), value: undefined }
          : { label: vscode.l10n.t("Zone {0}", own), description: vscode.l10n.t("as the VM"), value: own };
      const zone = await pick({
        title,
        placeholder: vscode.l10n.t("Choose the availability zone of what is restored"),
        startsAt: (one) => one === former.zone,
        step,
        choices: [
          asBefore,
          ...zonesOf(draft)
            .filter((one) => one !== own)
            .map((one) => ({
              label: vscode.l10n.t("Zone {0}", one),
              unsuitable: otherZoneProblem(draft),
              value: one,
            })),
          ...(own === undefined ? [] : [{ ...none, unsuitable: otherZoneProblem(draft) }]),
        ],
      });
      return { ...draft, zone };
    },
  };
}

function zonesOf({ facts }: Draft): readonly string[] {
  return facts?.region.secondary === true ? (facts.region.zones ?? []) : allZones;
}

/** Whether the VM was pinned to a zone: in the paired region, Azure takes a zone only then (azure-cli, 2022). */
function isPinned({ point }: Draft): boolean {
  return (point?.zones.length ?? 0) > 0;
}

/** The zone of the VM; another region has other zones. */
function ownZone({ point, facts }: Draft): string | undefined {
  return facts?.region.secondary === true ? undefined : (point?.zones[0] ?? facts?.source?.zones[0]);
}

/** "Restore VMs by using the Azure portal" (2026-05-04), section on cross-zonal restore. */
function otherZoneProblem({ facts, point }: Draft): string | undefined {
  if (facts?.region.secondary !== true && facts?.vault.redundancy !== "ZoneRedundant") {
    return vscode.l10n.t("Only a zone-redundant vault restores into another zone of its region.");
  }
  if (point !== undefined && isEncrypted(point, facts)) {
    return vscode.l10n.t("Encrypted VMs are restored into their own zone.");
  }
  return point?.tiers.includes("HardenedRP") === true
    ? undefined
    : vscode.l10n.t("The recovery point is not in the vault yet: snapshots stay in the zone of the VM.");
}
