import { listAt, objectAt, textAt } from "../../http/json";
import type { Json } from "../../http/json";
import type { Estate } from "../estate";
import type { BackupTrouble, PolicyRecord, ResourceRecord } from "../records";
import { troubles } from "./troubles";

/** Data disks that Azure Backup takes with one VM today. */
const maxDataDisks = 32;
/** GB that it takes of one disk, and of all that it takes: "Support matrix for Azure VM backup" (Microsoft Learn, 26 March 2026). */
const maxDiskGB = 65_536;
const maxTotalGB = 524_288;
const enhancedSkus = ["ultrassd_lrs", "premiumv2_lrs"];

interface Disk {
  readonly lun: number | undefined;
  readonly sku: string;
  readonly shared: boolean;
  /** With Write Accelerator. */
  readonly accelerated: boolean;
  readonly sizeGB: number;
  /** Made for a Trusted Launch or a confidential VM. */
  readonly secured: boolean;
  /** Its data takes a sign-in with Microsoft Entra ID. */
  readonly needsSignIn: boolean;
}

/**
 * Since this api-version, a Standard policy takes a VM with Trusted Launch ("Azure/azure-cli pull request 31062", 18 March 2025).
 */
const standardTakesTrustedLaunch = "2025-01-01";

/**
 * Why a VM cannot be protected with a policy, or undefined when it can.
 * @param exclusion the request's disk list
 * @param apiVersion of the request that protects it; undefined of a VM that is protected already, which Azure has accepted
 */
export function obstacleOf(
  estate: Estate,
  vm: ResourceRecord,
  policy: PolicyRecord,
  exclusion: Json | undefined,
  apiVersion?: string,
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
  const trouble = confidentialTrouble(vm) ?? troubleOfDisks(taken, diskOf(estate, osDisk).sizeGB);
  if (trouble !== undefined) {
    return trouble;
  }
  const demanding =
    disks.some(({ sku, shared }) => shared || enhancedSkus.includes(sku)) ||
    (apiVersion !== undefined &&
      apiVersion < standardTakesTrustedLaunch &&
      textAt(vm, "properties", "securityProfile", "securityType") === "TrustedLaunch");
  if (demanding && textAt(policy.properties, "policyType") !== "V2") {
    return troubles.needsEnhancedPolicy;
  }
  if (taken.some(({ shared }) => shared)) {
    return troubles.sharedDisk;
  }
  return isCrashConsistentOnly(policy) && !takesCrashConsistent(vm, taken) ? troubles.noCrashConsistency : undefined;
}

/** "Back up Confidential VM using Azure Backup (preview)" (Microsoft Learn, 28 January 2026): sizes of version 5 are left out by name. */
function confidentialTrouble(vm: ResourceRecord): BackupTrouble | undefined {
  const isConfidential = textAt(vm, "properties", "securityProfile", "securityType") === "ConfidentialVM";
  return isConfidential && /_v5$/iu.test(textAt(vm, "properties", "hardwareProfile", "vmSize") ?? "")
    ? troubles.confidentialSize
    : undefined;
}

/** "Support matrix for Azure VM backup" (Microsoft Learn, 26 March 2026). Azure's codes for these are not documented. */
function troubleOfDisks(taken: readonly Disk[], osDiskGB: number): BackupTrouble | undefined {
  if (taken.some(({ secured }) => secured)) {
    return troubles.securedDataDisk;
  }
  if (taken.some(({ needsSignIn }) => needsSignIn)) {
    return troubles.signInForDiskData;
  }
  const sizes = [osDiskGB, ...taken.map(({ sizeGB }) => sizeGB)];
  if (sizes.some((size) => size > maxDiskGB)) {
    return troubles.diskTooLarge;
  }
  return sizes.reduce((sum, size) => sum + size, 0) > maxTotalGB ? troubles.disksTooLarge : undefined;
}

/** Whether a policy takes crash-consistent snapshots only, for which nothing needs to run in the VM. */
export function isCrashConsistentOnly({ properties }: PolicyRecord): boolean {
  return properties["snapshotConsistencyType"] === "OnlyCrashConsistent";
}

/**
 * Crash-consistent snapshots are for sizes that take Premium storage, and not for confidential VMs, ephemeral OS disks,
 * Ultra and Premium SSD v2 disks, nor such with Write Accelerator ("Support matrix for VM restore points", Microsoft
 * Learn, 2026; "About agentless multi-disk crash-consistent backup", Microsoft Learn, 25 July 2025).
 */
function takesCrashConsistent(vm: ResourceRecord, taken: readonly Disk[]): boolean {
  return (
    takesPremiumStorage(textAt(vm, "properties", "hardwareProfile", "vmSize") ?? "") &&
    textAt(vm, "properties", "securityProfile", "securityType") !== "ConfidentialVM" &&
    textAt(vm, "properties", "storageProfile", "osDisk", "diffDiskSettings", "option") === undefined &&
    !taken.some(({ sku, accelerated }) => accelerated || enhancedSkus.includes(sku))
  );
}

/** An `s` behind the cores, or at the end of an old family: D4s_v5, DS2_v2 ("Azure VM sizes naming conventions", 2025). */
function takesPremiumStorage(size: string): boolean {
  const [, family = "", features = ""] = /^[A-Za-z]+_([A-Z]+)\d+(?:-\d+)?([a-z]*)/u.exec(size) ?? [];
  return family.endsWith("S") || features.includes("s");
}

function diskOf(estate: Estate, disk: Json): Disk {
  const body = estate.resources.get(textAt(disk, "managedDisk", "id") ?? "");
  const lun = objectAt(disk)["lun"];
  const shares = objectAt(body, "properties")["maxShares"];
  const size = objectAt(body, "properties")["diskSizeGB"] ?? objectAt(disk)["diskSizeGB"];
  return {
    lun: typeof lun === "number" ? lun : undefined,
    sku: (textAt(body, "sku", "name") ?? textAt(disk, "managedDisk", "storageAccountType") ?? "").toLowerCase(),
    shared: typeof shares === "number" && shares > 1,
    accelerated: objectAt(disk)["writeAcceleratorEnabled"] === true,
    sizeGB: typeof size === "number" ? size : 0,
    secured: /^(?:TrustedLaunch|ConfidentialVM)/iu.test(
      textAt(body, "properties", "securityProfile", "securityType") ?? "",
    ),
    needsSignIn: textAt(body, "properties", "dataAccessAuthMode") === "AzureActiveDirectory",
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
