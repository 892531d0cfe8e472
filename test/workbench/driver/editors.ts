import type { Locator, Page } from "playwright-core";
import type { QuickInput } from "./quickInput";

/** Milliseconds that a menu gets to come up before it is asked for again. */
const patience = 8000;

/** Text editors and the Problems panel. */
export class Editors {
  readonly #page: Page;
  readonly #quickInput: QuickInput;

  public constructor(page: Page, quickInput: QuickInput) {
    this.#page = page;
    this.#quickInput = quickInput;
  }

  /** The text editor in front. */
  public get active(): Locator {
    return this.#page.locator(".editor-group-container.active .editor-instance .monaco-editor").first();
  }

  /** Wavy underlines of one kind in the editor in front. */
  public squiggles(kind: "error" | "warning" | "info" | "hint"): Locator {
    return this.active.locator(`.squiggly-${kind}`);
  }

  /** Opens a file of the workspace by its name. */
  public async open(name: string): Promise<void> {
    await this.#page.keyboard.press("Control+P");
    await this.#quickInput.input.waitFor();
    await this.#quickInput.input.fill(name);
    await this.#quickInput
      .option(name.slice(name.lastIndexOf("/") + 1))
      .first()
      .click();
    await this.#page
      .locator(".tab.active")
      .filter({ hasText: name.slice(name.lastIndexOf("/") + 1) })
      .waitFor();
    await this.active.locator(".view-line").first().waitFor();
  }

  /** The entries of the Problems panel that show a text; opens the panel. */
  public async problems(text: string | RegExp): Promise<Locator> {
    const panel = this.#page.locator(".markers-panel");
    if (!(await panel.isVisible())) {
      await this.#page.keyboard.press("Control+Shift+M");
      await panel.waitFor();
    }
    return panel.getByRole("treeitem").filter({ hasText: text });
  }

  /** What the lightbulb offers at the cursor; opens its menu, again where it was asked for before the findings were there. */
  public async quickFixes(): Promise<Locator> {
    const offers = this.#page.locator(".action-widget .monaco-list-row.action");
    await this.#persist(async () => {
      // From the Problems panel the focus comes back a moment later than what is shown.
      await this.#page.keyboard.press("Control+1");
      await this.#page.keyboard.press("Control+.");
      await offers.first().waitFor({ timeout: patience });
    });
    return offers;
  }

  /** Takes one of them; the menu closes when the findings are renewed while it is open, and is opened again then. */
  public async applyQuickFix(title: string): Promise<void> {
    await this.#persist(async () => {
      const offer = (await this.quickFixes()).filter({ hasText: title });
      await offer.click({ timeout: patience });
    });
  }

  /** Does something in a menu that may close meanwhile: up to four times. */
  async #persist(work: () => Promise<void>): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await work();
        return;
      } catch (error) {
        if (tries === 4) {
          throw error;
        }
        await this.#page.keyboard.press("Escape");
      }
    }
  }

  /** The lines above the resources of the editor in front. */
  public get lenses(): Locator {
    return this.active.locator(".codelens-decoration");
  }

  /** The hover card on display. */
  public get hover(): Locator {
    return this.#page.locator(".monaco-hover:visible");
  }
}
