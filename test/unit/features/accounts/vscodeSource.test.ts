import { beforeEach, describe, expect, it } from "vitest";
import { VscodeSource } from "../../../../src/features/accounts/vscodeSource";
import { isCancellation } from "../../../../src/host/errors";
import { fake, resetFakeVscode } from "../../support/fakeVscode";

const cloud = {
  name: "AzureCloud",
  resourceManager: "https://management.azure.com",
  audience: "https://management.azure.com",
  portal: "https://portal.azure.com",
};
const jane = { id: "jane.home", label: "jane@contoso.com" };

function tokenUntil(seconds: number): string {
  return `h.${Buffer.from(JSON.stringify({ exp: seconds })).toString("base64url")}.s`;
}

describe("VS Code's Microsoft sign-in", () => {
  let asked: { readonly scopes: readonly string[]; readonly options: object }[];
  let answer: () => unknown;
  const source = new VscodeSource(cloud, () => 1_000_000);

  beforeEach(() => {
    resetFakeVscode();
    asked = [];
    answer = () => ({ id: "s", accessToken: tokenUntil(5000), account: jane, scopes: [] });
    fake.getAccounts = () => Promise.resolve([jane]);
    fake.getSession = async (_provider, scopes, options) => {
      asked.push({ scopes, options });
      return Promise.resolve(answer());
    };
  });

  it("asks for the resource manager, and lets the user choose again when they want another account", async () => {
    const found = await source.signIn(false);
    await source.signIn(true);
    expect(found.account.label).toBe("jane@contoso.com");
    expect(asked).toEqual([
      { scopes: ["https://management.azure.com/.default"], options: { createIfNone: true } },
      {
        scopes: ["https://management.azure.com/.default"],
        options: { createIfNone: true, clearSessionPreference: true },
      },
    ]);
  });

  it("counts closing the sign-in as cancelling", async () => {
    answer = () => {
      throw new Error("User did not consent to login.");
    };
    expect(await source.signIn(false).catch(isCancellation)).toBe(true);
  });

  it("gets tokens silently, for the tenant that is asked for, with the token's own expiry", async () => {
    const { account } = await source.signIn(false);
    const token = await account.credential("tenant-1").getToken(["https://management.azure.com/.default"]);
    expect(token).toEqual({ token: tokenUntil(5000), expiresOnTimestamp: 5_000_000 });
    expect(asked[1]).toEqual({
      scopes: ["https://management.azure.com/.default", "VSCODE_TENANT:tenant-1"],
      options: { silent: true, account: jane },
    });
  });

  it("asks again after five minutes for a token that does not say when it ends", async () => {
    answer = () => ({ id: "s", accessToken: "opaque", account: jane, scopes: [] });
    const { account } = await source.signIn(false);
    expect(await account.credential().getToken("x")).toEqual({ token: "opaque", expiresOnTimestamp: 1_300_000 });
  });

  it("fails as a sign-in that is required when VS Code has no session", async () => {
    const { account } = await source.signIn(false);
    answer = () => undefined;
    await expect(account.credential("t").getToken("x")).rejects.toMatchObject({ name: "AuthenticationRequiredError" });
  });

  it("restores only an account that VS Code still knows, silently", async () => {
    expect(await source.restore("someone else")).toBeUndefined();
    expect(asked).toEqual([]);
    expect((await source.restore("jane.home"))?.account.label).toBe("jane@contoso.com");
    expect(asked[0]?.options).toEqual({ silent: true, account: jane });
  });
});
