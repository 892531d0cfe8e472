import type { Fact, Place } from "./fact";

/** What the rules know of a management lock on a resource group. */
export interface LockProfile {
  readonly name: string;
  /** False when a condition keeps it from being deployed. */
  readonly deployed: Fact<boolean>;
  /** `CanNotDelete`, `ReadOnly`. */
  readonly level: Fact<string | undefined>;
  /** Name of the resource group that it locks. */
  readonly resourceGroup: Fact<string>;
  readonly place?: Place | undefined;
}
