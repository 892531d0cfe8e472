import type { Value } from "../../template/value";
import type { Fact, Place } from "./fact";
import type { PolicyProfile } from "./policy";
import type { VaultProfile } from "./vault";

/** Which disks a protected item takes: those of a list, or all but those. */
export interface DiskSelection {
  /** LUNs of data disks. */
  readonly listed: Fact<readonly number[]>;
  /** True when the list names what is backed up, false when it names what is left out. */
  readonly isInclusion: Fact<boolean>;
  readonly place?: Place | undefined;
}

/** A protected item of a VM, with what is known of its vault and policy. */
export interface ProtectionLink {
  /** Id of the protected item, as the estate has it; undefined when nobody looked. */
  readonly item?: string | undefined;
  /** Whether a condition lets the protected item be there; undefined when there is none that could keep it out. */
  readonly deployed?: Fact<boolean> | undefined;
  readonly vaultName: string;
  readonly vaultLocation: Fact<string>;
  /** Empty when the protected item names no policy; the expression of one that a parameter gives whole. */
  readonly policyName: string;
  readonly policyKind: Fact<"Standard" | "Enhanced">;
  /** True for a policy that takes crash-consistent snapshots only (`OnlyCrashConsistent`); undefined when nobody looked. */
  readonly crashConsistentOnly?: Fact<boolean> | undefined;
  /** API version of the protected item's declaration; undefined for what Azure has already. */
  readonly apiVersion?: Fact<string> | undefined;
  /** LUNs left out (`diskExclusionProperties`), or undefined when all are backed up. */
  readonly excludedLuns: Fact<readonly number[]>;
  /** What the protected item says of disks (`diskExclusionProperties`); undefined when it says nothing. */
  readonly selection?: DiskSelection | undefined;
  /** The properties of the protected item, for fixes; undefined for what Azure has already. */
  readonly properties?: Place | undefined;
  /** The vault's name and the policy's id as the template has them, with their unknown parts. */
  readonly named?: { readonly vault: Value; readonly policy: Value | undefined } | undefined;
  /** All that is known of the vault and of the policy; undefined when neither the template nor Azure tells. */
  readonly vault?: VaultProfile | undefined;
  readonly policy?: PolicyProfile | undefined;
  readonly place?: Place | undefined;
}
