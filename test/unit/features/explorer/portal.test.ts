import { describe, expect, it } from "vitest";
import * as vscode from "vscode";
import type { AccountKind } from "../../../../src/azure/accounts/account";
import { portalAddress } from "../../../../src/features/explorer/portal";
import type { AzureSession } from "../../../../src/host/session";

function session(kind: AccountKind): AzureSession {
  return {
    state: "ready",
    account: {
      kind,
      label: "jane",
      cloud: { name: "c", resourceManager: "https://arm", audience: "https://arm", portal: "https://portal.azure.us" },
      credential: () => ({ getToken: () => Promise.resolve(null) }),
    },
    subscriptions: [
      { subscriptionId: "AAAA", name: "P", tenantId: "tenant-1", tenantName: undefined, state: "Enabled" },
    ],
    refusedTenants: [],
    onDidChange: new vscode.EventEmitter<void>().event,
    connection: () => Promise.reject(new Error("not needed")),
  };
}

describe("the portal's address of a resource", () => {
  it("names the tenant of the subscription, in the portal of the cloud", () => {
    expect(portalAddress(session("vscode"), "/subscriptions/aaaa/resourceGroups/rg")).toBe(
      "https://portal.azure.us/#@tenant-1/resource/subscriptions/aaaa/resourceGroups/rg",
    );
  });

  it("leaves the tenant to the portal when the subscription is not known", () => {
    expect(portalAddress(session("vscode"), "/subscriptions/b/resourceGroups/rg")).toBe(
      "https://portal.azure.us/#resource/subscriptions/b/resourceGroups/rg",
    );
  });

  it("does not exist for the sandbox", () => {
    expect(() => portalAddress(session("sandbox"), "/subscriptions/aaaa")).toThrow("The sandbox has no portal");
  });
});
