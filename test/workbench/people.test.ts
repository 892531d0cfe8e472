import { describe, expect, it } from "vitest";
import { useWorkbench } from "./driver/useWorkbench";

const larkmoor = "7d1e0f6a-52c4-4b0e-8f63-9a1c2e5d7b10";
const bramwick = "c3a9b5d2-1f47-4e8a-b6d0-3e7f9a2c4d61";
const ana = { id: "ana", label: "ana@larkmoor.example", tenantId: larkmoor };
const ben = { id: "ben", label: "ben@bramwick.example", tenantId: bramwick };

/** VS Code's own machinery of accounts, with a stand-in for Microsoft's sign-in page, and the sandbox behind https. */
describe("people of VS Code, in a cloud of their own", () => {
  const workbench = useWorkbench({ name: "people", attach: false, people: [ana, ben] });
  const subscriptions = () => workbench().explorer.rows.allTextContents();

  it("sign in, and see what their tenants have", async () => {
    await workbench().openSideBar();
    await workbench().run("Sign In");
    await workbench().dialog("The extension 'Azure VM Backup' wants to sign in", "Allow");
    await workbench().quickInput.choose(ana.label);
    await workbench().explorer.row("Larkmoor Production").waitFor();
    await expect.poll(subscriptions).toEqual(["Larkmoor Development", "Larkmoor Production"]);
  });

  it("are joined by others, whose subscriptions come beside the first ones", async () => {
    const { quickInput } = workbench();
    await workbench().run("Sign In");
    await quickInput.choose("Microsoft account");
    await workbench().dialog("The extension 'Azure VM Backup' wants to sign in", "Allow");
    await quickInput.choose("Sign in to another account");
    await quickInput.choose(ben.label);
    await expect
      .poll(subscriptions)
      .toEqual(["Bramwick Freight (read only)", "Larkmoor Development", "Larkmoor Production"]);
    await workbench().run("Select Subscriptions");
    await quickInput.root.getByText(`Bramwick Freight · ${ben.label}`).waitFor();
    await quickInput.root.getByText(`Larkmoor Logistics · ${ana.label}`).waitFor();
    await workbench().screenshot("people-1-subscriptions");
    await quickInput.escape();
  });

  it("are asked for a second factor where a change needs it, each for their own tenant", async () => {
    const { quickInput } = workbench();
    await workbench().sandbox.demand("Larkmoor Logistics", { secondFactor: "changes" });
    const backUp = async () => {
      await workbench().run("Back Up Now");
      await quickInput.choose("shop-sql-01");
      await quickInput.choose("30 days");
    };
    await backUp();
    await workbench().dialog(`Azure asks ${ana.label} for a stronger sign-in`, "Cancel");
    await expect.poll(() => workbench().notifications.toast("backup").count()).toBe(0);
    await backUp();
    await workbench().dialog(`Azure asks ${ana.label} for a stronger sign-in`, "Allow");
    await workbench().dialog(`${ana.label}: second factor?`, "Approve");
    await workbench().notifications.said("The backup of shop-sql-01 has started.");
    await workbench().screenshot("people-2-second-factor");
  });

  it("are there again after a reload of the window", async () => {
    await workbench().reload();
    await workbench().openEstate();
  });

  it("leave with their subscriptions when they sign out of VS Code", async () => {
    const { page } = workbench();
    await page
      .locator(".activitybar")
      .getByRole("button", { name: /Accounts/ })
      .click();
    await page.getByRole("menuitem", { name: new RegExp(ben.label) }).click();
    // By keys: VS Code's menus take no click in their first moment.
    await page.getByRole("menuitem", { name: "Manage Trusted Extensions" }).press("ArrowDown");
    await page.keyboard.press("Enter");
    await workbench().dialog(ben.label, "Sign Out");
    await expect.poll(subscriptions).toEqual(["Larkmoor Development", "Larkmoor Production"]);
    await workbench().screenshot("people-3-left");
  });

  it("have thrown no error on the way", () => {
    expect(workbench().pageErrors).toEqual([]);
  });
});
