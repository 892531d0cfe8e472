import { describe, expect, it } from "vitest";
import { themes } from "./driver/themes";
import { useWorkbench } from "./driver/useWorkbench";

describe("the check of templates", () => {
  const workbench = useWorkbench({ name: "templates" });

  it("goes from a squiggle by the lightbulb to a clean template", async () => {
    const { editors, page } = workbench();
    await editors.open("vm-agent-disabled.json");
    await (await editors.problems("without the VM agent")).first().dblclick();
    await editors.squiggles("error").first().waitFor();
    expect(await editors.lenses.first().textContent()).toMatch(/^Not protectable: /);
    const fixes = await editors.quickFixes();
    await workbench().screenshot("templates-1-lightbulb");
    expect(await fixes.first().textContent()).toBe("Set provisionVMAgent to true");
    await page.keyboard.press("Enter");
    await expect.poll(() => editors.squiggles("error").count()).toBe(0);
    // VS Code refreshes the lines in sight only, and the machine begins further up.
    await page.keyboard.press("PageUp");
    await expect.poll(() => editors.lenses.first().textContent()).toMatch(/^Protectable/);
    await page.keyboard.press("Control+Z");
    await editors.squiggles("error").first().waitFor();
  });

  it("shows the findings with another choice of parameters", async () => {
    const { editors, quickInput } = workbench();
    await editors.open("azuredeploy.json");
    await (await editors.problems("40 data disks")).first().waitFor();
    await workbench().run("Select Parameter File");
    await quickInput.choose("None");
    await (await editors.problems("as many data disks as parameter")).first().waitFor();
    await workbench().run("Select Parameter File");
    await quickInput.choose("Automatic");
    await (await editors.problems("40 data disks")).first().waitFor();
  });

  it("leads from a finding to its limit on the page of both matrices", async () => {
    const { editors } = workbench();
    await (await editors.problems("40 data disks")).first().dblclick();
    await editors.applyQuickFix("Explain the limits behind data-disk-count");
    const { content } = workbench().panel();
    await content.getByRole("heading", { name: "Limits of Azure VM backup, then and now" }).waitFor();
    // The rule's own row has the focus, so that a screen reader begins there too.
    await content.locator("th:focus").filter({ hasText: "data-disk-count" }).waitFor();
  });

  it.each(themes)("has a page of the limits that is accessible in the theme $label", async (theme) => {
    await workbench().chooseTheme(theme);
    await workbench().panel().content.locator(`body[data-vscode-theme-kind="${theme.kind}"]`).waitFor();
    await workbench().screenshot(`limits-${theme.label.replaceAll(" ", "-").toLowerCase()}`);
    expect(await workbench().panel().accessibilityProblems()).toEqual([]);
  });

  it("checks the whole workspace and opens a template from the summary", async () => {
    await workbench().run("Check Workspace");
    const { content } = workbench().panel();
    await content.getByRole("heading", { name: "Backup check of the workspace" }).waitFor();
    const row = content.getByRole("row").filter({ hasText: "rules/vm-agent-disabled.json" });
    expect(await row.textContent()).toContain("Not protectable");
    for (const theme of themes) {
      await workbench().chooseTheme(theme);
      await content.locator(`body[data-vscode-theme-kind="${theme.kind}"]`).waitFor();
      await workbench().screenshot(`workspace-${theme.label.replaceAll(" ", "-").toLowerCase()}`);
      expect(await workbench().panel().accessibilityProblems()).toEqual([]);
    }
    await row.getByRole("button").click();
    await workbench().page.locator(".tab.active").filter({ hasText: "vm-agent-disabled.json" }).waitFor();
  });

  it("has thrown no error on the way", () => {
    expect(workbench().pageErrors).toEqual([]);
  });
});
