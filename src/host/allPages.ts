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
