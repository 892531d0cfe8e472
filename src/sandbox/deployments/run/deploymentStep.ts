import { randomUUID } from "node:crypto";
import { asText, describeUnknown } from "../../../template/access";
import { toJson } from "../../../template/values/unknowns";
import type { EvaluatedTemplate } from "../../../template/model";
import type { Value } from "../../../template/value";
import { ArmFault } from "../../http/armFault";
import type { Answer, Inside } from "../../http/call";
import { objectAt, textAt } from "../../http/json";
import type { JsonObject } from "../../http/json";
import { partsOf, typeOfId } from "../../state/ids";
import type { DeploymentOperation, DeploymentRecord } from "../../state/records";
import { deleteSuperfluous } from "./completeMode";
import { dependenciesOf } from "../plan/dependencies";
import { deploymentFailed, resourceFailed } from "./failures";
import { isNestedDeployment, nestedRecord, nestedTemplate } from "../request/nestedDeployment";
import { bodyOf, planOf } from "../plan/plannedResource";
import type { Plan, PlannedResource } from "../plan/plannedResource";
import { stepLasts } from "../request/requestedDeployment";
import { sendResource } from "./sendResource";
import { declaredParameters, isSecure, templateOf } from "../request/templateOf";

/** One step of a deployment at a moment: looks how what was begun goes on, begins what has become ready, and concludes. */
export class DeploymentStep {
  readonly #inside: Inside;
  readonly #now: number;
  readonly #plan: Plan;
  readonly #operations: Map<string, DeploymentOperation>;
  #record: DeploymentRecord;

  /** @param now milliseconds since 1970 */
  public constructor(inside: Inside, record: DeploymentRecord, now: number) {
    this.#inside = inside;
    this.#now = now;
    this.#operations = new Map(record.operations.map((each) => [operationKey(each), each]));
    this.#pollAll();
    this.#record = { ...record, operations: [...this.#operations.values()] };
    this.#plan = planOf(inside, this.#record, now);
    this.#record = { ...this.#record, contents: this.#plan.contents.all };
  }

