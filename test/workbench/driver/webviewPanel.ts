import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import type { FrameLocator, Locator, Page } from "playwright-core";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** More Tab stops than any of the panels has. */
const patience = 40;

/** A panel of the extension: the page two frames down in the front editor. */
export class WebviewPanel {
  /** The panel's own page. */
  public readonly content: FrameLocator;
  readonly #page: Page;
  readonly #frameElement: Locator;

  public constructor(page: Page) {
    this.#page = page;
    this.#frameElement = page.locator("iframe.webview.ready:visible").contentFrame().locator("#active-frame");
    this.content = this.#frameElement.contentFrame();
  }

  /** Presses Tab, as somebody without a mouse does, until an element of the panel has the focus. */
  public async tabTo(target: Locator): Promise<void> {
    await target.waitFor();
    for (let presses = 0; presses < patience; presses++) {
      if ((await target.and(this.content.locator(":focus")).count()) > 0) {
        return;
      }
      await this.#page.keyboard.press("Tab");
    }
    throw new Error(`Tab does not reach ${target.toString()}`);
  }

  /** What axe-core, an accessibility checker, objects to in the panel: one sentence for each element. */
  public async accessibilityProblems(): Promise<readonly string[]> {
    await this.content.locator("body").waitFor();
    const frame = await (await this.#frameElement.elementHandle()).contentFrame();
    if (frame === null) {
      throw new Error("no panel is open");
    }
    // Evaluated by the driver, not loaded by the page: the page's own policy would forbid that.
    await frame.evaluate(axeSource);
    const found: unknown = await frame.evaluate(`axe.run(document.body, { resultTypes: ["violations"] })
      .then(({ violations }) => violations.flatMap(({ help, nodes }) => nodes.map(({ html }) => help + ": " + html)))`);
    if (!Array.isArray(found)) {
      throw new Error("axe-core did not answer");
    }
    return found.map(String);
  }
}
