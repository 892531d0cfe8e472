import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as vscode from "vscode";
import type {
  BackupJob,
  BackupPolicy,
  ProtectedItem,
  ProtectionState,
  VirtualMachine,
} from "../../../../../src/azure/models";
import type { ExplorerNode } from "../../../../../src/features/explorer/nodes/explorerNode";
import { jobNode } from "../../../../../src/features/explorer/nodes/jobNode";
import { briefTime, localTime } from "../../../../../src/host/localTime";
import { subscriptionLists, subscriptionNodes } from "../../../../../src/features/explorer/nodes/subscriptionNodes";
import { tooltipOf, toTreeItem } from "../../../../../src/features/explorer/nodes/toTreeItem";
import { policyNode, vaultLists, vaultNode } from "../../../../../src/features/explorer/nodes/vaultNodes";
import { itemNode, vmNode } from "../../../../../src/features/explorer/nodes/vmNode";

const [root] = subscriptionNodes(
  [{ subscriptionId: "S", name: "Production", tenantId: "t", tenantName: undefined, state: "Enabled" }],
  undefined,
);
if (root === undefined) {
  throw new Error("no subscription");
}
const vaultId = "/subscriptions/S/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/v1";
const vault = vaultNode(root, {
  id: vaultId,
  name: "v1",
  subscriptionId: "S",
  resourceGroup: "rg",
  location: "westeurope",
  provisioningState: "Succeeded",
  redundancy: "ZoneRedundant",
});

function item(more: Partial<ProtectedItem> = {}): ProtectedItem {
  return {
    id: `${vaultId}/backupFabrics/Azure/protectionContainers/c/protectedItems/i`,
    name: "i",
    vmName: "vm1",
    vmId: "/subscriptions/S/x/vm1",
    vaultId,
    policyName: "DefaultPolicy",
    state: { kind: "protected" },
    lastBackup: "2025-11-20T22:30:00Z",
    lastBackupStatus: "Completed",
    lastRecoveryPoint: "2025-11-20T22:31:00Z",
    ...more,
  };
}

function vm(protection: ProtectionState, more: Partial<VirtualMachine> = {}): ExplorerNode {
  return vmNode(vault, {
    id: "/subscriptions/S/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm1",
    name: "vm1",
    subscriptionId: "S",
    resourceGroup: "rg",
    location: "westeurope",
    osType: "Windows",
    protection,
    item: undefined,
    ...more,
  });
}

/** The commands that package.json offers for a node, read with its own `when` clauses. */
function menuOf(node: ExplorerNode): readonly string[] {
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as {
    contributes: { menus: Record<string, { command?: string; when: string }[]> };
  };
  const offered = (manifest.contributes.menus["view/item/context"] ?? []).filter(({ when }) => {
    const pattern = /viewItem =~ \/(.*)\/$/.exec(when)?.[1];
    return pattern !== undefined && new RegExp(pattern).test(node.view.context);
  });
  return [...new Set(offered.flatMap(({ command }) => command?.replace("azureVmBackup.", "") ?? []))].sort();
}

describe("a virtual machine's node", () => {
  it.each<[ProtectionState, string, string]>([
    [{ kind: "protected" }, "Protected", "shield"],
    [{ kind: "notProtected" }, "Not protected", "vm-outline"],
    [{ kind: "protectionFailed", code: "AgentNotReady", message: "No agent." }, "Protection failed", "error"],
    [{ kind: "stopped" }, "Stopped", "debug-pause"],
    [{ kind: "stopped", keptAs: "policy" }, "Stopped", "debug-pause"],
    [{ kind: "inFlight", change: "protecting" }, "Protecting…", "sync~spin"],
    [{ kind: "inFlight", change: "stopping" }, "Stopping…", "sync~spin"],
    [{ kind: "softDeleted", until: undefined }, "Soft-deleted", "trash"],
    [{ kind: "unknown", why: "no permission on the vault" }, "Unknown", "question"],
  ])("says its state in words and by an icon: %j", (state, words, icon) => {
    const node = vm(state);
    expect(node.view.description).toBe(words);
    expect(node.view.icon).toBe(icon);
    expect(node.view.spoken).toContain(words);
  });

  it("leaves to the tooltip and the screen reader what a narrow row has no room for", () => {
    const unknown = vm({ kind: "unknown", why: "no permission on the vault" });
    expect(unknown.view.facts).toContainEqual(["", "no permission on the vault"]);
    expect(unknown.view.spoken).toContain("no permission on the vault");
    const stopped = vm({ kind: "stopped", keptAs: "policy" });
    expect(stopped.view.facts).toContainEqual(["Protection", "Stopped (data kept as the policy says)"]);
    expect(stopped.view.spoken).toContain("Stopped (data kept as the policy says)");
  });

  it("has the reason of a failure in the tooltip and for the screen reader", () => {
    const node = vm({ kind: "protectionFailed", code: "AgentNotReady", message: "No agent." });
    expect(node.view.facts).toContainEqual(["", "No agent. (AgentNotReady)"]);
    expect(node.view.spoken).toBe("vm1, virtual machine, Protection failed, No agent. (AgentNotReady)");
  });

  it("offers to protect a VM that is not protected, and to back up one that is", () => {
    expect(menuOf(vm({ kind: "notProtected" }))).toEqual([
      "checkReadiness",
      "copyResourceId",
      "openInPortal",
      "protectVm",
      "refreshNode",
    ]);
    expect(menuOf(vm({ kind: "protected" }))).toContain("backUpNow");
    expect(menuOf(vm({ kind: "protected" }))).not.toContain("protectVm");
    expect(menuOf(vm({ kind: "stopped" }))).toContain("protectVm");
    expect(menuOf(vm({ kind: "unknown", why: "x" }))).not.toContain("protectVm");
  });

  it("carries its ARM id for the commands", () => {
    expect(vm({ kind: "notProtected" }).resourceId).toMatch(/virtualMachines\/vm1$/);
  });
});

