import { beforeEach, describe, expect, it } from "vitest";
import type { IdentityModule } from "../../../../../src/features/accounts/sources/identitySource";
import { IdentitySource } from "../../../../../src/features/accounts/sources/identitySource";
import { OperationError } from "../../../../../src/host/errors/errors";
import { fake, resetFakeVscode } from "../../../support/fakeVscode";
import { governmentChoice, publicChoice } from "./clouds";

describe("an account of @azure/identity", () => {
  let made: string[];
  let loads: number;
  const identity: IdentityModule = {
    azureCliCredential: (tenantId) => {
      made.push(`cli ${tenantId ?? "home"}`);
      return { getToken: () => Promise.resolve(null) };
    },
    defaultCredential: (tenantId, authority) => {
      made.push(`default ${tenantId ?? "home"} ${authority ?? "?"}`);
      return { getToken: () => Promise.resolve(null) };
    },
  };
  const load = (): Promise<IdentityModule> => {
    loads += 1;
    return Promise.resolve(identity);
  };

  beforeEach(() => {
    resetFakeVscode();
    made = [];
    loads = 0;
  });

  it("loads the bundle when it is used, and keeps one credential for each tenant", async () => {
    const source = new IdentitySource("azureCli", () => publicChoice, load);
    expect(loads).toBe(0);
    const { account } = await source.signIn();
    expect(account.credential("t1")).toBe(account.credential("t1"));
    account.credential("t2");
    account.credential();
    expect(made).toEqual(["cli t1", "cli t2", "cli home"]);
  });

  it("logs in where the people of its cloud do", async () => {
    const source = new IdentitySource("default", () => governmentChoice, load);
    const { account } = await source.signIn();
    account.credential("t1");
    expect(made).toEqual(["default t1 https://login.microsoftonline.us"]);
    expect(account.cloud.resourceManager).toBe("https://management.usgovcloudapi.net");
  });

  it("restores without asking anybody", async () => {
    expect((await new IdentitySource("azureCli", () => publicChoice, load).restore()).id).toBe("azureCli");
  });

  it("leaves the sign-in to a tenant to `az login`, which the user runs", async () => {
    const { signInToTenant } = await new IdentitySource("azureCli", () => publicChoice, load).signIn();
    const failure: unknown = await signInToTenant({ tenantId: "contoso.example", identityId: undefined }).catch(
      (error: unknown) => error,
    );
    expect(fake.typed).toEqual(["az login --tenant contoso.example"]);
    expect(failure instanceof OperationError && failure.actions.map(({ title }) => title)).toEqual(["Refresh"]);
  });

  it("says who can sign in to a tenant where the credential cannot", async () => {
    const { signInToTenant } = await new IdentitySource("default", () => publicChoice, load).signIn();
    const failure: unknown = await signInToTenant({ tenantId: "t1", identityId: undefined }).catch(
      (error: unknown) => error,
    );
    expect(failure instanceof OperationError && failure.actions.map(({ title }) => title)).toEqual(["Sign In"]);
    expect(fake.typed).toEqual([]);
  });
});
