import { describe, expect, it } from "vitest";
import { AzureError } from "../../../../../src/azure/http/azureError";
import type { TenantFailure } from "../../../../../src/azure/models";
import { subscriptionNodes } from "../../../../../src/features/explorer/nodes/subscriptionNodes";
import { tenantNodes } from "../../../../../src/features/explorer/nodes/tenantNodes";

const base = { tenantId: "T9", tenantName: "Fabrikam" };

function nodeOf(failure: TenantFailure) {
  const [node] = tenantNodes([failure]);
  if (node === undefined) {
    throw new Error("no node");
  }
  return node;
}

describe("a tenant that has let nobody in", () => {
  it("is one line that says why, and signs in when it is clicked", () => {
    const { view, id } = nodeOf({ ...base, error: new AzureError("x", { kind: "signIn", code: "AADSTS50076" }) });
    expect(id).toBe("tenant t9 ");
    expect(view).toMatchObject({
      label: "Fabrikam",
      description: "The tenant asks for a stronger sign-in, such as a second factor. (AADSTS50076)",
      context: "tenant canSignIn",
      onClick: "azureVmBackup.helpWithTenant",
    });
    expect(view.facts.at(-1)).toEqual(["", "Select to sign in"]);
  });

  it("offers no sign-in where that does not help", () => {
    const blocked = nodeOf({ ...base, error: new AzureError("x", { kind: "signIn", code: "AADSTS53003" }) });
    expect(blocked.view.context).toBe("tenant");
    expect(blocked.view.facts.at(-1)).toEqual(["", "What This Means"]);
    const offline = nodeOf({ ...base, error: new AzureError("x", { kind: "network", host: "arm" }) });
    expect(offline.view.facts.at(-1)).toEqual(["", "Select to try again"]);
  });

  it("names the person whose tenants could not be listed at all", () => {
    const failure = {
      tenantId: undefined,
      tenantName: undefined,
      identityId: "jane.work",
      identityLabel: "jane@fabrikam.com",
      error: new AzureError("x", { kind: "signIn" }),
    };
    const node = nodeOf(failure);
    expect(node.view.label).toBe("jane@fabrikam.com");
  });
});

describe("a subscription's line", () => {
  const one = {
    subscriptionId: "1",
    name: "Production",
    tenantId: "t1",
    tenantName: "Contoso",
    state: "Enabled",
  } as const;
  const other = { ...one, subscriptionId: "2", tenantId: "t2", tenantName: "Fabrikam", identityId: "jane.work" };

  it("names the tenant where two subscriptions have one name", () => {
    const lines = subscriptionNodes([one, other, { ...one, subscriptionId: "3", name: "Test" }], undefined);
    expect(lines.map(({ view }) => view.description)).toEqual(["Contoso", "Fabrikam", undefined]);
    expect(lines[1]?.view.spoken).toContain("Fabrikam");
  });

  it("tells whose it is where the account is made of several people", () => {
    const people = [
      { id: "jane.home", label: "jane@contoso.com" },
      { id: "jane.work", label: "jane@fabrikam.com" },
    ];
    const accounts = subscriptionNodes([one, other], undefined, people).map(
      ({ view }) => view.facts.find(([name]) => name === "Account")?.[1],
    );
    expect(accounts).toEqual(["jane@contoso.com", "jane@fabrikam.com"]);
    const [alone] = subscriptionNodes([one], undefined, people.slice(0, 1));
    expect(alone?.view.facts.map(([name]) => name)).not.toContain("Account");
    expect(alone?.view.facts).toContainEqual(["Tenant", "Contoso"]);
  });
});
