import { recoveryServices as versions } from "../../http/apiVersions";
import { ArmFault, badRequest } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { ok } from "../../http/call";
import { objectAt, textAt } from "../../http/json";
import type { JsonObject } from "../../http/json";
import type { Route } from "../../http/router";
import { containerId } from "../../state/ids";
import { isDone, operationOf, pollHeaders, startOperation } from "../../state/jobs/operations";
import type { ItemRecord, RecoveryPointRecord } from "../../state/records";
import { startRestore } from "../../state/jobs/startRestore";
import { refuseWhileBusy } from "../busy";
import { guardRequestsIn, requireGuard } from "../vaults/guardedOperations";
import { operationStatus } from "../protection/operations";
import { pointOf } from "./recoveryPoints";
import { readRestore, stagingAccountId } from "./restoreRequest";
import type { ReadRestore } from "./restoreRequest";
import { itemOf, keyOf, paths, vaultOf } from "../scope";

const vaultType = "Microsoft.RecoveryServices/vaults";
const pointType = `${vaultType}/backupFabrics/protectionContainers/protectedItems/recoveryPoints`;
/** Milliseconds at speed 1. */
const acceptanceLasts = 1000;
const validationLasts = 2000;

/** Restores: validated first (at once or as an operation), then started. */
export const restoreRoutes: readonly Route[] = [
  {
    method: "POST",
    path: `${paths.item}/recoveryPoints/{point}/restore`,
    versions,
    action: `${pointType}/restore/action`,
    handle: restore,
  },
  {
    method: "POST",
    path: `${paths.vault}/backupValidateOperation`,
    versions,
    action: `${vaultType}/backupValidateOperation/action`,
    handle: (call) => ok(validation(call)),
  },
  {
    method: "POST",
    path: `${paths.vault}/backupTriggerValidateOperation`,
    versions,
    action: `${vaultType}/backupTriggerValidateOperation/action`,
    handle: startValidation,
  },
  {
    method: "GET",
    path: `${paths.vault}/backupValidateOperationsStatuses/{operation}`,
    versions: "issued",
    action: `${vaultType}/backupValidateOperationsStatuses/read`,
    handle: operationStatus,
  },
  {
    method: "GET",
    path: `${paths.vault}/backupValidateOperationResults/{operation}`,
    versions: "issued",
    action: `${vaultType}/backupValidateOperationResults/read`,
    handle: validationResult,
  },
];

function restore(call: Call): Answer {
  const vault = vaultOf(call);
  const item = itemOf(call);
  const point = pointOf(call, item);
  const request = objectAt(call.body, "properties");
  requireGuard(call, vault, "restore", guardRequestsIn(request));
  const { plan, problems } = readRestore({ call, vault, item, point, request, region: vault.location });
  const [first] = problems;
  if (first !== undefined) {
    throw badRequest(first.code, first.message);
  }
  if (plan.type === "OriginalLocation") {
    refuseWhileBusy(call, item.id);
  }
  rehydrate(call, item, point, request);
  const job = startRestore(call, item, point, plan, stagingAccountId(request));
  // The operation of a restore has the name of its job: recorded from Azure.
  const { name } = startOperation(call, vault.id, { lasts: acceptanceLasts, name: job.name, jobName: job.name });
  const path = `${containerId(vault.id, keyOf(call))}/protectedItems/${call.param("item")}`;
  return {
    status: 202,
    headers: pollHeaders(call, `${path}/operationsStatus/${name}`, `${path}/operationResults/${name}`),
  };
}

/** An archived point that is restored is back in the vault for as many days as the request says. */
function rehydrate(call: Call, item: ItemRecord, point: RecoveryPointRecord, request: JsonObject): void {
  const wish = textAt(request, "recoveryPointRehydrationInfo", "rehydrationRetentionDuration");
  const [, days] = /^P(\d{1,3})D$/u.exec(wish ?? "") ?? [];
  if (point.archivedAt === undefined || days === undefined) {
    return;
  }
  const back = { ...point, rehydratedUntil: call.now + Number(days) * 86_400_000 };
  call.estate.items.set(item.id, {
    ...item,
    points: item.points.map((each) => (each.name === point.name ? back : each)),
  });
}

/** The restore that a validation is about: its item is found through the source VM, its point through the request. */
function validated(call: Call): ReadRestore {
  const vault = vaultOf(call);
  const properties = objectAt(call.body, "properties");
  // The service's own clients wrap the request in `properties`; its example files do not all.
  const body = properties["restoreRequest"] === undefined ? call.body : properties;
  const request = objectAt(body, "restoreRequest");
  const item = itemOfSource(call, vault.id, textAt(request, "sourceResourceId") ?? "");
  const point = item.points.find(({ name }) => name === textAt(request, "recoveryPointId"));
  if (point === undefined) {
    throw new ArmFault(404, "BMSUserErrorRecoveryPointNotFound", "The specified recovery point could not be found.");
  }
  return readRestore({ call, vault, item, point, request, region: vault.location });
}

function itemOfSource(call: Call, vaultId: string, vmId: string): ItemRecord {
  const found = call.estate.items
    .below(`${vaultId}/`)
    .find((item) => item.configured && item.vmId.toLowerCase() === vmId.toLowerCase());
  if (found === undefined) {
    throw badRequest("BMSUserErrorInvalidInput", "The vault does not protect the virtual machine of the request.");
  }
  return found;
}

function validation(call: Call): JsonObject {
  return { validateOperationResponse: { validationResults: validated(call).problems.map((each) => ({ ...each })) } };
}

function startValidation(call: Call): Answer {
  const vault = vaultOf(call);
  const { name } = startOperation(call, vault.id, {
    lasts: validationLasts,
    result: 200,
    outcome: { objectType: "OperationStatusValidateOperationExtendedInfo", ...validation(call) },
  });
  return {
    status: 202,
    headers: pollHeaders(
      call,
      `${vault.id}/backupValidateOperationsStatuses/${name}`,
      `${vault.id}/backupValidateOperationResults/${name}`,
    ),
  };
}

function validationResult(call: Call): Answer {
  const vault = vaultOf(call);
  const operation = operationOf(call, vault.id);
  if (!isDone(operation, call.now)) {
    const status = `${vault.id}/backupValidateOperationsStatuses/${operation.name}`;
    return {
      status: 202,
      headers: pollHeaders(call, status, `${vault.id}/backupValidateOperationResults/${operation.name}`),
    };
  }
  return ok({ validateOperationResponse: objectAt(operation.outcome, "validateOperationResponse") });
}
