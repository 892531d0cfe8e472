import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { bits, bool, integer, octets, oid, sequence, setOf, tagged, utcTime, utf8, wrapped } from "./der";

/** What a TLS server on loopback needs, as PEM. */
export interface ServerIdentity {
  /** The authority that clients are told to trust. Its key is forgotten at once: it signs nothing else, ever. */
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** Object identifiers of RFC 5280 (May 2008) and RFC 5758 (January 2010). */
const oids = {
  commonName: "2.5.4.3",
  ecdsaWithSha256: "1.2.840.10045.4.3.2",
  subjectKey: "2.5.29.14",
  keyUsage: "2.5.29.15",
  subjectAltName: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  authorityKey: "2.5.29.35",
  extendedKeyUsage: "2.5.29.37",
  serverAuth: "1.3.6.1.5.5.7.3.1",
} as const;

const day = 86_400_000;
/** Clients on Apple's systems refuse server certificates that live longer. */
const livesDays = 397;

/**
 * A throw-away authority and a server certificate for `localhost`, 127.0.0.1 and ::1, made without a network and without
 * other programs.
 * @param now milliseconds since 1970; the certificates are good from a day before until 397 days later
 */
export function makeServerIdentity(now: number): ServerIdentity {
  const authority = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const server = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const issuer = { name: `Azure VM Backup sandbox ${randomBytes(4).toString("hex")}`, key: authority.privateKey };
  const authorityKey = keyId(authority.publicKey);
  const ca = certificate(issuer, issuer.name, authority.publicKey, now, [
    extension(oids.basicConstraints, true, sequence(bool(true))),
    // keyCertSign and cRLSign: bits 5 and 6.
    extension(oids.keyUsage, true, bits(Buffer.from([0b0000_0110]), 1)),
    extension(oids.subjectKey, false, octets(authorityKey)),
  ]);
  const cert = certificate(issuer, "localhost", server.publicKey, now, [
    extension(oids.basicConstraints, true, sequence()),
    // digitalSignature: bit 0.
    extension(oids.keyUsage, true, bits(Buffer.from([0b1000_0000]), 7)),
    extension(oids.extendedKeyUsage, false, sequence(oid(oids.serverAuth))),
    extension(oids.subjectKey, false, octets(keyId(server.publicKey))),
    extension(oids.authorityKey, false, sequence(tagged(0, authorityKey))),
    extension(
      oids.subjectAltName,
      false,
      sequence(
        tagged(2, Buffer.from("localhost", "latin1")),
        tagged(7, Uint8Array.of(127, 0, 0, 1)),
        tagged(7, Uint8Array.of(...Array.from({ length: 15 }, () => 0), 1)),
      ),
    ),
  ]);
  return { ca, cert, key: server.privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
}

function certificate(
  issuer: { readonly name: string; readonly key: KeyObject },
  subject: string,
  publicKey: KeyObject,
  now: number,
  extensions: readonly Buffer[],
): string {
  const algorithm = sequence(oid(oids.ecdsaWithSha256));
  const signed = sequence(
    // Version 3.
    wrapped(0, integer(Uint8Array.of(2))),
    integer(randomBytes(16)),
    algorithm,
    nameOf(issuer.name),
    sequence(utcTime(now - day), utcTime(now + livesDays * day)),
    nameOf(subject),
    publicKey.export({ type: "spki", format: "der" }),
    wrapped(3, sequence(...extensions)),
  );
  const whole = sequence(signed, algorithm, bits(sign("sha256", signed, issuer.key)));
  const lines = whole.toString("base64").match(/.{1,64}/gu) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}

function nameOf(commonName: string): Buffer {
  return sequence(setOf(sequence(oid(oids.commonName), utf8(commonName))));
}

function extension(id: string, critical: boolean, value: Buffer): Buffer {
  return sequence(oid(id), ...(critical ? [bool(true)] : []), octets(value));
}

/** RFC 5280, 4.2.1.2: a hash of the key; which hash does not matter as long as both certificates use the same. */
function keyId(publicKey: KeyObject): Buffer {
  return createHash("sha256")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest()
    .subarray(0, 20);
}
