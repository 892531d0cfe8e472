/**
 * When a token stops being valid, in milliseconds since 1970, read from the `exp` claim of a JSON Web Token.
 * VS Code hands out tokens without saying so. A token that cannot be read counts as valid for five minutes: VS Code
 * renews its tokens by itself, so asking again early costs nothing.
 */
export function expiryOf(token: string, now: number): number {
  const soon = now + 5 * 60_000;
  const payload = token.split(".")[1];
  if (payload === undefined) {
    return soon;
  }
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    if (typeof claims === "object" && claims !== null && "exp" in claims && typeof claims.exp === "number") {
      return claims.exp * 1000;
    }
  } catch {
    // Not a JSON Web Token: an opaque token is as good.
  }
  return soon;
}
