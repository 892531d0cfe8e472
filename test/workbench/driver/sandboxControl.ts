import type { SandboxFault } from "../../../src/sandbox/sandbox";
import type { TestBed } from "../../../scripts/vscode/testBed.mjs";

/** Looks into the sandbox behind a workbench, and makes it fail. */
export class SandboxControl {
  readonly #address: TestBed["sandbox"];

  public constructor(address: TestBed["sandbox"]) {
    this.#address = address;
  }

  /** How many requests it has answered so far. */
  public async requests(): Promise<number> {
    const found = await this.#ask("GET", "requests");
    if (!Array.isArray(found)) {
      throw new Error("the sandbox does not list its requests");
    }
    return found.length;
  }

  /** Makes the next matching requests fail. */
  public async injectFault(fault: SandboxFault): Promise<void> {
    await this.#ask("POST", "faults", fault);
  }

  async #ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.#address.url}/sandbox/${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#address.token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`the sandbox answers ${response.status}: ${text}`);
    }
    return text === "" ? undefined : JSON.parse(text);
  }
}
