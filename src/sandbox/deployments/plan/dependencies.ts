import type { PlannedResource } from "./plannedResource";
import { isNamed } from "./plannedResource";

/** What a resource waits for. */
export interface Dependencies {
  readonly of: (resource: PlannedResource) => readonly PlannedResource[];
  /** The first text of a `dependsOn` that means nothing in its template, if any. */
  readonly stray: { readonly name: string } | undefined;
  /** A resource that waits for itself, if any. */
  readonly circle: PlannedResource | undefined;
}

/**
 * Reads the `dependsOn` of all resources. A resource that is left out holds nobody up.
 *
 * Source: "Define the order for deploying resources in ARM templates" (Microsoft Learn, June 2026).
 */
export function dependenciesOf(resources: readonly PlannedResource[]): Dependencies {
  const found = new Map<PlannedResource, readonly PlannedResource[]>();
  let stray: Dependencies["stray"];
  for (const resource of resources) {
    const needs = new Set<PlannedResource>();
    const around = resources.filter((other) => other.place === resource.place && other !== resource);
    for (const name of resource.dependsOn ?? []) {
      const meant = narrowed(
        resource,
        around.filter((other) => isNamed(other, name)),
      );
      if (meant.length === 0 && !isNamed(resource, name)) {
        stray ??= { name };
      }
      meant.forEach((other) => needs.add(other));
    }
    found.set(resource, [...needs]);
  }
  const of = (resource: PlannedResource): readonly PlannedResource[] => found.get(resource) ?? [];
  return { of, stray, circle: circleIn(resources, of) };
}

/** Of several with a name, a resource inside of one of them means the one around it. */
function narrowed({ id = "" }: PlannedResource, meant: readonly PlannedResource[]): readonly PlannedResource[] {
  const own = meant.filter(
    (other) => other.id !== undefined && id.toLowerCase().startsWith(`${other.id.toLowerCase()}/`),
  );
  return own.length === 0 ? meant : own;
}

function circleIn(
  resources: readonly PlannedResource[],
  needsOf: (resource: PlannedResource) => readonly PlannedResource[],
): PlannedResource | undefined {
  const state = new Map<PlannedResource, "open" | "closed">();
  const isCircular = (resource: PlannedResource): boolean => {
    const known = state.get(resource);
    if (known !== undefined) {
      return known === "open";
    }
    state.set(resource, "open");
    const found = needsOf(resource).some(isCircular);
    state.set(resource, "closed");
    return found;
  };
  return resources.find(isCircular);
}
