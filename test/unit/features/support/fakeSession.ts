import * as vscode from "vscode";
import type { AzureConnection } from "../../../../src/azure/connection";
import type { Subscription, TenantFailure } from "../../../../src/azure/models";
import type { AzureSession, SessionState } from "../../../../src/host/session";

export const production: Subscription = {
  subscriptionId: "11111111-0000-0000-0000-000000000001",
  name: "Production",
  tenantId: "aaaaaaaa-0000-0000-0000-000000000001",
  tenantName: "Contoso",
  state: "Enabled",
};

/** A session whose connection and state a test sets. */
export class FakeSession implements AzureSession {
  readonly #emitter = new vscode.EventEmitter<void>();
  public readonly onDidChange = this.#emitter.event;
  public readonly account = undefined;
  public state: SessionState = "ready";
  public subscriptions: readonly Subscription[] = [production];
  public refusedTenants: readonly TenantFailure[] = [];

  public constructor(public azure: AzureConnection) {}

  public connection(): Promise<AzureConnection> {
    return Promise.resolve(this.azure);
  }

  public changed(): void {
    this.#emitter.fire();
  }
}
