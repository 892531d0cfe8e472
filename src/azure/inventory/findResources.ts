import { mapBounded } from "../http/bounded";
import { textAt } from "../http/jsonRead";
import type { Arm } from "../http/armPipeline";
import { passAbort } from "../http/translateError";
import { normalLocation, parseResourceId } from "../ids";
import type { Subscription } from "../models";
import { listVirtualMachines } from "../machines/virtualMachines";
import { listVaults } from "../vaults/vaults";
import type { FoundResource, FoundResources } from "./inventory";
import { queriesFor } from "./readFleet";
import { isGraphRefused, queryGraph } from "./resourceGraph";
import { allOf } from "../http/allOf";

/** More than anybody reads through: whoever sees so many types another letter. */
const most = 100;

type Found = Pick<FoundResources, "resources" | "failures">;

/**
 * VMs and vaults whose name contains a text: one query of Resource Graph per tenant. Where it refuses, the lists of the
 * subscriptions are looked through instead.
 * Needs `Microsoft.Compute/virtualMachines/read` and `Microsoft.RecoveryServices/Vaults/read`; what the caller may not read
 * is not found.
 */
export async function findResources(
  arm: Arm,
  subscriptions: readonly Subscription[],
  text: string,
): Promise<FoundResources> {
  const answers = await mapBounded(queriesFor(subscriptions), 4, (some) => findTogether(arm, some, text));
  const resources = answers
    .flatMap((answer) => answer.resources)
    .toSorted((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
  return {
    resources: resources.slice(0, most),
    more: resources.length > most,
    failures: answers.flatMap((answer) => answer.failures),
  };
}

async function findTogether(arm: Arm, subscriptions: readonly Subscription[], text: string): Promise<Found> {
  try {
    return { resources: await findByGraph(arm, subscriptions, text), failures: [] };
  } catch (error) {
    if (!isGraphRefused(error)) {
      return failed(subscriptions, error);
    }
    const answers = await mapBounded(subscriptions, 4, (one) => findInLists(arm, one, text));
    return {
      resources: answers.flatMap((answer) => answer.resources),
      failures: answers.flatMap((answer) => answer.failures),
    };
  }
}

/** @throws the error itself when it is a cancellation */
function failed(subscriptions: readonly Subscription[], error: unknown): Found {
  return { resources: [], failures: [{ subscriptions, error: passAbort(error) }] };
}

async function findByGraph(
  arm: Arm,
  subscriptions: readonly Subscription[],
  text: string,
): Promise<readonly FoundResource[]> {
  const { rows } = await queryGraph(
    arm,
    subscriptions.map(({ subscriptionId }) => subscriptionId),
    `resources
| where type in~ ('microsoft.compute/virtualmachines', 'microsoft.recoveryservices/vaults')
| where name contains ${quoted(text)}
| project id, name, type, location
| order by name asc, id asc
| take ${most + 1}`,
    undefined,
    most + 1,
  );
  return rows.flatMap((row) => {
    const id = textAt(row, "id");
    return id === undefined
      ? []
      : [
          foundResource(textAt(row, "type")?.toLowerCase().endsWith("/vaults") === true ? "vault" : "vm", {
            id,
            name: textAt(row, "name"),
            location: textAt(row, "location") ?? "",
          }),
        ];
  });
}

/** A text of the Kusto language. */
export function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

function foundResource(
  kind: FoundResource["kind"],
  from: { readonly id: string; readonly name: string | undefined; readonly location: string },
): FoundResource {
  const { subscriptionId, resourceGroup, name } = parseResourceId(from.id);
  return {
    kind,
    id: from.id,
    name: from.name ?? name,
    subscriptionId,
    resourceGroup,
    location: normalLocation(from.location),
  };
}

async function findInLists(arm: Arm, subscription: Subscription, text: string): Promise<Found> {
  const { subscriptionId } = subscription;
  const lower = text.toLowerCase();
  const fits = ({ name }: { readonly name: string }): boolean => name.toLowerCase().includes(lower);
  try {
    const vaults = await allOf((page) => listVaults(arm, subscriptionId, page));
    const machines = await allOf((page) => listVirtualMachines(arm, subscriptionId, page));
    return {
      resources: [
        ...vaults.filter(fits).map((one) => foundResource("vault", one)),
        ...machines.filter(fits).map((one) => foundResource("vm", one)),
      ],
      failures: [],
    };
  } catch (error) {
    return failed([subscription], error);
  }
}
