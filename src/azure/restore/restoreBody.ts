import type {
  IaasVMRestoreRequest,
  IaasVMRestoreWithRehydrationRequest,
  TargetDiskNetworkAccessSettings,
} from "@azure/arm-recoveryservicesbackup";
import { parseResourceId } from "../ids";
import { booleanAt, textAt, valueAt } from "../http/jsonRead";
import type { DiskAccessChoice, RestoreRequest } from "./restoreModels";

/** What Azure calls the kinds of restores. */
const recoveryTypes = {
  disks: "RestoreDisks",
  newVm: "AlternateLocation",
  replaceDisks: "OriginalLocation",
} as const satisfies Record<RestoreRequest["kind"], string>;

/**
 * A restore as Azure wants it: `IaasVMRestoreRequest` of API version 2023-06-01.
 * Without a disk encryption set Azure keeps the encryption of the VM ("Encrypt backup data by using customer-managed keys",
 * Microsoft Learn, 2024-06-12), so one is named only when it has been chosen.
 * @param point the recovery point as its GET answers: it has the keys of encrypted VMs, by their addresses only
 */
export function restoreBody(request: RestoreRequest, point: unknown): IaasVMRestoreRequest {
  const body: IaasVMRestoreRequest = {
    objectType: "IaasVMRestoreRequest",
    recoveryPointId: parseResourceId(request.pointId).name,
    recoveryType: recoveryTypes[request.kind],
    sourceResourceId: request.vmId,
    region: request.region,
    createNewCloudService: false,
    originalStorageAccountOption: false,
    ...accessOf(request),
    ...targetOf(request),
    ...encryptionOf(point),
    ...(request.diskEncryptionSetId === undefined ? {} : { diskEncryptionSetId: request.diskEncryptionSetId }),
    ...networkAccessOf(point, request.diskAccess),
  };
  return request.rehydrate === undefined ? body : withRehydration(body, request.rehydrate);
}

/** With an identity the staging account is named beside it and nowhere else. */
function accessOf({ identity, storageAccountId }: RestoreRequest): Partial<IaasVMRestoreRequest> {
  if (identity === undefined) {
    return { storageAccountId };
  }
  return {
    identityInfo: {
      isSystemAssignedIdentity: identity.kind === "system",
      ...(identity.kind === "system" ? {} : { managedIdentityResourceId: identity.id }),
    },
    identityBasedRestoreDetails: { targetStorageAccountId: storageAccountId },
  };
}

function targetOf(request: RestoreRequest): Partial<IaasVMRestoreRequest> {
  switch (request.kind) {
    case "disks":
      return {
        targetResourceGroupId: request.resourceGroupId,
        ...(request.luns === undefined ? {} : { restoreDiskLunList: [...request.luns] }),
        ...zonesOf(request.zone),
      };
    case "newVm":
      return {
        targetResourceGroupId: request.resourceGroupId,
        targetVirtualMachineId: targetVmIdOf(request),
        virtualNetworkId: request.networkId,
        subnetId: request.subnetId,
        ...zonesOf(request.zone),
      };
    case "replaceDisks":
      return {};
  }
}

/** The id that a restored VM will have. */
function targetVmIdOf({ resourceGroupId, name }: { readonly resourceGroupId: string; readonly name: string }): string {
  return `${resourceGroupId}/providers/Microsoft.Compute/virtualMachines/${name}`;
}

function zonesOf(zone: string | undefined): Partial<IaasVMRestoreRequest> {
  return zone === undefined ? {} : { zones: [zone] };
}

/** A VM that Azure Disk Encryption encrypted comes back with the keys it was encrypted with. */
function encryptionOf(point: unknown): Partial<IaasVMRestoreRequest> {
  const properties = valueAt(point, "properties");
  const keys = valueAt(properties, "keyAndSecret");
  if (booleanAt(properties, "isSourceVMEncrypted") !== true || keys === undefined) {
    return {};
  }
  const details = {
    kekUrl: textAt(keys, "kekDetails", "keyUrl"),
    kekVaultId: textAt(keys, "kekDetails", "keyVaultId"),
    secretKeyUrl: textAt(keys, "bekDetails", "secretUrl"),
    secretKeyVaultId: textAt(keys, "bekDetails", "secretVaultId"),
  };
  const known = Object.entries(details).filter(([, value]) => value !== undefined);
  return { encryptionDetails: { encryptionEnabled: true, ...Object.fromEntries(known) } };
}

/** Disks behind private endpoints need a word on how the new ones are reached. */
function networkAccessOf(point: unknown, access: DiskAccessChoice = { kind: "same" }): Partial<IaasVMRestoreRequest> {
  return booleanAt(point, "properties", "isPrivateAccessEnabledOnAnyDisk") === true
    ? { targetDiskNetworkAccessSettings: accessSettings(access) }
    : {};
}

function accessSettings(access: DiskAccessChoice): TargetDiskNetworkAccessSettings {
  switch (access.kind) {
    case "same":
      return { targetDiskNetworkAccessOption: "SameAsOnSourceDisks" };
    case "public":
      return { targetDiskNetworkAccessOption: "EnablePublicAccessForAllDisks" };
    case "private":
      return { targetDiskNetworkAccessOption: "EnablePrivateAccessForAllDisks", targetDiskAccessId: access.id };
  }
}

function withRehydration(
  body: IaasVMRestoreRequest,
  { days, priority }: { readonly days: number; readonly priority: "Standard" | "High" },
): IaasVMRestoreWithRehydrationRequest {
  return {
    ...body,
    objectType: "IaasVMRestoreWithRehydrationRequest",
    recoveryPointRehydrationInfo: { rehydrationRetentionDuration: `P${days}D`, rehydrationPriority: priority },
  };
}
