import type { ResourceChanges } from "../../host/resourceChanges";
import type { AzureSession } from "../../host/session";
import type { JobFollower } from "./jobFollower";

/** What the commands of this feature work with. */
export interface ProtectionServices {
  readonly session: AzureSession;
  readonly changes: ResourceChanges;
  readonly jobs: JobFollower;
  readonly now: () => Date;
  /** Runs another command. */
  readonly execute: (command: string, argument?: unknown) => unknown;
}
