import { describe, expect, it } from "vitest";
import { useWorkbench } from "./driver/useWorkbench";

const archiveVault =
  "/subscriptions/2f8c6a10-9b34-4d57-a1e2-6c0d8b7f5e41/resourceGroups/rg-backup-uks/providers/Microsoft.RecoveryServices/vaults/rsv-archive-uks";
const guard =
  "/subscriptions/2f8c6a10-9b34-4d57-a1e2-6c0d8b7f5e41/resourceGroups/rg-backup-neu/providers/Microsoft.DataProtection/resourceGuards/guard-neu";
const development = "/subscriptions/84b1d3e7-0a5c-4f92-8d66-1e3a7c9b2f05/resourceGroups";
const devVault = `${development}/rg-dev-weu/providers/Microsoft.RecoveryServices/vaults/rsv-dev-weu`;
const identity = `${development}/rg-Sandpit/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-backup-reader`;

describe("the operations of the palette", () => {
  const workbench = useWorkbench({
    name: "operations",
    settings: { "azureVmBackup.authentication": "sandbox" },
    sandbox: { speed: 4 },
  });
  const toast = (text: string | RegExp) => workbench().notifications.said(text, 60_000);
  const run = async (title: string, ...answers: readonly string[]): Promise<void> => {
    await workbench().notifications.clear();
    await workbench().run(title);
    for (const answer of answers) {
      await workbench().quickInput.choose(answer);
    }
  };

  it("give a VM another policy, which then lists it", async () => {
    await workbench().openEstate();
    await run("Change Policy", "shop-web-01", "daily-0200-180d");
    await toast("shop-web-01 now has the policy daily-0200-180d");
    await run("Show VMs of Policy", "rsv-larkmoor-weu", "daily-0200-180d");
    await workbench().quickInput.option("shop-web-01").waitFor();
    await workbench().screenshot("operations-1-vms-of-policy");
    await workbench().quickInput.escape();
  });

  it("cancel a backup that runs", async () => {
    await run("Back Up Now", "shop-cache-01", "30 days");
    await toast("The backup of shop-cache-01 has started.");
    await run("Cancel Job", "Backup · shop-cache-01");
    await toast(/Backup of shop-cache-01: (Azure is cancelling the job|the job has ended: Cancelled)/);
    await workbench().screenshot("operations-2-cancelled");
  });

  it("move a VM to another vault of its region, once its name has been typed", async () => {
    await run("Move to Another Vault", "shop-web-02", "rsv-erp-weu", "DefaultPolicy", "Until somebody deletes them");
    await workbench().quickInput.confirm("shop-web-02");
    await toast("shop-web-02 is protected in the vault rsv-erp-weu now, with the policy DefaultPolicy.");
    await workbench().screenshot("operations-3-moved");
  });

  it("delete a vault that holds only soft-deleted backups, and bring it back with them", async () => {
    await run("Delete Vault", "rsv-archive-uks");
    await workbench().quickInput.confirm("rsv-archive-uks");
    await toast("The vault rsv-archive-uks is deleted.");
    await run("Undelete Vault", "Larkmoor Production", "UK South");
    await workbench().quickInput.option("rsv-archive-uks").waitFor();
    await workbench().screenshot("operations-4-deleted-vaults");
    await workbench().quickInput.choose("rsv-archive-uks");
    await toast("The vault rsv-archive-uks is back.");
  });

  it("bring soft-deleted backups back, resume them, and move what is old to the archive", async () => {
    await run("Undelete Backup", "arc-tape-01");
    await toast("The recovery points of arc-tape-01 are back.");
    await run("Resume Protection", "arc-tape-01", "monthly-first-sunday-24m");
    await toast("arc-tape-01: protected in the vault rsv-archive-uks");
    await workbench().sandbox.passDays(100);
    await run("Move Recovery Points to Archive", "arc-tape-01");
    await workbench().quickInput.root.getByText("Move recovery points of arc-tape-01").waitFor();
    await workbench().screenshot("operations-5-archive");
    await workbench().page.keyboard.press("Enter");
    await toast(/recovery points of arc-tape-01 are moving to the archive/);
    expect(await workbench().sandbox.read(`${archiveVault}/backupJobs?api-version=2024-04-01`)).toContain(
      "MoveRecoveryPoint",
    );
  });

  it("put a vault under a Resource Guard, and take it away again", async () => {
    await workbench().sandbox.put(`${guard}?api-version=2024-04-01`, { location: "northeurope", properties: {} });
    await run("Set Resource Guard", "rsv-larkmoor-neu");
    await workbench().quickInput.answerTo("Resource ID of the guard", guard);
    await toast("The Resource Guard guard-neu guards the vault rsv-larkmoor-neu now.");
    await run("Remove Resource Guard", "rsv-larkmoor-neu");
    await workbench().quickInput.confirm("rsv-larkmoor-neu");
    await toast("The vault rsv-larkmoor-neu has no Resource Guard any more.");
    await workbench().screenshot("operations-6-guard");
  });

  it("encrypt a vault with a key that an identity of its own reads", async () => {
    await workbench().sandbox.put(`${identity}?api-version=2023-01-31`, { location: "eastus2" });
    await run("Change Vault Settings", "rsv-sandpit-eus2", "User-assigned identities", "Assign an identity");
    await workbench().quickInput.answerTo("Resource ID of the identity", identity);
    await toast("User-assigned identities of rsv-sandpit-eus2 now: id-backup-reader");
    await workbench().notifications.press("User-assigned identities of rsv-sandpit-eus2 now", "Change Vault Settings");
    await workbench().quickInput.choose("Encryption");
    await workbench().quickInput.answerTo("URI of an RSA key", "https://kv-larkmoor.vault.azure.net/keys/backup");
    await workbench().quickInput.choose("id-backup-reader");
    await workbench().quickInput.choose("Once");
    await workbench().quickInput.confirm("rsv-sandpit-eus2");
    await toast(/now: with the key backup in kv-larkmoor, read by the identity id-backup-reader/);
    await workbench().screenshot("operations-7-encrypted");
  });

  it("lead to the backups that keep a vault from being deleted", async () => {
    await run("Delete Vault", "rsv-dev-weu");
    await workbench().quickInput.options.filter({ hasText: "Stop their protection" }).waitFor();
    await workbench().screenshot("operations-8-obstacles");
    await workbench().page.keyboard.press("Enter");
    // Typed only now: the list before has a line with this name in it too.
    await workbench().quickInput.option("dev-jump-01").waitFor();
    await workbench().quickInput.choose("dev-jump-01");
    await workbench().quickInput.option("Delete the backup data").waitFor();
    await workbench().quickInput.escape();
  });

  it("lead from a question about a policy back to its lines, and from there to the policies", async () => {
    const { quickInput } = workbench();
    await run("Edit Policy", "rsv-dev-weu", "DefaultPolicy", "Schedule");
    await quickInput.option("Every day").waitFor();
    await quickInput.input.press("Escape");
    await quickInput.option("Save the policy").waitFor();
    await quickInput.root.getByRole("button", { name: "Back" }).click();
    await quickInput.option("DefaultPolicy").waitFor();
    await quickInput.escape();
  });

  it("tell once, after a reload of the window, of a policy that was being created", async () => {
    await run("Create Policy", "rsv-dev-weu", "Standard", "Every day", "02:00");
    await workbench().quickInput.answerTo("Days that daily recovery points are kept", "30");
    await workbench().quickInput.answerTo("Days that snapshots for instant restore are kept", "2");
    await workbench().quickInput.choose("Create the policy");
    // Longer than a window takes to reload on a busy machine.
    const answer = { kind: "slow", milliseconds: 15_000 } as const;
    await workbench().sandbox.injectFault({ path: "/backupPolicies/daily-reloaded", method: "PUT", answer });
    await workbench().quickInput.answerTo("Name of the policy", "daily-reloaded");
    await toast("Creating the policy daily-reloaded");
    await workbench().reload();
    await toast(/Creating the policy daily-reloaded: the window was closed/);
    await workbench().screenshot("operations-9-reloaded");
    await workbench().notifications.press("daily-reloaded", "Show Vault");
    await workbench().explorer.row("rsv-dev-weu").waitFor();
    await expect
      .poll(() => workbench().sandbox.read(`${devVault}/backupPolicies?api-version=2024-04-01`))
      .toContain("daily-reloaded");
  });

  it("export the VMs that are not backed up as CSV, the newest list in place of the one before", async () => {
    const { active } = workbench().editors;
    await run("Export Unprotected VMs as CSV");
    await active.getByText("shop-api-01").first().waitFor();
    await run("Export Unprotected VMs as CSV");
    await active.getByText("shop-api-01").first().waitFor();
    const tabs = workbench().page.locator(".tabs-container .tab");
    await expect.poll(() => tabs.allTextContents()).toEqual(["vms-not-backed-up.csv"]);
    expect(await active.getByText("Virtual machine,Subscription").count()).toBe(1);
    await workbench().page.locator(".statusbar").getByText("CRLF").waitFor();
    await workbench().screenshot("operations-10-csv");
  });

  it("say for how long Azure asks to wait", async () => {
    await workbench().sandbox.injectFault({
      path: "/providers/Microsoft.ResourceGraph/resources",
      method: "POST",
      answer: {
        kind: "status",
        status: 429,
        code: "RateLimiting",
        message: "Too many requests.",
        headers: { "retry-after": "20" },
      },
    });
    await run("Refresh");
    await workbench()
      .page.locator(".statusbar-item")
      .filter({ hasText: /\b1?\d s/ })
      .waitFor();
    await workbench().screenshot("operations-11-countdown");
  });

  it("have thrown no error on the way", () => {
    expect(workbench().pageErrors).toEqual([]);
  });
});
