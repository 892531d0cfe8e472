import * as l10n from "@vscode/l10n";
import { isForbidden } from "../http/azureError";
import type { Arm } from "../http/armPipeline";
import { mapBounded } from "../http/bounded";
import type { ProtectionStatus } from "../protection/findProtection";
import { findProtection } from "../protection/findProtection";
import { normalLocation, parseResourceId, sameId } from "../ids";
import { numberAt, textAt, valueAt } from "../http/jsonRead";
import type { Page, ProtectedItem, ProtectionState, VirtualMachine } from "../models";
import { getProtectedItem, protectedItemFrom } from "../protection/protectedItems";
import { outranks, protectionStateOf } from "../protection/protectionState";
import type { Unseen } from "../inventory/inventory";
import { fromGraphOrArm, isGraphRefused, queryGraph } from "../inventory/resourceGraph";
import { readUnseen } from "../inventory/sight";
import { readAll, readPage, tokenOnPage } from "../http/sdkPage";
import { translateError } from "../http/translateError";
import { vaultFrom } from "../vaults/vaults";

const itemType = "microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems";

/** VMs with their protected items in one question. A VM with two items (a deleted one and a new one) gives two rows. */
const machinesQuery = `resources
| where type =~ 'microsoft.compute/virtualmachines'
| extend resourceId = tolower(id)
| join kind=leftouter (
  recoveryservicesresources
  | where type =~ '${itemType}'
  | where properties.backupManagementType == 'AzureIaasVM'
  | project resourceId = tolower(tostring(properties.sourceResourceId)), itemId = id, itemName = name, itemProperties = properties
) on resourceId
| project id, name, location, properties, itemId, itemName, itemProperties
| order by name asc, id asc`;

const countQuery = `resources
| where type =~ 'microsoft.compute/virtualmachines'
| summarize count() by location`;

type Protections =
  | { readonly readable: true; readonly items: ReadonlyMap<string, ProtectedItem>; readonly refusedVaults: number }
  | { readonly readable: false };

/**
 * A page of VMs with their protection, by name. A query of Resource Graph. Needs `Microsoft.Compute/virtualMachines/read`
 * and `Microsoft.RecoveryServices/Vaults/backupFabrics/protectionContainers/protectedItems/read`; where Resource Graph
 * refuses, `…/Vaults/backupProtectedItems/read`.
 * Resource Graph leaves out what the caller may not read, and a VM whose vault cannot be read must not look
 * unprotected: so when a page has VMs without item, the caller's permissions are asked for (`readUnseen`).
 */
export async function listVirtualMachines(
  arm: Arm,
  subscriptionId: string,
  page: string | undefined,
): Promise<Page<VirtualMachine>> {
  return fromGraphOrArm(
    arm,
    page,
    async (token) => {
      const { rows, next } = await queryGraph(arm, [subscriptionId], machinesQuery, token);
      const machines = await withRecent(arm, subscriptionId, mergedRows(rows));
      return { items: await withSight(arm, subscriptionId, machines), next };
    },
    async (token) => {
      const client = arm.compute(subscriptionId);
      const [found, protections] = await Promise.all([
        readPage(client.virtualMachines.listAll(), tokenOnPage, token, machineFrom),
        readProtections(arm, subscriptionId),
      ]);
      const machines = found.items.map((machine) => withProtection(machine, protections));
      const items = await withSight(arm, subscriptionId, machines);
      return { ...found, items: items.toSorted((a, b) => a.name.localeCompare(b.name)) };
    },
  );
}

/** VMs whose protection was changed a moment ago, with the protection that they have now. */
async function withRecent(
  arm: Arm,
  subscriptionId: string,
  machines: readonly VirtualMachine[],
): Promise<readonly VirtualMachine[]> {
  const ids = arm.recent.below(`/subscriptions/${subscriptionId}/`);
  return mapBounded(machines, 4, (machine) =>
    ids.some((id) => sameId(id, machine.id)) ? readProtection(arm, machine) : Promise.resolve(machine),
  );
}

