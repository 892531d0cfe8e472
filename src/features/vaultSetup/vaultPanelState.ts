import type { VaultPlan } from "../../webviews/vaultSetup/messages";
import { isPlan } from "./fromVaultPanel";

/** What a vault panel is opened with, and what its page keeps over a reload of the window. */
export type VaultPanelState =
  | {
      readonly kind: "new";
      /** Tells one form from the next: a finished one has become the page of its vault. */
      readonly token: string;
      readonly subscriptionId?: string | undefined;
      /** Region to propose. */
      readonly location?: string | undefined;
      /** The vault that the form is making. */
      readonly creating?: VaultPlan | undefined;
    }
  | { readonly kind: "vault"; readonly vaultId: string; readonly name: string };

/** Guards states that a page has kept: an older version of the extension may have written them. */
export function isVaultPanelState(value: unknown): value is VaultPanelState {
  if (typeof value !== "object" || value === null || !("kind" in value)) {
    return false;
  }
  if (value.kind === "new") {
    return (
      "token" in value &&
      typeof value.token === "string" &&
      (!("creating" in value) || value.creating === undefined || isPlan(value.creating))
    );
  }
  return (
    value.kind === "vault" &&
    "vaultId" in value &&
    typeof value.vaultId === "string" &&
    "name" in value &&
    typeof value.name === "string"
  );
}

/** Panels of the same key are the same panel: it is shown again instead of opened twice. */
export function keyOfState(state: VaultPanelState): string {
  return state.kind === "new" ? `new ${state.token}` : state.vaultId;
}
