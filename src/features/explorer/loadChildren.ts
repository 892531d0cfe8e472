import type { AzureConnection, CallOptions } from "../../azure/connection";
import type { Page } from "../../azure/models";
import type { ExplorerNode } from "./explorerNode";
import { jobNode } from "./jobNode";
import { subscriptionLists } from "./subscriptionNodes";
import { policyNode, vaultLists, vaultNode } from "./vaultNodes";
import { itemNode, vmNode } from "./vmNode";

/**
 * One page of what is below a node.
 * @param page as the page before said in `next`
 * @param connect asked only where Azure is needed
 */
export async function loadChildren(
  node: ExplorerNode,
  page: string | undefined,
  connect: () => Promise<AzureConnection>,
  options: CallOptions,
): Promise<Page<ExplorerNode>> {
  switch (node.kind) {
    case "subscription":
      return whole(subscriptionLists(node));
    case "vault":
      return whole(vaultLists(node));
    case "vaults": {
      const vaults = await (await connect()).listVaults(node.subscription, page, options);
      return mapped(vaults, (vault) => vaultNode(node, vault));
    }
    case "vms": {
      const vms = await (await connect()).listVirtualMachines(node.subscription, page, options);
      return mapped(vms, (vm) => vmNode(node, vm));
    }
    case "items": {
      const items = await (await connect()).listProtectedItems(node.vault.id, page, options);
      return mapped(items, (item) => itemNode(node, item));
    }
    case "policies": {
      const policies = await (await connect()).listPolicies(node.vault.id, options);
      return whole(policies.map((policy) => policyNode(node, policy)));
    }
    case "jobs": {
      const jobs = await (await connect()).listJobs(node.vault.id, page, options);
      return mapped(jobs, (job) => jobNode(node, job));
    }
    case "item":
    case "policy":
    case "job":
    case "vm":
    case "tenant":
    case "more":
    case "error":
    case "empty":
      return whole([]);
  }
}

function whole(items: readonly ExplorerNode[]): Page<ExplorerNode> {
  return { items, next: undefined };
}

function mapped<T>(page: Page<T>, toNode: (item: T) => ExplorerNode): Page<ExplorerNode> {
  return { items: page.items.map(toNode), next: page.next };
}
