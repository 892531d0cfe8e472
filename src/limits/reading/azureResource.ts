import { asText, itemsOf } from "../../template/access";
import type { Value } from "../../template/value";
import { known, LazyArray, object } from "../../template/values/make";
import { member } from "./reading";
import type { ReadResource } from "./resource";

/** A resource of Azure, and those that its answer holds whole (the extensions of a machine); none for JSON without an id. */
export function azureResources(json: unknown): readonly ReadResource[] {
  return resourcesIn(valueOf(json));
}

function resourcesIn(body: Value): readonly ReadResource[] {
  const id = asText(member(body, "id"));
  const place = id === undefined ? undefined : placeIn(id);
  if (id === undefined || place === undefined) {
    return [];
  }
  const { scope, type, name } = place;
  const children = (itemsOf(member(body, "resources")) ?? []).flatMap(resourcesIn);
  const own: ReadResource = {
    type,
    name: known(name),
    location: member(body, "location") ?? known(null),
    condition: known(true),
    id: id.toLowerCase(),
    idValue: known(id),
    // What is about another resource names it in a template; Azure has that in the id.
    body: scope === undefined ? body : withScope(body, scope),
    existing: false,
    instance: 0,
    instances: undefined,
  };
  return [own, ...children];
}

function withScope(body: Value, scope: string): Value {
  return body.kind === "object" ? object([...body.members, ["scope", known(scope)]]) : body;
}

/** `/subscriptions/…/providers/Microsoft.Compute/virtualMachines/vm/extensions/e` taken apart. */
function placeIn(
  id: string,
): { readonly scope: string | undefined; readonly type: string; readonly name: string } | undefined {
  const at = id.toLowerCase().lastIndexOf("/providers/");
  const [namespace, ...segments] = id.slice(at + "/providers/".length).split("/");
  if (at < 0 || namespace === undefined || segments.length < 2 || segments.length % 2 !== 0) {
    return undefined;
  }
  const scope = id.slice(0, at);
  return {
    scope: scope.toLowerCase().includes("/providers/") ? scope : undefined,
    type: [namespace, ...segments.filter((_, index) => index % 2 === 0)].join("/"),
    name: segments
      .filter((_, index) => index % 2 === 1)
      .map(decoded)
      .join("/"),
  };
}

/** Some answers have `VM%3Biaasvm…` where others have a plain `;`. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The value that a piece of JSON stands for; what JSON has not counts as absent. */
function valueOf(json: unknown): Value {
  if (typeof json === "string" || typeof json === "number" || typeof json === "boolean") {
    return known(json);
  }
  if (Array.isArray(json)) {
    return new LazyArray(() => json.map(valueOf));
  }
  return typeof json === "object" && json !== null
    ? object(Object.entries(json).map(([name, value]: [string, unknown]) => [name, () => valueOf(value)] as const))
    : known(null);
}
