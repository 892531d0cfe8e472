import { createHttpHeaders } from "@azure/core-rest-pipeline";
import type { HttpClient, PipelineRequest } from "@azure/core-rest-pipeline";
import type { AzureAccount } from "../../../../src/azure/accounts/account";
import { Arm } from "../../../../src/azure/http/armPipeline";
import { parsedJson, textAt } from "../../../../src/azure/http/jsonRead";
import type { VmSnapshot } from "../../../../src/azure/models";
import { getVmSnapshot } from "../../../../src/azure/machines/vmSnapshot";
import type { AzureResource } from "./deployed";

/** The snapshot that the extension takes of a VM, from an Azure that has these resources and no others. */
export function liveSnapshot(vmId: string, resources: readonly AzureResource[]): Promise<VmSnapshot> {
  const arm = new Arm(accountOf(resources), { log: () => undefined, sleep: () => Promise.resolve() });
  return getVmSnapshot(arm, vmId);
}

function accountOf(resources: readonly AzureResource[]): AzureAccount {
  const httpClient: HttpClient = {
    sendRequest: (request) => {
      const { status, body } = answer(request, resources);
      const headers = createHttpHeaders({ "content-type": "application/json" });
      return Promise.resolve({ request, status, headers, bodyAsText: JSON.stringify(body) });
    },
  };
  return {
    kind: "vscode",
    label: "jane@contoso.com",
    cloud: {
      name: "Fake",
      resourceManager: "https://arm.example.test",
      audience: "https://audience.example.test",
      portal: "https://portal.example.test",
    },
    credential: () => ({ getToken: () => Promise.resolve({ token: "t", expiresOnTimestamp: Date.now() + 3_600_000 }) }),
    httpClient,
  };
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

function answer(request: PipelineRequest, resources: readonly AzureResource[]): Answer {
  const path = decodeURIComponent(new URL(request.url).pathname).toLowerCase();
  if (request.method === "POST" && path.endsWith("/backupstatus")) {
    const body = typeof request.body === "string" ? parsedJson(request.body) : undefined;
    return { status: 200, body: backupStatus(textAt(body, "resourceId") ?? "", resources) };
  }
  // A path that ends in a type lists what is of that type: in a subscription, a group, or below another resource.
  const [, scope = "", type = ""] = /^(.*)\/providers\/([^/]+\/[^/]+)$/.exec(path) ?? [];
  if (type !== "") {
    const value = resources.filter(
      (each) => each.type.toLowerCase() === type && each.id.toLowerCase().startsWith(`${scope}/`),
    );
    return { status: 200, body: { value } };
  }
  const found = resources.find(({ id }) => id.toLowerCase() === path);
  return found === undefined
    ? { status: 404, body: { error: { code: "ResourceNotFound", message: `There is no '${path}'.` } } }
    : { status: 200, body: found };
}

/** Which vault has a VM, and by which names. */
function backupStatus(vmId: string, resources: readonly AzureResource[]): unknown {
  const item = resources.find(
    ({ properties }) => textAt(properties, "sourceResourceId")?.toLowerCase() === vmId.toLowerCase(),
  );
  const [, vaultId, container, name] =
    /^(.*)\/backupFabrics\/Azure\/protectionContainers\/([^/]+)\/protectedItems\/([^/]+)$/i.exec(item?.id ?? "") ?? [];
  return item === undefined
    ? { protectionStatus: "NotProtected", vaultId: "", containerName: "", protectedItemName: "" }
    : { protectionStatus: "Protected", vaultId, containerName: container, protectedItemName: name };
}
