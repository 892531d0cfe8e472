import * as vscode from "vscode";

const stateKey = "azureVmBackup.parameterFiles";

/** What was chosen for a template: a file, or none. */
export type ParameterFileChoice = vscode.Uri | "none";

/**
 * Remembers, for this workspace and user, with which parameter file a template is looked at. It is no setting: it changes with every
 * look at another environment, and is nobody else's business.
 */
export class ChosenParameterFiles implements vscode.Disposable {
  readonly #memento: Pick<vscode.Memento, "get" | "update">;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  /** Fires with the template whose choice has changed. */
  public readonly onDidChange = this.#changed.event;

  public constructor(memento: Pick<vscode.Memento, "get" | "update">) {
    this.#memento = memento;
  }

  /** What was chosen for a template; undefined when it is paired by the setting or by name. */
  public of(template: vscode.Uri): ParameterFileChoice | undefined {
    const address = this.#all()[template.toString()];
    return address === undefined ? undefined : address === "" ? "none" : vscode.Uri.parse(address);
  }

  /** @param choice undefined to pair by the setting or by name again */
  public async choose(template: vscode.Uri, choice: ParameterFileChoice | undefined): Promise<void> {
    const key = template.toString();
    const others = Object.fromEntries(Object.entries(this.#all()).filter(([one]) => one !== key));
    const address = choice === undefined ? {} : { [key]: choice === "none" ? "" : choice.toString() };
    await this.#memento.update(stateKey, { ...others, ...address });
    this.#changed.fire(template);
  }

  public dispose(): void {
    this.#changed.dispose();
  }

  #all(): Readonly<Record<string, string>> {
    const kept = this.#memento.get<unknown>(stateKey);
    const entries = Object.entries(typeof kept === "object" && kept !== null ? kept : {});
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
  }
}
