import type { ProvenanceStep, TextSpan, UnknownReason, Value } from "../template/value";

/**
 * What the rules know of a virtual machine, whether it stands in a template or runs in Azure.
 * Built from a template by `profilesOfTemplate`, and from Azure's JSON by `src/azure`.
 */

/** Where a fact of a template is written, and how it came there; live profiles have none. */
export interface Place {
  readonly span: TextSpan;
  readonly chain: readonly ProvenanceStep[];
}

/** A fact that is known, or is not and says why. */
export type Fact<T> = KnownFact<T> | UnknownFact<T>;

export interface KnownFact<T> {
  readonly known: true;
  readonly value: T;
  readonly place?: Place | undefined;
}

export interface UnknownFact<T = unknown> {
  readonly known: false;
  /** Parameters that would decide it (template), empty otherwise. */
  readonly because: readonly string[];
  /** Plain reason: "parameter 'count' has no default", "no permission to read the disk". */
  readonly reason: string;
  /** All that it can be, when a parameter's `allowedValues` bound it. */
  readonly allowed?: readonly T[] | undefined;
  /** Canonical text of the expression: two facts with the same text have the same value. */
  readonly text?: string | undefined;
  /** The template engine's word for the reason; undefined for live facts and for what a template does not tell. */
  readonly cause?: UnknownReason | undefined;
  readonly place?: Place | undefined;
}

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

export interface PublicIpProfile {
  readonly id: string;
  /** How a template refers to it; undefined for addresses that are declared inside the interface, and for live ones. */
  readonly reference?: Value | undefined;
  readonly allocation: Fact<"Static" | "Dynamic">;
  readonly place?: Place | undefined;
}

/** A security rule that denies outbound traffic which the 2015 backup path needs. */
export interface OutboundDenial {
  readonly ruleName: string;
  readonly nsgName: string;
  readonly destination: string;
  readonly place?: Place | undefined;
}

export interface NicProfile {
  readonly id: string;
  /** How a template refers to it; undefined for interfaces that are declared inside the machine, and for live ones. */
  readonly reference?: Value | undefined;
  /** False when the template only refers to it and does not declare it; undefined for live ones. */
  readonly declared?: boolean | undefined;
  readonly publicIps: readonly PublicIpProfile[];
  /** In the back end of a load balancer or application gateway, or target of an inbound NAT rule. */
  readonly loadBalanced: Fact<boolean>;
  /** The same, told apart: load balancers (pools and NAT rules) and application gateways. Templates only. */
  readonly behind?: { readonly loadBalancer: Fact<boolean>; readonly applicationGateway: Fact<boolean> } | undefined;
  /** True when an inbound NAT rule or an NSG rule opens an endpoint for it: today's nearest thing to a classic endpoint. */
  readonly hasEndpoint: Fact<boolean>;
  readonly outboundDenials: Fact<readonly OutboundDenial[]>;
  readonly place?: Place | undefined;
}

export interface ImageProfile {
  readonly publisher: Fact<string>;
  readonly offer: Fact<string>;
  readonly sku: Fact<string>;
}

/** How a VM is, or will be, protected: a protected item and the vault and policy that it names. */
export interface ProtectionLink {
  readonly vaultName: string;
  readonly vaultLocation: Fact<string>;
  readonly policyName: string;
  readonly policyKind: Fact<"Standard" | "Enhanced">;
  /** True for a policy that takes crash-consistent snapshots only (`OnlyCrashConsistent`); undefined when nobody looked. */
  readonly crashConsistentOnly?: Fact<boolean> | undefined;
  /** LUNs left out (`diskExclusionProperties`), or undefined when all are backed up. */
  readonly excludedLuns: Fact<readonly number[]>;
  /** The vault's name and the policy's id as the template has them, with their unknown parts. */
  readonly named?: { readonly vault: Value; readonly policy: Value | undefined } | undefined;
  readonly place?: Place | undefined;
}

/** The operating system of a machine. */
export type OsType = "Windows" | "Linux";

export interface VmProfile {
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
  readonly osDisk: DiskProfile | undefined;
  readonly dataDisks: Fact<readonly DiskProfile[]>;
  readonly networkInterfaces: Fact<readonly NicProfile[]>;
  readonly protection: readonly ProtectionLink[];
  /** The regions of the vaults that the same template (or, live, the same subscription) has. */
  readonly vaults: readonly VaultProfile[];
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

export interface VaultProfile {
  readonly name: string;
  readonly location: Fact<string>;
  readonly place?: Place | undefined;
}
