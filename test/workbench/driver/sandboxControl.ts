import type { SandboxDemand, SandboxFault } from "../../../src/sandbox/sandbox";
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

  /** Sets what a tenant demands from now on; the tenants by name. */
  public async demand(tenantName: string, demand: SandboxDemand): Promise<void> {
    const found = await this.#send("GET", "/tenants?api-version=2022-12-01");
    const tenants: unknown = typeof found === "object" && found !== null && "value" in found ? found.value : undefined;
    const tenant: unknown = Array.isArray(tenants)
      ? tenants.find((one: unknown) => textAt(one, "displayName") === tenantName)
      : undefined;
    await this.#ask("POST", "tenants", { tenantId: textAt(tenant, "tenantId"), ...demand });
  }

  /** Lets time pass in Azure. */
  public async passDays(days: number): Promise<void> {
    await this.#ask("POST", "clock", { advanceSeconds: days * 86_400 });
  }

  /** What Azure says of a resource, or a list, as text. @param path with its `api-version` */
  public async read(path: string): Promise<string> {
    return JSON.stringify(await this.#send("GET", path));
  }

  /** Makes a resource as another client of Azure would. @param path with its `api-version` */
  public async put(path: string, body: unknown): Promise<void> {
    await this.#send("PUT", path, body);
  }

  #ask(method: string, path: string, body?: unknown): Promise<unknown> {
    return this.#send(method, `/sandbox/${path}`, body);
  }

  async #send(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(this.#address.url + path, {
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

function textAt(value: unknown, name: string): string | undefined {
  const found: unknown = typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
  return typeof found === "string" ? found : undefined;
}
