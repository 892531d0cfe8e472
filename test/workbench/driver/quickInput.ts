import type { Locator, Page } from "playwright-core";

/** VS Code's input at the top: the command palette, choices, questions. */
export class QuickInput {
  public readonly root: Locator;
  readonly #page: Page;

  public constructor(page: Page) {
    this.#page = page;
    this.root = page.locator(".quick-input-widget");
  }

  public get input(): Locator {
    return this.root.locator(".quick-input-filter input");
  }

  /** The choices on display. */
  public get options(): Locator {
    return this.root.getByRole("option");
  }

  /** The choice whose label (not its description) reads exactly so. */
  public option(label: string): Locator {
    return this.root.locator(".quick-input-list .monaco-list-row").filter({
      has: this.#page.locator(".label-name").getByText(label, { exact: true }),
    });
  }

  /** Opens the palette, types the command's whole title and runs it. */
  public async runCommand(title: string): Promise<void> {
    await this.#page.keyboard.press("F1");
    await this.input.waitFor();
    await this.input.fill(`>${title}`);
    await this.#accept(title);
  }

  /**
   * Waits for a choice by its label, narrowing the list to it, and takes it. What is typed while the list before is still on
   * display is lost with it: then it is typed again.
   */
  public async choose(label: string): Promise<void> {
    await this.input.fill(label);
    await this.option(label).first().waitFor();
    if ((await this.input.inputValue()) !== label) {
      await this.input.fill(label);
    }
    await this.#accept(label);
  }

  /** By keyboard, so that the focus goes where it goes for people. */
  async #accept(label: string): Promise<void> {
    const option = this.option(label).first();
    await option.waitFor();
    for (let presses = 0; !/\bfocused\b/.test((await option.getAttribute("class")) ?? ""); presses++) {
      if (presses === 20) {
        throw new Error(`The list does not come to "${label}": ${(await this.options.allTextContents()).join(" | ")}`);
      }
      await this.input.press("ArrowDown");
    }
    await this.input.press("Enter");
  }

  /** Ticks (or unticks) a box of a list in which several can be chosen. */
  public async toggle(label: string): Promise<void> {
    await this.option(label).getByRole("checkbox").click();
  }

  /** Types into a question and answers it. */
  public async answer(text: string): Promise<void> {
    await this.input.fill(text);
    await this.input.press("Enter");
  }

  /** Waits for a question by its words, and answers it. */
  public async answerTo(prompt: string, text: string): Promise<void> {
    await this.root.locator(".quick-input-message").filter({ hasText: prompt }).waitFor();
    await this.answer(text);
  }

  /** Types the name that a question wants to see before something is lost. */
  public async confirm(name: string): Promise<void> {
    await this.root.locator(`.quick-input-filter input[placeholder="${name}"]`).waitFor();
    await this.answer(name);
  }

  public async escape(): Promise<void> {
    await this.input.press("Escape");
    await this.root.waitFor({ state: "hidden" });
  }
}
