import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as vscode from "vscode";
import type { AzureConnection } from "../../../../src/azure/connection";
import { AzureError } from "../../../../src/azure/http/azureError";
import type { FoundResource, FoundResources } from "../../../../src/azure/inventory/inventory";
import type {
  ProtectedItem,
  ProtectionState,
  TenantFailure,
  Vault,
  VirtualMachine,
} from "../../../../src/azure/models";
import { Countdown } from "../../../../src/features/explorer/fleet/countdown";
import { findResource } from "../../../../src/features/explorer/fleet/findResource";
import { csvOf, isUnprotected, reasonOf, summaryOf } from "../../../../src/features/explorer/fleet/unprotected";
import { connectionWith } from "../../support/connectionWith";
import { ListInventory } from "../support/listInventory";
import { fake, resetFakeVscode } from "../../support/fakeVscode";

function machine(protection: ProtectionState, more: Partial<VirtualMachine> = {}): VirtualMachine {
  return {
    id: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm1",
    name: "vm1",
    subscriptionId: "s",
    resourceGroup: "rg",
    location: "westeurope",
    osType: "Linux",
    protection,
    item: undefined,
    ...more,
  };
}

const vault: Vault = {
  id: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/v1",
  name: "v1",
  subscriptionId: "s",
  resourceGroup: "rg",
  location: "westeurope",
  provisioningState: "Succeeded",
  redundancy: undefined,
};

function itemWith(lastBackupStatus: string): ProtectedItem {
  return {
    id: `${vault.id}/backupFabrics/Azure/protectionContainers/c/protectedItems/i`,
    name: "i",
    vmName: "vm1",
    vmId: machine({ kind: "protected" }).id,
    vaultId: vault.id,
    policyName: "daily",
    state: { kind: "protected" },
    lastBackup: undefined,
    lastBackupStatus,
    lastRecoveryPoint: undefined,
  };
}

describe("a VM that is not backed up", () => {
  it.each<[ProtectionState, string | undefined, boolean]>([
    [{ kind: "notProtected" }, undefined, true],
    [{ kind: "protectionFailed", code: "X", message: undefined }, "Failed", true],
    [{ kind: "stopped" }, "Completed", true],
    [{ kind: "softDeleted", until: undefined }, "Completed", true],
    [{ kind: "unknown", why: "no permission" }, undefined, true],
    [{ kind: "protected" }, "Failed", true],
    [{ kind: "protected" }, "Completed", false],
    [{ kind: "protected" }, undefined, false],
    [{ kind: "inFlight", change: "protecting" }, undefined, false],
  ])("is told by state and last backup: %j, last backup %s", (protection, lastBackupStatus, expected) => {
    const item = lastBackupStatus === undefined ? undefined : itemWith(lastBackupStatus);
    expect(isUnprotected(summaryOf(machine(protection, { item })))).toBe(expected);
  });

  it("has a reason: none of its subscription's vaults is in its region, or none has it", () => {
    const vm = machine({ kind: "notProtected" });
    expect(reasonOf(vm, [vault])).toBe("No vault protects it.");
    const elsewhere = "No vault protects it; its subscription has no vault in the region westeurope.";
    expect(reasonOf(vm, [{ ...vault, location: "uksouth" }])).toBe(elsewhere);
    expect(reasonOf(machine({ kind: "protectionFailed", code: "A", message: "No agent." }), [])).toBe("No agent. (A)");
    expect(reasonOf(machine({ kind: "unknown", why: "no permission" }), [])).toBe("no permission");
  });

  it("is a line of comma-separated values, in which no spreadsheet finds a formula", () => {
    const vm = machine({ kind: "notProtected" }, { name: '=HYPERLINK("x")', resourceGroup: "a,b" });
    const [heading, line, end] = csvOf([
      { vm, subscriptionName: "Production", reason: "No vault\nprotects it." },
    ]).split(/\r\n/);
    expect(heading).toMatch(/^Virtual machine,Subscription,Resource group,/);
    expect(line).toBe(
      `"'=HYPERLINK(""x"")",Production,"a,b",westeurope,Linux,Not protected,"No vault\nprotects it.",,,,${vm.id}`,
    );
    expect(end).toBe("");
  });
});

