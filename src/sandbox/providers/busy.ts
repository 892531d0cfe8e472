import { ArmFault } from "../http/armFault";
import type { Call } from "../http/call";
import { endOf } from "../state/jobs/jobProgress";
import type { JobRecord } from "../state/records";

/**
 * One operation at a time on an item, in Azure's own words. A restore to another place, and a job that is being
 * cancelled, hinder nobody: a deletion right after the cancelling of a restore was recorded as accepted.
 * @param beside jobs of this operation do not hinder either
 */
export function refuseWhileBusy(call: Call, itemId: string, beside?: string): void {
  const busy = call.estate.jobs.own.some(
    (job) =>
      job.itemId.toLowerCase() === itemId.toLowerCase() &&
      endOf(job) > call.now &&
      blocks(job) &&
      job.operation !== beside,
  );
  if (busy) {
    throw new ArmFault(400, "BMSUserErrorObjectLocked", "Another operation is in progress on the selected item.");
  }
}

function blocks(job: JobRecord): boolean {
  if (job.effect.kind === "restore") {
    return job.cancelledAt === undefined && job.effect.plan.type === "OriginalLocation";
  }
  return true;
}
