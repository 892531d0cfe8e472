import type { VaultChange } from "../../azure/models";

/** A change that the user wants, and what has to be confirmed first by typing the vault's name, if anything. */
export interface WantedChange {
  readonly change: VaultChange;
  readonly warning: string | undefined;
}
