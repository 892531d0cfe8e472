import { guidOf, isoTime } from "../../http/formats";
import { listAt, objectAt, textAt } from "../../http/json";
import type { Json, JsonObject } from "../../http/json";
import type { Estate } from "../estate";
import { partsOf } from "../ids";
import { backedUpMachine } from "../backups/backedUpMachine";
import { networkAccess } from "../networkAccess";
import type { BackedUpMachine, ItemRecord, ResourceRecord, RestorePlan } from "../records";

/**
 * Brings into the estate what a restore makes: disks, a VM with a network interface, or other disks under the same VM.
 * A VM that was deleted is made from what its item has kept of it. Does nothing where the estate never held the source VM,
 * or where only files in a storage account were wanted.
 */
export function applyRestore(estate: Estate, item: ItemRecord, plan: RestorePlan, now: number): void {
  const source = backedUpMachine(estate, item);
  const groupId = plan.diskGroupId;
  const { vmId } = item;
  const isInPlace = plan.type === "OriginalLocation";
  if (source === undefined || groupId === undefined) {
    return;
  }
  const { vm } = source;
  const owner = plan.type === "AlternateLocation" ? plan.newVmId : isInPlace ? vmId : undefined;
  const storage = objectAt(vm, "properties", "storageProfile");
  const maker = { estate, source, plan, groupId, owner, now, stem: ownName(owner) ?? item.vmName };
  const osDisk = restoredDisk(maker, objectAt(storage, "osDisk"), "osdisk");
  const dataDisks = listAt(storage, "dataDisks").map((disk) =>
    isWanted(disk, plan) ? restoredDisk(maker, objectAt(disk), dataName(disk)) : objectAt(disk),
  );
  if (isInPlace) {
    replaceDisks(estate, vm, { osDisk, dataDisks });
  } else if (plan.newVmId !== undefined) {
    const wanted = dataDisks.filter((disk) => isWanted(disk, plan));
    addVm(estate, source, plan, plan.newVmId, { osDisk, dataDisks: wanted }, now);
  }
}

interface Maker {
  readonly estate: Estate;
  readonly source: BackedUpMachine;
  readonly plan: RestorePlan;
  readonly groupId: string;
  readonly owner: string | undefined;
  readonly now: number;
  readonly stem: string;
}

interface Disks {
  readonly osDisk: JsonObject;
  readonly dataDisks: readonly JsonObject[];
}

function ownName(id: string | undefined): string | undefined {
  return id === undefined ? undefined : partsOf(id)?.name;
}

function lunOf(disk: Json): number | undefined {
  const lun = objectAt(disk)["lun"];
  return typeof lun === "number" ? lun : undefined;
}

function isWanted(disk: Json, { luns }: RestorePlan): boolean {
  const lun = lunOf(disk);
  return luns === undefined || (lun !== undefined && luns.includes(lun));
}

function dataName(disk: Json): string {
  return `datadisk-${String(lunOf(disk) ?? 0).padStart(3, "0")}`;
}

/** Makes a disk from a recovery point; answers its part of a storage profile. */
function restoredDisk(maker: Maker, disk: JsonObject, kind: string): JsonObject {
  const { estate, plan, groupId, owner, now, stem } = maker;
  const diskId = textAt(disk, "managedDisk", "id")?.toLowerCase();
  const source = maker.source.disks.find((each) => each.id.toLowerCase() === diskId);
  const stamp = isoTime(now).slice(0, 19).replaceAll(/[-:]/gu, "").replace("T", "-");
  const name = `${stem}-${kind}-${stamp}`;
  const id = `${groupId}/providers/Microsoft.Compute/disks/${name}`;
  const sku = textAt(source, "sku", "name") ?? textAt(disk, "managedDisk", "storageAccountType") ?? "Standard_LRS";
  const size = source?.properties["diskSizeGB"] ?? disk["diskSizeGB"] ?? 30;
  estate.resources.set(id, {
    name,
    id,
    type: "Microsoft.Compute/disks",
    location: plan.region,
    tags: {},
    ...(plan.zones.length === 0 ? {} : { zones: plan.zones }),
    sku: { name: sku, tier: sku.split("_")[0] ?? sku },
    ...(owner === undefined ? {} : { managedBy: owner }),
    properties: {
      ...(disk["osType"] === undefined ? {} : { osType: disk["osType"] }),
      creationData: { createOption: "Restore" },
      diskSizeGB: size,
      encryption: encryptionOf(plan, source),
      ...accessOf(plan, source),
      timeCreated: isoTime(now),
      uniqueId: guidOf(`${id} ${now}`),
      provisioningState: "Succeeded",
      diskState: owner === undefined ? "Unattached" : "Attached",
    },
  });
  return {
    ...disk,
    name,
    createOption: "Attach",
    vhd: undefined,
    managedDisk: { storageAccountType: sku, id },
  };
}

