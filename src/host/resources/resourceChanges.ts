import * as vscode from "vscode";

/** Says which Azure resources have changed, so that views refresh those and nothing else. Ids compare without case. */
export class ResourceChanges implements vscode.Disposable {
  readonly #emitter = new vscode.EventEmitter<string>();
  public readonly onDidChange: vscode.Event<string> = this.#emitter.event;

  /** @param resourceId the changed resource; its parents refresh as they see fit */
  public announce(resourceId: string): void {
    this.#emitter.fire(resourceId.toLowerCase());
  }

  public dispose(): void {
    this.#emitter.dispose();
  }
}
