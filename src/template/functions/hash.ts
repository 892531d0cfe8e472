/**
 * The two hashes of the template language. `uniqueString` is a 64-bit MurmurHash3 in two 32-bit lanes, written in base 32;
 * `guid` is a name-based UUID (version 5, RFC 9562) in a namespace of its own.
 */

const c1 = 597399067;
const c2 = 2869860233;

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

function finish(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 2246822507);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 3266489909);
  return mixed ^ (mixed >>> 16);
}

const mixLow = (k: number): number => Math.imul(rotate(Math.imul(k, c1), 15), c2);
const mixHigh = (k: number): number => Math.imul(rotate(Math.imul(k, c2), 17), c1);

/** Up to four bytes, little endian; bytes behind the end count as nothing. */
function word(bytes: Uint8Array, at: number): number {
  let result = 0;
  for (let i = 0; i < 4; i++) {
    result |= (bytes[at + i] ?? 0) << (8 * i);
  }
  return result;
}

function murmur64(bytes: Uint8Array): bigint {
  let low = 0;
  let high = 0;
  let at = 0;
  for (; at + 7 < bytes.length; at += 8) {
    low = rotate(low ^ mixLow(word(bytes, at)), 19);
    low = (Math.imul((low + high) | 0, 5) + 1444728091) | 0;
    high = rotate(high ^ mixHigh(word(bytes, at + 4)), 13);
    high = (Math.imul((high + low) | 0, 5) + 197830471) | 0;
  }
  const tail = bytes.length - at;
  if (tail > 0) {
    low ^= mixLow(word(bytes, at));
    if (tail > 4) {
      high ^= mixHigh(word(bytes, at + 4));
    }
  }
  low ^= bytes.length;
  high ^= bytes.length;
  low = (low + high) | 0;
  high = (high + low) | 0;
  low = finish(low);
  high = finish(high);
  low = (low + high) | 0;
  high = (high + low) | 0;
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}

/** `uniqueString` of known texts: 13 characters of `a-z2-7`. */
export function uniqueString(texts: readonly string[]): string {
  let hash = murmur64(new TextEncoder().encode(texts.join("-")));
  let result = "";
  for (let i = 0; i < 13; i++) {
    result += "abcdefghijklmnopqrstuvwxyz234567".charAt(Number(hash >> 59n));
    hash = (hash << 5n) & 0xffffffffffffffffn;
  }
  return result;
}

const guidNamespace = "11fb06fb712d4ddd98c7e71bbd588830";

/** `guid` of known texts. */
export function guid(texts: readonly string[]): string {
  const name = new TextEncoder().encode(texts.join("-"));
  const input = new Uint8Array(16 + name.length);
  for (let i = 0; i < 16; i++) {
    input[i] = Number.parseInt(guidNamespace.slice(2 * i, 2 * i + 2), 16);
  }
  input.set(name, 16);
  const hash = sha1(input).slice(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** SHA-1 (RFC 3174). Not for secrets: version 5 UUIDs are defined by it. */
function sha1(bytes: Uint8Array): Uint8Array {
  const padded = new DataView(new ArrayBuffer((((bytes.length + 8) >> 6) + 1) * 64));
  bytes.forEach((byte, i) => padded.setUint8(i, byte));
  padded.setUint8(bytes.length, 0x80);
  padded.setUint32(padded.byteLength - 4, bytes.length * 8);
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (let block = 0; block < padded.byteLength; block += 64) {
    sha1Block(padded, block, state);
  }
  const result = new DataView(new ArrayBuffer(20));
  state.forEach((each, i) => result.setUint32(4 * i, each >>> 0));
  return new Uint8Array(result.buffer);
}

const roundConstants = new Int32Array([0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6]);

function at(words: Int32Array, index: number): number {
  return words[index] ?? 0;
}

function sha1Block(data: DataView, offset: number, state: number[]): void {
  const w = new Int32Array(80);
  for (let i = 0; i < 80; i++) {
    w[i] =
      i < 16 ? data.getUint32(offset + 4 * i) : rotate(at(w, i - 3) ^ at(w, i - 8) ^ at(w, i - 14) ^ at(w, i - 16), 1);
  }
  const start = new Int32Array(state);
  let [a, b, c, d, e] = [at(start, 0), at(start, 1), at(start, 2), at(start, 3), at(start, 4)];
  for (let i = 0; i < 80; i++) {
    const round = Math.floor(i / 20);
    const f = round === 0 ? (b & c) | (~b & d) : round === 2 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
    const constant = at(roundConstants, round);
    const next = (rotate(a, 5) + f + e + constant + at(w, i)) | 0;
    [e, d, c, b, a] = [d, c, rotate(b, 30), a, next];
  }
  [a, b, c, d, e].forEach((value, i) => {
    state[i] = (at(start, i) + value) | 0;
  });
}
