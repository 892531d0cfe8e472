/** Just enough of DER (ITU-T X.690, 02/2021) to write a certificate. Each function answers one whole element. */

/** Tag, length, content. */
function element(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 0x80) {
    return Buffer.concat([Buffer.from([tag, length]), content]);
  }
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) {
    bytes.unshift(rest % 256);
  }
  return Buffer.concat([Buffer.from([tag, 0x80 | bytes.length, ...bytes]), content]);
}

/** SEQUENCE */
export function sequence(...parts: readonly Buffer[]): Buffer {
  return element(0x30, Buffer.concat(parts));
}

/** SET */
export function setOf(...parts: readonly Buffer[]): Buffer {
  return element(0x31, Buffer.concat(parts));
}

/** A number that is not negative, from its bytes, the highest first. */
export function integer(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = first === -1 ? Buffer.from([0]) : Buffer.from(bytes.subarray(first));
  // The highest bit is the sign.
  return element(0x02, (digits[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), digits]) : digits);
}

/** An object identifier: `2.5.4.3`. */
export function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split(".").map(Number);
  const bytes = [first * 40 + second];
  for (const arc of rest) {
    const groups = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) {
      groups.unshift(0x80 | (left % 128));
    }
    bytes.push(...groups);
  }
  return element(0x06, Buffer.from(bytes));
}

/** BOOLEAN */
export function bool(value: boolean): Buffer {
  return element(0x01, Buffer.from([value ? 0xff : 0]));
}

/** UTF8String */
export function utf8(text: string): Buffer {
  return element(0x0c, Buffer.from(text, "utf8"));
}

/** OCTET STRING */
export function octets(content: Buffer): Buffer {
  return element(0x04, content);
}

/** Bits; `unused` counts those at the end that do not belong. */
export function bits(content: Uint8Array, unused = 0): Buffer {
  return element(0x03, Buffer.concat([Buffer.from([unused]), content]));
}

/** A moment, in milliseconds since 1970, to the second. Years up to 2049, as certificates write them (RFC 5280, 4.1.2.5.1). */
export function utcTime(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().slice(2, 19).replace(/[-:T]/gu, "");
  return element(0x17, Buffer.from(`${digits}Z`, "latin1"));
}

/** `[n]` around other elements. */
export function wrapped(n: number, ...parts: readonly Buffer[]): Buffer {
  return element(0xa0 | n, Buffer.concat(parts));
}

/** `[n]` in place of a primitive element's own tag. */
export function tagged(n: number, content: Uint8Array): Buffer {
  return element(0x80 | n, Buffer.from(content));
}
