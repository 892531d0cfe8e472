import type { ErrorBoundary } from "../../host/errors/errorBoundary";
import type { OpenOperations } from "../../host/operations/openOperations";
import type { ResourceChanges } from "../../host/resources/resourceChanges";
import type { AzureSession } from "../../host/session";
import type { JobFollower } from "./jobFollower";
import type { restoreAdvice } from "./fit/restoreAdvice";

/** What the commands of this feature work with. */
export interface RestoreServices {
  readonly session: AzureSession;
  readonly changes: ResourceChanges;
  readonly jobs: JobFollower;
  /** Remembers what has no job over a reload of the window. */
  readonly operations: Pick<OpenOperations, "during">;
  /** The knowledge of what restores can and cannot do, which is in the bundle of the rules. */
  readonly loadAdvice: () => Promise<{ readonly restoreAdvice: typeof restoreAdvice }>;
  readonly now: () => Date;
  /** Of what goes on under a message, when the command has ended. */
  readonly boundary: Pick<ErrorBoundary, "guard">;
  /** Runs another command. */
  readonly execute: (command: string, argument?: unknown) => unknown;
}
