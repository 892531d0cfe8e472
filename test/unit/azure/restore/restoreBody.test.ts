import { describe, expect, it } from "vitest";
import { restoreBody } from "../../../../src/azure/restore/restoreBody";
import type { RestoreRequest } from "../../../../src/azure/restore/restoreModels";
import { restorePointFrom } from "../../../../src/azure/restore/restorePoints";

const group = "/subscriptions/s/resourceGroups/g";
const common = {
  itemId: `${group}/providers/Microsoft.RecoveryServices/vaults/v/backupFabrics/Azure/protectionContainers/c/protectedItems/i`,
  pointId: `${group}/providers/Microsoft.RecoveryServices/vaults/v/backupFabrics/Azure/protectionContainers/c/protectedItems/i/recoveryPoints/42`,
  vmId: `${group}/providers/Microsoft.Compute/virtualMachines/web`,
  region: "westeurope",
  storageAccountId: `${group}/providers/Microsoft.Storage/storageAccounts/stage`,
};
const disks: RestoreRequest = { ...common, kind: "disks", resourceGroupId: group, luns: [1, 3], zone: "2" };

function point(properties: object): unknown {
  return { id: common.pointId, name: "42", properties: { recoveryPointTime: "2026-11-20T22:30:00Z", ...properties } };
}

describe("the request of a restore", () => {
  it("names the recovery point, the VM, the account and the chosen disks and zone", () => {
    expect(restoreBody(disks, point({}))).toEqual({
      objectType: "IaasVMRestoreRequest",
      recoveryPointId: "42",
      recoveryType: "RestoreDisks",
      sourceResourceId: common.vmId,
      region: "westeurope",
      storageAccountId: common.storageAccountId,
      createNewCloudService: false,
      originalStorageAccountOption: false,
      targetResourceGroupId: group,
      restoreDiskLunList: [1, 3],
      zones: ["2"],
    });
  });

  it("asks for the OS disk alone with an empty list, and for all disks with none", () => {
    expect(restoreBody({ ...disks, luns: [] }, undefined)).toMatchObject({ restoreDiskLunList: [] });
    expect(restoreBody({ ...disks, luns: undefined }, undefined)).not.toHaveProperty("restoreDiskLunList");
  });

  it("names the VM to make, with its network", () => {
    const subnetId = `${group}/providers/Microsoft.Network/virtualNetworks/n/subnets/front`;
    const request: RestoreRequest = {
      ...common,
      kind: "newVm",
      resourceGroupId: group,
      name: "copy",
      networkId: `${group}/providers/Microsoft.Network/virtualNetworks/n`,
      subnetId,
      zone: undefined,
    };
    expect(restoreBody(request, undefined)).toMatchObject({
      recoveryType: "AlternateLocation",
      targetVirtualMachineId: `${group}/providers/Microsoft.Compute/virtualMachines/copy`,
      virtualNetworkId: request.networkId,
      subnetId,
    });
  });

  it("names no target where disks are replaced", () => {
    const body = restoreBody({ ...common, kind: "replaceDisks" }, undefined);
    expect(body.recoveryType).toBe("OriginalLocation");
    expect(Object.keys(body).filter((key) => key.startsWith("target") || key === "zones")).toEqual([]);
  });

  it("names the account beside an identity and nowhere else", () => {
    const body = restoreBody({ ...disks, identity: { kind: "user", id: "/identities/backup" } }, undefined);
    expect(body).not.toHaveProperty("storageAccountId");
    expect(body).toMatchObject({
      identityInfo: { isSystemAssignedIdentity: false, managedIdentityResourceId: "/identities/backup" },
      identityBasedRestoreDetails: { targetStorageAccountId: common.storageAccountId },
    });
  });

  it("names a disk encryption set only when one was chosen", () => {
    const diskEncryptionSetId = `${group}/providers/Microsoft.Compute/diskEncryptionSets/keys`;
    expect(restoreBody({ ...disks, diskEncryptionSetId }, point({}))).toMatchObject({ diskEncryptionSetId });
    expect(restoreBody(disks, point({}))).not.toHaveProperty("diskEncryptionSetId");
  });

  it("says how disks behind private endpoints are reached, and nothing of others", () => {
    const closed = point({ isPrivateAccessEnabledOnAnyDisk: true });
    const settings = (diskAccess: RestoreRequest["diskAccess"]) =>
      restoreBody({ ...disks, diskAccess }, closed).targetDiskNetworkAccessSettings;
    const id = `${group}/providers/Microsoft.Compute/diskAccesses/door`;
    expect(settings(undefined)).toEqual({ targetDiskNetworkAccessOption: "SameAsOnSourceDisks" });
    expect(settings({ kind: "public" })).toEqual({ targetDiskNetworkAccessOption: "EnablePublicAccessForAllDisks" });
    expect(settings({ kind: "private", id })).toEqual({
      targetDiskNetworkAccessOption: "EnablePrivateAccessForAllDisks",
      targetDiskAccessId: id,
    });
    expect(restoreBody({ ...disks, diskAccess: { kind: "public" } }, point({}))).not.toHaveProperty(
      "targetDiskNetworkAccessSettings",
    );
  });

  it("brings a point back from the archive first", () => {
    expect(restoreBody({ ...disks, rehydrate: { days: 12, priority: "High" } }, undefined)).toMatchObject({
      objectType: "IaasVMRestoreWithRehydrationRequest",
      recoveryPointRehydrationInfo: { rehydrationRetentionDuration: "P12D", rehydrationPriority: "High" },
    });
  });

  it("gives an encrypted VM the addresses of its keys, as far as the point has them", () => {
    const encrypted = point({
      isSourceVMEncrypted: true,
      keyAndSecret: { bekDetails: { secretUrl: "https://vault/secrets/1", secretVaultId: "/vaults/k" } },
    });
    expect(restoreBody(disks, encrypted).encryptionDetails).toEqual({
      encryptionEnabled: true,
      secretKeyUrl: "https://vault/secrets/1",
      secretKeyVaultId: "/vaults/k",
    });
    expect(restoreBody(disks, point({ isSourceVMEncrypted: false }))).not.toHaveProperty("encryptionDetails");
  });

  it("keeps disks behind private endpoints where they are", () => {
    expect(restoreBody(disks, point({ isPrivateAccessEnabledOnAnyDisk: true }))).toMatchObject({
      targetDiskNetworkAccessSettings: { targetDiskNetworkAccessOption: "SameAsOnSourceDisks" },
    });
  });
});

describe("a recovery point for restores", () => {
  const tiers = (...list: readonly (readonly [string, string])[]) =>
    restorePointFrom(point({ recoveryPointTierDetails: list.map(([type, status]) => ({ type, status })) }));

  it("is archived only while nothing nearer is there", () => {
    expect(tiers(["ArchivedRP", "Valid"])?.archived).toBe(true);
    expect(tiers(["ArchivedRP", "Rehydrated"])?.archived).toBe(false);
    expect(tiers(["HardenedRP", "Deleted"], ["ArchivedRP", "Valid"])?.archived).toBe(true);
    expect(tiers(["InstantRP", "Valid"])?.archived).toBe(false);
  });

  it("tells the disks that were left out, and that its disks are mounted", () => {
    expect(
      restorePointFrom(
        point({
          isInstantIlrSessionActive: true,
          zones: ["1"],
          recoveryPointDiskConfiguration: { excludedDiskList: [{ lun: 2, name: "log" }] },
        }),
      ),
    ).toMatchObject({ mounted: true, zones: ["1"], excludedLuns: [2], encrypted: undefined });
  });
});
