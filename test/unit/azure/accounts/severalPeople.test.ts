import { createHttpHeaders } from "@azure/core-rest-pipeline";
import type { PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";
import { describe, expect, it } from "vitest";
import { publicCloud } from "../../../../src/azure/accounts/clouds";
import { connect } from "../../../../src/azure/azureClient";
import type { AzureConnection } from "../../../../src/azure/connection";

const home = { id: "jane.home", label: "jane@contoso.com" };
const work = { id: "jane.work", label: "jane@fabrikam.com" };

/** Answers by the token, which says whose it is and of which tenant: "jane.work t2". */
function open(answers: Readonly<Record<string, readonly object[] | number>>): {
  readonly azure: AzureConnection;
  readonly bearers: string[];
} {
  const bearers: string[] = [];
  const answer = (request: PipelineRequest): PipelineResponse => {
    const bearer = request.headers.get("authorization")?.replace("Bearer ", "") ?? "";
    const path = new URL(request.url).pathname;
    bearers.push(`${path} as ${bearer}`);
    const found = answers[`${path} as ${bearer}`] ?? [];
    const refused = typeof found === "number";
    return {
      request,
      status: refused ? found : 200,
      headers: createHttpHeaders({ "content-type": "application/json" }),
      bodyAsText: JSON.stringify(refused ? { error: { code: "No", message: "no" } } : { value: found }),
    };
  };
  const azure = connect(
    {
      kind: "vscode",
      label: "both",
      cloud: publicCloud,
      identities: [home, work],
      credential: (tenantId, identityId) => ({
        getToken: () =>
          Promise.resolve({ token: `${identityId ?? "?"} ${tenantId ?? "home"}`, expiresOnTimestamp: 1e15 }),
      }),
      httpClient: { sendRequest: (request) => Promise.resolve(answer(request)) },
    },
    { log: () => undefined },
  );
  return { azure, bearers };
}

function subscription(id: string, tenantId: string): object {
  return { subscriptionId: id, displayName: `Subscription ${id}`, tenantId, state: "Enabled" };
}

describe("an account of several people", () => {
  it("sees the tenants of each, and asks with the tokens of the one who sees", async () => {
    const { azure, bearers } = open({
      "/tenants as jane.home home": [{ tenantId: "t1", displayName: "Contoso" }],
      "/tenants as jane.work home": [{ tenantId: "t2", displayName: "Fabrikam" }],
      "/subscriptions as jane.home t1": [subscription("1", "t1")],
      "/subscriptions as jane.work t2": [subscription("2", "t2")],
    });
    const { subscriptions, failures } = await azure.listSubscriptions();
    expect(subscriptions.map((one) => [one.subscriptionId, one.tenantName, one.identityId])).toEqual([
      ["1", "Contoso", "jane.home"],
      ["2", "Fabrikam", "jane.work"],
    ]);
    expect(failures).toEqual([]);
    const [, second] = subscriptions;
    if (second === undefined) {
      throw new Error("no second subscription");
    }
    await azure.listResourceGroups(second);
    expect(bearers.at(-1)).toBe("/subscriptions/2/resourcegroups as jane.work t2");
  });

  it("shows a subscription once that two of them see, with the tokens of its own tenant", async () => {
    const { azure } = open({
      "/tenants as jane.home home": [{ tenantId: "t1" }],
      "/tenants as jane.work home": [{ tenantId: "t2" }],
      "/subscriptions as jane.home t1": [subscription("s", "t2")],
      "/subscriptions as jane.work t2": [subscription("S", "t2")],
    });
    const { subscriptions } = await azure.listSubscriptions();
    expect(subscriptions.map((one) => [one.tenantId, one.identityId])).toEqual([["t2", "jane.work"]]);
  });

  it("goes on with the others when one person's tenants cannot be listed", async () => {
    const { azure } = open({
      "/tenants as jane.home home": [{ tenantId: "t1" }],
      "/tenants as jane.work home": 401,
      "/subscriptions as jane.home t1": [subscription("1", "t1")],
    });
    const { subscriptions, failures } = await azure.listSubscriptions();
    expect(subscriptions).toHaveLength(1);
    expect(failures).toMatchObject([
      { tenantId: undefined, identityLabel: "jane@fabrikam.com", error: { kind: "signIn", identityId: "jane.work" } },
    ]);
  });

  it("fails when nobody's tenants can be listed", async () => {
    const { azure } = open({ "/tenants as jane.home home": 401, "/tenants as jane.work home": 401 });
    await expect(azure.listSubscriptions()).rejects.toMatchObject({ kind: "signIn" });
  });
});