/** A VM without its protection, from ARM (flat, as the SDK reads it) or from Resource Graph (below `properties`). */
export function machineFrom(resource: unknown): VirtualMachine | undefined {
  const id = textAt(resource, "id");
  if (id === undefined) {
    return undefined;
  }
  const { subscriptionId, resourceGroup, name } = parseResourceId(id);
  const osDisk =
    valueAt(resource, "properties", "storageProfile", "osDisk") ?? valueAt(resource, "storageProfile", "osDisk");
  const osType = textAt(osDisk, "osType");
  return {
    id,
    name: textAt(resource, "name") ?? name,
    subscriptionId,
    resourceGroup,
    location: normalLocation(textAt(resource, "location") ?? ""),
    osType: osType === "Windows" || osType === "Linux" ? osType : undefined,
    protection: { kind: "notProtected" },
    item: undefined,
  };
}

/** Rows of the join → VMs, each once, with the item that counts. */
export function mergedRows(rows: readonly unknown[]): readonly VirtualMachine[] {
  const machines = new Map<string, VirtualMachine>();
  for (const row of rows) {
    const machine = machineFrom(row);
    if (machine === undefined) {
      continue;
    }
    const item = protectedItemFrom({
      id: valueAt(row, "itemId"),
      name: valueAt(row, "itemName"),
      properties: valueAt(row, "itemProperties"),
    });
    const whole = item === undefined ? machine : { ...machine, item, protection: item.state };
    const before = machines.get(machine.id.toLowerCase());
    if (before === undefined || outranks(whole.protection, before.protection)) {
      machines.set(machine.id.toLowerCase(), whole);
    }
  }
  return [...machines.values()];
}

/** VMs without item are unprotected only where all protected items may be read. */
async function withSight(
  arm: Arm,
  subscriptionId: string,
  machines: readonly VirtualMachine[],
): Promise<readonly VirtualMachine[]> {
  if (!machines.some(isOpen)) {
    return machines;
  }
  const why = whyOpen(await readUnseen(arm, subscriptionId));
  return why === undefined ? machines : machines.map((machine) => (isOpen(machine) ? inDoubt(machine, why) : machine));
}

/** Whether nothing is known to protect a VM. */
export function isOpen(machine: VirtualMachine): boolean {
  return machine.protection.kind === "notProtected";
}

/** Why a VM without item may have one all the same; undefined when it has none. */
export function whyOpen({ vaults, items }: Unseen): Error | undefined {
  return vaults ?? items;
}

/** A VM without item that may have one. */
export function inDoubt(machine: VirtualMachine, why: Error): VirtualMachine {
  return { ...machine, protection: { kind: "unknown", why: why.message } };
}

/** The state of a VM without item, when its vaults may not be read. */
function noSight(): ProtectionState {
  return { kind: "unknown", why: l10n.t("Your account may not read which VMs the vaults protect.") };
}

/** Protected items of every vault, by VM id in lower case: the long way, when Resource Graph is refused. */
async function readProtections(arm: Arm, subscriptionId: string): Promise<Protections> {
  try {
    const vaults = await readAll(arm.vaults(subscriptionId).vaults.listBySubscriptionId(), vaultFrom);
    const answers = await mapBounded(vaults, 4, async (vault) => {
      const pager = arm.backup(subscriptionId).backupProtectedItems.list(vault.name, vault.resourceGroup, {
        filter: "backupManagementType eq 'AzureIaasVM' and itemType eq 'VM'",
      });
      try {
        return await readAll(pager, protectedItemFrom);
      } catch (error) {
        if (isForbidden(error)) {
          return undefined;
        }
        throw error;
      }
    });
    const items = new Map<string, ProtectedItem>();
    for (const item of answers.flatMap((answer) => answer ?? [])) {
      const before = items.get(item.vmId.toLowerCase());
      if (before === undefined || outranks(item.state, before.state)) {
        items.set(item.vmId.toLowerCase(), item);
      }
    }
    return { readable: true, items, refusedVaults: answers.filter((answer) => answer === undefined).length };
  } catch (error) {
    if (isForbidden(error)) {
      return { readable: false };
    }
    throw error;
  }
}

