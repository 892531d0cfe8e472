import type {
  BackupJob,
  BackupPolicy,
  Location,
  Page,
  PolicyRequest,
  ProtectedItem,
  RecoveryPoint,
  Redundancy,
  RedundancySetting,
  Subscription,
  TenantFailure,
  Vault,
  VaultObstacle,
  VaultSecurity,
  Verdict,
  VirtualMachine,
  VmHealth,
  VmSnapshot,
} from "./models";

/** Every call can be cancelled; a cancelled call rejects with an `AbortError`. Failures are `AzureError`s. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called while Azure works, or asks to wait: `{ waitSeconds }` when throttled. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** What a call tells while it goes on. */
export type Progress =
  | { readonly kind: "working"; readonly percent: number | undefined }
  | { readonly kind: "throttled"; readonly waitSeconds: number };

/** Everything the features ask of Azure, for one account. Implemented in `azureClient.ts`, in the bundle `azure.js`. */
export interface AzureConnection {
  listSubscriptions(
    options?: CallOptions,
  ): Promise<{ readonly subscriptions: readonly Subscription[]; readonly failures: readonly TenantFailure[] }>;
  listLocations(subscription: Subscription, options?: CallOptions): Promise<readonly Location[]>;
  listResourceGroups(
    subscription: Subscription,
    options?: CallOptions,
  ): Promise<readonly { readonly name: string; readonly location: string }[]>;
  createResourceGroup(subscription: Subscription, name: string, location: string, options?: CallOptions): Promise<void>;

  /** From Resource Graph, sorted by name. */
  listVaults(subscription: Subscription, page?: string, options?: CallOptions): Promise<Page<Vault>>;
  /** From Resource Graph, each with its protection state, sorted by name. */
  listVirtualMachines(subscription: Subscription, page?: string, options?: CallOptions): Promise<Page<VirtualMachine>>;
  /** VMs by region name, for choosing a vault's region. */
  countVirtualMachines(subscription: Subscription, options?: CallOptions): Promise<ReadonlyMap<string, number>>;

  getVirtualMachine(id: string, options?: CallOptions): Promise<VirtualMachine>;
  getVmHealth(id: string, options?: CallOptions): Promise<VmHealth>;
  /** The live VM and what its backup depends on: model, disks, network interfaces, NSGs, its protected item. */
  getVmSnapshot(id: string, options?: CallOptions): Promise<VmSnapshot>;

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

  listPolicies(vaultId: string, options?: CallOptions): Promise<readonly BackupPolicy[]>;
  listProtectedItems(vaultId: string, page?: string, options?: CallOptions): Promise<Page<ProtectedItem>>;
  listRecoveryPoints(itemId: string, options?: CallOptions): Promise<readonly RecoveryPoint[]>;
  /** Newest first. */
  listJobs(vaultId: string, page?: string, options?: CallOptions): Promise<Page<BackupJob>>;
  getJob(vaultId: string, jobName: string, options?: CallOptions): Promise<BackupJob>;

  /** Which vault has the VM already (`backupStatus`), if any. */
  findProtection(
    vmId: string,
    location: string,
    options?: CallOptions,
  ): Promise<{ readonly vaultId: string | undefined; readonly state: ProtectionStatus }>;
  /** The service's own answer to "would protecting this VM with this vault and policy work?" (`backupPreValidateProtection`). */
  validateProtection(vmId: string, vault: Vault, policyName: string, options?: CallOptions): Promise<Verdict>;
  /**
   * Protects a VM (a stopped or soft-deleted item is resumed), waits until Azure has configured it.
   * Cancelling stops the waiting, not the configuring.
   */
  protect(vmId: string, policyId: string, options?: CallOptions): Promise<{ readonly jobName: string | undefined }>;
  /** Starts a backup; resolves as soon as Azure has accepted it, with the job's name. */
  backUpNow(
    itemId: string,
    retainUntil: Date,
    options?: CallOptions,
  ): Promise<{ readonly vaultId: string; readonly jobName: string }>;

  /** One protected item, live. */
  getItem(itemId: string, options?: CallOptions): Promise<ProtectedItem>;
  /** Stops the backups and keeps the recovery points; waits for the job. No job when it was stopped already. */
  stopKeepingData(itemId: string, options?: CallOptions): Promise<{ readonly jobName: string | undefined }>;
  /** Stops the backups and deletes the recovery points; waits for the job. No job when they were deleted already. */
  stopDeletingData(itemId: string, options?: CallOptions): Promise<{ readonly jobName: string | undefined }>;
  /** Brings a soft-deleted item back, stopped; waits for the job. No job when it was not deleted. */
  undelete(itemId: string, options?: CallOptions): Promise<{ readonly jobName: string | undefined }>;
  /** Asks Azure to cancel a job; the job as it is when Azure has agreed. */
  cancelJob(vaultId: string, jobName: string, options?: CallOptions): Promise<BackupJob>;
  /** Soft delete, immutability and other guards of a vault. */
  getVaultSecurity(vaultId: string, options?: CallOptions): Promise<VaultSecurity>;
  /** What keeps a vault from being deleted; empty when nothing that can be seen does. */
  listVaultObstacles(vaultId: string, options?: CallOptions): Promise<readonly VaultObstacle[]>;
  /** Deletes a vault that is empty, and waits until it is gone. */
  deleteVault(vaultId: string, options?: CallOptions): Promise<void>;
  /** Makes a policy; never changes one that is there. */
  createPolicy(request: PolicyRequest, options?: CallOptions): Promise<BackupPolicy>;
  /** Deletes a policy that protects nothing; one that is not there is deleted. */
  deletePolicy(policyId: string, options?: CallOptions): Promise<void>;
}

/** The words of `backupStatus`. */
export type ProtectionStatus = "Protected" | "NotProtected" | "Protecting" | "ProtectionFailed";
