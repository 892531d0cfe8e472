import { resources as versions } from "../../http/apiVersions";
import type { Answer, Call } from "../../http/call";
import { objectAt, textOf } from "../../http/json";
import type { JsonObject } from "../../http/json";
import { page } from "../../http/paging";
import type { Route } from "../../http/router";
import { paths, subscriptionOf } from "../scope";

const rowsPerPage = 100;

/** The tags in use in a subscription, counted: "Tags - List" (Azure REST reference, 2021-04-01). */
export const tagNameRoutes: readonly Route[] = [
  {
    method: "GET",
    path: `${paths.subscription}/tagNames`,
    versions,
    action: "Microsoft.Resources/subscriptions/tagNames/read",
    handle: list,
  },
];

function list(call: Call): Answer {
  const { subscriptionId } = subscriptionOf(call);
  const prefix = `/subscriptions/${subscriptionId}/`;
  const tagged = [
    ...call.estate.groups.below(prefix),
    ...call.estate.resources.below(prefix),
    ...call.estate.vaults.below(prefix),
  ];
  // Names differ by more than case, values by case too.
  const counts = new Map<string, { readonly name: string; readonly values: Map<string, number> }>();
  for (const one of tagged) {
    for (const [name, value] of Object.entries(objectAt({ tags: one.tags }, "tags"))) {
      const row = counts.get(name.toLowerCase()) ?? { name, values: new Map<string, number>() };
      row.values.set(textOf(value), (row.values.get(textOf(value)) ?? 0) + 1);
      counts.set(name.toLowerCase(), row);
    }
  }
  const rows = [...counts.values()].map(({ name, values }) => describe(`${prefix}tagNames/${name}`, name, values));
  return page(call, rows, rowsPerPage);
}

function describe(id: string, tagName: string, values: ReadonlyMap<string, number>): JsonObject {
  const all = [...values.values()].reduce((sum, count) => sum + count, 0);
  return {
    id,
    tagName,
    count: { type: "Total", value: all },
    values: [...values].map(([tagValue, count]) => ({
      id: `${id}/tagValues/${tagValue}`,
      tagValue,
      count: { type: "Total", value: count },
    })),
  };
}
