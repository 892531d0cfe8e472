import * as vscode from "vscode";
import { OperationError } from "../../host/errors/errors";
import type { AzureSession } from "../../host/session";

/**
 * Where the portal shows a resource: in the tenant of the resource's subscription, or in the reader's own when that is not known.
 * @throws OperationError for the sandbox, which has no portal
 */
export function portalAddress(session: AzureSession, resourceId: string): string {
  const { account } = session;
  if (account === undefined) {
    throw new OperationError(vscode.l10n.t("Sign in to Azure first."));
  }
  if (account.kind === "sandbox") {
    throw new OperationError(vscode.l10n.t("The sandbox has no portal: its resources exist on this machine only."));
  }
  const subscriptionId = /^\/subscriptions\/([^/]+)/i.exec(resourceId)?.[1]?.toLowerCase();
  const subscription = session.subscriptions.find(
    (candidate) => candidate.subscriptionId.toLowerCase() === subscriptionId,
  );
  const tenant = subscription === undefined ? "" : `@${subscription.tenantId}/`;
  return `${account.cloud.portal}/#${tenant}resource${resourceId}`;
}
