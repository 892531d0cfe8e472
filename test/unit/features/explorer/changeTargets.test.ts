import { describe, expect, it } from "vitest";
import { changeTargets } from "../../../../src/features/explorer/changeTargets";

const vault = "/subscriptions/s/resourcegroups/rg/providers/microsoft.recoveryservices/vaults/v";
const vm = "/subscriptions/s/resourcegroups/rg/providers/microsoft.compute/virtualmachines/m";

describe("what a change means for the tree", () => {
  it("is the vault's own lists and its place in the subscription, for a vault", () => {
    expect(changeTargets(vault).lists).toEqual(["vaults s", `items ${vault}`, `policies ${vault}`, `jobs ${vault}`]);
  });

  it("is the vault's items, for a protected item", () => {
    const item = `${vault}/backupfabrics/azure/protectioncontainers/c/protecteditems/i`;
    expect(changeTargets(item).lists).toEqual([`items ${vault}`]);
  });

  it("is the vault's jobs, for a job", () => {
    expect(changeTargets(`${vault}/backupjobs/j`).lists).toEqual([`jobs ${vault}`]);
  });

  it("is the VM alone, for a VM", () => {
    expect(changeTargets(vm)).toEqual({ lists: [], vm: { listId: "vms s", vmId: vm } });
  });

  it.each(["", "/subscriptions/s", `${vm}/extensions/x`])("is nothing for %j", (id) => {
    expect(changeTargets(id)).toEqual({ lists: [], vm: undefined });
  });
});
