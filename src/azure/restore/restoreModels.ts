import type { RecoveryPoint } from "../models";

/** A recovery point with what decides how it can be restored; what Azure does not say is undefined. */
export interface RestorePoint extends RecoveryPoint {
  /** It is in the archive tier only: a restore brings it back to the vault first. */
  readonly archived: boolean;
  /** Azure Disk Encryption was on when it was taken. */
  readonly encrypted: boolean | undefined;
  readonly managedDisks: boolean | undefined;
  /** Zones that the VM was pinned to. */
  readonly zones: readonly string[];
  /** Its disks are mounted for file recovery. */
  readonly mounted: boolean;
  /** A disk of it is reached through a private endpoint only. */
  readonly privateAccess: boolean;
  /** LUNs of data disks that the backup left out. */
  readonly excludedLuns: readonly number[];
}

/** What a vault allows its restores. */
export interface RestoreVault {
  readonly id: string;
  readonly location: string;
  readonly redundancy: string | undefined;
  readonly crossRegionRestore: boolean | undefined;
  readonly crossSubscriptionRestore: boolean | undefined;
  /** Its backups are encrypted with a key of the customer's. */
  readonly customerKey: boolean;
  /** Identities that can reach the staging account: the vault's own, and ids of user-assigned ones. */
  readonly identities: readonly VaultIdentity[];
}

/** An identity of a vault: its own, or a user-assigned one by its id. */
export type VaultIdentity = { readonly kind: "system" } | { readonly kind: "user"; readonly id: string };

/** Something in a region that restored disks can use: a disk encryption set, or a disk access. */
export interface RegionalResource {
  readonly id: string;
  readonly name: string;
  readonly resourceGroup: string;
  readonly location: string;
}

/** How restored disks are reached: as those of the VM, over the Internet too, or through the private endpoints of a disk access. */
export type DiskAccessChoice =
  { readonly kind: "same" } | { readonly kind: "public" } | { readonly kind: "private"; readonly id: string };

/** A storage account that could stage a restore. */
export interface StagingAccount extends RegionalResource {
  /** StorageV2, Storage, BlobStorage, BlockBlobStorage, FileStorage. */
  readonly kind: string;
  /** Standard_LRS */
  readonly sku: string;
  /** Its firewall lets only chosen networks in. */
  readonly restricted: boolean;
}

/** A virtual network with its subnets. */
export interface VirtualNetwork {
  readonly id: string;
  readonly name: string;
  readonly resourceGroup: string;
  readonly location: string;
  readonly subnets: readonly {
    readonly id: string;
    readonly name: string;
    /** 10.0.0.0/24 */
    readonly addresses: string | undefined;
    /** Named when only resources of this service may be put there. */
    readonly delegatedTo: string | undefined;
  }[];
}

/** A disk of the VM as it is now. */
export interface DataDisk {
  readonly lun: number;
  readonly name: string;
  /** GiB */
  readonly sizeGB: number | undefined;
}

/** The VM that a restore is about, as it is now. */
export interface RestoreSource {
  readonly vmId: string;
  readonly location: string;
  readonly zones: readonly string[];
  readonly dataDisks: readonly DataDisk[];
  /** Windows or Linux; undefined when Azure does not say. */
  readonly osType: string | undefined;
  /** running, deallocated, stopped …; undefined when Azure does not say. */
  readonly power: string | undefined;
}

interface AnyRestore {
  readonly itemId: string;
  /** The id of the recovery point. */
  readonly pointId: string;
  /** The VM that the backup is of. */
  readonly vmId: string;
  /** The region that is restored in: the vault's, or its paired one. */
  readonly region: string;
  /** It is restored in the paired region of the vault, from the copy there. */
  readonly secondary?: boolean | undefined;
  readonly storageAccountId: string;
  /** Reaches the storage account in place of Azure Backup itself. */
  readonly identity?: VaultIdentity | undefined;
  /** Id of the disk encryption set of the new disks; left out, they are encrypted as those of the VM. */
  readonly diskEncryptionSetId?: string | undefined;
  /** Counts for VMs with disks behind private endpoints only; left out, it is as with those. */
  readonly diskAccess?: DiskAccessChoice | undefined;
  /** For a point in the archive: how it is brought back to the vault, and for how many days. */
  readonly rehydrate?: { readonly days: number; readonly priority: "Standard" | "High" } | undefined;
}

/** A restore, as plain choices. */
export type RestoreRequest =
  | (AnyRestore & {
      readonly kind: "disks";
      /** Id of the resource group of the new disks; the disks are managed ones. */
      readonly resourceGroupId: string;
      /** Data disks besides the OS disk; undefined for all. */
      readonly luns: readonly number[] | undefined;
      /** 1, 2, 3, or NoZone for a VM that was pinned to one; left out, it is as with the VM. */
      readonly zone: string | undefined;
    })
  | (AnyRestore & {
      readonly kind: "newVm";
      readonly resourceGroupId: string;
      readonly name: string;
      readonly networkId: string;
      readonly subnetId: string;
      readonly zone: string | undefined;
    })
  | (AnyRestore & { readonly kind: "replaceDisks" });

/** The job of a restore that Azure has accepted. */
export interface StartedRestore {
  readonly vaultId: string;
  readonly jobName: string;
  /** The paired region, when it runs there. */
  readonly region?: string | undefined;
}

/** Why Azure would refuse a restore. */
export interface RestoreObstacle {
  readonly code: string;
  readonly message: string;
  readonly recommendations: readonly string[];
}

/** The script that mounts the disks of a recovery point. */
export interface MountScript {
  /** As Azure wants the file to be called: a Windows script reads its own name. */
  readonly fileName: string;
  readonly osType: string;
  readonly content: Uint8Array;
  /** The secret that the script asks for; never to be logged. Undefined when Azure gives none. */
  readonly password: string | undefined;
}
