import type { Arm } from "../http/armPipeline";
import { normalLocation } from "../ids";
import { listAt, textAt } from "../http/jsonRead";

const apiVersion = "2021-04-01";

/** GET resourcegroups, all pages, by name. Needs `Microsoft.Resources/subscriptions/resourceGroups/read`. */
export async function listResourceGroups(
  arm: Arm,
  subscriptionId: string,
): Promise<readonly { readonly name: string; readonly location: string }[]> {
  const groups: { readonly name: string; readonly location: string }[] = [];
  let answer = await arm.send(subscriptionId, {
    method: "GET",
    path: `/subscriptions/${subscriptionId}/resourcegroups`,
    apiVersion,
  });
  for (;;) {
    for (const group of listAt(answer.body, "value")) {
      const name = textAt(group, "name");
      if (name !== undefined) {
        groups.push({ name, location: normalLocation(textAt(group, "location") ?? "") });
      }
    }
    const next = textAt(answer.body, "nextLink");
    if (next === undefined) {
      return groups.toSorted((a, b) => a.name.localeCompare(b.name));
    }
    answer = await arm.send(subscriptionId, { method: "GET", path: next });
  }
}

/** PUT resourcegroups/NAME. Needs `Microsoft.Resources/subscriptions/resourceGroups/write`. */
export async function createResourceGroup(
  arm: Arm,
  subscriptionId: string,
  name: string,
  location: string,
): Promise<void> {
  await arm.send(subscriptionId, {
    method: "PUT",
    path: `/subscriptions/${subscriptionId}/resourcegroups/${encodeURIComponent(name)}`,
    apiVersion,
    body: { location },
  });
}
