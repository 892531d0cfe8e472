import { describe, expect, it } from "vitest";
import { useWorkbench } from "./driver/useWorkbench";

describe("restoring in the sandbox", () => {
  const workbench = useWorkbench({
    name: "restore",
    settings: { "azureVmBackup.authentication": "sandbox" },
    // Slow enough for a job to outlive a reload of the window on a busy machine.
    sandbox: { speed: 0.5 },
  });

  it("restores a VM to a new one of another subscription, step by step and back, over a reload of the window", async () => {
    const { quickInput, page } = workbench();
    await workbench().run("Restore to a New VM");
    await quickInput.choose("shop-web-01");
    await quickInput.choose("North Europe");
    await quickInput.root.getByRole("button", { name: "Back" }).click();
    await quickInput.choose("West Europe");
    await quickInput.options.first().click();
    await quickInput.choose("Larkmoor Development");
    await quickInput.choose("rg-dev-weu");
    await quickInput.root.getByText("Name of the new VM").waitFor();
    await quickInput.answer("shop-web-01-copy");
    expect(await quickInput.option("vnet-Sandpit").textContent()).toContain("the new VM is made in westeurope");
    await quickInput.choose("vnet-dev-weu");
    await quickInput.options.first().click();
    await quickInput.choose("Zone 1");
    await quickInput.choose("stdev");
    const dialog = page.locator(".monaco-dialog-box");
    await dialog.waitFor();
    expect(await dialog.textContent()).toContain("rg-dev-weu of the subscription Larkmoor Development");
    expect(await dialog.textContent()).toContain("Kept: shop-web-01 as it is");
    expect(await dialog.textContent()).toContain("VM behind a load balancer. October 2015:");
    await workbench().screenshot("restore-1-new-vm");
    await dialog.getByRole("button", { name: "Restore" }).click();
    await workbench().notifications.said("The restore of shop-web-01 has started.");
    await workbench().reload();
    await workbench().notifications.said("The VM shop-web-01-copy is restored", 90_000);
    await workbench().openSideBar();
    await workbench().explorer.open("Larkmoor Development", "Virtual machines");
    expect(await workbench().explorer.spoken("shop-web-01-copy")).toContain("Not protected");
  });

  it("restores disks in the paired region of the vault, and follows the job there", async () => {
    const { quickInput, page } = workbench();
    await workbench().run("Restore Disks");
    await quickInput.choose("shop-cache-01");
    await quickInput.choose("North Europe");
    await quickInput.root.getByPlaceholder("has been copied to North Europe").waitFor();
    await quickInput.options.first().click();
    await quickInput.choose("Larkmoor Production");
    await quickInput.choose("rg-warehouse-neu");
    await quickInput.choose("stbackupneu");
    const dialog = page.locator(".monaco-dialog-box");
    await dialog.waitFor();
    expect(await dialog.textContent()).toContain("in the resource group rg-warehouse-neu (northeurope)");
    await workbench().screenshot("restore-2-paired-region");
    await dialog.getByRole("button", { name: "Restore" }).click();
    await workbench().notifications.said("The disks of shop-cache-01 are restored into", 90_000);
  });

  it("asks how disks behind private endpoints are reached", async () => {
    const { quickInput, page } = workbench();
    await workbench().run("Restore Disks");
    await quickInput.choose("erp-db-01");
    await quickInput.choose("West Europe");
    await quickInput.root.getByPlaceholder("Choose a recovery point").waitFor();
    await quickInput.options.first().click();
    await quickInput.root.getByText("18 Selected").waitFor();
    await page.keyboard.press("Enter");
    await quickInput.choose("Larkmoor Production");
    await quickInput.choose("rg-erp-weu");
    await quickInput.option("Over the Internet too").waitFor();
    await workbench().screenshot("restore-3-private-access");
    await quickInput.choose("da-erp-weu");
    await quickInput.choose("stbackupweu");
    await workbench().dialog("reached through the private endpoints of da-erp-weu", "Cancel");
  });

  it("replaces disks of a VM that is stopped, once its name is typed", async () => {
    const { quickInput, page } = workbench();
    await workbench().run("Replace Disks");
    await quickInput.choose("shop-web-02");
    await workbench().notifications.said("shop-web-02 is running; stop it before");
    await workbench().run("Replace Disks");
    await quickInput.choose("shop-cache-01");
    await quickInput.options.first().click();
    await quickInput.choose("stbackupweu");
    await page.locator(".monaco-dialog-box").getByRole("button", { name: "Continue" }).click();
    await quickInput.root.getByText("Type shop-cache-01 to confirm.").waitFor();
    await quickInput.answer("shop-cache-01");
    await workbench().notifications.said("The disks of shop-cache-01 are replaced", 90_000);
  });

  it("keeps the script of prepared disks until it is saved, copies its password, and unmounts them", async () => {
    const { quickInput, page } = workbench();
    await workbench().run("Recover Files");
    await quickInput.choose("erp-app-01");
    await quickInput.options.first().click();
    await page.locator(".monaco-dialog-box").getByRole("button", { name: "Get Script" }).click();
    await quickInput.root.getByText("Save the script that mounts the disks").waitFor({ timeout: 30_000 });
    await quickInput.escape();
    await workbench().notifications.press("ready to be mounted for 12 hours", "Save Script");
    await quickInput.root.getByText("Save the script that mounts the disks").waitFor();
    await page.keyboard.press("Enter");
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await workbench().notifications.press("asks for a password", "Copy Password");
    await workbench().notifications.said("The password of the script is copied");
    expect(await page.evaluate("navigator.clipboard.readText()")).toMatch(/^\w{15}$/);
    await workbench().notifications.press("The password of the script is copied", "Unmount Disks");
    await workbench().notifications.said("its script no longer works", 30_000);
  });

  it("has thrown no error on the way", () => {
    expect(workbench().pageErrors).toEqual([]);
  });
});
