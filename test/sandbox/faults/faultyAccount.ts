import type { AzureAccount } from "../../../src/azure/accounts/account";
import { sandboxAccount } from "../../../src/azure/accounts/sandboxAccount";
import type { Sandbox } from "../../../src/sandbox/sandbox";

/** A request as the matrix tells it: method and path without the names that differ from run to run. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
}

/** Ids of operations and jobs are new in every run. */
const newNames =
  /\/(operationStatus|operationResults|operationsStatus|backupOperations|backupOperationResults|backupJobs|backupCrrOperationsStatus|operations)\/[^/]+/gi;

/**
 * The sandbox's account, which tells of every request before it leaves: so that a fault can be put into the sandbox for
 * exactly the n-th request of an operation, and still goes over the socket.
 */
export function watchedAccount(
  sandbox: Sandbox,
  onRequest: (request: SeenRequest, index: number) => void,
): AzureAccount {
  const account = sandboxAccount(sandbox);
  const { httpClient } = account;
  if (httpClient === undefined) {
    throw new Error("The sandbox's account has no transport of its own.");
  }
  let index = 0;
  return {
    ...account,
    httpClient: {
      sendRequest: (request) => {
        const path = decodeURIComponent(new URL(request.url).pathname);
        onRequest({ method: request.method, path }, index);
        index += 1;
        return httpClient.sendRequest(request);
      },
    },
  };
}

/** A request in words that are the same in every run. */
export function shapeOf({ method, path }: SeenRequest): string {
  return `${method} ${path.replace(newNames, "/$1/*")}`;
}
