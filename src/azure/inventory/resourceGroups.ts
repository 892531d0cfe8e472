import type { Arm } from "../http/armPipeline";
import { normalLocation } from "../ids";
import { textAt } from "../http/jsonRead";
import { listAll } from "../http/listAll";

const apiVersion = "2021-04-01";

/** GET resourcegroups, all pages, by name. Needs `Microsoft.Resources/subscriptions/resourceGroups/read`. */
export async function listResourceGroups(
  arm: Arm,
  subscriptionId: string,
): Promise<readonly { readonly name: string; readonly location: string }[]> {
  const groups = await listAll(arm, subscriptionId, {
    path: `/subscriptions/${subscriptionId}/resourcegroups`,
    apiVersion,
  });
  return groups
    .flatMap((group) => {
      const name = textAt(group, "name");
      return name === undefined ? [] : [{ name, location: normalLocation(textAt(group, "location") ?? "") }];
    })
    .toSorted((a, b) => a.name.localeCompare(b.name));
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
