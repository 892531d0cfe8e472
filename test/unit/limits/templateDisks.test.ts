import { describe, expect, test } from "vitest";
import type { DiskProfile } from "../../../src/limits/profile/disk";
import { id, machine, profile, profiles, valueOf } from "./support/templates";

function dataDisks(storage: unknown, ...others: readonly unknown[]): readonly DiskProfile[] {
  return valueOf(profile({ resources: [machine({ storageProfile: storage }), ...others] }).dataDisks);
}

const sharedDisk = {
  type: "Microsoft.Compute/disks",
  apiVersion: "2024-03-02",
  name: "data",
  location: "westeurope",
  sku: { name: "PremiumV2_LRS" },
  properties: { diskSizeGB: 512, maxShares: 2 },
};
const attached = { lun: 4, createOption: "Attach", managedDisk: { id: id("Microsoft.Compute/disks", "data") } };

test("counts the disks of a copy loop and keeps their LUNs", () => {
  const copy = [{ name: "dataDisks", count: 3, input: { lun: "[copyIndex('dataDisks')]", createOption: "Empty" } }];
  const disks = dataDisks({ copy });
  expect(disks.map((disk) => disk.lun)).toMatchObject([{ value: 0 }, { value: 1 }, { value: 2 }]);
});

test("has no data disks when there is no such property, or it is null", () => {
  expect(dataDisks({})).toEqual([]);
  expect(dataDisks({ dataDisks: null })).toEqual([]);
});

test("reads SKU, size and sharing of an attached disk from the disk that the template declares", () => {
  const [disk] = dataDisks({ dataDisks: [attached] }, sharedDisk);
  expect(disk).toMatchObject({
    kind: { value: "attached" },
    sku: { value: "PremiumV2_LRS" },
    sizeGB: { value: 512 },
    shared: { value: true },
  });
  expect(disk?.resourcePlace).toBeDefined();
});

test("does not know what an attached disk is like that the template does not declare", () => {
  const [disk] = dataDisks({ dataDisks: [attached] });
  expect(disk?.sku).toMatchObject({ known: false, because: [] });
  expect(disk?.shared.known).toBe(false);
});

test("tells a page blob from a managed disk", () => {
  const storageProfile = {
    osDisk: { createOption: "FromImage", vhd: { uri: "[reference('store').primaryEndpoints.blob]" } },
    dataDisks: [{ lun: 0, createOption: "Empty", managedDisk: { storageAccountType: "Standard_LRS" } }],
  };
  const vm = profile({ resources: [machine({ storageProfile })] });
  expect(vm.osDisk?.kind).toMatchObject({ value: "unmanaged" });
  expect(valueOf(vm.dataDisks)[0]?.kind).toMatchObject({ value: "managed" });
});

test("sees Write Accelerator and ephemeral placement on the OS disk", () => {
  const osDisk = { createOption: "FromImage", writeAcceleratorEnabled: "true", diffDiskSettings: { option: "Local" } };
  const vm = profile({ resources: [machine({ storageProfile: { osDisk } })] });
  expect(vm.osDisk).toMatchObject({ writeAccelerator: { value: true }, ephemeral: { value: true } });
});

describe("when a parameter decides the count", () => {
  const loop = {
    copy: [{ name: "dataDisks", count: "[parameters('count')]", input: { lun: 0, createOption: "Empty" } }],
  };
  const open = (parameter: object) =>
    profile({ parameters: { count: { type: "int", ...parameter } }, resources: [machine({ storageProfile: loop })] });
  const lengths = (parameter: object) => {
    const { dataDisks: disks } = open(parameter);
    return disks.known ? [disks.value.length] : disks.allowed?.map((list) => list.length);
  };

  test("names the parameter", () => {
    expect(open({}).dataDisks).toMatchObject({ known: false, because: ["count"] });
    expect(lengths({})).toBeUndefined();
  });

  test("knows the count from the default", () => {
    expect(lengths({ defaultValue: 5 })).toEqual([5]);
  });

  test("knows what the allowed values and the largest value leave open", () => {
    expect(lengths({ allowedValues: [1, 33] })).toEqual([1, 33]);
    expect(lengths({ maxValue: 16 })).toEqual([0, 16]);
  });
});

test("makes a profile for each instance of a copied machine, also when they differ", () => {
  const storageProfile = {
    dataDisks: "[if(equals(copyIndex(), 0), createArray(createObject('lun', 0)), createArray())]",
  };
  const copied = machine(
    { storageProfile },
    { name: "[format('web{0}', copyIndex())]", copy: { name: "vms", count: 2 } },
  );
  const all = profiles({ resources: [copied] });
  expect(all.map((vm) => [valueOf(vm.name), valueOf(vm.dataDisks).length])).toEqual([
    ["web0", 1],
    ["web1", 0],
  ]);
  expect(all[0]?.declaration).toMatchObject({ instance: 0, instances: 2 });
});
