import { describe, expect, it } from "vitest";
import { useWorkbench } from "./driver/useWorkbench";

describe("when Azure does not answer as hoped", () => {
  const workbench = useWorkbench({ name: "faults", settings: { "azureVmBackup.authentication": "sandbox" } });

  it("shows an error with Retry in place of the list, and the list after Retry", async () => {
    await workbench().openEstate();
    await workbench().explorer.open("Larkmoor Development", "Vaults", "rsv-dev-weu");
    await workbench().sandbox.injectFault({
      path: "/backupPolicies",
      answer: {
        kind: "status",
        status: 403,
        code: "AuthorizationFailed",
        message: "The client does not have authorization to perform this action.",
      },
    });
    await workbench().explorer.open("Policies");
    const error = workbench()
      .explorer.rows.filter({ hasText: /not allowed/ })
      .first();
    await error.waitFor();
    await workbench().screenshot("faults-1-error");
    await error.hover();
    await error.getByRole("button", { name: /Refresh|Retry/ }).click();
    await workbench().explorer.reveal("daily-dev-7d");
    expect(await error.count()).toBe(0);
  });

  it("does not back up a VM that is not protected, and says so where it was chosen", async () => {
    await workbench().run("Back Up Now");
    await workbench().quickInput.choose("dev-build-01");
    await workbench().quickInput.root.getByPlaceholder("It is not protected.").waitFor();
    await workbench().quickInput.escape();
  });

  it("says why vaults of other regions do not fit", async () => {
    await workbench().explorer.open("Virtual machines");
    await workbench().explorer.inlineAction("dev-build-01", "Protect VM");
    const other = workbench().quickInput.option("rsv-sandpit-eus2");
    await other.waitFor();
    expect(await other.textContent()).toMatch(/eastus2/);
    await workbench().quickInput.choose("rsv-sandpit-eus2");
    await workbench().quickInput.input.waitFor();
    await workbench().quickInput.escape();
  });

  it("has thrown no error on the way", () => {
    expect(workbench().pageErrors).toEqual([]);
  });
});
