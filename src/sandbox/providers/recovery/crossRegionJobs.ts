import { ArmFault } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { ok } from "../../http/call";
import { objectAt, textAt, without } from "../../http/json";
import type { JsonObject } from "../../http/json";
import { allows, parseFilter, timeIn } from "../../http/odataFilter";
import { page } from "../../http/paging";
import { findRegion } from "../../estate/regions";
import { progressOf } from "../../state/jobs/jobProgress";
import type { JobRecord } from "../../state/records";
import { describeJob } from "../protection/jobs";
import { subscriptionOf } from "../scope";

const rowsPerPage = 50;

/** The jobs of a vault in the region of a path. */
function jobsOf(call: Call): readonly JobRecord[] {
  const vaultId = textAt(call.body, "resourceId") ?? "";
  const region = findRegion(call.param("location"))?.name;
  return call.estate.jobs
    .below(`${vaultId}/`)
    .filter((each) => each.secondaryRegion !== undefined && each.secondaryRegion === region)
    .toSorted((a, b) => b.startTime - a.startTime);
}

/** A job of the paired region, with its sub-tasks. */
export function job(call: Call): Answer {
  const name = textAt(call.body, "jobName")?.toLowerCase();
  const found = jobsOf(call).find((each) => each.name.toLowerCase() === name);
  if (found === undefined) {
    throw new ArmFault(404, "BMSUserErrorJobNotFound", "The specified job could not be found in the secondary region.");
  }
  return ok(abroad(call, found, true));
}

/** The jobs of a vault in its paired region, newest first. */
export function listJobs(call: Call): Answer {
  const filter = parseFilter(call.query);
  const from = timeIn(filter, "startTime") ?? -Infinity;
  const to = timeIn(filter, "endTime") ?? Infinity;
  const shown = jobsOf(call).filter(
    (each) =>
      allows(filter, "status", progressOf(each, call.now).status) &&
      // A filter for `Restore` does not find them ("Get-AzRecoveryServicesBackupJob", azure-powershell issue 20328, 2022).
      allows(filter, "operation", "CrossRegionRestore") &&
      allows(filter, "backupManagementType", "AzureIaasVM") &&
      each.startTime >= from &&
      each.startTime <= to,
  );
  return page(
    call,
    shown.map((each) => abroad(call, each, false)),
    rowsPerPage,
  );
}

/** A job there has another address, and another name of its operation; it names its vault. Recorded from Azure, 2024-04-28. */
function abroad(call: Call, record: JobRecord, extended: boolean): JsonObject {
  const { subscriptionId } = subscriptionOf(call);
  const body = describeJob(record, call.now, extended);
  return {
    ...body,
    id: `/subscriptions/${subscriptionId}/providers/Microsoft.RecoveryServices/locations/${record.secondaryRegion ?? ""}/backupJobs/${record.name}`,
    properties: {
      ...without(objectAt(body, "properties"), "containerName"),
      ...(extended ? { extendedInfo: ofVault(objectAt(body, "properties", "extendedInfo"), record) } : {}),
      operation: "CrossRegionRestore",
    },
  };
}

function ofVault(info: JsonObject, { vaultId }: JobRecord): JsonObject {
  const [, , subscription = "", , group = "", , , , vault = ""] = vaultId.split("/");
  return {
    ...info,
    propertyBag: {
      ...objectAt(info, "propertyBag"),
      "Subscription Id of the vault": subscription,
      "Resource Group Name of the vault": group,
      "Vault name": vault,
    },
  };
}
