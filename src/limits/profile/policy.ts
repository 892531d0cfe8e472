import type { Fact, Place } from "./fact";

/** What the rules know of a backup policy for virtual machines. */
export interface PolicyProfile {
  readonly id: string;
  readonly name: Fact<string>;
  readonly vaultName: Fact<string>;
  /** False when a condition keeps it from being deployed. */
  readonly deployed: Fact<boolean>;
  readonly kind: Fact<"Standard" | "Enhanced">;
  readonly place?: Place | undefined;
}
