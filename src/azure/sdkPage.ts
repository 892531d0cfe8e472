import type { PagedAsyncIterableIterator } from "@azure/core-paging";
import type { Page } from "./models";

/**
 * Reads one page of an SDK pager. The token is Azure's own nextLink: sizes of pages say nothing of whether more follow.
 * @param map leaves an element out by giving undefined
 */
export async function readPage<T, R>(
  pager: PagedAsyncIterableIterator<T, T[]>,
  page: string | undefined,
  map: (element: T) => R | undefined,
): Promise<Page<R>> {
  const iterator = pager.byPage(page === undefined ? {} : { continuationToken: page });
  const result: IteratorResult<T[] & { readonly continuationToken?: string }, unknown> = await iterator.next();
  if (result.done === true) {
    return { items: [], next: undefined };
  }
  const elements = result.value;
  return { items: mapped(elements, map), next: nonEmpty(elements.continuationToken) };
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

function nonEmpty(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}
