import { appendFileSync } from "node:fs";
import type { AzureAccount } from "../../src/azure/accounts/account";

/**
 * Where exchanges are noted for Azure's own validator, one JSON object a line, each as if it had gone to Azure itself:
 * `npm run conformance -- --exchanges FILE` reads them. Nothing is noted when left out.
 */
const file = process.env["AZURE_VM_BACKUP_EXCHANGES"];
const azure = "https://management.azure.com";

/** The same account; what it sends, and what it is answered, is noted where somebody wants that. */
export function noted(account: AzureAccount): AzureAccount {
  const { httpClient } = account;
  if (file === undefined || httpClient === undefined) {
    return account;
  }
  return {
    ...account,
    httpClient: {
      sendRequest: async (request) => {
        const response = await httpClient.sendRequest(request);
        const { pathname, search } = new URL(request.url);
        const exchange = {
          liveRequest: {
            method: request.method,
            url: `${azure}${pathname}${search}`,
            headers: { "content-type": "application/json" },
            body: bodyOf(request.body),
          },
          liveResponse: {
            statusCode: String(response.status),
            headers: response.headers.toJSON(),
            body: bodyOf(response.bodyAsText),
          },
          // What a fault of a test made up is not the sandbox's answer, and is not judged as one.
          ...(response.headers.has("x-sandbox-fault") ? { injected: true } : {}),
        };
        appendFileSync(file, `${JSON.stringify(exchange)}\n`);
        return response;
      },
    },
  };
}

function bodyOf(text: unknown): unknown {
  return typeof text === "string" && text !== "" ? JSON.parse(text) : undefined;
}
