import { randomUUID } from "node:crypto";
import { resources as versions } from "../../http/apiVersions";
import { ArmFault } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { ok } from "../../http/call";
import { listAt, objectAt, textAt, textOf } from "../../http/json";
import type { JsonObject } from "../../http/json";
import { allows, parseFilter } from "../../http/odataFilter";
import { page } from "../../http/paging";
import type { Route } from "../../http/router";
import { isActive } from "../../deployments/run/advanceDeployments";
import { checkLinks } from "../../deployments/links/checkLinks";
import { checkPlan } from "../../deployments/plan/checkPlan";
import {
  describeDeployment,
  describeOperation,
  evaluationOfOutputs,
  exportedTemplate,
} from "../../deployments/views/deploymentBody";
import { checkRoom, makeRoom } from "../../deployments/views/history";
import { planOf } from "../../deployments/plan/plannedResource";
import type { Plan } from "../../deployments/plan/plannedResource";
import { preflight } from "../../deployments/plan/preflight";
import { requestedDeployment, stepLasts } from "../../deployments/request/requestedDeployment";
import type { DeploymentScope } from "../../deployments/request/requestedDeployment";
import { whatIfOf } from "../../deployments/plan/whatIf";
import { pollHeaders } from "../../state/jobs/operations";
import type { DeploymentOperation, DeploymentRecord } from "../../state/records";
import { acceptResult, resultId } from "../operationResults";
import { paths, subscriptionOf } from "../scope";
import { deploymentScopes, groupScope } from "./deploymentScopes";

const type = "Microsoft.Resources/deployments";
const rowsPerPage = 50;

type Handle = (call: Call, scope: DeploymentScope) => Answer;

/** The same route at every scope. */
function atAll(method: Route["method"], tail: string, right: string, handle: Handle, issued = false): readonly Route[] {
  return deploymentScopes.map(({ base, of }) => ({
    method,
    path: `${base}/providers/${type}${tail}`,
    versions: issued ? "issued" : versions,
    action: `${type}/${right}`,
    handle: (call) => handle(call, of(call)),
  }));
}

/** Deployments of templates: make, check, preview, watch, cancel, forget. */
export const deploymentRoutes: readonly Route[] = [
  ...atAll("GET", "", "read", list),
  ...atAll("GET", "/{deployment}", "read", (call, scope) => ok(describe(call, deploymentOf(call, scope)))),
  ...atAll("HEAD", "/{deployment}", "read", (call, scope) => {
    return { status: known(call, scope) === undefined ? 404 : 204 };
  }),
  ...atAll("PUT", "/{deployment}", "write", put),
  ...atAll("DELETE", "/{deployment}", "delete", remove),
  ...atAll("POST", "/{deployment}/validate", "validate/action", validate),
  ...atAll("POST", "/{deployment}/whatIf", "whatIf/action", whatIf),
  ...atAll("POST", "/{deployment}/cancel", "cancel/action", cancel),
  ...atAll("POST", "/{deployment}/exportTemplate", "exportTemplate/action", (call, scope) =>
    ok(exportedTemplate(deploymentOf(call, scope))),
  ),
  ...atAll("GET", "/{deployment}/operations", "operations/read", listOperations),
  ...atAll("GET", "/{deployment}/operations/{operation}", "operations/read", getOperation),
  // In a resource group, Azure's own clients ask for them without naming the provider.
  ...["", "/{operation}"].map((tail): Route => {
    const handle = tail === "" ? listOperations : getOperation;
    return {
      method: "GET",
      path: `${paths.group}/deployments/{deployment}/operations${tail}`,
      versions,
      action: `${type}/operations/read`,
      handle: (call) => handle(call, groupScope.of(call)),
    };
  }),
  ...atAll("GET", "/{deployment}/operationStatuses/{operation}", "operationStatuses/read", status, true),
];

function idOf(call: Call, scope: DeploymentScope): string {
  return `${scope.id}/providers/${type}/${call.param("deployment")}`;
}

/** The deployment of a path. Those to a tenant all begin alike, so that the tenant has to be looked at. */
function known(call: Call, scope: DeploymentScope): DeploymentRecord | undefined {
  const found = call.estate.deployments.get(idOf(call, scope));
  return found?.tenantId === scope.tenantId ? found : undefined;
}

