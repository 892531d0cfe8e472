import { createHmac, timingSafeEqual } from "node:crypto";
import { isJsonObject, listAt, parseJson, textAt } from "../http/json";
import type { JsonObject } from "../http/json";

/** Who a token speaks for. */
export interface Principal {
  readonly name: string;
  readonly objectId: string;
  /** A reader's writes are refused everywhere, whatever the subscription allows. */
  readonly access: "owner" | "reader";
  /** The only tenant whose subscriptions are seen; undefined for all. */
  readonly tenantId: string | undefined;
  /** Whether a second factor was given for the token. */
  readonly secondFactor: boolean;
}

/** Seconds that an issued token is good for: within Azure's 60 to 90 minutes. */
export const tokenLives = 3600;

/**
 * Issues and reads access tokens: JSON Web Tokens (RFC 7519) signed with a secret of this start, so that nothing needs to be
 * remembered and nobody else can make one.
 */
export class TokenOffice {
  readonly #secret: string;
  readonly #now: () => number;

  /**
   * @param secret any text that is not known outside
   * @param now the real time in milliseconds since 1970: clients compare a token's end with their own clock
   */
  public constructor(secret: string, now: () => number) {
    this.#secret = secret;
    this.#now = now;
  }

  /** A token for somebody; `claims` are added to those that every token has. */
  public issue(principal: Principal, issuer: string, audience: string, claims: JsonObject = {}): string {
    const seconds = Math.floor(this.#now() / 1000);
    const payload = {
      aud: audience,
      iss: issuer,
      iat: seconds,
      nbf: seconds,
      exp: seconds + tokenLives,
      oid: principal.objectId,
      sub: principal.objectId,
      name: principal.name,
      ...(principal.tenantId === undefined ? {} : { tid: principal.tenantId, sees: principal.tenantId }),
      access: principal.access,
      ...(principal.secondFactor ? { acrs: ["p1"] } : {}),
      ver: "1.0",
      ...claims,
    };
    const signed = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(payload)}`;
    return `${signed}.${this.#sign(signed)}`;
  }

  /** Who a token of this office speaks for; undefined for any other text. */
  public read(token: string): Principal | "expired" | undefined {
    const [, signed = "", signature = ""] = /^([^.]+\.[^.]+)\.([^.]+)$/u.exec(token) ?? [];
    const [ours, theirs] = [Buffer.from(this.#sign(signed)), Buffer.from(signature)];
    if (ours.length !== theirs.length || !timingSafeEqual(ours, theirs)) {
      return undefined;
    }
    const payload = decode(signed.split(".")[1] ?? "");
    const end = payload["exp"];
    if (typeof end !== "number" || end * 1000 <= this.#now()) {
      return "expired";
    }
    return {
      name: textAt(payload, "name") ?? "",
      objectId: textAt(payload, "oid") ?? "",
      access: textAt(payload, "access") === "reader" ? "reader" : "owner",
      tenantId: textAt(payload, "sees"),
      secondFactor: listAt(payload, "acrs").includes("p1"),
    };
  }

  #sign(text: string): string {
    return createHmac("sha256", this.#secret).update(text).digest("base64url");
  }
}

function encode(value: JsonObject): string {
  return Buffer.from(JSON.stringify(value), "utf8").toString("base64url");
}

function decode(text: string): JsonObject {
  const value = parseJson(Buffer.from(text, "base64url").toString("utf8"));
  return isJsonObject(value) ? value : {};
}
