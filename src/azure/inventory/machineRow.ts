import { parseResourceId, vaultIdOf } from "../ids";
import type { ProtectedItem, ProtectionState, VirtualMachine } from "../models";

/** Where VMs stand; shared by all VMs there. */
interface Place {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly location: string;
}

/** A protected item as it is kept: what follows from its VM and vault is left out. */
export interface ItemRow {
  readonly vaultId: string;
  readonly state: ProtectionState;
  readonly policyName: string | undefined;
  /** Milliseconds since 1970. */
  readonly lastBackup: number | undefined;
  readonly lastBackupStatus: string | undefined;
  readonly lastRecoveryPoint: number | undefined;
  /** What does not follow from VM and vault after all. */
  readonly own: Pick<ProtectedItem, "id" | "name" | "vmName" | "vmId"> | undefined;
}

/** A VM as it is kept: a hundred thousand of them must not take more than a small part of the editor's memory. */
export interface MachineRow {
  readonly name: string;
  readonly place: Place;
  readonly osType: VirtualMachine["osType"];
  readonly protection: ProtectionState;
  readonly item: ItemRow | undefined;
  /** When the id is written in another way than it is put together here. */
  readonly ownId: string | undefined;
}

/** Makes rows of VMs; texts and states that many have are kept once. */
export class RowMaker {
  readonly #texts = new Map<string, string>();
  readonly #places = new Map<string, Place>();
  readonly #states = new Map<string, ProtectionState>();

  public machine(vm: VirtualMachine): MachineRow {
    const place = this.#placeOf(vm);
    return {
      name: vm.name,
      place,
      osType: vm.osType,
      protection: this.state(vm.protection),
      item: vm.item === undefined ? undefined : this.item(vm.item, vm),
      ownId: idOf(place, vm.name) === vm.id ? undefined : vm.id,
    };
  }

  /** @param vm undefined for an item whose VM is gone */
  public item(item: ProtectedItem, vm: Pick<VirtualMachine, "id" | "name" | "resourceGroup"> | undefined): ItemRow {
    const vaultId = this.#text(item.vaultId);
    const usual = vm === undefined ? undefined : usualNames(vaultId, vm);
    const isUsual =
      usual?.id === item.id && usual.name === item.name && usual.vmName === item.vmName && usual.vmId === item.vmId;
    const { id, name, vmName, vmId } = item;
    return {
      vaultId,
      state: this.state(item.state),
      policyName: item.policyName === undefined ? undefined : this.#text(item.policyName),
      lastBackup: item.lastBackup === undefined ? undefined : Date.parse(item.lastBackup),
      lastBackupStatus: item.lastBackupStatus === undefined ? undefined : this.#text(item.lastBackupStatus),
      lastRecoveryPoint: item.lastRecoveryPoint === undefined ? undefined : Date.parse(item.lastRecoveryPoint),
      own: isUsual ? undefined : { id, name, vmName, vmId },
    };
  }

  /** The one object for all equal states. */
  public state(state: ProtectionState): ProtectionState {
    const key = JSON.stringify(state);
    const known = this.#states.get(key);
    if (known === undefined) {
      this.#states.set(key, state);
    }
    return known ?? state;
  }

  #text(text: string): string {
    const known = this.#texts.get(text);
    if (known === undefined) {
      this.#texts.set(text, text);
    }
    return known ?? text;
  }

  #placeOf({ subscriptionId, resourceGroup, location }: VirtualMachine): Place {
    const key = [subscriptionId, resourceGroup, location].join("/");
    const known = this.#places.get(key);
    if (known !== undefined) {
      return known;
    }
    const place = { subscriptionId: this.#text(subscriptionId), resourceGroup, location: this.#text(location) };
    this.#places.set(key, place);
    return place;
  }
}

/** Whether nothing of a VM has changed. Both rows are of one maker, so that equal states and places are one object. */
export function sameMachine(a: MachineRow, b: MachineRow): boolean {
  return (
    a.name === b.name &&
    a.place === b.place &&
    a.osType === b.osType &&
    a.protection === b.protection &&
    a.ownId === b.ownId &&
    (a.item === b.item || (a.item !== undefined && b.item !== undefined && sameItem(a.item, b.item)))
  );
}

function sameItem(a: ItemRow, b: ItemRow): boolean {
  return (
    a.vaultId === b.vaultId &&
    a.state === b.state &&
    a.policyName === b.policyName &&
    a.lastBackup === b.lastBackup &&
    a.lastBackupStatus === b.lastBackupStatus &&
    a.lastRecoveryPoint === b.lastRecoveryPoint &&
    a.own?.id === b.own?.id &&
    a.own?.vmName === b.own?.vmName
  );
}

/** The VM of a row, whole. */
export function machineOfRow(row: MachineRow): VirtualMachine {
  const { name, place, osType, protection } = row;
  const id = row.ownId ?? idOf(place, name);
  const vm = { id, name, ...place, osType, protection };
  return { ...vm, item: row.item === undefined ? undefined : itemOfRow(row.item, vm) };
}

/** The protected item of a row, whole. @param vm its VM; undefined when that is gone */
export function itemOfRow(
  row: ItemRow,
  vm: Pick<VirtualMachine, "id" | "name" | "resourceGroup"> | undefined,
): ProtectedItem {
  const names = row.own ?? (vm === undefined ? undefined : usualNames(row.vaultId, vm));
  return {
    ...(names ?? { id: row.vaultId, name: "", vmName: "", vmId: "" }),
    vaultId: row.vaultId,
    policyName: row.policyName,
    state: row.state,
    lastBackup: timeText(row.lastBackup),
    lastBackupStatus: row.lastBackupStatus,
    lastRecoveryPoint: timeText(row.lastRecoveryPoint),
  };
}

/** What tells a VM apart in its subscription, from its id or its row. */
export function machineKey(of: MachineRow | string): string {
  if (typeof of === "string") {
    const { resourceGroup, name } = parseResourceId(of);
    return `${resourceGroup}/${name}`.toLowerCase();
  }
  return of.ownId === undefined ? `${of.place.resourceGroup}/${of.name}`.toLowerCase() : machineKey(of.ownId);
}

function idOf({ subscriptionId, resourceGroup }: Place, name: string): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.Compute/virtualMachines/${name}`;
}

/** Azure Backup names an item after its VM: `VM;iaasvmcontainerv2;group;vm`. */
function usualNames(
  vaultId: string,
  vm: Pick<VirtualMachine, "id" | "name" | "resourceGroup">,
): Pick<ProtectedItem, "id" | "name" | "vmName" | "vmId"> {
  const key = `iaasvmcontainerv2;${vm.resourceGroup};${vm.name}`.toLowerCase();
  const name = `VM;${key}`;
  return {
    id: `${vaultIdOf(vaultId)}/backupFabrics/Azure/protectionContainers/IaasVMContainer;${key}/protectedItems/${name}`,
    name,
    vmName: vm.name,
    vmId: vm.id,
  };
}

function timeText(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
}
