import type { Fact, Place } from "./fact";

export type DiskKind = "managed" | "attached" | "unmanaged";

export interface DiskProfile {
  readonly role: "os" | "data";
  /** LUN of a data disk; undefined for the OS disk. */
  readonly lun?: Fact<number> | undefined;
  readonly kind: Fact<DiskKind>;
  /** Disk SKU such as Premium_LRS, UltraSSD_LRS, PremiumV2_LRS; known `undefined` = the default for the VM. */
  readonly sku: Fact<string | undefined>;
  /** GiB */
  readonly sizeGB: Fact<number | undefined>;
  readonly writeAccelerator: Fact<boolean>;
  /** maxShares > 1 */
  readonly shared: Fact<boolean>;
  readonly ephemeral: Fact<boolean>;
  /** The disk's own declaration in the VM, and of the disk resource when there is one. */
  readonly place?: Place | undefined;
  readonly resourcePlace?: Place | undefined;
}