function withProtection(machine: VirtualMachine, protections: Protections): VirtualMachine {
  const item = protections.readable ? protections.items.get(machine.id.toLowerCase()) : undefined;
  if (item !== undefined) {
    return { ...machine, item, protection: item.state };
  }
  const blind = !protections.readable || protections.refusedVaults > 0;
  return blind ? { ...machine, protection: noSight() } : machine;
}

/**
 * VMs by region. One question to Resource Graph; all pages of ARM's list when it is refused.
 * Needs `Microsoft.Compute/virtualMachines/read`.
 */
export async function countVirtualMachines(arm: Arm, subscriptionId: string): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const add = (location: string, count: number): void => {
    const key = normalLocation(location);
    counts.set(key, (counts.get(key) ?? 0) + count);
  };
  try {
    const { rows } = await queryGraph(arm, [subscriptionId], countQuery, undefined);
    rows.forEach((row) => add(textAt(row, "location") ?? "", numberAt(row, "count_") ?? 0));
  } catch (error) {
    if (!isGraphRefused(error)) {
      throw error;
    }
    for await (const vm of arm.compute(subscriptionId).virtualMachines.listAll()) {
      add(vm.location, 1);
    }
  }
  return counts;
}

/**
 * GET one VM, and its protection as the backup service has it at this moment (Resource Graph lags).
 * Needs `Microsoft.Compute/virtualMachines/read`; protection is unknown when the backup service refuses.
 */
export async function getVirtualMachine(arm: Arm, id: string): Promise<VirtualMachine> {
  const { subscriptionId, resourceGroup, name } = parseResourceId(id);
  const machine = machineFrom(await arm.compute(subscriptionId).virtualMachines.get(resourceGroup, name));
  if (machine === undefined) {
    throw translateError(new Error(l10n.t("Azure's answer for the VM '{0}' has no id.", name)));
  }
  return readProtection(arm, machine);
}

async function readProtection(arm: Arm, machine: VirtualMachine): Promise<VirtualMachine> {
  try {
    const { item, protection } = await readItemOf(arm, machine);
    return { ...machine, item, protection };
  } catch (error) {
    if (isForbidden(error)) {
      return { ...machine, item: undefined, protection: noSight() };
    }
    throw error;
  }
}

/**
 * The protected item of a VM. `backupStatus` does not tell of deleted ones that Azure still keeps; Resource Graph does,
 * and when it is refused, nothing more can be known.
 */
async function readItemOf(arm: Arm, machine: VirtualMachine): Promise<Pick<VirtualMachine, "item" | "protection">> {
  const { itemId, vaultId, state } = await findProtection(arm, machine.id, machine.location);
  if (vaultId !== undefined && itemId !== undefined) {
    const item = protectedItemFrom(await getProtectedItem(arm, itemId));
    return { item, protection: item?.state ?? protectionWithoutItem(state) };
  }
  const query = machinesQuery.replace("| extend", `| where id =~ '${machine.id.replaceAll("'", "\\'")}'\n| extend`);
  try {
    const { rows } = await queryGraph(arm, [machine.subscriptionId], query, undefined);
    const item = mergedRows(rows).find((one) => sameId(one.id, machine.id))?.item;
    return { item, protection: item?.state ?? { kind: "notProtected" } };
  } catch (error) {
    if (isGraphRefused(error)) {
      return { item: undefined, protection: { kind: "notProtected" } };
    }
    throw error;
  }
}

/** A vault has the VM, but no item yet: it is being configured, or that failed. */
function protectionWithoutItem(state: ProtectionStatus): ProtectionState {
  switch (state) {
    case "Protecting":
      return protectionStateOf({ currentProtectionState: "ConfiguringProtection" });
    case "ProtectionFailed":
      return protectionStateOf({ currentProtectionState: "ConfiguringProtectionFailed" });
    case "NotProtected":
    case "Protected":
      return { kind: "notProtected" };
  }
}
