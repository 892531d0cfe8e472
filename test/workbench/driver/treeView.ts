import type { Locator, Page } from "playwright-core";

/** How often a list is scrolled in search of a row, a quarter of a second each. */
const maximumSweeps = 120;

/** A view in the side bar that shows a tree. */
export class TreeView {
  public readonly root: Locator;
  readonly #page: Page;
  readonly #opened = new Set<string>();

  /** @param name the view's title */
  public constructor(page: Page, name: string) {
    this.#page = page;
    this.root = page.locator(".sidebar .pane").filter({
      has: page.locator(".pane-header").filter({ hasText: name }),
    });
  }

  /** The welcome text that stands in place of an empty tree. */
  public get welcome(): Locator {
    return this.root.locator(".welcome-view-content");
  }

  /** Closes the view, so that the others get its room. */
  public async collapseView(): Promise<void> {
    const header = this.root.locator(".pane-header");
    if ((await header.getAttribute("aria-expanded")) === "true") {
      await header.click();
    }
  }

  public get rows(): Locator {
    return this.root.getByRole("treeitem");
  }

  /** The row whose label reads exactly so; below `parent`, when several lists have such a row. */
  public row(label: string): Locator {
    return this.rows.filter({ has: this.#page.locator(".label-name").getByText(label, { exact: true }) });
  }

  /** Scrolls until a row is there: the list only holds the rows that can be seen. Waits for rows that are still being loaded. */
  public async reveal(label: string): Promise<Locator> {
    const row = this.row(label).first();
    const list = this.root.locator(".monaco-list");
    await list.waitFor();
    for (let tries = 0; tries < maximumSweeps; tries++) {
      if ((await row.isVisible()) && (await liesWithin(row, list))) {
        return row;
      }
      await list.hover({ position: { x: 40, y: 10 } });
      await this.#page.mouse.wheel(0, (tries + 1) % 12 === 0 ? -100_000 : 150);
      await row.waitFor({ timeout: 250 }).catch(() => undefined);
    }
    throw new Error(`The tree shows no row "${label}", only: ${(await this.rows.allTextContents()).join(" | ")}`);
  }

  /** What a screen reader says of a row: its label with its state in words. */
  public async spoken(label: string): Promise<string> {
    return (await (await this.reveal(label)).getAttribute("aria-label")) ?? "";
  }

  /** Opens the rows of a path one after the other. */
  public async open(...labels: readonly string[]): Promise<void> {
    for (const label of labels) {
      for (let tries = 0; tries < 5 && !(await this.#expand(label)); tries++) {
        // VS Code lends the row's element to other rows when the tree is drawn anew: the click may have closed one above.
        await this.#expandAgain();
      }
      this.#opened.add(label);
    }
  }

  /** Clicks a closed row; whether it is open then. A row that nothing can be below counts as open. */
  async #expand(label: string): Promise<boolean> {
    const row = await this.reveal(label);
    if ((await row.getAttribute("aria-expanded")) !== "false") {
      return true;
    }
    await row.click();
    return row
      .and(this.#page.locator("[aria-expanded=false]"))
      .waitFor({ state: "hidden", timeout: 2_000 })
      .then(
        () => true,
        () => false,
      );
  }

  async #expandAgain(): Promise<void> {
    for (const label of this.#opened) {
      const row = this.row(label).first();
      if ((await row.isVisible()) && (await row.getAttribute("aria-expanded")) === "false") {
        await row.click();
      }
    }
  }

  /** Clicks one of the icons that a row shows under the mouse. */
  public async inlineAction(label: string, action: string): Promise<void> {
    const row = await this.reveal(label);
    await row.hover();
    await row.getByRole("button", { name: action }).click();
  }

  /** Runs an entry of a row's context menu. */
  public async contextMenu(label: string, entry: string): Promise<void> {
    await (await this.reveal(label)).click({ button: "right" });
    await this.#page.locator(".context-view .monaco-menu").getByRole("menuitem", { name: entry, exact: true }).click();
  }
}

/** Rows just outside the visible part are in the page too, but nobody could click them. */
async function liesWithin(row: Locator, list: Locator): Promise<boolean> {
  const [inner, outer] = await Promise.all([row.boundingBox(), list.boundingBox()]);
  return inner !== null && outer !== null && inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height;
}
