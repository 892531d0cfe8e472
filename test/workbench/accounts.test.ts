import { describe, expect, it } from "vitest";
import { useWorkbench } from "./driver/useWorkbench";

describe("tenants that want more than a sign-in", () => {
  const workbench = useWorkbench({ name: "accounts", settings: { "azureVmBackup.authentication": "sandbox" } });

  it("are a line of the tree that says why; a click on it signs in there, and their subscriptions come", async () => {
    await workbench().sandbox.demand("Bramwick Freight", { refusesWith: 50076 });
    await workbench().openSideBar();
    const tenant = await workbench().explorer.reveal("Bramwick Freight");
    expect(await tenant.textContent()).toContain("stronger sign-in");
    await workbench().screenshot("accounts-1-tenant");
    await workbench().run("Select Subscriptions");
    expect(await workbench().quickInput.option("Bramwick Freight").textContent()).toContain("stronger sign-in");
    await workbench().quickInput.toggle("Bramwick Freight");
    // The extension takes the tick away again, a moment after the click.
    const tick = workbench().quickInput.option("Bramwick Freight").getByRole("checkbox");
    await expect.poll(() => tick.isChecked()).toBe(false);
    await workbench().quickInput.root.getByText("2 Selected").waitFor();
    await workbench().screenshot("accounts-3-subscriptions");
    await workbench().quickInput.escape();
    await tenant.click();
    await workbench().dialog("second factor", "Approve");
    await expect.poll(() => workbench().explorer.row("Bramwick Freight").count()).toBe(0);
    await workbench().explorer.reveal("Bramwick Freight (read only)");
  });

  it("are asked once about a change, which then goes on", async () => {
    await workbench().sandbox.demand("Larkmoor Logistics", { secondFactor: "changes" });
    await workbench().run("Back Up Now");
    await workbench().quickInput.choose("shop-sql-01");
    await workbench().quickInput.choose("30 days");
    await workbench().dialog("second factor", "Approve");
    await workbench().notifications.said("The backup of shop-sql-01 has started.");
  });

  it("leave nothing of what they have in sight after signing out", async () => {
    await workbench().run("Sign Out");
    await workbench().explorer.welcome.first().waitFor();
    expect(await workbench().explorer.rows.count()).toBe(0);
    await workbench().screenshot("accounts-2-signed-out");
  });

  it("have thrown no error on the way", () => {
    expect(workbench().pageErrors).toEqual([]);
  });
});
