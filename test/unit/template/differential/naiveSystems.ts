import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import type { JsonValue } from "../../../../src/template/value";
import type { Args } from "./naiveValues";
import { fail, int, scalarText, text } from "./naiveValues";

/** UUID version 5, with the platform's SHA-1. */
function guid(args: Args): string {
  const namespace = Buffer.from("11fb06fb712d4ddd98c7e71bbd588830", "hex");
  const hash = createHash("sha1").update(namespace).update(args.map(scalarText).join("-")).digest().subarray(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** An IPv4 range as the number of its first address and the length of its prefix. */
function rangeOf(cidr: string): readonly [start: number, prefix: number] {
  const [, a, b, c, d, prefix] = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(cidr) ?? fail();
  const address = [a, b, c, d].reduce((sum, each) => sum * 256 + Number(each), 0);
  const size = 2 ** (32 - Number(prefix));
  return [address - (address % size), Number(prefix)];
}

function address(value: number): string {
  return [2 ** 24, 2 ** 16, 2 ** 8, 1].map((unit) => Math.floor(value / unit) % 256).join(".");
}

function subnet(cidr: string, prefix: number, index: number): string {
  const [start, own] = rangeOf(cidr);
  return prefix < own || prefix > 32 || index < 0 || index >= 2 ** (prefix - own)
    ? fail()
    : `${address(start + index * 2 ** (32 - prefix))}/${prefix}`;
}

function host(cidr: string, index: number): string {
  const [start, prefix] = rangeOf(cidr);
  return index < 0 || index + 1 >= 2 ** (32 - prefix) - 1 ? fail() : address(start + index + 1);
}

const secondsIn: Readonly<Record<string, number>> = { D: 86_400, H: 3_600, M: 60, S: 1 };

/** Durations of one unit: `P3D`, `-PT2H`. */
function later(from: string, duration: string): string {
  const [, sign, count, unit = ""] = /^(-?)PT?(\d+)([DHMS])$/.exec(duration) ?? fail();
  const seconds = Number(count) * (secondsIn[unit] ?? fail()) * (sign === "-" ? -1 : 1);
  return new Date(Date.parse(from) + seconds * 1000).toISOString().replace(".000Z", "Z");
}

function id(scope: string, [type, ...names]: Args): JsonValue {
  const [namespace = "", ...types] = text(type).split("/");
  return types.length === names.length
    ? types.reduce((made, each, i) => `${made}/${each}/${text(names[i])}`, `${scope}/providers/${namespace}`)
    : fail();
}

/** Functions of hashes, addresses, dates and ids. */
export const naiveSystems: Readonly<Record<string, (args: Args) => JsonValue>> = {
  guid,
  cidrsubnet: ([cidr, prefix, index]) => subnet(text(cidr), int(prefix), int(index)),
  cidrhost: ([cidr, index]) => host(text(cidr), int(index)),
  uri: ([base, relative]) => text(base).replace(/[^/]*$/, "") + text(relative),
  datetimetoepoch: ([date]) => Math.floor(Date.parse(text(date)) / 1000),
  datetimefromepoch: ([seconds]) => new Date(int(seconds) * 1000).toISOString().replace(".000Z", "Z"),
  datetimeadd: ([from, duration]) => later(text(from), text(duration)),
  base64tojson: ([a]) => JSON.parse(Buffer.from(text(a), "base64").toString()) as JsonValue,
  datauritostring: ([a]) => Buffer.from(text(a).split(",")[1] ?? "", "base64").toString(),
  tenantresourceid: (args) => id("", args),
  extensionresourceid: ([base, ...others]) => id(text(base), others),
};
