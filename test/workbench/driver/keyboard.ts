import type { Locator, Page } from "playwright-core";

/** More Tab stops than any of the panels has. */
const patience = 40;

/** Presses Tab, as somebody without a mouse does, until an element has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < patience; presses++) {
    if (await hasFocus(target)) {
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${target.toString()}`);
}

async function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate("(element) => element.ownerDocument.activeElement === element");
}
