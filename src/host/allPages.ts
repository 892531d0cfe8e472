import type { Page } from "../azure/models";

/** All items of a list that comes in pages; for lists that are short by nature, such as the vaults of a subscription. */
export async function allPages<T>(load: (page: string | undefined) => Promise<Page<T>>): Promise<readonly T[]> {
  const items: T[] = [];
  let page: string | undefined;
  do {
    const loaded = await load(page);
    items.push(...loaded.items);
    page = loaded.next;
  } while (page !== undefined);
  return items;
}

/**
 * The items of several lists, where some may fail: one subscription without permission must not hide the others.
 * @throws the first failure when not a single list could be read
 */
export async function itemsOfReadable<T>(lists: readonly Promise<readonly T[]>[]): Promise<readonly T[]> {
  const results = await Promise.allSettled(lists);
  const failure = results.find((result) => result.status === "rejected");
  if (failure !== undefined && results.every((result) => result.status === "rejected")) {
    throw failure.reason;
  }
  return results.flatMap((result) => (result.status === "fulfilled" ? result.value : []));
}
