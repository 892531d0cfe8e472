import type { AzureConnection, CallOptions } from "../../azure/connection";
import type { Page } from "../../azure/models";
import type { ExplorerNode, VaultNode } from "./explorerNode";
import { jobNode } from "./jobNode";
import { policyNode, vaultLists } from "./vaultNodes";
import { itemNode } from "./vmNode";

/**
 * One page of what is below a vault or one of its lists.
 * @param page as the page before said in `next`
 * @param connect asked only where Azure is needed
 */
export async function loadChildren(
  node: VaultNode,
  page: string | undefined,
  connect: () => Promise<AzureConnection>,
  options: CallOptions,
): Promise<Page<ExplorerNode>> {
  switch (node.kind) {
    case "vault":
      return whole(vaultLists(node));
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
  }
}

function whole(items: readonly ExplorerNode[]): Page<ExplorerNode> {
  return { items, next: undefined };
}

function mapped<T>(page: Page<T>, toNode: (item: T) => ExplorerNode): Page<ExplorerNode> {
  return { items: page.items.map(toNode), next: page.next };
}
