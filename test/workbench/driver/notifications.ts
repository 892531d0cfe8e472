import type { Locator, Page } from "playwright-core";

/** Milliseconds that a toast is waited for before VS Code's list of all messages is looked at. */
const patience = 4_000;

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

  /**
   * Waits until a message says this. VS Code shows three toasts in 0.8 seconds at most, and a test is quicker than that:
   * what came then stands in the list of all messages only.
   * @param timeout milliseconds
   */
  public async said(text: string | RegExp, timeout = 30_000): Promise<void> {
    for (let waited = 0; waited < timeout; waited += patience) {
      if ((await appears(this.toast(text), patience)) || (await this.#lists(text))) {
        return;
      }
    }
    throw new Error(`No message says ${String(text)}.`);
  }

  /** Clicks a button under a message. */
  public async press(text: string | RegExp, button: string): Promise<void> {
    await this.said(text);
    const isToast = await this.toast(text).first().isVisible();
    if (!isToast) {
      await this.#showAll(true);
    }
    const message = isToast ? this.toast(text) : this.#listed(text);
    await message.getByRole("button", { name: button, exact: true }).first().click();
  }

  /** Closes all messages. */
  public async clear(): Promise<void> {
    await this.#page.keyboard.press("Escape");
    for (const close of await this.#page.locator(".notification-toast .codicon-notifications-clear").all()) {
      // One that goes by itself meanwhile needs no click.
      await close.click({ force: true, timeout: 1_000 }).catch(() => undefined);
    }
  }

  async #lists(text: string | RegExp): Promise<boolean> {
    await this.#showAll(true);
    const found = await appears(this.#listed(text), 500);
    await this.#showAll(false);
    return found;
  }

  /** Opens or closes the list of all messages. The bell does either, and VS Code may have done it by itself. */
  async #showAll(wanted: boolean): Promise<void> {
    if ((await this.#center.isVisible()) !== wanted) {
      await this.#bell.click();
    }
  }

  get #center(): Locator {
    return this.#page.locator(".notifications-center");
  }

  get #bell(): Locator {
    return this.#page.locator("#status\\.notifications");
  }

  #listed(text: string | RegExp): Locator {
    return this.#center.locator(".notification-list-item").filter({ hasText: text });
  }
}

/** Whether something is there within so many milliseconds. */
function appears(locator: Locator, timeout: number): Promise<boolean> {
  return locator
    .first()
    .waitFor({ timeout })
    .then(
      () => true,
      () => false,
    );
}
