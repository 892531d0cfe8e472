import type { PolicyPlan } from "./policies/policyPlan";

/** Azure's things as this product talks of them: plain data, ids as Azure spells them, times as ISO text in UTC. */

/** A subscription, with the tenant whose tokens open it. */
export interface Subscription {
  /** GUID */
  readonly subscriptionId: string;
  readonly name: string;
  readonly tenantId: string;
  readonly tenantName: string | undefined;
  readonly state: "Enabled" | "Disabled" | "Warned" | "PastDue" | "Deleted";
  /** Whose tokens open it, where the account is made of several people; undefined for the first. */
  readonly identityId?: string | undefined;
}

/** A tenant that refused: one line in the list, never a failure of the whole. */
export interface TenantFailure {
  /** Undefined when a person's list of tenants could not be had at all. */
  readonly tenantId: string | undefined;
  readonly tenantName: string | undefined;
  readonly identityId?: string | undefined;
  /** "jane@contoso.com", where the account is made of several people. */
  readonly identityLabel?: string | undefined;
  readonly error: Error;
}

/** What an account sees, and what it does not because a tenant refused. */
export interface SubscriptionList {
  /** Sorted by name. */
  readonly subscriptions: readonly Subscription[];
  readonly failures: readonly TenantFailure[];
}

/** A region of Azure. */
export interface Location {
  /** westeurope */
  readonly name: string;
  /** West Europe */
  readonly displayName: string;
  readonly pairedRegion: string | undefined;
  /** Its availability zones: 1, 2, 3; left out where it has none. */
  readonly zones?: readonly string[] | undefined;
  /** Whether Recovery Services vaults can be made there. */
  readonly vaults: boolean;
}

/** `next` is opaque; undefined on the last page. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}

/** How a vault keeps its copies. */
export type Redundancy = "GeoRedundant" | "LocallyRedundant" | "ZoneRedundant";

/** A Recovery Services vault. */
export interface Vault {
  readonly id: string;
  readonly name: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly location: string;
  readonly provisioningState: string;
  readonly redundancy: Redundancy | undefined;
  /** Its backups can be restored in its paired region too; left out where that is off, or not told. */
  readonly crossRegionRestore?: true | undefined;
}

/** A vault's redundancy and whether it can still change. */
export interface RedundancySetting {
  readonly redundancy: Redundancy;
  /** Locked once the first item is protected: Azure refuses changes from then on. */
  readonly locked: boolean;
  readonly crossRegionRestore: boolean;
}

/** A policy for virtual machines. */
export interface BackupPolicy {
  readonly id: string;
  readonly name: string;
  /** The one that Azure makes with every vault, and takes where nobody chooses. */
  readonly isDefault: boolean;
  readonly kind: "Standard" | "Enhanced";
  /** "Daily at 22:30, keeps 30 days": parts, for the reader's language to be put together. */
  readonly schedule: {
    readonly frequency: "Daily" | "Weekly" | "Hourly";
    /** 22:30, of the time zone. */
    readonly time: string | undefined;
    /** As Windows names it: UTC, W. Europe Standard Time. */
    readonly timeZone: string;
    readonly everyHours: number | undefined;
  };
  /** All of it, as plain choices; undefined for a policy that says more than those can. */
  readonly plan: PolicyPlan | undefined;
  readonly dailyRetentionDays: number | undefined;
  readonly instantRestoreDays: number | undefined;
  readonly protectedItems: number;
}

/** Never a boolean. */
export type ProtectionState =
  | { readonly kind: "protected" }
  | { readonly kind: "protectionFailed"; readonly code: string | undefined; readonly message: string | undefined }
  /** The data is kept until somebody deletes it, or as long as the policy says. */
  | { readonly kind: "stopped"; readonly keptAs?: "policy" }
  | { readonly kind: "softDeleted"; readonly until: string | undefined }
  | { readonly kind: "notProtected" }
  | { readonly kind: "inFlight"; readonly change: ProtectionChange }
  | { readonly kind: "unknown"; readonly why: string };

/** What is being made of a VM's protection at this moment. */
export type ProtectionChange = "protecting" | "stopping" | "deleting" | "undeleting";

/**
 * Which disks of a VM are backed up; the OS disk always is. Data disks by their LUN: `only` these, so that disks which come
 * later are left out, or `allBut` these, so that they are backed up.
 */
export type DiskSelection =
  { readonly kind: "all" } | { readonly kind: "only" | "allBut"; readonly luns: readonly number[] };