  public take(): void {
    this.#record = {
      ...this.#record,
      state: "Running",
      nextAt: this.#now + Math.max(1, stepLasts / this.#inside.settings.speed),
    };
    this.#finishNested();
    const hasBegun = this.#hasFailed() ? false : this.#begin();
    this.#record = { ...this.#record, operations: [...this.#operations.values()] };
    if (!hasBegun && !this.#isUnderWay() && !this.#plan.contents.isPending) {
      this.#conclude();
    }
    this.#inside.estate.deployments.set(this.#record.id, this.#record);
  }

  /** Whether something is under way: a nested deployment alone is not, when nothing in it can go on. */
  #isUnderWay(): boolean {
    return this.#record.operations.some((each) => each.state === "Running" && !isNestedDeployment(each.type));
  }

  #hasFailed(): boolean {
    return [...this.#operations.values()].some((each) => each.state === "Failed");
  }

  #pollAll(): void {
    for (const operation of this.#operations.values()) {
      if (operation.state === "Running" && operation.poll !== undefined) {
        this.#note(this.#polled(operation, operation.poll));
      }
    }
  }

  #polled(operation: DeploymentOperation, poll: string): DeploymentOperation {
    const { status, body } = this.#inside.ask({ method: "GET", target: poll, now: this.#now });
    const state = textAt(body, "status")?.toLowerCase();
    if (status >= 400 || state === "failed") {
      const error = resourceFailed(operation.resourceId, objectAt(body, "error"));
      return this.#ended(operation, { state: "Failed", status: 409, error });
    }
    return state === "succeeded" ? this.#ended(operation, { state: "Succeeded", status: 200 }) : operation;
  }

  #ended(
    operation: DeploymentOperation,
    end: Pick<DeploymentOperation, "state" | "status" | "error">,
  ): DeploymentOperation {
    return { ...operation, ...end, endTime: this.#now };
  }

  #note(operation: DeploymentOperation): void {
    this.#operations.set(operationKey(operation), operation);
  }

  #isDone(resource: PlannedResource): boolean {
    return resource.isLeftOut || this.#operationOf(resource)?.state === "Succeeded";
  }

  #operationOf({ id, deploymentId }: PlannedResource): DeploymentOperation | undefined {
    return id === undefined ? undefined : this.#operations.get(operationKey({ resourceId: id, deploymentId }));
  }

  /** Ends the nested deployments in which everything is done, innermost first. */
  #finishNested(): void {
    const nested = this.#plan.resources.filter((each) => isNestedDeployment(each.type));
    for (const deployment of nested.toReversed()) {
      const operation = this.#operationOf(deployment);
      if (operation?.state !== "Running" || deployment.id === undefined) {
        continue;
      }
      const inside = this.#plan.resources.filter((each) => each.deploymentId === deployment.id);
      const operations = [...this.#operations.values()].filter((each) => each.deploymentId === deployment.id);
      const failures = operations.filter((each) => each.state === "Failed");
      if (failures.length > 0 && operations.every((each) => each.state !== "Running")) {
        const error = deploymentFailed(
          deployment.id,
          failures.map((each) => each.error ?? {}),
        );
        const outer = resourceFailed(deployment.id, error);
        this.#note(this.#ended(operation, { state: "Failed", status: 409, error: outer }));
        this.#endNested(deployment.id, { state: "Failed", error });
      } else if (inside.every((each) => this.#isDone(each))) {
        this.#note(this.#ended(operation, { state: "Succeeded", status: 200 }));
        this.#endNested(deployment.id, { state: "Succeeded", outputs: this.#outputsOfNested(deployment) });
      }
    }
  }

  #endNested(id: string, end: Partial<DeploymentRecord>): void {
    const record = this.#inside.estate.deployments.get(id);
    if (record !== undefined) {
      this.#inside.estate.deployments.set(id, { ...record, ...end, endTime: this.#now });
    }
  }

  #outputsOfNested({ id, resource }: PlannedResource): JsonObject {
    const template = templateOf(this.#inside.estate.deployments.get(id ?? "")?.template ?? "{}");
    return outputsOf(this.#plan.template.outputsOf?.(resource) ?? new Map(), template);
  }

  /** Begins everything that waits for nothing any more; true when something was begun. */
  #begin(): boolean {
    const { of } = dependenciesOf(this.#plan.resources);
    const ready = this.#plan.resources.filter((each) => this.#isReady(each, of(each)));
    const begun = ready.filter((each) => this.#put(each));
    return begun.length > 0;
  }

  #isReady(resource: PlannedResource, needs: readonly PlannedResource[]): boolean {
    if (resource.id === undefined || resource.isLeftOut || resource.dependsOn === undefined) {
      return false;
    }
    const around = [...this.#operations.values()].find(({ resourceId }) => resourceId === resource.deploymentId);
    const isOpen = resource.deploymentId === this.#record.id || around?.state === "Running";
    return isOpen && this.#operationOf(resource) === undefined && needs.every((each) => this.#isDone(each));
  }

  #put(resource: PlannedResource): boolean {
    const { id } = resource;
    if (id === undefined) {
      return false;
    }
    const operation: DeploymentOperation = { ...this.#begun(id, resource.deploymentId), type: resource.type };
    if (isNestedDeployment(resource.type)) {
      return this.#beginNested(resource, operation);
    }
    const body = bodyOf(resource);
    if (body === undefined) {
      return false;
    }
    const apiVersion = asText(resource.resource.apiVersion);
    const sending = { id, body, apiVersion, secrets: this.#plan.secrets(), now: this.#now };
    this.#note(this.#answered(operation, sendResource(this.#inside, sending)));
    return true;
  }

  /** False while its template is not there. */
  #beginNested(resource: PlannedResource, operation: DeploymentOperation): boolean {
    try {
      const nested = nestedTemplate(this.#plan, resource);
      if (nested === undefined) {
        return false;
      }
      const record = nestedRecord(this.#inside, this.#record, operation, nested);
      this.#inside.estate.deployments.set(record.id, record);
      this.#note(operation);
    } catch (error) {
      if (!(error instanceof ArmFault)) {
        throw error;
      }
      const refusal = objectAt(error.body, "error");
      this.#note(this.#ended(operation, { state: "Failed", status: error.status, error: refusal }));
    }
    return true;
  }

  #answered(operation: DeploymentOperation, { status, body, headers }: Answer): DeploymentOperation {
    if (status >= 400) {
      return this.#ended(operation, { state: "Failed", status, error: objectAt(body, "error") });
    }
    const poll = headers?.["azure-asyncoperation"];
    return poll === undefined
      ? this.#ended(operation, { state: "Succeeded", status })
      : { ...operation, poll: poll.slice(this.#inside.settings.publicOrigin.length) };
  }

  #conclude(): void {
    const failures = this.#record.operations.filter(
      (each) => each.state === "Failed" && each.deploymentId === this.#record.id,
    );
    const open = this.#plan.resources.filter((each) => !this.#isDone(each));
    if (failures.length > 0) {
      const reasons = failures.map((each) => each.error ?? {});
      this.#end({ state: "Failed", error: deploymentFailed(this.#record.id, reasons) });
    } else if (open.length > 0) {
      // A failure inside of a nested deployment ends that one in the next step.
      if (!this.#hasFailed()) {
        this.#end({ state: "Failed", error: deploymentFailed(this.#record.id, [this.#reasonFor(open[0])]) });
      }
    } else {
      this.#finish();
    }
  }

  /** Everything is made: deletes what the template does not have, if it is to be complete, and ends when that is done. */
  #finish(): void {
    const { gone, goesOn, refusals } = deleteSuperfluous(this.#inside, this.#record, this.#plan, this.#now);
    const deleted = gone.map(
      (id) => ({ ...this.#begun(id, this.#record.id), state: "Succeeded", status: 200 }) as const,
    );
    const refused = refusals.map(
      ({ id, error }) => ({ ...this.#begun(id, this.#record.id), state: "Failed", status: 409, error }) as const,
    );
    const ended = [...deleted, ...(goesOn ? [] : refused)].map(
      (each) => ({ ...each, deletes: true, endTime: this.#now }) as const,
    );
    this.#record = { ...this.#record, operations: [...this.#record.operations, ...ended] };
    if (goesOn) {
      return;
    }
    const outputs = outputsOf(this.#plan.template.outputs, templateOf(this.#record.template));
    const errors = refusals.map(({ error }) => error);
    this.#end(
      errors.length === 0
        ? { state: "Succeeded", outputs }
        : { state: "Failed", error: deploymentFailed(this.#record.id, errors) },
    );
  }

  #begun(id: string, deploymentId: string): DeploymentOperation {
    const { type, name } = typeOfId(id) ?? { type: "", name: "" };
    return {
      name: randomUUID().replaceAll("-", "").slice(0, 16).toUpperCase(),
      deploymentId,
      resourceId: id,
      type,
      resourceName: name,
      state: "Running",
      startTime: this.#now,
      status: 201,
    };
  }

  /** Why a resource could not be begun although nothing is under way any more. */
  #reasonFor(resource: PlannedResource | undefined): JsonObject {
    const [missing] = this.#plan.missing;
    if (missing !== undefined) {
      const { type, name } = typeOfId(missing) ?? { type: missing, name: "" };
      const message = `The Resource '${type}/${name}' under resource group '${partsOf(missing)?.group ?? "<null>"}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`;
      return { code: "ResourceNotFound", message };
    }
    const why = describeUnknown(resource?.resource.body)?.reason ?? "it waits for something that never comes";
    const target = resource?.id ?? resource?.type ?? "";
    return { code: "SandboxNotEmulated", message: `The sandbox cannot deploy '${target}': ${why}.`, target };
  }

  #end(end: Partial<DeploymentRecord>): void {
    const secure = new Set(
      declaredParameters(templateOf(this.#record.template))
        .filter(isSecure)
        .map(({ name }) => name.toLowerCase()),
    );
    const parameters = Object.fromEntries(
      Object.entries(this.#record.parameters).filter(([name]) => !secure.has(name.toLowerCase())),
    );
    for (const { type, state, resourceId } of this.#record.operations) {
      if (state === "Running" && isNestedDeployment(type)) {
        this.#endNested(resourceId, { state: "Canceled" });
      }
    }
    this.#inside.downloads.drop(this.#record.correlationId);
    this.#record = { ...this.#record, ...end, parameters, endTime: this.#now };
  }
}

/** Several deployments inside of one may make the same resource, one after the other. */
function operationKey({ deploymentId, resourceId }: Pick<DeploymentOperation, "deploymentId" | "resourceId">): string {
  return `${deploymentId} ${resourceId}`.toLowerCase();
}

/** Outputs as a deployment's GET shows them; secure ones and what is not known are left out. */
function outputsOf(outputs: EvaluatedTemplate["outputs"], template: JsonObject): JsonObject {
  const shown = ([name, value]: readonly [string, Value]): readonly (readonly [string, JsonObject])[] => {
    const json = toJson(value);
    const type = textAt(template, "outputs", name, "type") ?? "string";
    return json === undefined ? [] : [[name, { type: capitalisedType(type), value: json }]];
  };
  return Object.fromEntries([...outputs].flatMap(shown));
}

function capitalisedType(type: string): string {
  return `${type.slice(0, 1).toUpperCase()}${type.slice(1)}`;
}
