import { recoveryServices as versions } from "../../http/apiVersions";
import { ArmFault, badRequest } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { ok } from "../../http/call";
import { objectAt, textAt, without } from "../../http/json";
import type { JsonObject } from "../../http/json";
import { allows } from "../../http/odataFilter";
import { page } from "../../http/paging";
import type { Route } from "../../http/router";
import type { Estate } from "../../state/estate";
import { endOf } from "../../state/jobs/jobProgress";
import type { ItemRecord, PolicyRecord } from "../../state/records";
import { backupFilter, isOfVms } from "../backupFilters";
import { policyRecord } from "./defaultPolicies";
import { guardRequestsIn, requireGuard } from "../vaults/guardedOperations";
import { refuseShorter } from "./immutability";
import { checkPolicy, checkPolicyName, keepsShorter } from "./policyRules";
import { paths, vaultOf } from "../scope";

const type = "Microsoft.RecoveryServices/vaults/backupPolicies";
const rowsPerPage = 20;

/** Backup policies: list, get, make or change, delete. */
export const policyRoutes: readonly Route[] = [
  { method: "GET", path: `${paths.vault}/backupPolicies`, versions, action: `${type}/read`, handle: list },
  {
    method: "GET",
    path: `${paths.vault}/backupPolicies/{policy}`,
    versions,
    action: `${type}/read`,
    handle: (call) => ok(describe(call.estate, policyOf(call))),
  },
  { method: "PUT", path: `${paths.vault}/backupPolicies/{policy}`, versions, action: `${type}/write`, handle: put },
  {
    method: "DELETE",
    path: `${paths.vault}/backupPolicies/{policy}`,
    versions,
    action: `${type}/delete`,
    handle: remove,
  },
];

function list(call: Call): Answer {
  const vault = vaultOf(call);
  const filter = backupFilter(call, "policy");
  const policies = call.estate.policies.below(`${vault.id}/`).filter(
    ({ properties }) =>
      isOfVms(filter) &&
      allows(filter, "backupManagementType", textAt(properties, "backupManagementType") ?? "") &&
      // Only the policies of workloads name theirs.
      allows(filter, "workloadType", textAt(properties, "workLoadType") ?? "VM"),
  );
  return page(
    call,
    policies.map((policy) => describe(call.estate, policy)),
    rowsPerPage,
  );
}

function policyOf(call: Call): PolicyRecord {
  const vault = vaultOf(call);
  const found = call.estate.policies.get(`${vault.id}/backupPolicies/${call.param("policy")}`);
  if (found === undefined) {
    throw new ArmFault(
      404,
      "BMSUserErrorPolicyNotFound",
      "The specified backup policy could not be found in the vault.",
    );
  }
  return found;
}

function describe(estate: Estate, policy: PolicyRecord): JsonObject {
  return {
    id: policy.id,
    name: policy.name,
    type,
    properties: { ...policy.properties, protectedItemsCount: itemsOf(estate, policy).length },
  };
}

function itemsOf(estate: Estate, policy: PolicyRecord): readonly ItemRecord[] {
  const name = policy.name.toLowerCase();
  return estate.items.below(`${policy.vaultId}/`).filter((item) => item.policyName.toLowerCase() === name);
}

function put(call: Call): Answer {
  const vault = vaultOf(call);
  const properties = objectAt(call.body, "properties");
  const kind = textAt(properties, "backupManagementType");
  if (kind !== "AzureIaasVM") {
    throw badRequest(
      "BMSUserErrorInvalidPolicyInput",
      `Input for create or update policy is not in proper format: backupManagementType '${kind ?? ""}'.`,
    );
  }
  const name = call.param("policy");
  const before = call.estate.policies.get(`${vault.id}/backupPolicies/${name}`);
  if (before === undefined) {
    checkPolicyName(name);
  }
  checkPolicy(properties, before?.properties);
  if (before !== undefined && keepsShorter(properties, before.properties)) {
    refuseShorter(vault, properties, before.properties);
    requireGuard(call, vault, "changePolicy", guardRequestsIn(properties));
  }
  const policy = policyRecord(vault.id, before?.name ?? name, {
    instantRPDetails: {},
    ...tieringKept(before),
    ...without(properties, "resourceGuardOperationRequests", "protectedItemsCount"),
    timeZone: textAt(properties, "timeZone") ?? "UTC",
  });
  for (const { id } of itemsOf(call.estate, policy)) {
    // What an origin tells is by the policy as it was.
    call.estate.items.keep(id);
  }
  call.estate.policies.set(policy.id, { ...policy, changedAt: call.now });
  for (const item of itemsOf(call.estate, policy)) {
    if (item.policyInconsistent === true) {
      // A policy that is sent again reaches those that it had not reached.
      call.estate.items.set(item.id, { ...item, policyInconsistent: false });
    }
  }
  // The specification allows 202 where items are attached; all 23 recorded changes were answered with 200.
  return ok(describe(call.estate, policy));
}

/** What a PUT does not say of the archive stays ("TieringPolicy", REST specification 2024-04-01). */
function tieringKept(before: PolicyRecord | undefined): JsonObject {
  const tiering = before?.properties["tieringPolicy"];
  return tiering === undefined ? {} : { tieringPolicy: tiering };
}

function remove(call: Call): Answer {
  const vault = vaultOf(call);
  const policy = call.estate.policies.get(`${vault.id}/backupPolicies/${call.param("policy")}`);
  if (policy === undefined) {
    return { status: 204 };
  }
  if (itemsOf(call.estate, policy).length > 0 || isBeingGiven(call, policy)) {
    throw badRequest("BMSUserErrorPolicyInUse", "The policy cannot be deleted while it protects items.");
  }
  call.estate.policies.delete(policy.id);
  return { status: 200 };
}

/** Whether an item is to have a policy once the job that configures it is over. */
function isBeingGiven(call: Call, policy: PolicyRecord): boolean {
  return call.estate.jobs.own.some(
    (job) =>
      job.vaultId.toLowerCase() === policy.vaultId.toLowerCase() &&
      endOf(job) > call.now &&
      job.effect.kind === "configure" &&
      job.effect.policyName.toLowerCase() === policy.name.toLowerCase(),
  );
}
