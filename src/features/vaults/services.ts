import type { OpenOperations } from "../../host/operations/openOperations";
import type { ResourceChanges } from "../../host/resources/resourceChanges";
import type { AzureSession } from "../../host/session";

/** What the commands of this feature work with. */
export interface VaultServices {
  readonly session: AzureSession;
  readonly changes: ResourceChanges;
  /** Runs changes, and remembers them over a reload of the window. */
  readonly operations: Pick<OpenOperations, "run">;
  /** Runs another command. */
  readonly execute: (command: string, argument?: unknown) => unknown;
}
