import type { CallOptions } from "../connection";
import type { Caller } from "../http/caller";
import type {
  DeletedVault,
  Page,
  ProtectableVm,
  Redundancy,
  RedundancySetting,
  ResourceGuardMapping,
  Subscription,
  Vault,
  VaultChange,
  VaultContainer,
  VaultEncryption,
  VaultObstacle,
  VaultSecurity,
  Verdict,
} from "../models";
import { changeVault } from "./changeVault";
import { listDeletedVaults, undeleteVault } from "./deletedVaults";
import { deleteVault } from "./deleteVault";
import { getRedundancy, setRedundancy } from "./redundancy";
import { getResourceGuard, removeResourceGuard, setResourceGuard } from "./resourceGuard";
import { checkVaultName, createVault, getVault, listVaults } from "./vaults";
import { listContainers, listDeletedContainers, listProtectable, refreshContainers } from "./vaultContents";
import { listVaultObstacles } from "./vaultObstacles";
import { getVaultEncryption } from "./vaultEncryption";
import { getVaultSecurity } from "./vaultSecurity";

/** Vaults and their settings. */
export interface VaultCalls {
  /** From Resource Graph, sorted by name. */
  listVaults(subscription: Subscription, page?: string, options?: CallOptions): Promise<Page<Vault>>;
  getVault(id: string, options?: CallOptions): Promise<Vault>;
  checkVaultName(
    subscription: Subscription,
    resourceGroup: string,
    location: string,
    name: string,
    options?: CallOptions,
  ): Promise<Verdict>;
  createVault(
    request: {
      readonly subscription: Subscription;
      readonly resourceGroup: string;
      readonly name: string;
      readonly location: string;
      readonly redundancy: Redundancy;
    },
    options?: CallOptions,
  ): Promise<Vault>;
  getRedundancy(vaultId: string, options?: CallOptions): Promise<RedundancySetting>;
  setRedundancy(vaultId: string, redundancy: Redundancy, options?: CallOptions): Promise<void>;
  /** Soft delete, immutability and other guards of a vault. */
  getVaultSecurity(vaultId: string, options?: CallOptions): Promise<VaultSecurity>;
  /** With which key a vault's backups are encrypted. */
  getVaultEncryption(vaultId: string, options?: CallOptions): Promise<VaultEncryption>;
  /** Changes one setting of a vault, waits, and reads it back. */
  changeVault(vaultId: string, change: VaultChange, options?: CallOptions): Promise<void>;
  /** The Resource Guard of a vault; undefined when it has none, or when nobody may know. */
  getResourceGuard(vaultId: string, options?: CallOptions): Promise<ResourceGuardMapping | undefined>;
  /** Has a Resource Guard guard the vault's critical operations. */
  setResourceGuard(vaultId: string, guardId: string, options?: CallOptions): Promise<void>;
  /** Ends that, which the guard itself has to allow. */
  removeResourceGuard(vaultId: string, options?: CallOptions): Promise<void>;
  /** Vaults of a region that were deleted and can come back. */
  listDeletedVaults(
    subscription: Subscription,
    location: string,
    options?: CallOptions,
  ): Promise<readonly DeletedVault[]>;
  /** Brings a deleted vault back, into a resource group, and waits until it is there. */
  undeleteVault(
    subscription: Subscription,
    vault: DeletedVault,
    resourceGroupId: string,
    options?: CallOptions,
  ): Promise<void>;
  /** The VMs that are registered with a vault, by name. */
  listContainers(vaultId: string, options?: CallOptions): Promise<readonly VaultContainer[]>;
  /** The VMs of which a vault has soft-deleted backups only, by name. */
  listDeletedContainers(vaultId: string, options?: CallOptions): Promise<readonly VaultContainer[]>;
  /** The VMs that a vault could protect, and no vault does, by name. */
  listProtectable(vaultId: string, options?: CallOptions): Promise<readonly ProtectableVm[]>;
  /** Has the vault look around for VMs anew, and waits until it has. */
  refreshContainers(vaultId: string, options?: CallOptions): Promise<void>;
  /** What keeps a vault from being deleted; empty when nothing that can be seen does. */
  listVaultObstacles(vaultId: string, options?: CallOptions): Promise<readonly VaultObstacle[]>;
  /** Deletes a vault that is empty, and waits until it is gone. */
  deleteVault(vaultId: string, options?: CallOptions): Promise<void>;
}

/** That part of the connection. */
export function vaultCalls(caller: Caller): VaultCalls {
  return {
    listVaults: (subscription, page, call) => caller.within(subscription, call, (arm, id) => listVaults(arm, id, page)),
    getVault: (id, call) => caller.about(id, call, (arm) => getVault(arm, id)),
    checkVaultName: (subscription, resourceGroup, location, name, call) =>
      caller.within(subscription, call, (arm, id) => checkVaultName(arm, id, resourceGroup, location, name)),
    createVault: (request, call) => caller.within(request.subscription, call, (arm) => createVault(arm, request)),
    getRedundancy: (vaultId, call) => caller.about(vaultId, call, (arm) => getRedundancy(arm, vaultId)),
    setRedundancy: (vaultId, redundancy, call) =>
      caller.about(vaultId, call, (arm) => setRedundancy(arm, vaultId, redundancy)),
    getVaultSecurity: (vaultId, call) => caller.about(vaultId, call, (arm) => getVaultSecurity(arm, vaultId)),
    getVaultEncryption: (vaultId, call) => caller.about(vaultId, call, (arm) => getVaultEncryption(arm, vaultId)),
    changeVault: (vaultId, change, call) => caller.about(vaultId, call, (arm) => changeVault(arm, vaultId, change)),
    getResourceGuard: (vaultId, call) => caller.about(vaultId, call, (arm) => getResourceGuard(arm, vaultId)),
    setResourceGuard: (vaultId, guardId, call) =>
      caller.about(vaultId, call, (arm) => setResourceGuard(arm, vaultId, guardId)),
    removeResourceGuard: (vaultId, call) => caller.about(vaultId, call, (arm) => removeResourceGuard(arm, vaultId)),
    listDeletedVaults: (subscription, location, call) =>
      caller.within(subscription, call, (arm, id) => listDeletedVaults(arm, id, location)),
    undeleteVault: (subscription, vault, resourceGroupId, call) =>
      caller.within(subscription, call, (arm) => undeleteVault(arm, vault, resourceGroupId)),
    listContainers: (vaultId, call) => caller.about(vaultId, call, (arm) => listContainers(arm, vaultId)),
    listDeletedContainers: (vaultId, call) => caller.about(vaultId, call, (arm) => listDeletedContainers(arm, vaultId)),
    listProtectable: (vaultId, call) => caller.about(vaultId, call, (arm) => listProtectable(arm, vaultId)),
    refreshContainers: (vaultId, call) => caller.about(vaultId, call, (arm) => refreshContainers(arm, vaultId)),
    listVaultObstacles: (vaultId, call) => caller.about(vaultId, call, (arm) => listVaultObstacles(arm, vaultId)),
    deleteVault: (vaultId, call) => caller.about(vaultId, call, (arm) => deleteVault(arm, vaultId)),
  };
}
