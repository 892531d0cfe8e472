import { describe, expect, it } from "vitest";
import { recordingLog } from "../support/recordingLog";

const jwt = "eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJhcm0ifQ.c2ln";

describe("the log", () => {
  it.each([
    ["a bearer token", "Authorization: Bearer abc.def-123", "abc.def-123"],
    ["a JSON Web Token anywhere", `got ${jwt} from VS Code`, "eyJhdWQi"],
    ["a signature in an address", "GET https://x.blob/y?sv=1&sig=s3cr3t%3D&se=2", "s3cr3t"],
    ["a password in JSON", '{"adminPassword":"P@ss w0rd!","name":"vm"}', "P@ss"],
    ["a client secret", "client_secret=topsecret&grant_type=x", "topsecret"],
  ])("never writes %s, at no level", (_what, text, secret) => {
    const { log, lines } = recordingLog();
    log.debug(text);
    log.info(text);
    log.error(text, new Error(text));
    expect(lines.length).toBeGreaterThanOrEqual(3);
    expect(lines.filter((line) => line.includes(secret))).toEqual([]);
  });

  it("shortens ids and mail addresses, except in details", () => {
    const { log, lines } = recordingLog();
    const text = "subscription 12345678-1234-1234-1234-123456789abc of jane@contoso.com";
    log.info(text);
    log.debug(text);
    expect(lines).toEqual(["info subscription 1234… of j…@…", `debug ${text}`]);
  });

  it("writes Azure's code and the HTTP status", () => {
    const { log, lines } = recordingLog();
    log.error("listing", Object.assign(new Error("no"), { code: "AuthorizationFailed", status: 403 }));
    expect(lines[0]).toContain("(AuthorizationFailed, HTTP 403)");
  });

  it("writes the chain of causes", () => {
    const { log, lines } = recordingLog();
    log.error("listing", new Error("outer", { cause: new Error("inner") }));
    expect(lines[0]).toBe("error listing: Error: outer ← Error: inner");
  });
});
