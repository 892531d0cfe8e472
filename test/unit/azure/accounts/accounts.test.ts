import { describe, expect, it } from "vitest";
import { isAzureError } from "../../../../src/azure/http/azureError";
import { chinaCloud, customCloud, publicCloud, usGovernmentCloud } from "../../../../src/azure/accounts/clouds";
import { azureCliCredential, defaultCredential } from "../../../../src/azure/accounts/identityCredentials";
import { sandboxAccount } from "../../../../src/azure/accounts/sandboxAccount";
import { rememberingTokens } from "../../../../src/azure/accounts/tokenMemory";

const scope = "https://management.example/.default";

describe("remembered tokens", () => {
  function counting(lasts = 3_600_000) {
    const clock = { now: 0 };
    const asked: unknown[] = [];
    const credential = rememberingTokens(
      {
        getToken: (scopes, options) => {
          asked.push(options?.claims ?? scopes);
          return Promise.resolve({ token: `t${asked.length}`, expiresOnTimestamp: clock.now + lasts });
        },
      },
      () => clock.now,
    );
    return { clock, asked, credential };
  }

  it("are asked for once, even by many at once", async () => {
    const { asked, credential } = counting();
    await Promise.all([credential.getToken(scope), credential.getToken([scope]), credential.getToken(scope)]);
    await credential.getToken(scope);
    expect(asked).toHaveLength(1);
  });

  it("are renewed two minutes before they end", async () => {
    const { clock, asked, credential } = counting();
    await credential.getToken(scope);
    clock.now = 3_600_000 - 120_001;
    await credential.getToken(scope);
    expect(asked).toHaveLength(1);
    clock.now += 2;
    await credential.getToken(scope);
    expect(asked).toHaveLength(2);
  });

  it("do not answer a claims challenge, but remember what does", async () => {
    const { asked, credential } = counting();
    await credential.getToken(scope);
    const fresh = await credential.getToken(scope, { claims: "mfa" });
    expect(asked).toEqual([scope, "mfa"]);
    expect(await credential.getToken(scope)).toEqual(fresh);
  });

  it("that cannot be had are a matter of signing in", async () => {
    const refused = rememberingTokens(
      { getToken: () => Promise.reject(new Error("Please run 'az login'\nand more")) },
      () => 0,
    );
    await expect(refused.getToken(scope)).rejects.toMatchObject({
      kind: "signIn",
      message: "Signing in to Azure failed: Please run 'az login'",
    });
    const none = rememberingTokens({ getToken: () => Promise.resolve(null) }, () => 0);
    await expect(none.getToken(scope)).rejects.toMatchObject({ kind: "signIn" });
  });

  it("that cannot be had for the network's sake are not", async () => {
    const error = Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" });
    const offline = rememberingTokens({ getToken: () => Promise.reject(error) }, () => 0);
    const failure: unknown = await offline.getToken(scope).catch((caught: unknown) => caught);
    expect(isAzureError(failure) && failure.kind).toBe("network");
  });

  it("are asked for again after a failure", async () => {
    let failing = true;
    const credential = rememberingTokens(
      {
        getToken: () =>
          failing ? Promise.reject(new Error("no")) : Promise.resolve({ token: "t", expiresOnTimestamp: 1e12 }),
      },
      () => 0,
    );
    await expect(credential.getToken(scope)).rejects.toThrow();
    failing = false;
    await expect(credential.getToken(scope)).resolves.toMatchObject({ token: "t" });
  });
});

describe("the sandbox's account", () => {
  const account = sandboxAccount({
    url: "http://127.0.0.1:1",
    publicOrigin: "https://arm.sandbox.invalid",
    token: "abc",
  });

  it("has one token, with the tenant behind it where one is asked for", async () => {
    expect(account).toMatchObject({
      kind: "sandbox",
      label: "Sandbox",
      cloud: { resourceManager: "https://arm.sandbox.invalid" },
    });
    expect(await account.credential().getToken("any scope")).toMatchObject({ token: "abc" });
    expect(await account.credential("tenant").getToken("other")).toMatchObject({ token: "abc.tenant" });
  });
});

describe("credentials of @azure/identity", () => {
  it("are made for a tenant or for none without asking anybody", () => {
    for (const make of [azureCliCredential, defaultCredential]) {
      expect(make()).toHaveProperty("getToken");
      expect(make("7d1e0f6a-52c4-4b0e-8f63-9a1c2e5d7b10")).toHaveProperty("getToken");
    }
  });
});

describe("clouds", () => {
  it("have addresses without a slash at the end", () => {
    const custom = customCloud({ name: "Hub", resourceManager: "https://management.local.azurestack.external/" });
    expect(custom.resourceManager).toBe("https://management.local.azurestack.external");
    expect(custom.audience).toBe(custom.resourceManager);
    for (const cloud of [publicCloud, usGovernmentCloud, chinaCloud, custom]) {
      expect([cloud.resourceManager, cloud.audience, cloud.portal].filter((url) => url.endsWith("/"))).toEqual([]);
    }
  });
});
