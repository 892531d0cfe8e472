import { badRequest } from "./armFault";
import type { Answer, Call } from "./call";
import { ok } from "./call";
import type { Json } from "./json";

/**
 * One page of a list in ARM's shape, with an absolute `nextLink` while there is more. The token is opaque to clients;
 * a list that changes between two pages may repeat or miss rows, as Azure's own lists may.
 */
export function page(call: Call, rows: readonly Json[], size: number): Answer {
  const start = startOf(call.query.get("$skipToken"));
  const end = start + size;
  if (end >= rows.length) {
    return ok({ value: rows.slice(start) });
  }
  const query = new URLSearchParams(call.query);
  query.set("$skipToken", tokenFor(end));
  return ok({
    value: rows.slice(start, end),
    nextLink: `${call.settings.publicOrigin}${call.path}?${query.toString()}`,
  });
}

/** The rows of a page: `$top`, as far as a page has room. Throws 400 when it is no number above 0. */
export function pageSize(call: Call, most: number): number {
  const top = call.query.get("$top");
  if (top === null) {
    return most;
  }
  if (!/^\d{1,9}$/u.test(top) || Number(top) === 0) {
    throw badRequest(
      "InvalidTopInQueryString",
      `The value '${top}' of $top in the query string is invalid. It must be a number above 0.`,
    );
  }
  return Math.min(Number(top), most);
}

/** An opaque text for "go on at row `start`". */
export function tokenFor(start: number): string {
  return Buffer.from(JSON.stringify({ start })).toString("base64url");
}

/** The row that a token of `tokenFor` means; 0 without a token; throws 400 for a text that is none. */
export function startOf(token: string | null | undefined): number {
  if (token === null || token === undefined || token === "") {
    return 0;
  }
  const match = /^\{"start":(\d{1,9})\}$/u.exec(Buffer.from(token, "base64url").toString("utf8"));
  if (match === null) {
    throw badRequest("InvalidSkipToken", "The skip token is invalid.");
  }
  return Number(match[1]);
}
