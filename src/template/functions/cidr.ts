import * as l10n from "@vscode/l10n";
import type { Value } from "../value";
import { known, object, unknown } from "../values/make";
import { integerOf, textOf } from "./arguments";
import { ExpressionError, strict } from "./templateFunction";
import type { TemplateFunction } from "./templateFunction";

/** An address range: its first address as a number, and how many bits of the address are fixed. */
interface Range {
  readonly bits: 32 | 128;
  readonly first: bigint;
  readonly prefix: number;
}

function parseVersion4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) {
    return undefined;
  }
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

/** `a:b::c`, also with an IPv4 address at its end. */
function parseVersion6(text: string): bigint | undefined {
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const inner = tail?.[2] === undefined ? undefined : parseVersion4(tail[2]);
  const plain =
    inner === undefined ? text : `${tail?.[1] ?? ""}${(inner >> 16n).toString(16)}:${(inner & 0xffffn).toString(16)}`;
  const halves = plain.split("::");
  const groupsOf = (half: string | undefined): readonly string[] =>
    half === undefined || half === "" ? [] : half.split(":");
  const [left, right] = [groupsOf(halves[0]), groupsOf(halves[1])];
  const gap = 8 - left.length - right.length;
  if (halves.length > 2 || (halves.length === 2 ? gap < 1 : gap !== 0)) {
    return undefined;
  }
  const groups = [...left, ...Array.from({ length: gap }, () => "0"), ...right];
  return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))
    ? groups.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n)
    : undefined;
}

/** @throws ExpressionError when the text is no address range */
function rangeOf(text: string): Range {
  const [, address = "", length = ""] = /^\s*([^/\s]+)\/(\d{1,3})\s*$/.exec(text) ?? [];
  const bits = address.includes(":") ? 128 : 32;
  const value = bits === 32 ? parseVersion4(address) : parseVersion6(address);
  const prefix = Number(length);
  if (value === undefined || length === "" || prefix > bits) {
    throw new ExpressionError(l10n.t("'{0}' is not an address range such as 10.0.0.0/16.", text));
  }
  return { bits, first: value & maskOf(bits, prefix), prefix };
}

function maskOf(bits: number, prefix: number): bigint {
  const all = (1n << BigInt(bits)) - 1n;
  return all ^ (all >> BigInt(prefix));
}

/** How many addresses a range has. */
function sizeOf({ bits, prefix }: Range): bigint {
  return 1n << BigInt(bits - prefix);
}

function addressText(value: bigint, bits: 32 | 128): string {
  if (bits === 32) {
    return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join(".");
  }
  const groups = Array.from({ length: 8 }, (_, i) => ((value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  return compressed(groups);
}

/** The longest run of two or more zero groups is written as `::` (RFC 5952). */
function compressed(groups: readonly string[]): string {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === "0") {
      length++;
    }
    if (length > best.length) {
      best = { start, length };
    }
  }
  return best.length < 2
    ? groups.join(":")
    : `${groups.slice(0, best.start).join(":")}::${groups.slice(best.start + best.length).join(":")}`;
}

function parseCidr([network]: readonly Value[]): Value | undefined {
  const text = textOf("parseCidr", network);
  if (text === undefined) {
    return undefined;
  }
  const range = rangeOf(text);
  const { bits, first, prefix } = range;
  const last = first + sizeOf(range) - 1n;
  const address = (value: bigint): Value => known(addressText(value, bits));
  // Which addresses of a range of one or two are usable is nowhere documented.
  const usable = (name: string, value: bigint): Value =>
    bits === 32 && prefix > 30 ? unknown(`parseCidr('${text}').${name}`, "unsupported") : address(value);
  const ends: readonly (readonly [string, Value])[] =
    bits === 32
      ? [
          ["broadcast", address(last)],
          ["firstUsable", usable("firstUsable", first + 1n)],
          ["lastUsable", usable("lastUsable", last - 1n)],
        ]
      : [
          ["firstUsable", address(first)],
          ["lastUsable", address(last)],
        ];
  return object([
    ["network", address(first)],
    ["netmask", address(maskOf(bits, prefix))],
    ...ends,
    ["cidr", known(prefix)],
  ]);
}

function cidrSubnet([network, size, index]: readonly Value[]): Value | undefined {
  const text = textOf("cidrSubnet", network);
  const prefix = integerOf("cidrSubnet", size);
  const at = integerOf("cidrSubnet", index);
  if (text === undefined || prefix === undefined || at === undefined) {
    return undefined;
  }
  const range = rangeOf(text);
  if (prefix < range.prefix || prefix > range.bits) {
    throw new ExpressionError(l10n.t("A range of size /{0} does not fit into {1}.", prefix, text));
  }
  const count = 1n << BigInt(prefix - range.prefix);
  if (at < 0 || BigInt(at) >= count) {
    throw new ExpressionError(l10n.t("{0} has no part {1} of size /{2}.", text, at, prefix));
  }
  const first = range.first + BigInt(at) * (1n << BigInt(range.bits - prefix));
  return known(`${addressText(first, range.bits)}/${prefix}`);
}

/** Host 0 is the first address after the network's own. */
function cidrHost([network, index]: readonly Value[]): Value | undefined {
  const text = textOf("cidrHost", network);
  const at = integerOf("cidrHost", index);
  if (text === undefined || at === undefined) {
    return undefined;
  }
  const range = rangeOf(text);
  if (range.prefix > range.bits - 2) {
    return undefined;
  }
  const hosts = sizeOf(range) - (range.bits === 32 ? 2n : 1n);
  if (at < 0 || BigInt(at) >= hosts) {
    throw new ExpressionError(l10n.t("{0} has no host with the index {1}.", text, at));
  }
  return known(addressText(range.first + 1n + BigInt(at), range.bits));
}

/** `parseCidr`, `cidrSubnet`, `cidrHost`, for IPv4 and IPv6. */
export const cidrFunctions: readonly TemplateFunction[] = [
  strict("parseCidr", 1, parseCidr, { returns: "object" }),
  strict("cidrSubnet", 3, cidrSubnet, { returns: "string" }),
  strict("cidrHost", 2, cidrHost, { returns: "string" }),
];
