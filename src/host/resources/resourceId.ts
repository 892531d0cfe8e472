/** Takes ARM ids apart: /subscriptions/{guid}/resourceGroups/{name}/providers/{namespace}/{type}/{name}/… Compares without case. */

/** The id cut after the resource of a type ("Microsoft.Compute/virtualMachines"), or undefined when it has none. */
export function resourceIdUpTo(resourceId: string, type: string): string | undefined {
  const marker = `/providers/${type}/`.toLowerCase();
  const start = resourceId.toLowerCase().indexOf(marker);
  if (start < 0) {
    return undefined;
  }
  const nameStart = start + marker.length;
  const nameEnd = resourceId.indexOf("/", nameStart);
  const end = nameEnd < 0 ? resourceId.length : nameEnd;
  return end > nameStart ? resourceId.slice(0, end) : undefined;
}

/** The subscription of an id; undefined when it has none. */
export function subscriptionIdOf(resourceId: string): string | undefined {
  return /^\/subscriptions\/([^/]+)/i.exec(resourceId)?.[1];
}

/** The name of the resource group of an id; undefined when it has none. */
export function resourceGroupOf(resourceId: string): string | undefined {
  return /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)/i.exec(resourceId)?.[1];
}

/** The last segment of the id. */
export function resourceNameOf(resourceId: string): string {
  return resourceId.slice(resourceId.lastIndexOf("/") + 1);
}

/** Whether two ids name the same resource. */
export function sameId(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
