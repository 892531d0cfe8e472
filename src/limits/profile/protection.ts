import type { Value } from "../../template/value";
import type { Fact, Place } from "./fact";

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