function deploymentOf(call: Call, scope: DeploymentScope): DeploymentRecord {
  const found = known(call, scope);
  if (found === undefined) {
    throw new ArmFault(404, "DeploymentNotFound", `Deployment '${call.param("deployment")}' could not be found.`);
  }
  return found;
}

function describe(call: Call, record: DeploymentRecord): JsonObject {
  return describeDeployment(record, operationsOf(call, record), call.now);
}

function list(call: Call, scope: DeploymentScope): Answer {
  const filter = parseFilter(call.query);
  const found = call.estate.deployments
    .below(`${scope.id}/providers/${type}/`)
    .filter(({ tenantId }) => tenantId === scope.tenantId)
    .filter((each) => allows(filter, "provisioningState", each.state))
    .toSorted((a, b) => b.startTime - a.startTime);
  // Only what a page shows is described: a history may be long.
  const { body = {} } = page(
    call,
    found.map(({ id }) => id),
    rowsOf(call),
  );
  const shown = listAt(body, "value").flatMap((id) => call.estate.deployments.get(textOf(id)) ?? []);
  return ok({ ...objectAt({ body }, "body"), value: shown.map((each) => describe(call, each)) });
}

/** How many rows a page has: as many as are asked for, as far as it can. */
function rowsOf(call: Call): number {
  const top = Number(call.query.get("$top") ?? rowsPerPage);
  return Number.isInteger(top) && top > 0 ? Math.min(top, rowsPerPage) : rowsPerPage;
}

/** What a deployment is going to do. Throws 400 when it can be seen before that it cannot. */
function accept(call: Call, record: DeploymentRecord): Plan {
  makeRoom(call, record.id.slice(0, record.id.toLowerCase().lastIndexOf("/providers/")));
  const plan = planOf(call, record, call.now);
  checkLinks(plan);
  checkPlan(plan);
  preflight(call, record, plan);
  return plan;
}

function put(call: Call, scope: DeploymentScope): Answer {
  const before = known(call, scope);
  if (before !== undefined && isActive(before.state)) {
    throw new ArmFault(
      409,
      "DeploymentActive",
      `The deployment with resource id '${before.id}' cannot be saved, because this would overwrite an existing deployment which is still active. Please see https://aka.ms/arm-deploy for usage details.`,
    );
  }
  if (before === undefined) {
    checkRoom(call, scope.id, call.param("deployment"));
  }
  const record = requestedDeployment(call, scope, before?.name ?? call.param("deployment"));
  const plan = accept(call, record);
  if (record.subscriptionId !== "") {
    registerProviders(call, plan);
  }
  call.estate.deployments.set(record.id, { ...record, contents: plan.contents.all });
  const headers = pollHeaders(call, `${record.id}/operationStatuses/${record.correlationId}`);
  return { status: before === undefined ? 201 : 200, body: describe(call, record), headers };
}

/** A deployment registers the providers of its resources, as far as whoever deploys may; a reader never comes here. */
function registerProviders(call: Call, { resources }: Plan): void {
  const wanted = new Set(resources.map(({ type: each }) => each.split("/")[0]?.toLowerCase()));
  const subscription = subscriptionOf(call);
  const unregistered = subscription.unregistered?.filter((namespace) => !wanted.has(namespace));
  if (unregistered?.length !== subscription.unregistered?.length) {
    call.estate.subscriptions.set(subscription.subscriptionId, { ...subscription, unregistered: unregistered ?? [] });
  }
}

function validate(call: Call, scope: DeploymentScope): Answer {
  const record = requestedDeployment(call, scope, call.param("deployment"));
  const plan = accept(call, record);
  const { id, name, type: own, properties } = describe(call, { ...record, state: "Succeeded" });
  const validatedResources = plan.resources.flatMap(({ id, isLeftOut }) =>
    id === undefined || isLeftOut ? [] : [{ id }],
  );
  const shown = { ...objectAt({ properties }, "properties"), outputResources: undefined, validatedResources };
  return ok({ id, name, type: own, properties: shown });
}

