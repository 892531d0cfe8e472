import type { LinkedContent } from "../../template/evaluation/deploymentRuntime";
import type { Json, JsonObject } from "../http/json";

/** What the sandbox remembers, as plain data. All times are milliseconds since 1970. */

/** A compute or network resource: the body that its GET answers. */
export interface ResourceRecord extends JsonObject {
  readonly id: string;
  readonly name: string;
  /** In ARM's casing. */
  readonly type: string;
  readonly location: string;
  readonly properties: JsonObject;
}

export interface TenantRecord {
  readonly tenantId: string;
  readonly displayName: string;
  readonly domain: string;
}

/** A role as Azure lists permissions: `*` stands for any text, and what is among `notActions` it does not allow. */
export interface RoleRecord extends JsonObject {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
}

/** What the person of the sandbox may do: everything, only look, or what roles allow. */
export type Access = "owner" | "reader" | readonly RoleRecord[];

export interface SubscriptionRecord {
  readonly subscriptionId: string;
  readonly tenantId: string;
  readonly displayName: string;
  readonly access: Access;
  /** Namespaces of the resource providers that are not registered, in lower case; all others are. */
  readonly unregistered?: readonly string[];
}

export interface GroupRecord {
  readonly id: string;
  readonly subscriptionId: string;
  readonly name: string;
  readonly location: string;
  readonly tags: JsonObject;
  /** `reader` closes it to writes, and roles allow more in it, whatever the subscription says; `owner` leaves that alone. */
  readonly access: Access;
  /** Id of the result to which its deletion comes, while it is being deleted. */
  readonly deletion?: string | undefined;
}

/** What an accepted request of Azure Resource Manager itself comes to, kept below `/subscriptions/S/operationresults/`. */
export interface ResultRecord {
  readonly id: string;
  /** From when on it can be had; undefined while that is open. */
  readonly readyAt: number | undefined;
  readonly status: number;
  readonly body?: JsonObject;
  /** The resource group that is being deleted, and when there is something to do next. */
  readonly deletes?: { readonly groupId: string; readonly nextAt: number };
}

/** What runs inside a VM, as far as Azure can see it. */
export interface GuestRecord {
  readonly power: "running" | "deallocated" | "stopped" | "starting";
  /** `starting`: not ready yet, but ready before a backup's snapshot would be taken. */
  readonly agent: "ready" | "notReady" | "missing" | "starting";
  readonly agentVersion: string;
  readonly osName: string;
  readonly osVersion: string;
  /** What becomes of a backup, beside what agent and power decide. */
  readonly trouble: "snapshotNetwork" | "snapshotTimeout" | "vssWriter" | undefined;
  /** `maintenanceRedeployStatus` of the instance view, of a VM that was taken over with one. */
  readonly maintenance?: Json;
  /** False for a VM so new that vaults list it only after `refreshContainers`. */
  readonly discovered: boolean;
}

export interface VaultRecord {
  readonly id: string;
  readonly name: string;
  readonly subscriptionId: string;
  readonly group: string;
  readonly location: string;
  readonly sku: string;
  readonly tags: JsonObject;
  readonly redundancy: string;
  readonly crossRegionRestore: boolean;
  /** Azure refuses `backupstorageconfig` once the vault's own API has set the redundancy. */
  readonly redundancySetBy: "vault" | "storageConfig" | undefined;
  readonly softDelete: string;
  readonly softDeleteDays: number;
  readonly enhancedSecurity: string;
  readonly publicNetworkAccess: string;
  readonly monitoring: Json | undefined;
  readonly identity: Json | undefined;
  /** Undefined as long as nobody has said anything about it. */
  readonly immutability?: "Disabled" | "Unlocked" | "Locked";
  readonly crossSubscriptionRestore?: "Enabled" | "Disabled" | "PermanentlyDisabled";
  /** With a customer's key. */
  readonly encryption?: JsonObject;
  /** Ids of the private endpoints that lead to it; undefined for none. */
  readonly privateEndpoints?: readonly string[] | undefined;
  /** The mapping to a Resource Guard: its name, and the guard's id. */
  readonly guard?: { readonly name: string; readonly id: string; readonly updatedAt: number } | undefined;
  /** What a guard has allowed to delete, until when. */
  readonly unlocked?: readonly { readonly resourceId: string; readonly until: number }[];
  readonly changedAt: number;
  /** Until then it is `Provisioning` or `Updating`. */
  readonly readyAt: number;
  readonly busy: "Provisioning" | "Updating";
  /** When a deletion under way will be done. */
  readonly goneAt: number | undefined;
  /** When the deleted vault is purged; without it, nothing is kept of the vault once it is gone. */
  readonly purgeAt?: number | undefined;
}

