import type { Locator, Page } from "playwright-core";
import { until } from "./until";

/** How often a choice is looked for, and for how many milliseconds at a time. */
const maximumTries = 15;
const patience = 2_000;

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
    await this.#narrowTo(title, `>${title}`, () => this.#page.keyboard.press("F1"));
    await this.#accept(title);
  }

  /** Waits for a choice by its label, narrowing the list to it, and takes it. */
  public async choose(label: string): Promise<void> {
    await this.#narrowTo(label, label);
    await this.#accept(label);
  }

  /**
   * Types until the list shows a choice. What is typed while the list before is still on display is lost with it, and a tree
   * that VS Code draws anew may close a list that has just been opened: then it is opened and typed again.
   */
  async #narrowTo(label: string, text: string, open?: () => Promise<void>): Promise<void> {
    for (let tries = 0; tries < maximumTries; tries++) {
      await open?.();
      const shown = await this.input.fill(text, { timeout: patience }).then(
        () => this.#shows(label),
        () => false,
      );
      // The palette may keep its ">" to itself.
      if (shown && (await this.#typed()).endsWith(label)) {
        return;
      }
    }
    const shown = [await this.#words(), ...(await this.options.allTextContents())];
    throw new Error(`No list shows "${label}", only: ${shown.join(" | ")}`);
  }

  /**
   * Presses Enter, and waits until VS Code has taken the answer: the question is gone then, or another, or says what is wrong.
   * What is done before that, such as a click on Back, would still be done to the question that is about to go.
   */
  async #enter(): Promise<void> {
    const before = await this.#words();
    await this.input.press("Enter");
    await until(`an answer to "${String(before)}" is taken`, async () => (await this.#words()) !== before);
  }

  /**
   * What the input says: its title, step, message, and what is typed; empty when there is no input. Read in one go, as it may
   * go at any moment, and the whole page with it.
   */
  #words(): Promise<unknown> {
    return this.#page
      .evaluate(
        `[...document.querySelectorAll(".quick-input-widget")]
          .filter((widget) => widget.checkVisibility())
          .flatMap((widget) => [...widget.querySelectorAll(".quick-input-titlebar, .quick-input-message, input")])
          .map((part) => part.value ?? part.textContent)
          .join(" | ")`,
      )
      .catch(() => "");
  }

  /** What is typed; nothing when the input has gone. */
  #typed(): Promise<string> {
    return this.input.inputValue({ timeout: patience }).catch(() => "");
  }

  #shows(label: string): Promise<boolean> {
    return this.option(label)
      .first()
      .waitFor({ timeout: patience })
      .then(
        () => true,
        () => false,
      );
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
    await this.#enter();
  }

  /** Ticks (or unticks) a box of a list in which several can be chosen. */
  public async toggle(label: string): Promise<void> {
    await this.option(label).getByRole("checkbox").click();
  }

  /** Types into a question and answers it. */
  public async answer(text: string): Promise<void> {
    await this.input.fill(text);
    await this.#enter();
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
