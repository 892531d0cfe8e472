import { notEmulated } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { ok } from "../../http/call";
import type { Route } from "../../http/router";
import type { ResourceRecord } from "../../state/records";
import { groupOf, paths } from "../scope";

/** How many types deep: `virtualNetworks/subnets` is two. */
const depths = [1, 2, 3];

/**
 * Resources of all other types, which only deployments make: shown and deleted by their id. They accept any api-version,
 * because the sandbox knows no more of them than what was put. What is not there is not emulated, and says so.
 */
export const anyResourceRoutes: readonly Route[] = depths.flatMap((depth): readonly Route[] => {
  const names = Array.from({ length: depth }, (_, index) => `/{type${index}}/{name${index}}`).join("");
  const path = `${paths.group}/providers/{namespace}${names}`;
  return [
    { method: "GET", path, versions: "issued", action: "*/read", handle: (call) => ok(found(call)) },
    { method: "DELETE", path, versions: "issued", action: "*/delete", handle: remove },
  ];
});

function found(call: Call): ResourceRecord {
  groupOf(call);
  const resource = call.estate.resources.get(decodeURIComponent(call.path));
  if (resource === undefined) {
    throw notEmulated(call.method, call.path);
  }
  return resource;
}

/** A private endpoint that is gone leads to no vault. */
function disconnectVaults({ estate }: Call, id: string): void {
  for (const vault of estate.vaults.all) {
    const others = vault.privateEndpoints?.filter((each) => each.toLowerCase() !== id.toLowerCase()) ?? [];
    if (others.length !== (vault.privateEndpoints?.length ?? 0)) {
      estate.vaults.set(vault.id, { ...vault, privateEndpoints: others.length === 0 ? undefined : others });
    }
  }
}

/** What lies below a resource goes with it. */
function remove(call: Call): Answer {
  const { id } = found(call);
  for (const below of call.estate.resources.below(`${id}/`)) {
    call.estate.resources.delete(below.id);
  }
  call.estate.resources.delete(id);
  disconnectVaults(call, id);
  return { status: 200 };
}
