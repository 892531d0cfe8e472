import { describe, expect, it } from "vitest";
import { changeTargets } from "../../../../src/features/explorer/changeTargets";

const vault = "/subscriptions/s/resourcegroups/rg/providers/microsoft.recoveryservices/vaults/v";
const vm = "/subscriptions/s/resourcegroups/rg/providers/microsoft.compute/virtualmachines/m";

describe("what a change means for the tree", () => {
  it("is the vault itself and its own lists, for a vault", () => {
    expect(changeTargets(vault)).toEqual({
      lists: [`items ${vault}`, `policies ${vault}`, `jobs ${vault}`],
      reread: vault,
    });
  });

  it.each([";", "%3b"])("is the VM that an item is named after, written with '%s'", (mark) => {
    const item = `${vault}/backupfabrics/azure/protectioncontainers/c/protecteditems/vm;iaasvmcontainerv2;rg;m`;
    expect(changeTargets(item.replaceAll(";", mark)).reread).toBe(vm);
  });

  it("is the vault's items, for a protected item", () => {
    const item = `${vault}/backupfabrics/azure/protectioncontainers/c/protecteditems/i`;
    expect(changeTargets(item).lists).toEqual([`items ${vault}`]);
  });

  it("is the vault's jobs, for a job", () => {
    expect(changeTargets(`${vault}/backupjobs/j`).lists).toEqual([`jobs ${vault}`]);
  });

  it("is the VM alone, for a VM", () => {
    expect(changeTargets(vm)).toEqual({ lists: [], reread: vm });
  });

  it.each(["", "/subscriptions/s", `${vm}/extensions/x`])("is nothing for %j", (id) => {
    expect(changeTargets(id)).toEqual({ lists: [], reread: undefined });
  });
});
