import type { Arm } from "../http/armPipeline";
import { listAt, textAt, valueAt } from "../http/jsonRead";
import { normalLocation, parseResourceId } from "../ids";
import type { RegionalResource, StagingAccount, VirtualNetwork } from "./restoreModels";
import { listAll } from "../http/listAll";

const storageVersion = "2023-01-01";
const networkVersion = "2024-01-01";
const diskVersion = "2024-03-02";

/** GET storageAccounts of a subscription, by name. Needs `Microsoft.Storage/storageAccounts/read`. */
export async function listStagingAccounts(arm: Arm, subscriptionId: string): Promise<readonly StagingAccount[]> {
  const accounts = await listOfType(arm, subscriptionId, "Microsoft.Storage/storageAccounts", storageVersion);
  return accounts.flatMap((account) => {
    const head = headOf(account);
    return head === undefined
      ? []
      : {
          ...head,
          kind: textAt(account, "kind") ?? "",
          sku: textAt(account, "sku", "name") ?? "",
          restricted: textAt(account, "properties", "networkAcls", "defaultAction") === "Deny",
        };
  });
}

/**
 * GET diskEncryptionSets or diskAccesses of a subscription, by name.
 * Needs `Microsoft.Compute/diskEncryptionSets/read` or `Microsoft.Compute/diskAccesses/read`.
 */
export async function listDiskResources(
  arm: Arm,
  subscriptionId: string,
  type: "diskEncryptionSets" | "diskAccesses",
): Promise<readonly RegionalResource[]> {
  const found = await listOfType(arm, subscriptionId, `Microsoft.Compute/${type}`, diskVersion);
  return found.flatMap((resource) => headOf(resource) ?? []);
}

/** GET virtualNetworks of a subscription, by name. Needs `Microsoft.Network/virtualNetworks/read`. */
export async function listVirtualNetworks(arm: Arm, subscriptionId: string): Promise<readonly VirtualNetwork[]> {
  const networks = await listOfType(arm, subscriptionId, "Microsoft.Network/virtualNetworks", networkVersion);
  return networks.flatMap((network) => {
    const head = headOf(network);
    return head === undefined
      ? []
      : { ...head, subnets: listAt(network, "properties", "subnets").flatMap((subnet) => subnetFrom(subnet) ?? []) };
  });
}

function subnetFrom(subnet: unknown): VirtualNetwork["subnets"][number] | undefined {
  const id = textAt(subnet, "id");
  const properties = valueAt(subnet, "properties");
  const [prefix] = listAt(properties, "addressPrefixes");
  return id === undefined
    ? undefined
    : {
        id,
        name: textAt(subnet, "name") ?? parseResourceId(id).name,
        addresses: textAt(properties, "addressPrefix") ?? (typeof prefix === "string" ? prefix : undefined),
        delegatedTo: listAt(properties, "delegations")
          .map((one) => textAt(one, "properties", "serviceName"))
          .find((name) => name !== undefined),
      };
}

function headOf(resource: unknown): RegionalResource | undefined {
  const id = textAt(resource, "id");
  if (id === undefined) {
    return undefined;
  }
  const { name, resourceGroup } = parseResourceId(id);
  return { id, name, resourceGroup, location: normalLocation(textAt(resource, "location") ?? "") };
}

/** All pages of the list of a type, by name. */
async function listOfType(arm: Arm, subscriptionId: string, type: string, apiVersion: string): Promise<unknown[]> {
  const path = `/subscriptions/${subscriptionId}/providers/${type}`;
  const found = await listAll(arm, subscriptionId, { path, apiVersion });
  return found.toSorted((a, b) => (textAt(a, "name") ?? "").localeCompare(textAt(b, "name") ?? ""));
}
