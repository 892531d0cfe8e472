import type { Value } from "../../template/value";
import type { Fact, Place } from "./fact";
import type { PolicyProfile } from "./policy";
import type { VaultProfile } from "./vault";

export interface ProtectionLink {
  /** Id of the protected item, as the estate has it; undefined when nobody looked. */
  readonly item?: string | undefined;
  readonly vaultName: string;
  readonly vaultLocation: Fact<string>;
  readonly policyName: string;
  readonly policyKind: Fact<"Standard" | "Enhanced">;
  /** True for a policy that takes crash-consistent snapshots only (`OnlyCrashConsistent`); undefined when nobody looked. */
  readonly crashConsistentOnly?: Fact<boolean> | undefined;
  /** API version of the protected item's declaration; undefined for what Azure has already. */
  readonly apiVersion?: Fact<string> | undefined;
  /** LUNs left out (`diskExclusionProperties`), or undefined when all are backed up. */
  readonly excludedLuns: Fact<readonly number[]>;
  /** The vault's name and the policy's id as the template has them, with their unknown parts. */
  readonly named?: { readonly vault: Value; readonly policy: Value | undefined } | undefined;
  /** All that is known of the vault and of the policy; undefined when neither the template nor Azure tells. */
  readonly vault?: VaultProfile | undefined;
  readonly policy?: PolicyProfile | undefined;
  readonly place?: Place | undefined;
}
