import { describe, expect, it } from "vitest";
import { AzureError } from "../../../../src/azure/http/azureError";
import type { TenantFailure } from "../../../../src/azure/models";
import { tenantNodes } from "../../../../src/features/explorer/tenantNodes";

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
