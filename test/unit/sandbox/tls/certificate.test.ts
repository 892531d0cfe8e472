import { X509Certificate } from "node:crypto";
import { request } from "node:https";
import { describe, expect, it } from "vitest";
import { makeServerIdentity } from "../../../../src/sandbox/tls/certificate";
import { startForTest } from "../sandboxFixture";

const now = Date.UTC(2026, 9, 14, 12);

describe("the sandbox's own certificate", () => {
  it("names localhost and both loopback addresses, and is signed by the authority", () => {
    const identity = makeServerIdentity(now);
    const ca = new X509Certificate(identity.ca);
    const cert = new X509Certificate(identity.cert);
    expect(cert.subjectAltName).toBe("DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1");
    expect(cert.checkIssued(ca)).toBe(true);
    expect(cert.verify(ca.publicKey)).toBe(true);
    expect([ca.ca, cert.ca]).toEqual([true, false]);
  });

  it("is good from the day before until 397 days later", () => {
    const cert = new X509Certificate(makeServerIdentity(now).cert);
    expect(new Date(cert.validFrom).toISOString()).toBe("2026-10-13T12:00:00.000Z");
    expect(new Date(cert.validTo).toISOString()).toBe("2027-11-15T12:00:00.000Z");
  });

  it("is another one at each start", () => {
    expect(makeServerIdentity(now).ca).not.toBe(makeServerIdentity(now).ca);
  });

  it("is accepted by a client that trusts the authority, and by no other", async () => {
    const { ca, cert, key } = makeServerIdentity(Date.now());
    const { sandbox } = await startForTest({ tls: { cert, key } });
    const port = new URL(sandbox.url).port;
    expect(sandbox.publicOrigin).toBe(`https://localhost:${port}`);
    const ask = (trusted: string | undefined): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const asked = request(
          `${sandbox.publicOrigin}/metadata/endpoints`,
          { ...(trusted === undefined ? {} : { ca: trusted }), agent: false, family: 4 },
          (response) => {
            response.resume();
            resolve(response.statusCode);
          },
        );
        asked.once("error", reject);
        asked.end();
      });
    expect(await ask(ca)).toBe(200);
    await expect(ask(undefined)).rejects.toThrow(/certificate/u);
    await expect(ask(makeServerIdentity(Date.now()).ca)).rejects.toThrow(/certificate/u);
  });
});
