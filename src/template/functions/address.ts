import * as l10n from "@vscode/l10n";
import type { ObjectValue, Value } from "../value";
import { canonicalText } from "../values/canonical";
import { known, object, unknown } from "../values/make";
import { inherited } from "../values/unknowns";
import { objectOf, partsOf, textOf } from "./arguments";
import { printed } from "./format";
import { boundedParts, boundedText } from "./limits";
import { ExpressionError, strict } from "./templateFunction";
import type { TemplateFunction } from "./templateFunction";

/** @throws ExpressionError when the text is no absolute address */
function addressOf(value: string): URL {
  try {
    return new URL(value);
  } catch {
    throw new ExpressionError(l10n.t("'{0}' is not an absolute address.", value));
  }
}

function resolveUri([base, relative]: readonly Value[]): Value | undefined {
  const from = textOf("uri", base);
  const path = textOf("uri", relative);
  if (from === undefined || path === undefined) {
    return base === undefined || relative === undefined ? undefined : joined(base, relative);
  }
  return boundedText(new URL(path, addressOf(from)).href);
}

/**
 * An address of which only the end is known. A plain relative path replaces what stands behind the last `/` of the base, and
 * nothing else (RFC 3986), so `uri(<base>, 'nested/vm.json')` ends with that path whatever the base is.
 */
function joined(base: Value, relative: Value): Value | undefined {
  const parts = partsOf(relative);
  const [first] = parts ?? [];
  if (parts === undefined || typeof first !== "string" || !/^[\w-][\w.-]*(\/[\w-][\w.-]*)*\/?/.test(first)) {
    return undefined;
  }
  // A scheme would make the path an address of its own.
  if (/^[A-Za-z][\w+.-]*:/.test(first)) {
    return undefined;
  }
  const folder = unknown(`uri(${canonicalText(base)}, '.')`, inherited([base]).reason, {
    because: inherited([base]).because,
    type: "string",
  });
  return boundedParts([folder, ...parts]);
}

/** Whether .NET and browsers write the same address for it: nothing in it needs an escape. */
function isPlain(part: string): boolean {
  return /^[\w./~:@!$&'()*+,;=-]*$/.test(part);
}

/**
 * `parseUri`: scheme, host, port, path, query. The documentation does not tell how a port that is not written and the `?` of a
 * query are given; these stay unknown.
 */
function parseUri([value]: readonly Value[]): Value | undefined {
  const whole = textOf("parseUri", value);
  if (whole === undefined) {
    return undefined;
  }
  const address = addressOf(whole);
  const open = (name: string): Value => unknown(`parseUri('${whole}').${name}`, "unsupported");
  return object([
    ["scheme", known(address.protocol.replace(/:$/, ""))],
    ["host", known(address.hostname)],
    ["port", address.port === "" ? open("port") : known(Number(address.port))],
    ["path", isPlain(address.pathname) ? known(address.pathname) : open("path")],
    ["query", address.search === "" ? known("") : open("query")],
  ]);
}

/** `buildUri` of components that are all known and need no escapes. */
function buildUri([components]: readonly Value[]): Value | undefined {
  const source = objectOf("buildUri", components);
  if (source === undefined || source.rest !== undefined) {
    return undefined;
  }
  const [scheme, host, path] = ["scheme", "host", "path"].map((name) => component(source, name));
  const [port, query] = ["port", "query"].map((name) => (source.members.has(name) ? component(source, name) : ""));
  if (scheme === undefined || host === undefined || path?.startsWith("/") !== true) {
    return undefined;
  }
  if (port === undefined || query === undefined || !isWritten(scheme, port)) {
    return undefined;
  }
  if (![host, path, query.replace(/^\?/, "")].every(isPlain)) {
    return undefined;
  }
  const search = query === "" || query.startsWith("?") ? query : `?${query}`;
  return known(`${scheme}://${host}${port === "" ? "" : `:${port}`}${path}${search}`);
}

/** Whether a port is written out in the address: the usual one of a scheme may be left out. */
function isWritten(scheme: string, port: string): boolean {
  if (!/^[a-z][a-z0-9+.-]*$/.test(scheme) || !/^\d{0,5}$/.test(port) || Number(port) > 65_535) {
    return false;
  }
  return port === "" || new URL(`${scheme}://host:${port}`).port !== "";
}

function component(source: ObjectValue, name: string): string | undefined {
  const value = source.members.get(name);
  return value === undefined ? undefined : printed(value);
}

function uriComponent([value]: readonly Value[]): Value | undefined {
  const whole = textOf("uriComponent", value);
  if (whole !== undefined) {
    return boundedText(percentEncode(whole));
  }
  return undefined;
}

/** Half of a surrogate pair cannot be encoded; .NET writes the replacement character. */
function percentEncode(value: string): string {
  const sound = Array.from(value, (character) => (/^[\uD800-\uDFFF]$/.test(character) ? "\uFFFD" : character)).join("");
  return encodeURIComponent(sound).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function percentDecode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Functions about addresses: `uri`, `uriComponent`, `uriComponentToString`, `parseUri`, `buildUri`. */
export const addressFunctions: readonly TemplateFunction[] = [
  strict("uri", 2, resolveUri, { returns: "string" }),
  strict("uriComponent", 1, uriComponent, { returns: "string" }),
  strict(
    "uriComponentToString",
    1,
    ([value]) => {
      const whole = textOf("uriComponentToString", value);
      return whole === undefined ? undefined : known(percentDecode(whole));
    },
    { returns: "string" },
  ),
  strict("parseUri", 1, parseUri, { returns: "object" }),
  strict("buildUri", 1, buildUri, { returns: "string" }),
];
