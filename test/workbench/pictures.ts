import { mkdirSync } from "node:fs";
import path from "node:path";
import { themes } from "./driver/themes";
import { Workbench } from "./driver/workbench";

/** Width that the side bar is drawn to, in pixels, so that descriptions are not cut off. */
const sideBarWidth = 520;

const settings = {
  "azureVmBackup.authentication": "sandbox",
  "editor.minimap.enabled": false,
  "editor.stickyScroll.enabled": false,
  "workbench.layoutControl.enabled": false,
};

const viewport = { width: 1180, height: 720 };

type Take = (name: string, clip?: { readonly width: number }) => Promise<void>;

/** Drives the packaged extension through the sample workspace and the sandbox, and writes the README's pictures. */
export async function takePictures(folder: string, say: (file: string) => void): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const theme of themes.filter(({ label }) => label.endsWith("Modern"))) {
    const workbench = await Workbench.start({ name: "pictures", settings, viewport });
    try {
      await workbench.chooseTheme(theme);
      const take: Take = async (name, clip) => {
        const file = `${name}-${theme.kind.replace("vscode-", "")}.png`;
        await workbench.page.screenshot({
          path: path.join(folder, file),
          animations: "disabled",
          ...(clip === undefined ? {} : { clip: { x: 0, y: 0, width: clip.width, height: viewport.height } }),
        });
        say(file);
      };
      await squiggles(workbench, take);
      await explorer(workbench, take);
      await readiness(workbench, take);
      await createVault(workbench, take);
      await jobs(workbench, take);
    } finally {
      await workbench.close();
    }
  }
}

async function squiggles(workbench: Workbench, take: Take): Promise<void> {
  await workbench.editors.open("data-disk-count.json");
  await (await workbench.editors.problems("40 data disks")).dblclick();
  const squiggle = workbench.editors.squiggles("error").first();
  await squiggle.waitFor();
  await workbench.page.keyboard.press("Control+J");
  // The editor grows when the panel has gone, and a hover that begins before is dropped.
  await workbench.page.locator(".part.panel").waitFor({ state: "hidden" });
  await hoverUntilShown(workbench);
  await take("squiggles");
  await workbench.page.keyboard.press("Escape");
}

/** A hover that begins while the editor is still being laid out is dropped: then the mouse goes away and comes again. */
async function hoverUntilShown({ editors, page }: Workbench): Promise<void> {
  const said = editors.hover.getByText("data-disk-count");
  for (let tries = 1; ; tries += 1) {
    await editors.active.getByText("40", { exact: true }).hover();
    try {
      await said.waitFor({ timeout: 5000 });
      return;
    } catch (error) {
      if (tries === 5) {
        throw error;
      }
      await page.mouse.move(0, 0);
    }
  }
}

async function explorer(workbench: Workbench, take: Take): Promise<void> {
  await workbench.openEstate();
  const { page } = workbench;
  const bar = await page.locator(".part.sidebar").boundingBox();
  if (bar !== null) {
    await page.mouse.move(bar.x + bar.width, 300);
    await page.mouse.down();
    await page.mouse.move(bar.x + sideBarWidth, 300, { steps: 5 });
    await page.mouse.up();
  }
  await workbench.jobs.collapseView();
  await workbench.explorer.open("Larkmoor Production", "Vaults", "Virtual machines");
  await workbench.explorer.reveal("erp-print-01");
  await page.mouse.move(900, 400);
  await take("explorer", { width: (bar?.x ?? 48) + sideBarWidth + 8 });
}

async function readiness(workbench: Workbench, take: Take): Promise<void> {
  await workbench.explorer.inlineAction("erp-app-02", "Check VM Readiness");
  await workbench
    .panel()
    .content.getByRole("heading", { name: /erp-app-02/ })
    .waitFor();
  await workbench.panel().content.getByRole("button", { name: "Re-check" }).waitFor();
  await workbench.page.keyboard.press("Control+B");
  await take("readiness");
}

async function createVault(workbench: Workbench, take: Take): Promise<void> {
  await workbench.run("Create Vault");
  const { content } = workbench.panel();
  await content.getByRole("radio", { name: /Larkmoor Production/ }).check();
  await content.getByRole("button", { name: "Next", exact: true }).click();
  await content.getByRole("combobox").selectOption("norwayeast");
  await content.getByRole("button", { name: "Next", exact: true }).click();
  await content.getByRole("combobox").selectOption("rg-depot-norway");
  await content.getByRole("button", { name: "Next", exact: true }).click();
  await content.getByRole("textbox").fill("rsv-depot");
  await content.getByText("The name is free.").waitFor();
  await take("create-vault");
}

async function jobs(workbench: Workbench, take: Take): Promise<void> {
  await workbench.quickInput.runCommand("View: Close All Editors");
  await workbench.run("Back Up Now");
  await workbench.quickInput.choose("shop-web-01");
  await workbench.quickInput.choose("30 days");
  await workbench.notifications.press("The backup of shop-web-01 has started.", "Show Jobs");
  await workbench.notifications.clear();
  const running = workbench.jobs.row("Backup · shop-web-01").filter({ hasText: "In progress" }).first();
  await running.click();
  await workbench.panel().content.getByText("Take Snapshot").first().waitFor();
  await workbench.panel().content.getByText("In progress").first().waitFor();
  await take("jobs");
}
