import type { Fact, Place } from "./fact";

/** Made by the VM, attached to it, or a blob in a storage account. */
export type DiskKind = "managed" | "attached" | "unmanaged";

/** A disk of a VM, as far as it matters to its backup. */
export interface DiskProfile {
  readonly role: "os" | "data";
  /** LUN of a data disk; undefined for the OS disk. */
  readonly lun?: Fact<number> | undefined;
  readonly name: Fact<string | undefined>;
  readonly kind: Fact<DiskKind>;
  /** Disk SKU such as Premium_LRS, UltraSSD_LRS, PremiumV2_LRS; known `undefined` = the default for the VM. */
  readonly sku: Fact<string | undefined>;
  /** GiB */
  readonly sizeGB: Fact<number | undefined>;
  readonly writeAccelerator: Fact<boolean>;
  /** maxShares > 1 */
  readonly shared: Fact<boolean>;
  readonly ephemeral: Fact<boolean>;
  /** True when up- and downloads demand a sign-in with Microsoft Entra ID (`dataAccessAuthMode`). */
  readonly entraDataAccess: Fact<boolean>;
  /** True when its data is not open to all networks (`networkAccessPolicy`, `publicNetworkAccess`). */
  readonly restrictedNetwork: Fact<boolean>;
  /** True when a customer's key encrypts it at rest (a disk encryption set). */
  readonly customerKey: Fact<boolean>;
  /** True when the settings of Azure Disk Encryption are on the disk itself. */
  readonly guestEncrypted: Fact<boolean>;
  readonly performancePlus: Fact<boolean>;
  /** Security type of the disk itself: `TrustedLaunch`, `ConfidentialVM…`; `undefined` for a plain one. */
  readonly securityType: Fact<string | undefined>;
  /** Host caching: `None`, `ReadOnly`, `ReadWrite`; `undefined` = the default for the disk. */
  readonly caching: Fact<string | undefined>;
  /** The disk's own declaration in the VM, and of the disk resource when there is one. */
  readonly place?: Place | undefined;
  readonly resourcePlace?: Place | undefined;
}
