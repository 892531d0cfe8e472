import { ErrorBoundary } from "../../../../src/host/errors/errorBoundary";
import type { Log } from "../../../../src/host/log";
import { OpenOperations } from "../../../../src/host/operations/openOperations";
import type { ResourceChanges } from "../../../../src/host/resources/resourceChanges";
import type { AzureSession } from "../../../../src/host/session";
import { recordingLog } from "../../support/recordingLog";
import { MemoryMemento } from "./memoryMemento";

/** What runs changes without a job; with a memory, a log and a time of its own where a test gives none. */
export function openOperations(
  session: AzureSession,
  changes: Pick<ResourceChanges, "announce">,
  given: { readonly memento?: MemoryMemento; readonly log?: Log; readonly now?: () => number } = {},
): OpenOperations {
  const { memento = new MemoryMemento(), log = recordingLog().log, now = () => 0 } = given;
  return new OpenOperations({ memento, session, changes, boundary: new ErrorBoundary(log), log, now });
}
