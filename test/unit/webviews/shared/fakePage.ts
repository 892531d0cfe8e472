import axe from "axe-core";
import type { WebviewApi } from "../../../../src/webviews/shared/channel";

/** What `acquireVsCodeApi()` gives, in memory. */
export class FakeApi implements WebviewApi {
  public readonly posted: unknown[] = [];
  #state: unknown;

  public constructor(state?: unknown) {
    this.#state = state;
  }

  public postMessage(message: unknown): void {
    this.posted.push(message);
  }

  public getState(): unknown {
    return this.#state;
  }

  public setState(state: unknown): void {
    this.#state = state;
  }
}

/** An empty page like the one the extension makes. */
export function freshPage(): HTMLElement {
  document.documentElement.lang = "en";
  document.title = "Panel";
  const root = document.createElement("main");
  root.id = "root";
  document.body.replaceChildren(root);
  return root;
}

/** Says something to the panel as the extension does. */
export function tell(message: unknown): void {
  window.dispatchEvent(new MessageEvent("message", { data: message }));
}

export function query<T extends Element>(selector: string, type: new () => T): T {
  const found = document.querySelector(selector);
  if (!(found instanceof type)) {
    throw new Error(`The page has no ${selector}.`);
  }
  return found;
}

/** Clicks the button with a label. */
export function click(label: string): void {
  const found = [...document.querySelectorAll("button")].find((one) => one.textContent === label);
  if (found === undefined) {
    throw new Error(`The page has no button "${label}".`);
  }
  found.click();
}

export function labels(): readonly string[] {
  return [...document.querySelectorAll("button")].map((one) => one.textContent);
}

/** The accessibility violations of the page, by rule; colours need a browser that paints. */
export async function violations(): Promise<readonly string[]> {
  const result = await axe.run(document.documentElement, { rules: { "color-contrast": { enabled: false } } });
  return result.violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(" ")}`);
}
