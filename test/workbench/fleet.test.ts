import { describe, expect, it } from "vitest";
import { useWorkbench } from "./driver/useWorkbench";

/** A slow machine takes its time to read 100,000 VMs. */
const whole = { timeout: 100_000 };

describe("the explorer in front of 100,000 VMs", () => {
  const workbench = useWorkbench({
    name: "fleet",
    settings: { "azureVmBackup.authentication": "sandbox" },
    sandbox: { estate: "fleet" },
  });

  it("finds a VM by a part of its name and shows it in the tree", async () => {
    await workbench().openSideBar();
    await workbench().explorer.row("Data recovery 14").waitFor();
    await workbench().run("Find VM or Vault");
    await workbench().quickInput.input.fill("parcels-batch-141399");
    await workbench().quickInput.choose("parcels-batch-141399");
    await workbench().explorer.row("parcels-batch-141399").waitFor(whole);
    await workbench().screenshot("fleet-2-found");
  }, 240_000);

  it("shows only VMs that are not backed up, and how many", async () => {
    await workbench().run("Show Unprotected VMs");
    await workbench().explorer.root.getByText("Only virtual machines that are not backed up are shown.").waitFor(whole);
    await expect
      .poll(() =>
        workbench()
          .explorer.root.getByText(/of 3,000 unprotected/)
          .count(),
      )
      .toBeGreaterThan(0);
    await workbench().screenshot("fleet-3-unprotected");
  }, 240_000);

  it("has thrown no error on the way", () => {
    expect(workbench().pageErrors).toEqual([]);
  });
});
