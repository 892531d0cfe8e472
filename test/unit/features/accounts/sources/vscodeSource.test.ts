import { beforeEach, describe, expect, it } from "vitest";
import type { ClaimsChallenge } from "../../../../../src/azure/accounts/account";
import type { CloudChoice } from "../../../../../src/features/accounts/sources/cloudSetting";
import { VscodeSource } from "../../../../../src/features/accounts/sources/vscodeSource";
import { isCancellation, OperationError } from "../../../../../src/host/errors/errors";
import { fake, resetFakeVscode } from "../../../support/fakeVscode";
import { governmentChoice, publicChoice } from "./clouds";

const jane = { id: "jane.home", label: "jane@contoso.com" };
const work = { id: "jane.work", label: "jane@fabrikam.com" };
const scope = "https://management.azure.com/.default";

function tokenUntil(seconds: number): string {
  return `h.${Buffer.from(JSON.stringify({ exp: seconds })).toString("base64url")}.s`;
}

function sessionOf(account: typeof jane, accessToken = tokenUntil(5000)) {
  return { id: account.id, accessToken, account, scopes: [] };
}

interface Asked {
  readonly provider: string;
  readonly request: unknown;
  readonly options: { readonly silent?: boolean; readonly account?: typeof jane };
}

describe("VS Code's Microsoft sign-in", () => {
  let asked: Asked[];
  let answer: (asked: Asked) => unknown;
  let known: (typeof jane)[];
  let choice: CloudChoice;
  let source: VscodeSource;

  beforeEach(() => {
    resetFakeVscode();
    asked = [];
    known = [jane];
    choice = publicChoice;
    source = new VscodeSource(
      () => choice,
      () => 1_000_000,
    );
    answer = ({ options }) => sessionOf(options.account ?? jane);
    fake.getAccounts = () => Promise.resolve(known);
    fake.getSession = async (provider, request, options) => {
      asked.push({ provider, request, options });
      return Promise.resolve(answer({ provider, request, options }));
    };
  });

  it("asks for the resource manager, and lets the user choose again when they want another account", async () => {
    const found = await source.signIn(false);
    await source.signIn(true);
    expect(found.account.label).toBe("jane@contoso.com");
    expect(asked).toEqual([
      { provider: "microsoft", request: [scope], options: { createIfNone: true } },
      { provider: "microsoft", request: [scope], options: { createIfNone: true, clearSessionPreference: true } },
    ]);
  });

  it("counts closing the sign-in as cancelling", async () => {
    answer = () => {
      throw new Error("User did not consent to login.");
    };
    expect(await source.signIn(false).catch(isCancellation)).toBe(true);
  });

  it("signs in to a sovereign cloud with that cloud's provider, audience and addresses", async () => {
    choice = governmentChoice;
    const { account } = await source.signIn(false);
    expect(asked[0]).toMatchObject({
      provider: "microsoft-sovereign-cloud",
      request: ["https://management.usgovcloudapi.net/.default"],
    });
    expect(account.cloud.portal).toBe("https://portal.azure.us");
    choice = publicChoice;
    await account.credential("t").getToken("https://management.usgovcloudapi.net/.default");
    expect(asked.at(-1)?.provider).toBe("microsoft-sovereign-cloud");
  });

  it("says so when VS Code has no sign-in for the cloud", async () => {
    choice = governmentChoice;
    answer = () => {
      throw new Error("Timed out waiting for authentication provider 'microsoft-sovereign-cloud' to register.");
    };
    const failure: unknown = await source.signIn(false).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(OperationError);
    expect(failure instanceof Error && failure.message).toContain("AzureUSGovernment");
  });

  it("gets tokens silently, for the tenant that is asked for, with the token's own expiry", async () => {
    const { account } = await source.signIn(false);
    const token = await account.credential("tenant-1").getToken([scope]);
    expect(token).toEqual({ token: tokenUntil(5000), expiresOnTimestamp: 5_000_000 });
    expect(asked[1]).toMatchObject({
      request: [scope, "VSCODE_TENANT:tenant-1"],
      options: { silent: true, account: jane },
    });
  });

  it("asks again after five minutes for a token that does not say when it ends", async () => {
    answer = () => sessionOf(jane, "opaque");
    const { account } = await source.signIn(false);
    expect(await account.credential().getToken("x")).toEqual({ token: "opaque", expiresOnTimestamp: 1_300_000 });
  });

  it("fails as a sign-in that is required when VS Code has no session", async () => {
    const { account } = await source.signIn(false);
    answer = () => undefined;
    await expect(account.credential("t").getToken("x")).rejects.toMatchObject({ name: "AuthenticationRequiredError" });
  });

  it("restores only an account that VS Code still knows, without asking for any token", async () => {
    expect(await source.restore({ kind: "vscode", id: "someone else" })).toBeUndefined();
    const found = await source.restore({ kind: "vscode", id: "jane.home" });
    expect(found?.account.label).toBe("jane@contoso.com");
    expect(asked).toEqual([]);
  });

  describe("with several people", () => {
    it("takes all whose sessions it may use as one account, each with tokens of their own", async () => {
      known = [jane, work, { id: "secret", label: "other@example.com" }];
      answer = ({ options }) => (options.account?.id === "secret" ? undefined : sessionOf(options.account ?? jane));
      const { account, others } = await source.signIn(false);
      expect(account.identities).toEqual([jane, work]);
      expect(others).toEqual(["jane.work"]);
      await account.credential("t2", "jane.work").getToken(scope);
      expect(asked.at(-1)).toMatchObject({ request: [scope, "VSCODE_TENANT:t2"], options: { account: work } });
      await account.credential("t1").getToken(scope);
      expect(asked.at(-1)).toMatchObject({ options: { account: jane } });
    });

    it("is not kept from signing in by one of them whose session is broken", async () => {
      known = [jane, work];
      answer = ({ options }) => {
        if (options.account?.id === work.id) {
          throw new Error("broken");
        }
        return sessionOf(jane);
      };
      expect((await source.signIn(false)).account.label).toBe("jane@contoso.com");
    });

    it("restores those who are still there", async () => {
      known = [work];
      const found = await source.restore({ kind: "vscode", id: "jane.home", others: ["jane.work"] });
      expect(found).toMatchObject({ id: "jane.work", account: { label: "jane@fabrikam.com" } });
    });

    it("lets somebody join who has signed in, and asks for their session once", async () => {
      const { id } = await source.signIn(false);
      known = [jane, work];
      const joined = await source.review({ kind: "vscode", id });
      expect(joined).toMatchObject({ id: "jane.home", others: ["jane.work"] });
      known = [jane, work, { id: "secret", label: "other@example.com" }];
      answer = () => undefined;
      const before = asked.length;
      const remembered = { kind: "vscode", id, others: ["jane.work"] } as const;
      expect(await source.review(remembered)).toBe("same");
      expect(await source.review(remembered)).toBe("same");
      expect(asked.length - before).toBe(1);
    });

    it("goes on without somebody who has signed out, and ends with the last of them", async () => {
      known = [jane, work];
      await source.signIn(false);
      known = [work];
      const remembered = { kind: "vscode", id: "jane.home", others: ["jane.work"] } as const;
      expect(await source.review(remembered)).toMatchObject({ id: "jane.work" });
      known = [];
      expect(await source.review(remembered)).toBeUndefined();
    });
  });

  describe("and a claims challenge", () => {
    const challenge: ClaimsChallenge = {
      tenantId: "t1",
      identityId: undefined,
      wwwAuthenticate: 'Bearer error="insufficient_claims", claims="e30="',
      claims: "{}",
      scopes: [scope],
      mayAsk: true,
    };
    const request = {
      wwwAuthenticate: challenge.wwwAuthenticate,
      fallbackScopes: [scope, "VSCODE_TENANT:t1"],
    };

    it("uses a stronger session that is there, without asking", async () => {
      const { account } = await source.signIn(false);
      expect(await account.stepUp?.(challenge)).toMatchObject({ token: tokenUntil(5000) });
      expect(asked.slice(1)).toEqual([{ provider: "microsoft", request, options: { silent: true, account: jane } }]);
    });

    it("asks the user for a change, saying why", async () => {
      const { account } = await source.signIn(false);
      answer = ({ options }) => (options.silent === true ? undefined : sessionOf(jane, "strong"));
      expect(await account.stepUp?.(challenge)).toMatchObject({ token: "strong" });
      expect(asked.at(-1)).toMatchObject({
        request,
        options: {
          account: jane,
          createIfNone: { detail: "Azure asks jane@contoso.com for a stronger sign-in before it makes this change." },
        },
      });
    });

    it("asks nobody while reading, and is answered by the next sign-in to that tenant", async () => {
      const { account, signInToTenant } = await source.signIn(false);
      answer = ({ options }) => (options.silent === true ? undefined : sessionOf(jane, "strong"));
      expect(await account.stepUp?.({ ...challenge, mayAsk: false })).toBeUndefined();
      expect(asked.every(({ options }, index) => index === 0 || options.silent === true)).toBe(true);
      await signInToTenant({ tenantId: "t1", identityId: undefined });
      expect(asked.at(-1)).toMatchObject({ request });
    });
  });

  describe("to one tenant", () => {
    it("asks for a session where there is none", async () => {
      const { signInToTenant } = await source.signIn(false);
      answer = ({ options }) => (options.silent === true ? undefined : sessionOf(jane));
      await signInToTenant({ tenantId: "t7", identityId: undefined });
      expect(asked.at(-1)).toMatchObject({
        request: [scope, "VSCODE_TENANT:t7"],
        options: {
          createIfNone: { detail: "A tenant of Azure asks jane@contoso.com to sign in to it." },
          account: jane,
        },
      });
    });

    it("makes a session anew that is there and was refused", async () => {
      const { signInToTenant } = await source.signIn(false);
      await signInToTenant({ tenantId: "t7", identityId: undefined });
      expect(asked.at(-1)?.options).toHaveProperty("forceNewSession");
    });
  });
});
