import { mkdirSync } from "node:fs";
import path from "node:path";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { startTestBed } from "../../../scripts/vscode/testBed.mjs";
import type { TestBed, TestBedOptions } from "../../../scripts/vscode/testBed.mjs";
import { Editors } from "./editors";
import { Notifications } from "./notifications";
import { QuickInput } from "./quickInput";
import { SandboxControl } from "./sandboxControl";
import type { Theme } from "./themes";
import { TreeView } from "./treeView";
import { until } from "./until";
import { WebviewPanel } from "./webviewPanel";

const pictures = path.resolve(import.meta.dirname, "../../../out/screenshots");

/** Milliseconds that VS Code and its extension host may take to come up. */
const startLimit = 90_000;

/** Milliseconds that the side bar may take to show after a click. */
const sideBarPatience = 6_000;

/** What a workbench starts with. */
export interface WorkbenchOptions extends TestBedOptions {
  /** The window's size in pixels. */
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** A real VS Code in a browser, with the packaged extension installed and a sandbox to talk to. */
export class Workbench {
  public readonly quickInput: QuickInput;
  public readonly notifications: Notifications;
  public readonly editors: Editors;
  /** The tree of vaults and VMs. */
  public readonly explorer: TreeView;
  public readonly jobs: TreeView;
  public readonly sandbox: SandboxControl;
  /** Errors that pages have thrown so far, the panels' own included. */
  public readonly pageErrors: string[] = [];

  private constructor(
    public readonly bed: TestBed,
    private readonly context: BrowserContext,
    public readonly page: Page,
  ) {
    this.quickInput = new QuickInput(page);
    this.notifications = new Notifications(page);
    this.editors = new Editors(page, this.quickInput);
    this.explorer = new TreeView(page, "Vaults and VMs");
    this.jobs = new TreeView(page, "Jobs");
    this.sandbox = new SandboxControl(bed.sandbox);
    page.on("pageerror", (error) => this.pageErrors.push(error.message));
  }

  /** Starts everything and waits until VS Code can be used. */
  public static async start(options: WorkbenchOptions): Promise<Workbench> {
    const bed = await startTestBed(options);
    try {
      const context = await bed.browser.newContext({ viewport: options.viewport ?? { width: 1440, height: 900 } });
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      const workbench = new Workbench(bed, context, page);
      await page.goto(bed.url, { waitUntil: "domcontentloaded" });
      await workbench.#ready();
      return workbench;
    } catch (error) {
      await bed.stop();
      throw error;
    }
  }

  /** The extension's icon in the activity bar. */
  public get activityBarIcon(): Locator {
    return this.page.locator(".activitybar").getByRole("tab", { name: /^Azure VM Backup/ });
  }

  /** Opens the extension's side bar. While VS Code brings it back after a reload, a click closes it: then it is clicked again. */
  public async openSideBar(): Promise<void> {
    const isShown = async (): Promise<boolean> => {
      if ((await this.activityBarIcon.getAttribute("aria-selected")) !== "true") {
        await this.activityBarIcon.click();
        await this.restMouse();
      }
      return this.explorer.root.waitFor({ timeout: sideBarPatience }).then(
        () => true,
        () => false,
      );
    };
    await until("the side bar shows", isShown);
  }

  /** Takes the mouse to where nothing answers it: the hover of what it rests on would cover the rows beside, for clicks and in pictures. */
  public async restMouse(): Promise<void> {
    const { width, height } = this.page.viewportSize() ?? { width: 1440, height: 900 };
    await this.page.mouse.move(width / 2, height / 2);
  }

  /** Opens the view and waits for the sandbox's usual subscriptions: they show as tenants answer, and move the rows below. */
  public async openEstate(): Promise<void> {
    await this.openSideBar();
    for (const subscription of ["Bramwick Freight (read only)", "Larkmoor Development", "Larkmoor Production"]) {
      await this.explorer.rows.filter({ hasText: subscription }).first().waitFor();
    }
  }

  /** Runs a command by its title, as a person does in the palette: "Create Vault". */
  public async run(title: string, category = "Azure VM Backup"): Promise<void> {
    await this.quickInput.runCommand(`${category}: ${title}`);
  }

  /** Chooses a colour theme and waits until the workbench shows it. */
  public async chooseTheme(theme: Theme): Promise<void> {
    await this.quickInput.runCommand("Preferences: Color Theme");
    await this.quickInput.input.fill(theme.label);
    await this.quickInput.choose(theme.label);
    await this.quickInput.root.waitFor({ state: "hidden" });
  }

  /** Moves the focus into the first group of editors, panels included, as its key binding does. */
  public async focusEditors(): Promise<void> {
    await this.page.keyboard.press("Control+1");
  }

  /** The panel (webview) in the front editor. */
  public panel(): WebviewPanel {
    return new WebviewPanel(this.page);
  }

  /** Answers the modal dialog that says this. */
  public async dialog(text: string, button: string): Promise<void> {
    const dialog = this.page.locator(".monaco-dialog-box").filter({ hasText: text });
    await dialog.getByRole("button", { name: button }).click();
  }

  /** Reloads the window as people do it: VS Code stores its state first, which a reload of the page alone may cut short. */
  public async reload(): Promise<void> {
    const reloaded = this.page.waitForEvent("domcontentloaded");
    await this.quickInput.runCommand("Developer: Reload Window");
    await reloaded;
    await this.#ready();
  }

  /** Writes out/screenshots/NAME.png: to look at, nothing is compared. */
  public async screenshot(name: string): Promise<void> {
    mkdirSync(pictures, { recursive: true });
    await this.page.screenshot({ path: path.join(pictures, `${name}.png`) });
  }

  /** Ends VS Code, the browser and the sandbox. */
  public async close(): Promise<void> {
    await this.context.close();
    await this.bed.stop();
  }

  async #ready(): Promise<void> {
    await this.page.locator(".monaco-workbench .statusbar").waitFor({ timeout: startLimit });
    // Contributed icons come with the first answer of the server's extension scan.
    await this.activityBarIcon.waitFor({ timeout: startLimit });
  }
}
