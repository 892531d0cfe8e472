import { OpenOperations } from "../../../../src/host/openOperations";
import type { ResourceChanges } from "../../../../src/host/resourceChanges";
import type { AzureSession } from "../../../../src/host/session";
import { MemoryMemento } from "./memoryMemento";

/** What runs changes without a job, with a memory of its own. */
export function openOperations(session: AzureSession, changes: ResourceChanges): OpenOperations {
  return new OpenOperations({ memento: new MemoryMemento(), session, changes, now: () => 0 });
}
