import { beforeEach, describe, expect, it } from "vitest";
import { credentialError } from "../../../../src/azure/accounts/signInError";
import { AzureError } from "../../../../src/azure/http/azureError";
import { signInFailure, signInText } from "../../../../src/host/errors/signInText";
import { fake, resetFakeVscode } from "../../support/fakeVscode";

const owner = { tenantId: "t1", identityId: undefined };

describe("a sign-in that Azure does not accept", () => {
  beforeEach(resetFakeVscode);

  it.each([
    ["50076", "second factor", "Sign In to Tenant"],
    ["50079", "second factor", "Sign In to Tenant"],
    ["50158", "of its own", "Sign In to Tenant"],
    ["53003", "conditional access", "What This Means"],
    ["65001", "consented", "Sign In to Tenant"],
    ["70043", "expired", "Sign In to Tenant"],
    ["700082", "expired", "Sign In to Tenant"],
    ["50173", "revoked", "Sign In to Tenant"],
    ["90072", "invited", "Select Subscriptions"],
    ["50020", "invited", "Select Subscriptions"],
    ["530004", "devices of guests", "What This Means"],
    ["50105", "not assigned", "What This Means"],
    ["500011", "another cloud", "Open Settings"],
    ["7000222", "secret", "What This Means"],
  ])("for the reason AADSTS%s is one sentence with one button", (number, words, button) => {
    const said = new Error(`AADSTS${number}: Due to a change made by your administrator.\r\nTrace ID: 0000aaaa`);
    const text = signInText(Object.assign(new AzureError("x", { kind: "signIn" }), credentialError(said, owner)));
    expect(text.message).toContain(words);
    expect(text.message.endsWith(`(AADSTS${number})`)).toBe(true);
    expect(text.message).not.toContain("Trace");
    expect(text.help.title).toBe(button);
  });

  it("signs in to the tenant that the error names", async () => {
    const failure = credentialError(new Error("AADSTS50076: no"), { tenantId: "t1", identityId: "jane.work" });
    const text = signInText(failure instanceof AzureError ? failure : new AzureError("x", { kind: "signIn" }));
    await text.help.run();
    expect(fake.executed).toEqual([
      { command: "azureVmBackup.signInToTenant", args: [{ tenantId: "t1", identityId: "jane.work" }] },
    ]);
  });

  it("passes the code on to the page that explains it", async () => {
    await signInText(new AzureError("x", { kind: "signIn", code: "AADSTS53003" })).help.run();
    expect(fake.executed).toEqual([{ command: "azureVmBackup.explainSignIn", args: ["53003"] }]);
  });

  it("keeps the general sentence for a code that nobody knows", () => {
    const text = signInText(new AzureError("raw", { kind: "signIn", code: "AADSTS99999", status: 401 }));
    expect(text.message).toBe("Azure asks you to sign in again. (AADSTS99999)");
    expect(text.help.title).toBe("Sign In");
  });

  it("says so when none of the default credential's many ways works", () => {
    const all = Object.assign(
      new Error("ChainedTokenCredential authentication failed.\nCredentialUnavailableError: …"),
      {
        name: "AggregateAuthenticationError",
      },
    );
    const failure = credentialError(all, owner);
    expect(failure.message).toMatch(/^None of the ways of the default Azure credential works here/);
    expect(failure instanceof AzureError && signInText(failure).message).toBe(failure.message);
  });

  it("is explained too when VS Code's own sign-in meets it", () => {
    const failure = signInFailure(
      new Error("invalid_grant: Error(s): 50105 - AADSTS50105: Your administrator …\r\nTrace"),
    );
    expect(failure.message).toBe("The account is locked, disabled or not assigned in the tenant. (AADSTS50105)");
    expect(failure.actions.map(({ title }) => title)).toEqual(["What This Means"]);
  });

  it("leads past the broker when VS Code's own sign-in fails for no reason that is known", async () => {
    const failure = signInFailure(new Error("interaction_in_progress: try again\nstack"));
    expect(failure.message).toBe("Signing in failed: interaction_in_progress: try again");
    await failure.actions.find(({ title }) => title === "Sign-In Settings")?.run();
    expect(fake.executed).toEqual([
      { command: "workbench.action.openSettings", args: ["microsoft-authentication.implementation"] },
    ]);
  });

  it("lets a credential speak for itself where it says what to do", () => {
    const failure = credentialError(new Error("Please run 'az login' from a command prompt."), owner);
    expect(failure instanceof AzureError && signInText(failure).message).toBe(
      "Signing in to Azure failed: Please run 'az login' from a command prompt.",
    );
  });
});