/** A deleted vault that soft delete keeps, with what comes back with it. */
export interface DeletedVaultRecord {
  readonly id: string;
  readonly name: string;
  /** The region, as the path of the id has it. */
  readonly location: string;
  readonly vault: VaultRecord;
  readonly deletedAt: number;
  readonly purgeAt: number;
  readonly policies: readonly PolicyRecord[];
  readonly items: readonly ItemRecord[];
  readonly jobs: readonly JobRecord[];
}

export interface PolicyRecord {
  readonly id: string;
  readonly name: string;
  readonly vaultId: string;
  readonly properties: JsonObject;
  /** When it was last put: its schedule counts from then on. Unset of those that came with the estate. */
  readonly changedAt?: number;
}

export interface RecoveryPointRecord {
  readonly name: string;
  readonly time: number;
  readonly consistency: "AppConsistent" | "FileSystemConsistent" | "CrashConsistent";
  /** When the copy in the vault is complete; before, there is only the snapshot. */
  readonly vaultedAt: number;
  /** When the snapshot next to the VM is dropped. */
  readonly snapshotUntil: number;
  readonly policyType: "V1" | "V2";
  /** When it expires, of a backup on demand; without it, the rules of the policy say how long it is kept. */
  readonly retainUntil?: number;
  /** When it went to the archive tier; the copy in the vault is gone then. */
  readonly archivedAt?: number;
  /** Until when an archived point is also back in the vault. */
  readonly rehydratedUntil?: number;
  /** Until when its disks are mounted for file recovery. */
  readonly mountedUntil?: number;
  /** Set where disks were selected; without, it holds all. */
  readonly disks?: PointDisks;
}

/** A disk of a machine, by its LUN; that of the operating system has -1. */
export interface PointDisk {
  readonly lun: number;
  readonly name: string;
}

/** The disks of a machine when a backup was made that left some out. */
export interface PointDisks {
  readonly included: readonly PointDisk[];
  readonly excluded: readonly PointDisk[];
}

/** What a restore makes, decided when it is asked for. */
export interface RestorePlan {
  readonly type: "RestoreDisks" | "AlternateLocation" | "OriginalLocation";
  /** Id of the resource group for the new disks; undefined when only files in the staging storage account are wanted. */
  readonly diskGroupId: string | undefined;
  readonly region: string;
  readonly zones: readonly string[];
  /** LUNs of the data disks to restore; undefined for all. */
  readonly luns: readonly number[] | undefined;
  /** Id of the VM to make, of `AlternateLocation`. */
  readonly newVmId: string | undefined;
  readonly subnetId: string | undefined;
  /** Of the new disks. */
  readonly encryptionSetId?: string | undefined;
  /** How the new disks are reached: as the old ones, or through this disk access; undefined for over the Internet. */
  readonly diskAccess?: "same" | { readonly id: string } | undefined;
}

/** An error of a job or of an item's health. */
export interface BackupTrouble {
  readonly code: number;
  /** The symbolic name: UserErrorGuestAgentStatusUnavailable. */
  readonly title: string;
  readonly message: string;
  readonly recommendations: readonly string[];
}

export interface ItemRecord {
  readonly id: string;
  readonly vaultId: string;
  readonly vmId: string;
  readonly vmName: string;
  /** `iaasvmcontainerv2;group;vm`, as first given. */
  readonly key: string;
  readonly policyName: string;
  /** False while the first configuration is under way. */
  readonly configured: boolean;
  readonly state: "IRPending" | "Protected" | "ProtectionError" | "ProtectionStopped" | "BackupsSuspended";
  readonly lastBackupStatus: "" | "Completed" | "Failed" | "CompletedWithWarnings";
  readonly lastBackupTime: number | undefined;
  /** Up to when the runs of the schedule are written down: the last of them, or the end of the configuration. */
  readonly scheduledUntil?: number;
  readonly trouble: BackupTrouble | undefined;
  readonly softDeletedAt: number | undefined;
  /** Azure shows the container of an undeleted item as soft-deleted until the item is protected again. */
  readonly containerSoftDeleted?: boolean;
  /** The last change of its policy has not reached it. */
  readonly policyInconsistent?: boolean;
  readonly diskExclusion: Json | undefined;
  readonly points: readonly RecoveryPointRecord[];
  /** The VM as it was when it was deleted: what a restore makes again. */
  readonly source?: BackedUpMachine | undefined;
}

/** A VM with what belongs to it, as a restore needs them once they are gone. */
export interface BackedUpMachine {
  readonly vm: ResourceRecord;
  readonly disks: readonly ResourceRecord[];
  readonly guest: GuestRecord | undefined;
}

