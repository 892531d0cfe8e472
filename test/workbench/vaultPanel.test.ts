import { describe, expect, it } from "vitest";
import { useWorkbench } from "./driver/useWorkbench";

describe("the Create Vault panel", () => {
  const workbench = useWorkbench({ name: "vault", settings: { "azureVmBackup.authentication": "sandbox" } });

  async function pressNext(): Promise<void> {
    await workbench()
      .panel()
      .tabTo(workbench().panel().content.getByRole("button", { name: "Next", exact: true }));
    await workbench().page.keyboard.press("Enter");
  }

  it("opens from the palette, with the subscriptions of the account of the settings", async () => {
    await workbench().run("Create Vault");
    const { content } = workbench().panel();
    await content.getByRole("radio", { name: /Larkmoor Production/ }).waitFor();
    expect(await content.getByRole("radio").count()).toBe(3);
  });

  it("is filled in with the keyboard alone, up to the name", async () => {
    const { page } = workbench();
    const { content } = workbench().panel();
    await workbench().focusEditors();
    await workbench().panel().tabTo(content.getByRole("radio").first());
    for (let tries = 0; tries < 3; tries++) {
      if (await content.getByRole("radio", { name: /Larkmoor Production/ }).isChecked()) {
        break;
      }
      await page.keyboard.press("ArrowDown");
    }
    await pressNext();
    await workbench().panel().tabTo(content.getByRole("combobox"));
    await page.keyboard.type("Norway East");
    await expect.poll(() => content.getByRole("combobox").inputValue()).toBe("norwayeast");
    await workbench().screenshot("vault-1-region");
    await pressNext();
    await workbench().panel().tabTo(content.getByRole("combobox"));
    await page.keyboard.type("rg-depot-norway");
    await pressNext();
    await workbench()
      .panel()
      .tabTo(content.getByRole("textbox", { name: "Name of the vault" }));
  });

  it("checks the name while it is typed, against Azure too", async () => {
    const { page } = workbench();
    const { content } = workbench().panel();
    await page.keyboard.type("1vault");
    await content
      .getByText(/a letter first|start/i)
      .first()
      .waitFor();
    // Not Control+A: VS Code carries that out for a panel a moment later, in the middle of what is typed next.
    await page.keyboard.press("Shift+Home");
    await page.keyboard.type("rsv-depot");
    await content.getByText("The name is free.").waitFor();
  });

  it("survives a reload of the window with everything filled in so far", async () => {
    await workbench().reload();
    const name = workbench().panel().content.getByRole("textbox", { name: "Name of the vault" });
    await expect.poll(() => name.inputValue()).toBe("rsv-depot");
    await workbench().focusEditors();
    expect(await workbench().panel().accessibilityProblems()).toEqual([]);
  });

  it("reviews, creates the vault, also over a reload in the middle, and offers to protect VMs", async () => {
    const { page } = workbench();
    // Azure takes its time before and after the reload, so that the creation can be seen in both lives of the window.
    await workbench().sandbox.injectFault({
      method: "GET",
      path: "/operationStatus/",
      times: 2,
      answer: { kind: "slow", milliseconds: 8000 },
    });
    const { content } = workbench().panel();
    await pressNext();
    await workbench()
      .panel()
      .tabTo(content.getByRole("radio", { checked: true }));
    await page.keyboard.press("ArrowDown");
    await pressNext();
    await content.getByText("Norway East").first().waitFor();
    await workbench().screenshot("vault-2-review");
    await workbench()
      .panel()
      .tabTo(content.getByRole("button", { name: "Create Vault" }));
    await page.keyboard.press("Enter");
    const creating = content.getByRole("heading", { name: "Creating the vault rsv-depot" });
    await creating.waitFor();
    await workbench().reload();
    await creating.waitFor();
    await workbench().screenshot("vault-3-creating");
    await content.getByText("The vault has been created and is listed as active.").waitFor();
    await content.getByRole("button", { name: "Protect VMs" }).waitFor();
    await workbench().screenshot("vault-4-created");
    expect(await workbench().panel().accessibilityProblems()).toEqual([]);
  });

  it("lists the new vault in the tree", async () => {
    await workbench().openSideBar();
    await workbench().explorer.open("Larkmoor Production", "Vaults");
    expect(await workbench().explorer.spoken("rsv-depot")).toContain("norwayeast");
  });

  it("has thrown no error on the way", () => {
    expect(workbench().pageErrors).toEqual([]);
  });
});
