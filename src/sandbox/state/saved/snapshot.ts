import { at, isJsonObject, jsonIn, listAt } from "../../http/json";
import type { Json } from "../../http/json";
import { Estate } from "../estate";
import type { Origins } from "../estate";

/** Raised whenever records change their shape: a snapshot of another format is not read. */
const format = 1;

const tables = [
  "tenants",
  "subscriptions",
  "groups",
  "resources",
  "guests",
  "vaults",
  "policies",
  "items",
  "jobs",
  "operations",
] as const;

/** Came later: snapshots from before do not have them. */
const laterTables = ["deployments", "results", "deletedVaults"] as const;

/** The whole estate as text. Times are absolute, so whatever runs goes on while nobody looks. */
export function takeSnapshot(estate: Estate): string {
  const { origins } = estate;
  const origin =
    origins === undefined
      ? {}
      : {
          origin: {
            name: origins.name,
            made: origins.made,
            left: [...origins.left],
            gone: Object.fromEntries(tables.map((name) => [name, estate[name].gone])),
          },
        };
  return JSON.stringify({
    format,
    ...origin,
    ...Object.fromEntries([...tables, ...laterTables].map((name) => [name, estate[name]])),
  });
}

/**
 * The estate of a snapshot; undefined when the text is broken or of another format, so that the caller starts afresh.
 * @param originsOf makes the origins of an estate that was too big to be written down, as they were when it was made
 */
export function readSnapshot(
  text: string,
  originsOf: (made: number) => (estate: Estate) => Origins,
): Estate | undefined {
  const parsed = jsonIn(text);
  if (!isJsonObject(parsed) || parsed["format"] !== format) {
    return undefined;
  }
  const made = at(parsed, "origin", "made");
  const estate = new Estate(typeof made === "number" ? originsOf(made) : undefined);
  for (const [id, moment] of leftIn(at(parsed, "origin", "left"))) {
    estate.origins?.left.set(id, moment);
  }
  for (const name of tables) {
    estate[name].forget(at(parsed, "origin", "gone", name));
  }
  const isWhole =
    tables.every((name) => estate[name].restore(parsed[name])) &&
    laterTables.every((name) => estate[name].restore(parsed[name] ?? []));
  return isWhole ? estate : undefined;
}

/** None in a snapshot from before origins went with the time. */
function leftIn(entries: Json | undefined): readonly (readonly [id: string, moment: number])[] {
  return listAt({ entries }, "entries").flatMap((entry) => {
    const [id, moment] = listAt({ entry }, "entry");
    return typeof id === "string" && typeof moment === "number" ? [[id, moment] as const] : [];
  });
}
