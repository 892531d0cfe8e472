import type { Caller } from "../http/caller";
import { findResources } from "./findResources";
import type { InventoryCalls } from "./inventory";
import { InventoryStore } from "./inventoryStore";

/** That part of the connection which is about everything at once. */
export function inventoryCalls(caller: Caller): InventoryCalls {
  const store = new InventoryStore(caller);
  return {
    inventory: () => store,
    findResources: (subscriptions, text, call) =>
      caller.withinAll(subscriptions, call, (arm) => findResources(arm, subscriptions, text)),
    watchThrottling: (listener) => caller.arm.watchThrottling(listener),
  };
}
