import type { Value } from "../value";
import { object } from "../values/make";
import type { DeclaredResource } from "./declaredResource";

/**
 * Makes one resource of the declarations of the same id in several deployments, as templates have them that create a network
 * and set its DNS servers later. Only what is deployed for certain is merged: declarations of which one is chosen by a
 * condition are alternatives. The list keeps the first declaration, which has taken in the others.
 * @returns whether there were any
 */
export function mergeDeclarations(resources: DeclaredResource[]): boolean {
  const absorbed = new Set<DeclaredResource>();
  for (const group of byType(resources)) {
    const first = new Map<string, DeclaredResource>();
    for (const resource of group) {
      const known = isDeployed(resource) ? first.get(resource.id) : undefined;
      if (known === undefined) {
        if (isDeployed(resource)) {
          first.set(resource.id, resource);
        }
      } else if (deploymentOf(known) !== deploymentOf(resource)) {
        known.absorb(resource);
        absorbed.add(resource);
      }
    }
  }
  if (absorbed.size > 0) {
    const kept = resources.filter((resource) => !absorbed.has(resource));
    resources.splice(0, resources.length, ...kept);
  }
  return absorbed.size > 0;
}

/** The resources of each type that more than one deployment declares: ids cost too much to compute them all. */
function byType(resources: readonly DeclaredResource[]): readonly (readonly DeclaredResource[])[] {
  const groups = new Map<string, DeclaredResource[]>();
  for (const resource of resources) {
    const type = resource.type.toLowerCase();
    const group = groups.get(type);
    if (group === undefined) {
      groups.set(type, [resource]);
    } else {
      group.push(resource);
    }
  }
  return [...groups.values()].filter((group) => new Set(group.map(deploymentOf)).size > 1);
}

function deploymentOf({ via }: DeclaredResource): string {
  return via.join(" ");
}

function isDeployed({ condition, existing }: DeclaredResource): boolean {
  return condition.kind === "known" && condition.value === true && !existing;
}

/** Both declarations' members; the later one wins, objects inside are merged as well. */
export function mergedBody(earlier: Value, later: Value): Value {
  if (earlier.kind !== "object" || later.kind !== "object" || later.rest !== undefined) {
    return later;
  }
  const members = new Map<string, Value | (() => Value)>();
  for (const [name, value] of earlier.members) {
    const other = later.members.get(name);
    members.set(name, other === undefined ? value : () => mergedBody(value, other));
  }
  for (const [name, value] of later.members) {
    if (!earlier.members.has(name)) {
      members.set(name, value);
    }
  }
  return { ...object(members, earlier.rest), from: earlier.from };
}
