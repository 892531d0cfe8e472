import type { Locator, Page } from "playwright-core";

/** The messages at the lower right. */
export class Notifications {
  readonly #page: Page;

  public constructor(page: Page) {
    this.#page = page;
  }

  /** The toast that shows a text. */
  public toast(text: string | RegExp): Locator {
    return this.#page.locator(".notification-toast").filter({ hasText: text });
  }

  /** Clicks a button under a message. */
  public async press(text: string | RegExp, button: string): Promise<void> {
    await this.toast(text).getByRole("button", { name: button, exact: true }).click();
  }

  /** Closes all messages. */
  public async clear(): Promise<void> {
    await this.#page.keyboard.press("Escape");
    for (const close of await this.#page.locator(".notification-toast .codicon-notifications-clear").all()) {
      await close.click({ force: true });
    }
  }
}
