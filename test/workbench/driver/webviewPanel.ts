import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import type { FrameLocator, Locator, Page } from "playwright-core";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** A panel of the extension: the page two frames down in the front editor. */
export class WebviewPanel {
  /** The panel's own page. */
  public readonly content: FrameLocator;
  readonly #frameElement: Locator;

  public constructor(page: Page) {
    this.#frameElement = page.locator("iframe.webview.ready:visible").contentFrame().locator("#active-frame");
    this.content = this.#frameElement.contentFrame();
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
    return Array.isArray(found) ? found.map(String) : [];
  }
}
