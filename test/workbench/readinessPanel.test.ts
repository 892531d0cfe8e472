import { describe, expect, it } from "vitest";
import { themes } from "./driver/themes";
import { useWorkbench } from "./driver/useWorkbench";

describe("the readiness panel", () => {
  const workbench = useWorkbench({ name: "readiness", settings: { "azureVmBackup.authentication": "sandbox" } });

  it("opens from the tree and tells what is wrong with the VM agent, and how to install it", async () => {
    await workbench().openEstate();
    await workbench().explorer.open("Larkmoor Production", "Virtual machines");
    // The tree is drawn anew when all is read; a click on a row of before would lose its VM.
    await workbench()
      .explorer.rows.filter({ hasText: /Larkmoor Production.*of \d+/ })
      .first()
      .waitFor();
    await workbench().explorer.inlineAction("erp-app-02", "Check VM Readiness");
    const { content } = workbench().panel();
    await content.getByRole("heading", { name: /erp-app-02/ }).waitFor();
    const agent = content.getByRole("listitem").filter({ hasText: /VM agent/ });
    await agent
      .getByText(/What to do:/)
      .first()
      .waitFor();
    await agent
      .getByRole("button", { name: /^Copy the command/ })
      .first()
      .waitFor();
  });

  it("checks again on demand", async () => {
    const { content } = workbench().panel();
    const requests = (): Promise<number> => workbench().sandbox.requests();
    const before = await requests();
    await content.getByRole("button", { name: "Re-check" }).click();
    await expect.poll(requests).toBeGreaterThan(before);
    await content.getByRole("button", { name: "Re-check" }).waitFor();
  });

  it.each(themes)("is accessible in the theme $label", async (theme) => {
    await workbench().chooseTheme(theme);
    await workbench().panel().content.locator(`body[data-vscode-theme-kind="${theme.kind}"]`).waitFor();
    await workbench().screenshot(`readiness-${theme.label.replaceAll(" ", "-").toLowerCase()}`);
    expect(await workbench().panel().accessibilityProblems()).toEqual([]);
  });

  it("comes back after a reload of the window", async () => {
    await workbench().reload();
    await workbench()
      .panel()
      .content.getByRole("heading", { name: /erp-app-02/ })
      .waitFor();
    await workbench()
      .panel()
      .content.getByText(/VM agent/)
      .first()
      .waitFor();
  });

  it("has thrown no error on the way", () => {
    expect(workbench().pageErrors).toEqual([]);
  });
});