/** What a job does to its item when it is done. */
export type JobEffect =
  | { readonly kind: "configure"; readonly policyName: string; readonly diskExclusion: Json | undefined }
  | { readonly kind: "stop"; readonly state: "ProtectionStopped" | "BackupsSuspended" }
  | { readonly kind: "delete" }
  | { readonly kind: "undelete" }
  | { readonly kind: "backup"; readonly point: RecoveryPointRecord }
  | { readonly kind: "restore"; readonly plan: RestorePlan }
  | { readonly kind: "archive"; readonly point: string }
  | { readonly kind: "none" };

export interface TaskPlan {
  readonly name: string;
  /** Milliseconds. */
  readonly lasts: number;
}

export interface JobRecord {
  readonly id: string;
  readonly name: string;
  readonly vaultId: string;
  readonly itemId: string;
  readonly vmName: string;
  readonly key: string;
  readonly operation:
    "ConfigureBackup" | "Backup" | "DisableBackup" | "DeleteBackupData" | "Undelete" | "Restore" | "MoveRecoveryPoint";
  readonly startTime: number;
  /** Milliseconds until the end, decided at the start. */
  readonly lasts: number;
  readonly tasks: readonly TaskPlan[];
  /** How it will fail: in which task (the last one when there are none), and why. */
  readonly failure: { readonly task: number; readonly trouble: BackupTrouble } | undefined;
  readonly warning: BackupTrouble | undefined;
  readonly cancelledAt: number | undefined;
  /** Where it runs, when that is not the region of the vault. */
  readonly secondaryRegion?: string;
  readonly bag: Readonly<Record<string, string>>;
  /** What joins the bag once the job has completed. */
  readonly doneBag?: Readonly<Record<string, string>>;
  readonly sizeMB: number;
  readonly effect: JobEffect;
  /** Whether the effect has been applied: the snapshot of a backup, then the end. */
  readonly applied: "no" | "snapshot" | "all";
}

/** One resource of a deployment, from the moment at which it was begun. */
export interface DeploymentOperation {
  /** Opaque, as Azure names operations. */
  readonly name: string;
  /** Id of the deployment to which it belongs: that of the template, or a nested one. */
  readonly deploymentId: string;
  readonly resourceId: string;
  readonly type: string;
  readonly resourceName: string;
  /** The resource is deleted because the template does not have it; else it is made. */
  readonly deletes?: true;
  readonly state: "Running" | "Succeeded" | "Failed";
  readonly startTime: number;
  readonly endTime?: number;
  readonly status: number;
  /** The `error` object of the answer. */
  readonly error?: JsonObject;
  /** The URL that tells how it goes on, while the resource's own provider is at work. */
  readonly poll?: string;
}

/** A deployment of a template to a resource group, a subscription, a management group or a tenant. */
export interface DeploymentRecord {
  readonly id: string;
  readonly name: string;
  /** Empty above subscriptions. */
  readonly subscriptionId: string;
  /** Name of the resource group; undefined at the other scopes. */
  readonly group: string | undefined;
  /** Name of the management group, of a deployment to one. */
  readonly managementGroup?: string;
  /** Of a deployment to a tenant. */
  readonly tenantId?: string;
  /** Where a deployment is kept that is not of a resource group. */
  readonly location: string | undefined;
  readonly tags: JsonObject;
  readonly mode: "Incremental" | "Complete";
  /** JSON text of the template; empty for a nested deployment, which its parent carries out. */
  readonly template: string;
  /** Where the template was, when the request did not bring it; without the query of an address. */
  readonly templateLink?: JsonObject;
  /** What the deployments in it link, as far as it has come. */
  readonly contents?: readonly LinkedContent[];
  /** Values by name; those of secure parameters are gone once the deployment is done. */
  readonly parameters: JsonObject;
  /** `parameters` as its GET shows them: secure ones have no value. */
  readonly shownParameters: JsonObject;
  readonly correlationId: string;
  readonly startTime: number;
  readonly endTime?: number;
  /** When there is something to do next. */
  readonly nextAt: number;
  readonly state: "Accepted" | "Running" | "Succeeded" | "Failed" | "Canceled";
  readonly operations: readonly DeploymentOperation[];
  readonly outputs?: JsonObject;
  readonly error?: JsonObject;
  /** Id of the deployment in whose template it is nested. */
  readonly parent?: string;
}

/** A long-running operation: readable under all URLs that Azure has for one. */
export interface OperationRecord {
  readonly name: string;
  readonly vaultId: string;
  readonly startTime: number;
  readonly lasts: number;
  readonly jobName: string | undefined;
  readonly error: { readonly code: string; readonly message: string } | undefined;
  /** What `operationResults` says in the end. */
  readonly result: 200 | 204;
  /** What the status holds in the end, beside a job: the mount script, the results of a validation. */
  readonly outcome?: JsonObject;
  /** For how long after its end the status of a deleted vault can still be read, milliseconds. */
  readonly afterglow?: number;
}
