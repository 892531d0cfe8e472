import type { Arm } from "../http/armPipeline";
import { isAzureError } from "../http/azureError";
import { listAt, numberAt, textAt } from "../http/jsonRead";

/** Rows of one page, as Resource Graph gives them. */
export interface GraphPage {
  readonly rows: readonly unknown[];
  /** How many rows the query has on all pages. */
  readonly total: number | undefined;
  readonly next: string | undefined;
}

/**
 * POST Microsoft.ResourceGraph/resources for subscriptions of one tenant. Shows what the caller may read and silently leaves out
 * the rest; lags behind Azure by seconds to minutes.
 * Needs the `…/read` of the resources that are asked for, and no more ("Permissions in Azure Resource Graph", 2025).
 * @param subscriptionIds at least one; the first says whose token is sent
 * @param page `$skipToken` of the page before
 */
export async function queryGraph(
  arm: Arm,
  subscriptionIds: readonly string[],
  query: string,
  page: string | undefined,
  pageSize = 1000,
): Promise<GraphPage> {
  const { body } = await arm.send(subscriptionIds[0] ?? "", {
    method: "POST",
    path: "/providers/Microsoft.ResourceGraph/resources",
    apiVersion: "2024-04-01",
    body: {
      subscriptions: subscriptionIds,
      query,
      options: { $top: pageSize, resultFormat: "objectArray", ...(page === undefined ? {} : { $skipToken: page }) },
    },
  });
  return { rows: listAt(body, "data"), total: numberAt(body, "totalRecords"), next: textAt(body, "$skipToken") };
}

/** True when Resource Graph is not to be had (no permission, not registered, not in this cloud): the lists of ARM are. */
export function isGraphRefused(error: unknown): boolean {
  return isAzureError(error) && (error.kind === "forbidden" || error.kind === "notFound");
}

/** Pages that come from ARM's lists have tokens with this mark, so that a listing goes on the way it began. */
const armMark = "arm:";

/** Reads a page from Resource Graph, or from ARM's lists when it is refused. */
export async function fromGraphOrArm<T extends { readonly next: string | undefined }>(
  arm: Arm,
  page: string | undefined,
  fromGraph: (page: string | undefined) => Promise<T>,
  fromArm: (page: string | undefined) => Promise<T>,
): Promise<T> {
  if (page?.startsWith(armMark) !== true) {
    try {
      return await fromGraph(page);
    } catch (error) {
      if (page !== undefined || !isGraphRefused(error)) {
        throw error;
      }
      arm.log("info", "Resource Graph is refused; asking the resource providers instead.");
    }
  }
  const found = await fromArm(page?.slice(armMark.length));
  return { ...found, next: found.next === undefined ? undefined : armMark + found.next };
}
