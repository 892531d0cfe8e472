import type { AzureConnection, CallOptions } from "../../azure/connection";
import type { Page } from "../../azure/models";
import type { ExplorerNode, VaultListNode } from "./nodes/explorerNode";
import { jobNode } from "./nodes/jobNode";
import { policyNode } from "./nodes/vaultNodes";
import { itemNode } from "./nodes/vmNode";

/**
 * One page of a list of a vault.
 * @param page as the page before said in `next`
 */
export async function loadChildren(
  node: VaultListNode,
  page: string | undefined,
  connection: AzureConnection,
  options: CallOptions,
): Promise<Page<ExplorerNode>> {
  switch (node.kind) {
    case "items": {
      const items = await connection.listProtectedItems(node.vault.id, page, options);
      return mapped(items, (item) => itemNode(node, item));
    }
    case "policies": {
      const policies = await connection.listPolicies(node.vault.id, options);
      return { items: policies.map((policy) => policyNode(node, policy)), next: undefined };
    }
    case "jobs": {
      const jobs = await connection.listJobs(node.vault.id, page, options);
      return mapped(jobs, (job) => jobNode(node, job));
    }
  }
}

function mapped<T>(page: Page<T>, toNode: (item: T) => ExplorerNode): Page<ExplorerNode> {
  return { items: page.items.map(toNode), next: page.next };
}