/** A VM in a vault. */
export interface ProtectedItem {
  readonly id: string;
  readonly name: string;
  readonly vmName: string;
  readonly vmId: string;
  readonly vaultId: string;
  readonly policyName: string | undefined;
  readonly state: ProtectionState;
  /** ISO time, undefined before the first backup. */
  readonly lastBackup: string | undefined;
  readonly lastBackupStatus: string | undefined;
  readonly lastRecoveryPoint: string | undefined;
  /** Undefined where it is not told: Resource Graph leaves it out. */
  readonly disks?: DiskSelection | undefined;
  /** False when the last change of its policy has not reached it; undefined where it is not told: lists leave it out. */
  readonly followsPolicy?: boolean | undefined;
}

/** A VM with its protection. */
export interface VirtualMachine {
  readonly id: string;
  readonly name: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly location: string;
  readonly osType: "Windows" | "Linux" | undefined;
  readonly protection: ProtectionState;
  /** When there is a protected item. */
  readonly item: ProtectedItem | undefined;
}

/** Azure's words for how a job stands. */
export type JobStatus = "InProgress" | "Completed" | "CompletedWithWarnings" | "Failed" | "Cancelling" | "Cancelled";

/** A job of a vault; lists leave percentage and tasks out. */
export interface BackupJob {
  readonly id: string;
  readonly name: string;
  readonly vaultId: string;
  /** The paired region that it runs in, with a list of its own; left out for the region of the vault. */
  readonly region?: string | undefined;
  /** ConfigureBackup, Backup, Restore … as Azure names it. */
  readonly operation: string;
  readonly status: JobStatus;
  readonly vmName: string;
  readonly startTime: string;
  readonly endTime: string | undefined;
  /** 0..100, when Azure says it. */
  readonly percent: number | undefined;
  /** It runs, and Azure lists cancelling among what can be done with it. */
  readonly cancellable: boolean;
  readonly tasks: readonly { readonly name: string; readonly status: string }[];
  readonly errors: readonly {
    readonly code: string;
    readonly message: string;
    readonly recommendations: readonly string[];
  }[];
}

/** Which jobs of a vault are listed; what is left out does not matter. */
export interface JobFilter {
  readonly status?: JobStatus | undefined;
  /** As Azure names it. */
  readonly operation?: string | undefined;
  /** Those that started later, ISO time. */
  readonly since?: string | undefined;
  /** Part of the VM's name, in any case; only where many vaults are asked at once. */
  readonly vmName?: string | undefined;
}

/** A moment that a VM can be restored to. */
export interface RecoveryPoint {
  readonly id: string;
  readonly name: string;
  readonly time: string;
  /** AppConsistent, FileSystemConsistent, CrashConsistent. */
  readonly consistency: string;
  readonly tiers: readonly string[];
  /** Whether Azure would move it to the archive tier, and if not, why; undefined where it does not say. */
  readonly archive?: { readonly ready: boolean; readonly why: string | undefined } | undefined;
}

