import type { Fact } from "./fact";

/** What a machine's OS disk is made from. */
export type BootSource = "marketplace" | "customImage" | "attachedDisk";

/** The guest of a machine, as far as its declaration tells. */
export interface GuestFacts {
  /** `undefined` when neither an image nor an attached disk is named. */
  readonly bootSource: Fact<BootSource | undefined>;
  /** Name of the computer inside; `undefined` = the machine's own name. */
  readonly computerName: Fact<string | undefined>;
  /** False only where the declaration forbids extensions. */
  readonly extensionOperations: Fact<boolean>;
}
