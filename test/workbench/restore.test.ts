import { describe, expect, it } from "vitest";
import { useWorkbench } from "./driver/useWorkbench";

describe("restoring in the sandbox", () => {
  const workbench = useWorkbench({
    name: "restore",
    settings: { "azureVmBackup.authentication": "sandbox" },
    // Slow enough for a job to outlive a reload of the window on a busy machine.
    sandbox: { speed: 0.5 },
  });

  it("restores a VM to a new one, step by step and back, and tells of it over a reload of the window", async () => {
    const { quickInput, page } = workbench();
    await workbench().run("Restore to a New VM");
    await quickInput.choose("shop-web-01");
    await quickInput.choose("North Europe");
    await quickInput.root.getByRole("button", { name: "Back" }).click();
    await quickInput.choose("West Europe");
    await quickInput.options.first().click();
    await quickInput.choose("Larkmoor Production");
    await quickInput.choose("rg-shop-weu");
    await quickInput.root.getByText("Name of the new VM").waitFor();
    await quickInput.answer("shop-web-01-copy");
    expect(await quickInput.option("vnet-archive-uks").textContent()).toContain("the new VM is made in westeurope");
    await quickInput.choose("vnet-shop-weu");
    await quickInput.options.first().click();
    await quickInput.choose("Zone 1");
    await quickInput.choose("stbackupweu");
    const dialog = page.locator(".monaco-dialog-box");
    await dialog.waitFor();
    expect(await dialog.textContent()).toContain("Kept: shop-web-01 as it is");
    expect(await dialog.textContent()).toContain("VM behind a load balancer. October 2015:");
    await workbench().screenshot("restore-1-new-vm");
    await dialog.getByRole("button", { name: "Restore" }).click();
    await workbench().notifications.said("The restore of shop-web-01 has started.");
    await workbench().reload();
    await workbench().notifications.said("The VM shop-web-01-copy is restored", 90_000);
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

  it("says what to do with prepared disks when their script was not saved, and unmounts them", async () => {
    const { quickInput, page } = workbench();
    await workbench().run("Recover Files");
    await quickInput.choose("erp-app-01");
    await quickInput.options.first().click();
    await page.locator(".monaco-dialog-box").getByRole("button", { name: "Get Script" }).click();
    await quickInput.root.getByText("Save the script that mounts the disks").waitFor({ timeout: 30_000 });
    await quickInput.escape();
    await workbench().notifications.press("ready to be mounted for 12 hours", "Unmount Disks");
    await workbench().notifications.said("its script no longer works", 30_000);
  });

  it("has thrown no error on the way", () => {
    expect(workbench().pageErrors).toEqual([]);
  });
});
