import type { ResourceChanges } from "../../host/resourceChanges";
import type { AzureSession } from "../../host/session";
import type { profileOfAzure } from "../../limits/fromAzure";
import type { JobFollower } from "./jobFollower";

/** What the commands of this feature work with. */
export interface ProtectionServices {
  readonly session: AzureSession;
  readonly changes: ResourceChanges;
  readonly jobs: JobFollower;
  readonly now: () => Date;
  /** The reading of what Azure tells of a VM, which is in the bundle of the rules. */
  readonly loadRules: () => Promise<{ readonly profileOfAzure: typeof profileOfAzure }>;
  /** Runs another command. */
  readonly execute: (command: string, argument?: unknown) => unknown;
}