describe("the countdown", () => {
  beforeEach(() => vi.useFakeTimers({ now: 0 }));
  afterEach(() => vi.useRealTimers());

  it("counts the seconds down, once each, and ends", () => {
    const shown: (number | undefined)[] = [];
    const countdown = new Countdown(Date.now, (left) => shown.push(left));
    countdown.set(2500);
    vi.advanceTimersByTime(5000);
    expect(shown).toEqual([3, 2, 1, undefined]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("starts anew with another moment, and stops when requests go on", () => {
    const shown: (number | undefined)[] = [];
    const countdown = new Countdown(Date.now, (left) => shown.push(left));
    countdown.set(60_000);
    countdown.set(5000);
    vi.advanceTimersByTime(1000);
    countdown.set(undefined);
    vi.advanceTimersByTime(10_000);
    expect(shown).toEqual([60, 5, 4, undefined]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("finding a VM or vault", () => {
  const found: FoundResource = { ...vault, kind: "vault" };
  let asked: { readonly text: string; readonly signal: AbortSignal | undefined }[];
  let answer: () => Promise<FoundResources>;
  let refusedTenants: readonly TenantFailure[];
  let inventory: ListInventory;

  beforeEach(() => {
    resetFakeVscode();
    vi.useFakeTimers();
    asked = [];
    refusedTenants = [];
    inventory = new ListInventory({});
    answer = () => Promise.resolve({ resources: [found], more: false, failures: [] });
  });
  afterEach(() => vi.useRealTimers());

  function open(): { readonly result: Promise<FoundResource>; readonly box: (typeof fake.inputs)[number] } {
    const findResources: AzureConnection["findResources"] = (_subscriptions, text, options) => {
      asked.push({ text, signal: options?.signal });
      return answer();
    };
    const result = findResource({
      state: "ready",
      account: undefined,
      subscriptions: [
        { subscriptionId: "s", name: "Production", tenantId: "t", tenantName: undefined, state: "Enabled" },
      ],
      refusedTenants,
      onDidChange: new vscode.EventEmitter<void>().event,
      connection: () => Promise.resolve(connectionWith({ findResources, inventory: () => inventory })),
    });
    const box = fake.inputs.at(-1);
    if (box === undefined) {
      throw new Error("no box is shown");
    }
    return { result, box };
  }

  it("asks once, when the typing pauses, and is busy meanwhile", async () => {
    const { result, box } = open();
    box.type("v");
    box.type("v1");
    box.type("v1 ");
    expect(box.busy).toBe(true);
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked.map(({ text }) => text)).toEqual(["v1"]);
    expect(box.busy).toBe(false);
    expect(box.items.map(({ label, description }) => [label, description])).toEqual([
      ["v1", "Production · rg · westeurope"],
    ]);
    box.accept("v1");
    expect(await result).toEqual(found);
  });

  it("gives up the search before when there is more to type", async () => {
    const { result, box } = open();
    result.catch(() => undefined);
    answer = () => new Promise(() => undefined);
    box.type("rsv");
    await vi.advanceTimersByTimeAsync(1000);
    box.type("rsv-erp");
    expect(asked[0]?.signal?.aborted).toBe(true);
    box.escape();
    await expect(result).rejects.toMatchObject({ name: "Canceled" });
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toHaveLength(1);
  });

  it("says that nothing was found, that there is more, and what went wrong", async () => {
    const { result, box } = open();
    result.catch(() => undefined);
    answer = () => Promise.resolve({ resources: [], more: false, failures: [] });
    box.type("nothing");
    await vi.advanceTimersByTimeAsync(1000);
    expect(box.items.map(({ label }) => label)).toEqual(["No VM or vault with 'nothing' in its name was found."]);
    answer = () => Promise.reject(new AzureError("x", { kind: "network", host: "management.azure.com" }));
    box.type("broken");
    await vi.advanceTimersByTimeAsync(1000);
    expect(box.items[0]?.label).toContain("management.azure.com");
    expect(box.busy).toBe(false);
    box.escape();
  });

  it("says where it could not look: tenants that let nobody in, and what the account may not see", async () => {
    refusedTenants = [{ tenantId: "t9", tenantName: "Fabrikam", error: new AzureError("Odd.", { kind: "invalid" }) }];
    const unseen = new AzureError("Not all VMs.", { kind: "forbidden", code: "PartUnseen" });
    inventory.unseen.set("s", { machines: unseen });
    const { result, box } = open();
    result.catch(() => undefined);
    box.type("v1");
    await vi.advanceTimersByTimeAsync(1000);
    expect(box.items.map(({ label }) => label)).toEqual([
      "v1",
      "Production: Not all VMs.",
      "Tenant Fabrikam: Azure refused the request. Odd.",
    ]);
    box.escape();
  });
});
