import { recoveryServices as versions } from "../../http/apiVersions";
import { badRequest } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { ok, versionOf } from "../../http/call";
import { guidOf, isoTime } from "../../http/formats";
import { at, objectAt, textAt } from "../../http/json";
import type { Json, JsonObject } from "../../http/json";
import type { Route } from "../../http/router";
import { isDone, operationOf, pollHeaders, startOperation } from "../../state/jobs/operations";
import { backupFilter } from "../backupFilters";
import { requireGuard } from "./guardedOperations";
import { obstacleOf } from "../../state/backups/protectability";
import { paths, subscriptionOf, vaultOf } from "../scope";

const provider = "Microsoft.RecoveryServices";
const type = `${provider}/vaults`;
const place = `${paths.subscription}/providers/${provider}/locations/{location}`;
/** Milliseconds at speed 1. */
const exportLasts = 3000;
/** For how long a security PIN is good, milliseconds: "Security features" (Microsoft Learn, 2024). */
const pinLasts = 5 * 60_000;

/** Less frequent questions about a vault and its region. */
export const vaultExtraRoutes: readonly Route[] = [
  {
    method: "POST",
    path: `${paths.vault}/backupJobsExport`,
    versions,
    action: `${type}/backupJobsExport/action`,
    handle: exportJobs,
  },
  {
    method: "GET",
    path: `${paths.vault}/backupJobs/operationResults/{operation}`,
    versions: "issued",
    action: `${type}/backupJobs/read`,
    handle: exported,
  },
  {
    method: "POST",
    path: `${paths.vault}/backupSecurityPIN`,
    versions,
    action: `${type}/backupSecurityPIN/action`,
    handle: securityPin,
  },
  {
    method: "GET",
    path: `${paths.vault}/replicationUsages`,
    versions,
    action: `${type}/replicationUsages/read`,
    handle: replicationUsages,
  },
  {
    method: "GET",
    path: `${paths.vault}/backupEngines`,
    versions,
    action: `${type}/backupEngines/read`,
    handle: backupEngines,
  },
  {
    method: "GET",
    path: `${paths.vault}/extendedInformation/vaultExtendedInfo`,
    versions,
    action: `${type}/extendedInformation/read`,
    handle: extendedInfo,
  },
  {
    method: "POST",
    path: `${place}/backupValidateFeatures`,
    versions,
    action: `${provider}/locations/backupValidateFeatures/action`,
    handle: validateFeatures,
  },
  {
    method: "POST",
    path: `${place}/capabilities`,
    versions,
    action: `${provider}/locations/capabilities/action`,
    handle: capabilities,
  },
];

/** Site Recovery, which the sandbox does not have, replicates nothing. */
function replicationUsages(call: Call): Answer {
  vaultOf(call);
  return ok({ value: [] });
}

/** Servers of DPM and of Azure Backup Server, which register themselves from outside of Azure: there are none. */
function backupEngines(call: Call): Answer {
  vaultOf(call);
  backupFilter(call, "backupEngine");
  return ok({ value: [] });
}

function exportJobs(call: Call): Answer {
  const vault = vaultOf(call);
  backupFilter(call, "job");
  const { name } = startOperation(call, vault.id, { lasts: exportLasts, result: 200 });
  // Azure gives one address only here.
  const { location, ...more } = pollHeaders(call, "", `${vault.id}/backupJobs/operationResults/${name}`);
  return { status: 202, headers: { location: location ?? "", "retry-after": more["retry-after"] ?? "1" } };
}

function exported(call: Call): Answer {
  const vault = vaultOf(call);
  const operation = operationOf(call, vault.id);
  if (!isDone(operation, call.now)) {
    const headers = {
      location: `${call.settings.publicOrigin}${call.path}?${call.query.toString()}`,
      "retry-after": String(call.settings.retryAfterSeconds),
    };
    return { status: 202, body: { operation: { objectType: "ExportJobsOperationResultInfo" }, headers: {} }, headers };
  }
  const blobUrl = `https://reports.sandbox.invalid/exportjobs/${operation.name}`;
  return ok({
    operation: { objectType: "ExportJobsOperationResultInfo", blobUrl, blobSasKey: "?sv=sandbox&sp=r" },
    headers: {},
  });
}

function securityPin(call: Call): Answer {
  const vault = vaultOf(call);
  requireGuard(call, vault, "securityPin", call.body["resourceGuardOperationRequests"]);
  const number = Number.parseInt(guidOf(`pin ${vault.id} ${call.now}`).slice(0, 8), 16) % 1_000_000;
  const until = call.now + pinLasts;
  return ok({
    token: "",
    expiryTimeInUtcTicks: Number(BigInt(until) * 10_000n + 621_355_968_000_000_000n),
    securityPIN: String(number).padStart(6, "0"),
  });
}

/** Of a vault that no agent was ever registered with. */
function extendedInfo(call: Call): Answer {
  const vault = vaultOf(call);
  return ok({
    id: `${vault.id}/extendedInformation/vaultExtendedInfo`,
    name: "vaultExtendedInfo",
    type: `${type}/extendedInformation`,
    etag: `W/"datetime'${encodeURIComponent(isoTime(vault.changedAt))}'"`,
    properties: { integrityKey: "", algorithm: "None" },
  });
}

/** Whether VMs of a kind can be backed up at all: of a VM that is known, as protecting it would be. */
function validateFeatures(call: Call): Answer {
  subscriptionOf(call);
  const feature = textAt(call.body, "featureType");
  if (feature !== "AzureVMResourceBackup") {
    throw badRequest("BMSUserErrorInvalidInput", `The feature '${feature ?? ""}' is not supported.`);
  }
  const sku = textAt(call.body, "vmSize") ?? "";
  const fits = call.estate
    .resourcesOf("Microsoft.Compute/virtualMachines", `/subscriptions/${subscriptionOf(call).subscriptionId}/`)
    .filter((vm) => textAt(vm, "properties", "hardwareProfile", "vmSize") === sku);
  const enhanced = { id: "", name: "", vaultId: "", properties: { policyType: "V2" } };
  const isRefused =
    fits.length > 0 &&
    fits.every((vm) => obstacleOf(call.estate, vm, enhanced, undefined, versionOf(call)) !== undefined);
  return ok({ supportStatus: isRefused ? "NotSupported" : "Supported" });
}

/** Which private zones a vault in this region needs. */
function capabilities(call: Call): Answer {
  subscriptionOf(call);
  const asked = objectAt(call.body, "properties");
  const zones = at(asked, "dnsZones");
  const rows: readonly Json[] = Array.isArray(zones) ? zones : [];
  const location = call.param("location").toLowerCase();
  const shown = rows.map((zone): JsonObject => {
    const kind = textAt(zone, "subResource") ?? "AzureBackup";
    const domain =
      kind === "AzureBackup"
        ? `privatelink.${location}.backup.windowsazure.com`
        : "privatelink.siterecovery.windowsazure.com";
    return { subResource: kind, requiredZoneNames: [domain] };
  });
  return ok({ type: textAt(call.body, "type") ?? type, properties: { dnsZones: shown } });
}
