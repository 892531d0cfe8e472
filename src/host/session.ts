import type * as vscode from "vscode";
import type { AzureAccount } from "../azure/accounts/account";
import type { AzureConnection } from "../azure/connection";
import type { Subscription } from "../azure/models";

/** How far the sign-in is, and whether there is anything to look at. */
export type SessionState = "signedOut" | "signingIn" | "noSubscriptions" | "noneSelected" | "ready";

/** Who is signed in and which subscriptions are chosen; what the features know of accounts. */
export interface AzureSession {
  readonly state: SessionState;
  readonly account: AzureAccount | undefined;
  /** The chosen subscriptions, sorted by name; empty unless `ready`. */
  readonly subscriptions: readonly Subscription[];
  readonly onDidChange: vscode.Event<void>;
  /**
   * The way to Azure; loads the Azure bundle on first use.
   * @throws OperationError with a Sign In button when nobody is signed in
   */
  connection(): Promise<AzureConnection>;
}

/**
 * Brings the account of the last time back, silently.
 * @returns false when nobody is signed in; who has something to go on with then waits until somebody is
 */
export async function isSignedInAgain(session: Pick<AzureSession, "connection">): Promise<boolean> {
  try {
    await session.connection();
    return true;
  } catch {
    return false;
  }
}
