import type { PagedAsyncIterableIterator } from "@azure/core-paging";
import { textAt } from "./jsonRead";
import type { Page } from "../models";

/**
 * Reads one page of an SDK pager. The token is Azure's own nextLink: sizes of pages say nothing of whether more follow.
 * @param tokenOf the SDK's own `getContinuationToken`: the classic ones keep the token beside the page, not on it
 * @param map leaves an element out by giving undefined
 */
export async function readPage<T, R>(
  pager: PagedAsyncIterableIterator<T, T[]>,
  tokenOf: (page: unknown) => string | undefined,
  page: string | undefined,
  map: (element: T) => R | undefined,
): Promise<Page<R>> {
  const iterator = pager.byPage(page === undefined ? {} : { continuationToken: page });
  const result: IteratorResult<T[], unknown> = await iterator.next();
  if (result.done === true) {
    return { items: [], next: undefined };
  }
  return { items: mapped(result.value, map), next: tokenOf(result.value) };
}

/** Reads all pages: for lists that are short by nature, such as policies. */
export async function readAll<T, R>(
  pager: PagedAsyncIterableIterator<T, T[]>,
  map: (element: T) => R | undefined,
): Promise<readonly R[]> {
  const items: R[] = [];
  for await (const elements of pager.byPage()) {
    items.push(...mapped(elements, map));
  }
  return items;
}

function mapped<T, R>(elements: readonly T[], map: (element: T) => R | undefined): readonly R[] {
  return elements.map(map).filter((item) => item !== undefined);
}

/** `getContinuationToken` for @azure/arm-compute, which has none and puts the token on the page. */
export function tokenOnPage(page: unknown): string | undefined {
  return textAt(page, "continuationToken");
}
