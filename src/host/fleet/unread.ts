import * as vscode from "vscode";
import type { Inventory } from "../../azure/inventory/inventory";
import { errorText } from "../errors/azureErrorText";
import type { AzureSession } from "../session";

/** What a list is of. */
export type FleetPart = "vaults" | "machines";

/** A place of which something is missing in a list. */
export interface Unread {
  /** A subscription, or several of them. */
  readonly name: string;
  readonly error: Error;
}

/**
 * The chosen subscriptions that could not be read, or of which the account may not see all: one line for those with the same
 * reason, so that a tenant that fails is one, however many subscriptions it has.
 */
export function unreadSubscriptions(
  { subscriptions }: Pick<AzureSession, "subscriptions">,
  inventory: Inventory,
  parts: readonly FleetPart[],
): readonly Unread[] {
  const reasons = new Map<string, { readonly error: Error; readonly names: string[] }>();
  for (const { subscriptionId, name } of subscriptions) {
    const { error, unseen } = inventory.status(subscriptionId);
    for (const reason of new Set([error, ...parts.map((part) => unseen[part])])) {
      if (reason !== undefined) {
        const same = reasons.get(reason.message) ?? { error: reason, names: [] };
        reasons.set(reason.message, same);
        same.names.push(name);
      }
    }
  }
  return [...reasons.values()].map(({ error, names: [first = "", ...others] }) => ({
    name: others.length === 0 ? first : vscode.l10n.t("{0} subscriptions, among them {1}", others.length + 1, first),
    error,
  }));
}

/** What a list of all subscriptions does not show, in a line each: subscriptions as above, and tenants that let nobody in. */
export function unreadNotes(
  session: Pick<AzureSession, "subscriptions" | "refusedTenants">,
  inventory: Inventory,
  parts: readonly FleetPart[],
): readonly string[] {
  return [
    ...unreadSubscriptions(session, inventory, parts).map(({ name, error }) => noteOf(name, error)),
    ...tenantNotes(session),
  ];
}

function tenantNotes({ refusedTenants }: Pick<AzureSession, "refusedTenants">): readonly string[] {
  const [first, ...others] = refusedTenants;
  if (first === undefined) {
    return [];
  }
  const name = first.tenantName ?? first.tenantId ?? first.identityLabel ?? "";
  return [
    noteOf(
      others.length === 0
        ? vscode.l10n.t("Tenant {0}", name)
        : vscode.l10n.t("{0} tenants, among them {1}", refusedTenants.length, name),
      first.error,
    ),
  ];
}

function noteOf(name: string, error: Error): string {
  return vscode.l10n.t("{0}: {1}", name, errorText(error).message);
}
