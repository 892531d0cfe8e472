import { describe, expect, it } from "vitest";
import { useWorkbench } from "./driver/useWorkbench";

describe("Show Log", () => {
  const workbench = useWorkbench({ name: "log", settings: { "azureVmBackup.authentication": "sandbox" } });

  it("shows what went wrong, without the token", async () => {
    await workbench().openEstate();
    await workbench().explorer.open("Larkmoor Development", "Vaults", "rsv-dev-weu");
    await workbench().sandbox.injectFault({
      path: "/backupPolicies",
      answer: { kind: "status", status: 404, code: "LostInTheWoods", message: "The policies went for a walk." },
    });
    await workbench().explorer.open("Policies");
    await workbench().explorer.rows.filter({ hasText: "Azure does not find it" }).first().waitFor();
    await workbench().run("Show Log");
    const log = workbench().page.locator(".part.panel .monaco-editor .view-lines");
    await log
      .getByText(/policies\swent\sfor\sa\swalk/)
      .first()
      .waitFor();
    expect(await log.textContent()).not.toContain(workbench().bed.sandbox.token);
  });
});
