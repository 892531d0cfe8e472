import type { Locator, Page } from "playwright-core";

/** A view in the side bar that shows a tree. */
export class TreeView {
  public readonly root: Locator;
  readonly #page: Page;

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

  public get rows(): Locator {
    return this.root.getByRole("treeitem");
  }

  /** The row whose label reads exactly so; below `parent`, when several lists have such a row. */
  public row(label: string): Locator {
    return this.rows.filter({ has: this.#page.locator(".label-name").getByText(label, { exact: true }) });
  }

  /** Opens the rows of a path one after the other and returns the last. */
  public async open(...labels: readonly string[]): Promise<Locator> {
    for (const label of labels) {
      const row = this.row(label).first();
      await row.waitFor();
      if ((await row.getAttribute("aria-expanded")) === "false") {
        await row.click();
      }
    }
    return this.row(labels.at(-1) ?? "").first();
  }

  /** Clicks one of the icons that a row shows under the mouse. */
  public async inlineAction(label: string, action: string): Promise<void> {
    const row = this.row(label).first();
    await row.hover();
    await row.getByRole("button", { name: action }).click();
  }

  /** Runs an entry of a row's context menu. */
  public async contextMenu(label: string, entry: string): Promise<void> {
    await this.row(label).first().click({ button: "right" });
    await this.#page.locator(".context-view .monaco-menu").getByRole("menuitem", { name: entry, exact: true }).click();
  }
}