describe("a protected item's node", () => {
  it("shows state and last backup", () => {
    const time = localTime("2025-11-20T22:30:00Z");
    expect(itemNode(vault, item()).view.description).toBe(`Protected · backup ${time}`);
    expect(itemNode(vault, item({ lastBackup: undefined })).view.description).toBe("Protected · no backup yet");
  });

  it("warns when the last backup failed", () => {
    const node = itemNode(vault, item({ lastBackupStatus: "Failed" }));
    expect(node.view.icon).toBe("warning");
    expect(node.view.description).toContain("Protected · backup failed");
  });
});

describe("a vault's node", () => {
  it("shows region and redundancy", () => {
    expect(vault.view.description).toBe("westeurope · Zone-redundant (ZRS)");
  });

  it("has lists whose commands are those of the vault, without the portal", () => {
    const [items, , jobs] = vaultLists(vault);
    expect(items?.resourceId).toBe(vaultId);
    expect(jobs === undefined ? [] : menuOf(jobs)).toEqual(["refreshNode", "showJobs"]);
    expect(menuOf(vault)).toEqual([
      "copyResourceId",
      "createPolicy",
      "deleteVault",
      "openInPortal",
      "refreshNode",
      "setResourceGuard",
      "setStorageRedundancy",
      "showJobs",
      "showVault",
      "showVaultSettings",
      "showVaultVms",
    ]);
  });

  it("lets a vault be created from its subscription and from the list", () => {
    expect(menuOf(root)).toContain("createVault");
    expect(subscriptionLists(root, undefined, false).map((list) => menuOf(list).includes("createVault"))).toEqual([
      true,
      false,
    ]);
  });

  it.each<[BackupPolicy["schedule"], string]>([
    [{ frequency: "Daily", time: "22:30", timeZone: "UTC", everyHours: undefined }, "Standard · daily at 22:30 UTC"],
    [{ frequency: "Hourly", time: undefined, timeZone: "UTC", everyHours: 4 }, "Standard · every 4 hours"],
    [{ frequency: "Weekly", time: undefined, timeZone: "UTC", everyHours: undefined }, "Standard · weekly"],
  ])("puts a policy's schedule into words: %j", (schedule, words) => {
    const node = policyNode(vault, {
      id: `${vaultId}/backupPolicies/p`,
      name: "p",
      isDefault: false,
      kind: "Standard",
      schedule,
      plan: undefined,
      dailyRetentionDays: 30,
      instantRestoreDays: 2,
      protectedItems: 3,
    });
    expect(node.view.description).toBe(words);
  });
});

describe("a job's node", () => {
  const job: BackupJob = {
    id: `${vaultId}/backupJobs/j`,
    name: "j",
    vaultId,
    operation: "Backup",
    status: "InProgress",
    vmName: "vm1",
    startTime: "2025-11-20T22:30:00Z",
    endTime: undefined,
    percent: 41.6,
    cancellable: true,
    tasks: [],
    errors: [],
  };

  it("shows how far it is while it runs", () => {
    const node = jobNode(vault, job);
    expect(node.view.label).toBe("Backup · vm1");
    expect(node.view.description).toMatch(/^In progress 42% · /);
    expect(node.view.onClick).toBe("azureVmBackup.showJob");
  });

  it("says what went wrong when it failed", () => {
    const errors = [{ code: "UserErrorX", message: "The agent does not answer.", recommendations: [] }];
    const node = jobNode(vault, { ...job, status: "Failed", errors });
    expect(node.view.facts).toContainEqual(["", "The agent does not answer. (UserErrorX)"]);
    expect(node.view.color).toBe("problemsErrorIcon.foreground");
  });
});

describe("a tree item", () => {
  it("has the spoken text, theme icon and id of its node", () => {
    const made = toTreeItem(vm({ kind: "protected" }));
    expect(made.accessibilityInformation?.label).toBe("vm1, virtual machine, Protected");
    expect(made.iconPath).toEqual(new vscode.ThemeIcon("shield", new vscode.ThemeColor("charts.green")));
    expect(made.id).toMatch(/^\/subscriptions\/s\/.*\/vm1$/);
  });

  it("shows names from Azure as text, never as a link", () => {
    const tooltip = tooltipOf(vm({ kind: "unknown", why: "[click](command:evil)" }));
    expect(tooltip instanceof vscode.MarkdownString ? tooltip.value : "").not.toContain("[click](");
    expect(tooltip instanceof vscode.MarkdownString && tooltip.isTrusted).toBe(false);
  });
});

describe("a local time", () => {
  it("is written in the reader's language and zone", () => {
    expect(localTime("2025-11-20T22:30:00Z", "Asia/Tokyo")).toMatch(/Nov 21, 2025.*7:30/);
  });

  it("is brief when it is of the reader's today, and has its date otherwise", () => {
    const now = Date.parse("2025-11-21T14:00:00Z");
    expect(briefTime("2025-11-20T22:30:00Z", now, "Asia/Tokyo")).toMatch(/^7:30.AM$/);
    expect(briefTime("2025-11-20T22:30:00Z", now, "Europe/London")).toMatch(/Nov 20, 2025.*10:30/);
  });

  it("stays as Azure gave it when it is no time", () => {
    expect(localTime("soon")).toBe("soon");
    expect(briefTime("soon", 0)).toBe("soon");
  });
});
