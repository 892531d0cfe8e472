import * as vscode from "vscode";
import { errorText } from "../../host/errors/azureErrorText";
import { pick } from "../../host/prompts/prompts";
import { personOf } from "../../host/resources/personOf";
import type { AccountSession } from "./accountSession";
import type { SignInPlace } from "./sources/accountSource";

/**
 * The tenant that a command was called for: a tenant's line of the tree, a subscription's node or anything below it, or
 * the place that an error's button passes on. Undefined when the argument says nothing of a tenant.
 */
export function placeOfArgument(argument: unknown): SignInPlace | undefined {
  for (let at: unknown = argument; isObject(at); at = at["parent"]) {
    for (const holder of [at, at["failure"], at["subscription"]]) {
      if (isObject(holder) && ("tenantId" in holder || "identityId" in holder)) {
        return { tenantId: textOf(holder["tenantId"]), identityId: textOf(holder["identityId"]) };
      }
    }
  }
  return undefined;
}

/** Lets the user choose a tenant: those that have refused first, each with its reason. */
export function pickTenant(session: AccountSession): Promise<SignInPlace> {
  const refused = session.refusedTenants.map((failure) => ({
    label: failure.tenantName ?? failure.tenantId ?? failure.identityLabel ?? "",
    description: failure.identityLabel,
    detail: errorText(failure.error).message,
    group: vscode.l10n.t("not accessible"),
    value: { tenantId: failure.tenantId, identityId: failure.identityId },
  }));
  const open = new Map(
    session.subscriptions.map(({ tenantId, tenantName, identityId }) => [
      `${tenantId} ${identityId ?? ""}`,
      {
        label: tenantName ?? tenantId,
        description: [personOf({ identityId }, session.account?.identities)?.label, tenantId]
          .filter(Boolean)
          .join(" · "),
        group: vscode.l10n.t("signed in"),
        value: { tenantId, identityId },
      },
    ]),
  );
  return pick<SignInPlace>({
    title: vscode.l10n.t("Sign in to a tenant"),
    placeholder: vscode.l10n.t("Which tenant do you want to sign in to?"),
    choices: [...refused, ...open.values()],
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
