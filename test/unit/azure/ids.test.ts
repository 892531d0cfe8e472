import { describe, expect, it } from "vitest";
import { normalLocation, parseResourceId, sameId, vaultIdOf } from "../../../src/azure/ids";
import { itemNamesIn, itemNamesOf } from "../../../src/azure/itemNames";

const vault = "/subscriptions/s1/resourceGroups/MyRG/providers/Microsoft.RecoveryServices/vaults/v1";

describe("resource ids", () => {
  it("are taken apart whatever their case, and keep the case of names", () => {
    expect(
      parseResourceId("/Subscriptions/S1/resourcegroups/MyRG/providers/Microsoft.Compute/virtualMachines/Web"),
    ).toMatchObject({
      subscriptionId: "S1",
      resourceGroup: "MyRG",
      provider: "Microsoft.Compute",
      name: "Web",
      names: { virtualmachines: "Web" },
    });
  });

  it("name the vault inside of longer ids", () => {
    expect(vaultIdOf(`${vault}/backupJobs/j1`)).toBe(vault);
    expect(parseResourceId(`${vault}/backupPolicies/p`).rootName).toBe("v1");
  });

  it("that are none are refused as invalid", () => {
    expect(() => parseResourceId("web01")).toThrow(expect.objectContaining({ kind: "invalid" }) as Error);
  });

  it("compare without case, and nothing is the same as nothing", () => {
    expect(sameId(vault, vault.toUpperCase())).toBe(true);
    expect(sameId(undefined, undefined)).toBe(false);
  });

  it("of regions come in two spellings", () => {
    expect(normalLocation("West Europe")).toBe("westeurope");
  });
});

describe("names in the backup API", () => {
  it("of an ARM VM are derived in lower case", () => {
    expect(
      itemNamesOf("/subscriptions/s/resourceGroups/MyRG/providers/Microsoft.Compute/virtualMachines/MyVM"),
    ).toEqual({
      container: "IaasVMContainer;iaasvmcontainerv2;myrg;myvm",
      item: "VM;iaasvmcontainerv2;myrg;myvm",
    });
  });

  it("of a classic VM have the older prefix", () => {
    expect(
      itemNamesOf("/subscriptions/s/resourceGroups/G/providers/Microsoft.ClassicCompute/virtualMachines/old").item,
    ).toBe("VM;iaasvmcontainer;g;old");
  });

  it("are read from ids with plain and with encoded semicolons", () => {
    const names = { container: "IaasVMContainer;iaasvmcontainerv2;g;v", item: "VM;iaasvmcontainerv2;g;v" };
    const id = `${vault}/backupFabrics/Azure/protectionContainers/${names.container}/protectedItems/${names.item}`;
    expect(itemNamesIn(id)).toEqual(names);
    expect(itemNamesIn(id.replaceAll(";", "%3B"))).toEqual(names);
  });
});
