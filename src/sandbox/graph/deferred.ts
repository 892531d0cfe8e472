import type { JsonObject } from "../http/json";

/**
 * An object that is made only when somebody looks for more than is known of it, and not kept: the answers to queries hold
 * those of a whole fleet, of which a page at a time is written.
 * @param known members that it has for sure
 * @param make makes all of it, always the same
 */
export function deferred(known: JsonObject, make: () => JsonObject): JsonObject {
  return new Proxy(known, {
    get: (_, name) => {
      if (typeof name !== "string") {
        return undefined;
      }
      // How JSON.stringify asks for what to write.
      return name === "toJSON" ? make : (known[name] ?? make()[name]);
    },
    has: (_, name) => name in make(),
    ownKeys: () => Reflect.ownKeys(make()),
    getOwnPropertyDescriptor: (_, name) => Reflect.getOwnPropertyDescriptor(make(), name),
  });
}
