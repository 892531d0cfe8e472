import { describe, expect, it } from "vitest";
import { useWorkbench } from "./driver/useWorkbench";

describe("the whole path from a template to a protected VM", () => {
  const workbench = useWorkbench({ name: "path", sandbox: { speed: 2 } });

  it("underlines the data disks that are too many, and lists the finding among the problems", async () => {
    await workbench().editors.open("data-disk-count.json");
    const problems = await workbench().editors.problems("data-disk-count");
    await problems.filter({ hasText: "40 data disks" }).dblclick();
    await workbench().editors.squiggles("error").first().waitFor();
    await workbench().screenshot("path-1-squiggles");
  });

  it("offers the sandbox in the welcome view and signs in there", async () => {
    await workbench().openSideBar();
    await workbench().explorer.welcome.getByRole("button", { name: "Try Without an Azure Account" }).click();
    await workbench().explorer.row("Larkmoor Production").waitFor();
    await expect.poll(() => workbench().explorer.rows.count()).toBe(3);
  });

  it("shows vaults, and VMs with their protection state", async () => {
    await workbench().explorer.open("Larkmoor Production", "Vaults");
    await workbench().explorer.reveal("rsv-larkmoor-weu");
    await workbench().explorer.open("Virtual machines");
    expect(await workbench().explorer.spoken("shop-api-01")).toContain("Not protected");
    // The age comes first: a narrow view cuts off what follows.
    const beside = workbench().explorer.root.locator(".pane-header .description");
    await expect.poll(() => beside.textContent()).toMatch(/^as of \d+:\d\d\s[AP]M · Sandbox$/);
    await workbench().screenshot("path-2-explorer");
  });

  it("protects a VM with a vault of its region and a policy, and says which vaults do not fit", async () => {
    await workbench().explorer.inlineAction("shop-api-01", "Protect VM");
    await workbench().quickInput.option("rsv-larkmoor-weu").waitFor();
    expect(await workbench().quickInput.option("rsv-larkmoor-neu").textContent()).toMatch(/northeurope|North Europe/);
    await workbench().screenshot("path-3-choose-vault");
    await workbench().quickInput.choose("rsv-larkmoor-weu");
    await workbench().quickInput.choose("daily-2230-30d");
    await workbench().quickInput.choose("All disks");
    await workbench().notifications.said("shop-api-01: protected in the vault rsv-larkmoor-weu");
    await expect.poll(() => workbench().explorer.spoken("shop-api-01")).not.toContain("Not protected");
    expect(await workbench().explorer.spoken("shop-api-01")).toContain("Protected");
  });

  it("backs the VM up on demand and shows the job until it is completed", async () => {
    await workbench().notifications.press("shop-api-01: protected", "Back Up Now");
    await workbench().quickInput.choose("30 days");
    await workbench().notifications.press("The backup of shop-api-01 has started.", "Show Jobs");
    const job = workbench().jobs.row("Backup · shop-api-01").first();
    await job.waitFor();
    await workbench().screenshot("path-4-job");
    await expect.poll(() => job.textContent(), { timeout: 60_000 }).toContain("Completed");
  });

  it("follows a job over a reload of the window, and tells when it has ended", async () => {
    await workbench().notifications.clear();
    await workbench().explorer.inlineAction("shop-sql-01", "Back Up Now");
    await workbench().quickInput.choose("30 days");
    await workbench().notifications.said("The backup of shop-sql-01 has started.");
    await workbench().reload();
    await workbench().notifications.said(/shop-sql-01.*(completed|finished|ended|done)/i, 60_000);
    await workbench().openSideBar();
    const job = workbench().jobs.row("Backup · shop-sql-01").first();
    await expect.poll(() => job.textContent()).toContain("Completed");
  });

  it("has thrown no error on the way", () => {
    expect(workbench().pageErrors).toEqual([]);
  });
});