/** How a vault guards its backups, as far as it says; what it does not say is undefined. */
export interface VaultSecurity {
  readonly softDelete: "Enabled" | "Disabled" | "AlwaysOn" | undefined;
  /** Days that deleted backups can be brought back. */
  readonly softDeleteDays: number | undefined;
  readonly immutability: "Disabled" | "Unlocked" | "Locked" | undefined;
  readonly multiUserAuthorization: "Enabled" | "Disabled" | undefined;
  readonly crossSubscriptionRestore: "Enabled" | "Disabled" | "PermanentlyDisabled" | undefined;
  readonly publicNetworkAccess: "Enabled" | "Disabled" | undefined;
  /** The identity that Azure made for the vault; user-assigned ones do not count. */
  readonly systemIdentity: "Enabled" | "Disabled" | undefined;
  /** Ids of the identities that users have assigned to it. */
  readonly userIdentities: readonly string[];
  /** Azure Monitor's alerts for jobs that failed. */
  readonly jobFailureAlerts: "Enabled" | "Disabled" | undefined;
  /** The older alerts for critical operations, by mail. */
  readonly classicAlerts: "Enabled" | "Disabled" | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** With which key a vault's backups are encrypted. */
export interface VaultEncryption {
  /** Of a customer's key; undefined when the platform manages the key. */
  readonly keyUri: string | undefined;
  /** The user-assigned identity that reads the customer's key; undefined when it is the vault's own. */
  readonly userIdentity: string | undefined;
  /** A second encryption below, with a key of the platform. */
  readonly infrastructure: "Enabled" | "Disabled" | undefined;
  /** How the last change of the key went, in Azure's word. */
  readonly lastUpdate: string | undefined;
}

/** A change of one setting of a vault. */
export type VaultChange =
  /** `days` that deleted backups can be brought back, 14 to 180; of no meaning when it is disabled. `AlwaysOn` is for good. */
  | { readonly kind: "softDelete"; readonly state: "Enabled" | "Disabled" | "AlwaysOn"; readonly days: number }
  /** `Locked` is for good. */
  | { readonly kind: "immutability"; readonly state: "Disabled" | "Unlocked" | "Locked" }
  /** Turned on, for good. */
  | { readonly kind: "crossRegionRestore" }
  /** `PermanentlyDisabled` is for good. */
  | { readonly kind: "crossSubscriptionRestore"; readonly state: "Enabled" | "Disabled" | "PermanentlyDisabled" }
  | { readonly kind: "systemIdentity"; readonly state: "Enabled" | "Disabled" }
  | { readonly kind: "userIdentity"; readonly id: string; readonly state: "Assigned" | "Removed" }
  /** A customer's key, for good; `userIdentity` undefined for the vault's own identity, `infrastructure` with the first key only. */
  | ({ readonly kind: "encryption" } & Pick<VaultEncryption, "userIdentity" | "infrastructure"> & {
        readonly keyUri: string;
      })
  | { readonly kind: "jobFailureAlerts"; readonly state: "Enabled" | "Disabled" }
  | { readonly kind: "classicAlerts"; readonly state: "Enabled" | "Disabled" }
  /** One tag, whose name is compared without case; all others stay. `value` undefined removes it. */
  | { readonly kind: "tag"; readonly name: string; readonly value: string | undefined }
  | { readonly kind: "publicNetworkAccess"; readonly state: "Enabled" | "Disabled" };

/** What a Resource Guard can guard in a vault of virtual machines. */
export type GuardedOperation =
  | "deleteBackupData"
  | "stopProtection"
  | "changeProtection"
  | "changePolicy"
  | "disableSoftDelete"
  | "reduceImmutability"
  | "changeEncryption"
  | "restore"
  | "removeGuard";

/** The Resource Guard of a vault, with the request that each guarded operation has to carry. */
export interface ResourceGuardMapping {
  readonly guardId: string;
  readonly requests: readonly { readonly operation: GuardedOperation; readonly request: string }[];
}

/** A vault that was deleted and can come back. */
export interface DeletedVault {
  /** Of the deleted one, below its subscription and region. */
  readonly id: string;
  /** The id that it had. */
  readonly vaultId: string;
  /** ISO times. */
  readonly deletedAt: string | undefined;
  readonly goneAt: string | undefined;
}

/** A VM that is registered with a vault. */
export interface VaultContainer {
  readonly id: string;
  readonly vmName: string;
  /** Registered, SoftDeleted …, as Azure says. */
  readonly status: string | undefined;
  readonly health: string | undefined;
}

/** A VM that a vault could protect. */
export interface ProtectableVm {
  readonly vmId: string;
  readonly vmName: string;
}

/** What keeps a vault from being deleted. */
export interface VaultObstacle {
  /** What has to go first; `otherItems` are backups of other things than VMs. */
  readonly kind: "activeItems" | "softDeletedItems" | "otherItems" | "runningJobs" | "privateEndpoints";
  /** Names of the VMs, items or endpoints; of jobs, the VMs that they are for. */
  readonly names: readonly string[];
  /** For soft-deleted items: when the last of them is gone for good, ISO time. */
  readonly until: string | undefined;
}

/** A policy to be made. */
export interface PolicyRequest {
  readonly vaultId: string;
  readonly name: string;
  readonly plan: PolicyPlan;
}

/** What the readiness panel shows of the running VM; the limits come from the profile. */
export interface VmHealth {
  /** running, deallocated, stopped, starting …; undefined when Azure does not say. */
  readonly power: string | undefined;
  readonly agent: {
    readonly status: "ready" | "notReady" | "missing" | "unknown";
    readonly version: string | undefined;
    readonly message: string | undefined;
  };
  readonly backupExtension:
    | {
        readonly name: string;
        readonly version: string | undefined;
        readonly status: string | undefined;
        readonly message: string | undefined;
      }
    | undefined;
  readonly osName: string | undefined;
  readonly osVersion: string | undefined;
}

/** A running VM and what its backup depends on, as Azure's own JSON. */
export interface VmSnapshot {
  readonly vmId: string;
  /** As a GET returns them: the VM with its instance view, disks, network, vaults, its protected item and policy. */
  readonly resources: readonly unknown[];
  /** What could not be read, and why: "no permission to read the disk 'data'". */
  readonly unreadable: readonly { readonly id: string; readonly reason: string }[];
}

/** What Azure says of a name or a plan before it is carried out. */
export interface Verdict {
  readonly ok: boolean;
  readonly code: string | undefined;
  readonly message: string | undefined;
}
