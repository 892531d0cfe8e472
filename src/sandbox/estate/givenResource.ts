import { isJsonObject, textAt } from "../http/json";
import type { Json, JsonObject } from "../http/json";
import { groupId, typeOfId } from "../state/ids";
import { findRegion } from "./regions";

/** An estate file that cannot be understood; its message names the place and what is wrong there. */
export class EstateFileError extends Error {
  public override readonly name = "EstateFileError";
}

/** A resource of an estate file, with the names that its id consists of. */
export interface Given {
  readonly body: JsonObject;
  readonly id: string;
  readonly subscriptionId: string;
  readonly group: string;
  /** As the file writes it: `Microsoft.Compute/virtualMachines`. */
  readonly type: string;
  readonly name: string;
  /** Undefined when the file does not say. */
  readonly location: string | undefined;
}

/** Whether a resource is of a type; types have no case. */
export function isType(given: Given, type: string): boolean {
  return given.type.toLowerCase() === type.toLowerCase();
}

/**
 * A resource with its id taken apart, or put together from its `type` and `name` (and `resourceGroup`, if it has one).
 * Throws an `EstateFileError` when it has neither.
 * @param place how to call it in errors: `resources[3]`
 * @param subscriptionId of a resource without an id
 */
export function readGiven(resource: Json, place: string, subscriptionId: string): Given {
  if (!isJsonObject(resource)) {
    throw new EstateFileError(`${place} of the estate file is not an object.`);
  }
  const id = textAt(resource, "id") ?? idOf(resource, place, subscriptionId);
  const names = namesOf(id);
  if (names === undefined) {
    throw new EstateFileError(`${place} of the estate file: '${id}' is not the id of a resource in a resource group.`);
  }
  return { body: resource, id, location: locationOf(resource, place, id, names.type), ...names };
}

/** Machines and vaults need a region with its facts; of other resources, such as those that are `global`, it is only shown. */
function locationOf(resource: JsonObject, place: string, id: string, type: string): string | undefined {
  const asked = textAt(resource, "location");
  if (asked === undefined || asked === "") {
    return undefined;
  }
  const known = findRegion(asked)?.name;
  if (known === undefined && placed.includes(type.toLowerCase())) {
    throw new EstateFileError(
      `${place} of the estate file: the sandbox does not know the region '${asked}' of '${id}'.`,
    );
  }
  return known ?? asked;
}

const placed = [
  "microsoft.compute/virtualmachines",
  "microsoft.recoveryservices/vaults",
  "microsoft.resources/resourcegroups",
];

function namesOf(id: string): Pick<Given, "subscriptionId" | "group" | "type" | "name"> | undefined {
  const [, subscriptionId, group] = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)/iu.exec(id) ?? [];
  const last = typeOfId(id);
  return subscriptionId === undefined || group === undefined || last === undefined
    ? undefined
    : { subscriptionId, group, ...last };
}

function idOf(resource: JsonObject, place: string, subscriptionId: string): string {
  const type = textAt(resource, "type");
  const name = textAt(resource, "name");
  if (type === undefined || name === undefined) {
    throw new EstateFileError(`${place} of the estate file needs an id, or a type and a name.`);
  }
  if (type.toLowerCase() === "microsoft.resources/resourcegroups") {
    return groupId(subscriptionId, name);
  }
  const [namespace = "", ...types] = type.split("/");
  const names = name.split("/");
  if (types.length === 0 || types.length !== names.length) {
    throw new EstateFileError(`${place} of the estate file: the name '${name}' does not fit the type '${type}'.`);
  }
  const pairs = types.map((one, index) => `${one}/${names[index] ?? ""}`).join("/");
  const group = textAt(resource, "resourceGroup") ?? "rg-sandbox";
  return `${groupId(subscriptionId, group)}/providers/${namespace}/${pairs}`;
}
