import { listAt, objectAt, textAt } from "../http/json";
import type { Json } from "../http/json";
import type { Estate } from "./estate";
import type { BackupTrouble, PolicyRecord, ResourceRecord } from "./records";
import { troubles } from "./troubles";

/** Data disks that Azure Backup takes with one VM today. */
const maxDataDisks = 32;
const enhancedSkus = ["ultrassd_lrs", "premiumv2_lrs"];

interface Disk {
  readonly lun: number | undefined;
  readonly sku: string;
  readonly shared: boolean;
}

/** Why a VM cannot be protected with a policy, or undefined when it can. `exclusion` is the request's disk list. */
export function obstacleOf(
  estate: Estate,
  vm: ResourceRecord,
  policy: PolicyRecord,
  exclusion: Json | undefined,
): BackupTrouble | undefined {
  const storage = objectAt(vm, "properties", "storageProfile");
  const osDisk = objectAt(storage, "osDisk");
  if (osDisk["managedDisk"] === undefined) {
    return troubles.unmanagedDisk;
  }
  if (osDisk["writeAcceleratorEnabled"] === true) {
    return troubles.writeAcceleratorOs;
  }
  const disks = listAt(storage, "dataDisks").map((disk) => diskOf(estate, disk));
  const taken = disks.filter(({ lun }) => isTaken(lun, exclusion));
  if (taken.length > maxDataDisks) {
    return troubles.tooManyDisks;
  }
  const demanding =
    disks.some(({ sku, shared }) => shared || enhancedSkus.includes(sku)) ||
    textAt(vm, "properties", "securityProfile", "securityType") === "TrustedLaunch";
  if (demanding && textAt(policy.properties, "policyType") !== "V2") {
    return troubles.needsEnhancedPolicy;
  }
  return taken.some(({ shared }) => shared) ? troubles.sharedDisk : undefined;
}

function diskOf(estate: Estate, disk: Json): Disk {
  const body = estate.resources.get(textAt(disk, "managedDisk", "id") ?? "");
  const lun = objectAt(disk)["lun"];
  const shares = objectAt(body, "properties")["maxShares"];
  return {
    lun: typeof lun === "number" ? lun : undefined,
    sku: (textAt(body, "sku", "name") ?? textAt(disk, "managedDisk", "storageAccountType") ?? "").toLowerCase(),
    shared: typeof shares === "number" && shares > 1,
  };
}

/** Whether a disk is part of the backup, given `diskExclusionProperties`. */
export function isTaken(lun: number | undefined, exclusion: Json | undefined): boolean {
  if (exclusion === undefined) {
    return true;
  }
  const listed = lun !== undefined && listAt(exclusion, "diskLunList").includes(lun);
  return objectAt(exclusion)["isInclusionList"] === true ? listed : !listed;
}
