import type { Page } from "../models";

/** All items of a list that is read page by page. */
export async function allOf<T>(list: (page: string | undefined) => Promise<Page<T>>): Promise<readonly T[]> {
  const items: T[] = [];
  let page: string | undefined;
  do {
    const found = await list(page);
    items.push(...found.items);
    page = found.next;
  } while (page !== undefined);
  return items;
}
