import { createHttpHeaders } from "@azure/core-rest-pipeline";
import type { PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";
import { describe, expect, it } from "vitest";
import type { AzureCloud } from "../../../../src/azure/accounts/account";
import { chinaCloud, customCloud, publicCloud, usGovernmentCloud } from "../../../../src/azure/accounts/clouds";
import { connect } from "../../../../src/azure/azureClient";
import type { AzureConnection } from "../../../../src/azure/connection";
import { subscription, vaultId, vmId } from "../fakeAzure";

const hub = customCloud({
  name: "Hub",
  resourceManager: "https://management.local.azurestack.external",
  audience: "https://management.contoso.example/4de154de",
  portal: "https://portal.local.azurestack.external",
  authority: "https://login.contoso.example",
});

/** One call of each client: the SDKs' three generations, and requests without an SDK. */
const calls: Readonly<Record<string, (azure: AzureConnection) => Promise<unknown>>> = {
  "the subscriptions": (azure) => azure.listSubscriptions(),
  "a vault": (azure) => azure.getVault(vaultId),
  "a vault's policies": (azure) => azure.listPolicies(vaultId),
  "a virtual machine": (azure) => azure.getVmHealth(vmId),
  "the vaults": (azure) => azure.listVaults(subscription),
  "a new resource group": (azure) => azure.createResourceGroup(subscription, "rg", "region"),
};

async function spoken(cloud: AzureCloud, call: (azure: AzureConnection) => Promise<unknown>) {
  const origins = new Set<string>();
  const scopes = new Set<string>();
  const answer = (request: PipelineRequest): PipelineResponse => {
    origins.add(new URL(request.url).origin);
    const body = request.url.includes("/tenants?")
      ? { value: [{ tenantId: subscription.tenantId }] }
      : { value: [], data: [], id: vmId, name: "x", location: "region", properties: {} };
    return {
      request,
      status: 200,
      headers: createHttpHeaders({ "content-type": "application/json" }),
      bodyAsText: JSON.stringify(body),
    };
  };
  const azure = connect(
    {
      kind: "vscode",
      label: "jane",
      cloud,
      credential: () => ({
        getToken: (asked) => {
          [asked].flat().forEach((scope) => scopes.add(scope));
          return Promise.resolve({ token: "t", expiresOnTimestamp: 1e15 });
        },
      }),
      httpClient: { sendRequest: (request) => Promise.resolve(answer(request)) },
    },
    { log: () => undefined },
  );
  await call(azure);
  return { origins: [...origins], scopes: [...scopes] };
}

describe.each([publicCloud, usGovernmentCloud, chinaCloud, hub])("in the cloud $name", (cloud) => {
  it.each(Object.entries(calls))(
    "%s are asked of its resource manager, with its tokens, and of nobody else",
    async (_, call) => {
      expect(await spoken(cloud, call)).toEqual({
        origins: [cloud.resourceManager],
        scopes: [`${cloud.audience}/.default`],
      });
    },
  );
});