/** Answers 202 and the place of the result; a template that is refused is a result as well. */
function whatIf(call: Call, scope: DeploymentScope): Answer {
  const id = resultId(resultScope(scope), "WHATIF", randomUUID());
  const readyAt = call.now + stepLasts / call.settings.speed;
  return acceptResult(call, { id, readyAt, status: 200, body: previewOf(call, scope) });
}

/** What is done in a resource group is asked about in its subscription. */
function resultScope({ id, subscriptionId }: DeploymentScope): string {
  return subscriptionId === "" ? id : `/subscriptions/${subscriptionId}`;
}

/** Throws 400 for a request that cannot be read at all. */
function previewOf(call: Call, scope: DeploymentScope): JsonObject {
  try {
    const record = requestedDeployment(call, scope, call.param("deployment"));
    const plan = accept(call, record);
    const format = textAt(call.body, "properties", "whatIfSettings", "resultFormat");
    return whatIfOf(call, record, plan, format?.toLowerCase() === "resourceidonly", call.now);
  } catch (error) {
    if (error instanceof ArmFault && !unreadable.has(error.code)) {
      return { status: "Failed", ...error.body };
    }
    throw error;
  }
}

/** Refusals of the request itself, not of what it asks for. */
const unreadable: ReadonlySet<string> = new Set(["InvalidRequestContent", "LocationRequired"]);

function cancel(call: Call, scope: DeploymentScope): Answer {
  const record = deploymentOf(call, scope);
  if (!isActive(record.state)) {
    throw new ArmFault(
      409,
      "DeploymentCannotBeCancelled",
      `The deployment '${record.name}' cannot be cancelled: its provisioning state is '${record.state}'.`,
    );
  }
  call.downloads.drop(record.correlationId);
  call.estate.deployments.set(record.id, { ...record, state: "Canceled", endTime: call.now });
  return { status: 204 };
}

/** Forgets the deployment, not what it made. */
function remove(call: Call, scope: DeploymentScope): Answer {
  const record = known(call, scope);
  if (record === undefined) {
    return { status: 204 };
  }
  if (isActive(record.state)) {
    throw new ArmFault(
      409,
      "DeploymentBeingDeleted",
      `The deployment '${record.name}' cannot be deleted while its provisioning state is '${record.state}'.`,
    );
  }
  call.estate.deployments.delete(record.id);
  const id = resultId(resultScope(scope), "DEPLOYMENTDELETION", `${record.id} ${call.now}`);
  return acceptResult(call, { id, readyAt: call.now + stepLasts / call.settings.speed, status: 204 });
}

/** The operations of a deployment; those of a nested one are kept with the deployment in whose template it stands. */
function operationsOf(call: Call, record: DeploymentRecord): readonly DeploymentOperation[] {
  const keeper = record.parent === undefined ? record : call.estate.deployments.get(record.parent);
  return (keeper?.operations ?? []).filter(
    ({ deploymentId }) => deploymentId.toLowerCase() === record.id.toLowerCase(),
  );
}

function listOperations(call: Call, scope: DeploymentScope): Answer {
  const record = deploymentOf(call, scope);
  const rows = operationsOf(call, record).map((each) => describeOperation(each, call.now));
  return page(call, record.state === "Succeeded" ? [evaluationOfOutputs(record), ...rows] : rows, rowsOf(call));
}

function getOperation(call: Call, scope: DeploymentScope): Answer {
  const name = call.param("operation").toLowerCase();
  const found = operationsOf(call, deploymentOf(call, scope)).find((each) => each.name.toLowerCase() === name);
  if (found === undefined) {
    throw new ArmFault(
      404,
      "DeploymentOperationNotFound",
      `Deployment operation '${call.param("operation")}' could not be found.`,
    );
  }
  return ok(describeOperation(found, call.now));
}

function status(call: Call, scope: DeploymentScope): Answer {
  const record = deploymentOf(call, scope);
  const { state, error } = record;
  const headers = isActive(state) ? { "retry-after": String(call.settings.retryAfterSeconds) } : {};
  return ok({ status: state, ...(error === undefined ? {} : { error }) }, headers);
}