/** The set that was asked for; otherwise the disk of the VM decides, whose set stays in its region. */
function encryptionOf({ encryptionSetId, region }: RestorePlan, source: ResourceRecord | undefined): JsonObject {
  if (encryptionSetId !== undefined) {
    return { type: "EncryptionAtRestWithCustomerKey", diskEncryptionSetId: encryptionSetId };
  }
  const before = objectAt(source, "properties", "encryption");
  return source?.location === region && before["diskEncryptionSetId"] !== undefined
    ? before
    : { type: "EncryptionAtRestWithPlatformKey" };
}

/** What was asked for; a disk that stays as it was keeps what its source says. */
function accessOf({ diskAccess }: RestorePlan, source: ResourceRecord | undefined): JsonObject {
  if (diskAccess !== "same" || source === undefined) {
    return networkAccess(typeof diskAccess === "object" ? diskAccess.id : undefined);
  }
  const { networkAccessPolicy, publicNetworkAccess, diskAccessId } = source.properties;
  return { networkAccessPolicy, publicNetworkAccess, ...(diskAccessId === undefined ? {} : { diskAccessId }) };
}

/** The VM goes on with the new disks; the old ones stay, attached to nothing. */
function replaceDisks(estate: Estate, vm: ResourceRecord, disks: Disks): void {
  const storage = objectAt(vm, "properties", "storageProfile");
  const kept = new Set([disks.osDisk, ...disks.dataDisks].map((disk) => textAt(disk, "managedDisk", "id")));
  for (const before of [storage["osDisk"], ...listAt(storage, "dataDisks")]) {
    const id = textAt(before, "managedDisk", "id");
    const body = estate.resources.get(id ?? "");
    if (body !== undefined && !kept.has(id)) {
      estate.resources.set(body.id, {
        ...body,
        managedBy: undefined,
        properties: { ...body.properties, diskState: "Unattached" },
      });
    }
  }
  estate.resources.set(vm.id, {
    ...vm,
    properties: { ...vm.properties, storageProfile: { ...storage, ...disks } },
  });
}

function addVm(
  estate: Estate,
  { vm, guest }: BackedUpMachine,
  plan: RestorePlan,
  id: string,
  disks: Disks,
  now: number,
): void {
  const name = partsOf(id)?.name ?? id;
  const group = id.split("/providers/")[0] ?? "";
  const nic = `${group}/providers/Microsoft.Network/networkInterfaces/${name}-nic`;
  estate.resources.set(nic, {
    name: `${name}-nic`,
    id: nic,
    type: "Microsoft.Network/networkInterfaces",
    location: plan.region,
    tags: {},
    properties: {
      provisioningState: "Succeeded",
      ipConfigurations: [
        {
          name: "ipconfig1",
          id: `${nic}/ipConfigurations/ipconfig1`,
          type: "Microsoft.Network/networkInterfaces/ipConfigurations",
          properties: {
            provisioningState: "Succeeded",
            privateIPAllocationMethod: "Dynamic",
            primary: true,
            ...(plan.subnetId === undefined ? {} : { subnet: { id: plan.subnetId } }),
          },
        },
      ],
      primary: true,
      virtualMachine: { id },
    },
  });
  estate.resources.set(id, {
    name,
    id,
    type: vm.type,
    location: plan.region,
    tags: objectAt(vm, "tags"),
    ...(plan.zones.length === 0 ? {} : { zones: plan.zones }),
    properties: {
      ...vm.properties,
      // A VM that is made from disks has no OS profile, and no image.
      osProfile: undefined,
      instanceView: undefined,
      storageProfile: { ...disks },
      networkProfile: { networkInterfaces: [{ id: nic, properties: { primary: true } }] },
      vmId: guidOf(`${id} ${now}`),
      timeCreated: isoTime(now),
    },
  });
  if (guest !== undefined) {
    // Vaults list a new machine only after they looked for it.
    estate.guests.set(id, { ...guest, power: "running", discovered: false });
  }
}
