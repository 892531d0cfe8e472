import type { ComputeFacts } from "./compute";
import type { DiskProfile } from "./disk";
import type { Fact, Place } from "./fact";
import type { GuestFacts } from "./guest";
import type { NicProfile } from "./network";
import type { ProtectionLink } from "./protection";
import type { VaultSite } from "./vault";

/** The operating system of a machine. */
export type OsType = "Windows" | "Linux";

/** The image that a VM is made from. */
export interface ImageProfile {
  readonly publisher: Fact<string>;
  readonly offer: Fact<string>;
  readonly sku: Fact<string>;
}

/** What the rules know of a virtual machine, whether a template declares it or Azure has it. */
export interface VmProfile extends ComputeFacts, GuestFacts {
  readonly source: "template" | "azure";
  readonly id: string;
  readonly name: Fact<string>;
  /** Region as normalised name: `westeurope`. */
  readonly location: Fact<string>;
  /** False when a condition keeps it from being deployed. */
  readonly deployed: Fact<boolean>;
  readonly size: Fact<string>;
  readonly osType: Fact<OsType>;
  /** Undefined when the VM is made from a disk or a private image. */
  readonly image: ImageProfile | undefined;
  /** What the guest reports, live only: "Windows Server 2008 R2 Standard". */
  readonly guestOs?: { readonly name: string; readonly version: string } | undefined;
  /** False only where the template or the model says so. */
  readonly vmAgentProvisioned: Fact<boolean>;
  /** True when an extension of Azure Disk Encryption encrypts it from inside. */
  readonly encryptionExtension: Fact<boolean>;
  readonly osDisk: DiskProfile | undefined;
  readonly dataDisks: Fact<readonly DiskProfile[]>;
  readonly networkInterfaces: Fact<readonly NicProfile[]>;
  readonly protection: readonly ProtectionLink[];
  /** The regions of the vaults that the same template (or, live, the same subscription) has. */
  readonly vaults: readonly VaultSite[];
  /** The VM's own place: its name in the template. */
  readonly place?: Place | undefined;
  readonly declaration?: VmDeclaration | undefined;
}

/** Which declaration of a template makes the machine. */
export interface VmDeclaration {
  readonly jsonPath: string;
  /** The deployments through which a machine of a nested or linked template comes. */
  readonly via?: readonly string[] | undefined;
  /** The linked file in which it is declared; undefined for the template's own text. */
  readonly file?: string | undefined;
  /** The instance of a copy loop, 0 without one. */
  readonly instance: number;
  readonly instances: number | undefined;
}
