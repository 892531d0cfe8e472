import * as vscode from "vscode";
import type { TenantFailure } from "../../../azure/models";
import { errorText } from "../../../host/errors/azureErrorText";
import type { TenantNode } from "./explorerNode";

/** One line for each tenant that has let nobody in: its name, why, and a click that does what helps. */
export function tenantNodes(failures: readonly TenantFailure[]): readonly TenantNode[] {
  return failures.map(tenantNode);
}

function tenantNode(failure: TenantFailure): TenantNode {
  const { tenantId, tenantName, identityId, identityLabel } = failure;
  const { message, signIn, help } = errorText(failure.error);
  const hint = signIn ? vscode.l10n.t("Select to sign in") : (help?.title ?? vscode.l10n.t("Select to try again"));
  const name = tenantName ?? tenantId ?? identityLabel ?? "";
  const facts: (readonly [string, string])[] = [
    [vscode.l10n.t("Tenant"), name],
    ...(tenantId === undefined ? [] : [[vscode.l10n.t("Tenant ID"), tenantId] as const]),
    ...(identityLabel === undefined ? [] : [[vscode.l10n.t("Account"), identityLabel] as const]),
    ["", message],
    ["", hint],
  ];
  return {
    kind: "tenant",
    id: `tenant ${tenantId ?? ""} ${identityId ?? ""}`.toLowerCase(),
    parent: undefined,
    failure,
    view: {
      label: name,
      description: message,
      icon: signIn ? "lock" : "warning",
      color: "problemsWarningIcon.foreground",
      facts,
      context: signIn ? "tenant canSignIn" : "tenant",
      spoken: vscode.l10n.t("Tenant {0}: {1} {2}", name, message, hint),
      children: "none",
      onClick: "azureVmBackup.helpWithTenant",
    },
  };
}
