import { describe, expect, it } from "vitest";
import { hoverTargetAt } from "../../../../../src/features/diagnostics/hover/hoverTarget";

const before = `{"resources":[`;
const machine = `{
  "type": "Microsoft.Compute/virtualMachines",
  "name": "web",
  "properties": {
    "hardwareProfile": { "vmSize": "Standard_D2s_v3" },
    "storageProfile": {
      "imageReference": { "publisher": "Canonical" },
      "osDisk": { "createOption": "FromImage", "managedDisk": { "storageAccountType": "Premium_LRS" } },
      "dataDisks": [{ "lun": 7, "managedDisk": { "id": "far down" } }]
    },
    "networkProfile": { "networkInterfaces": [{ "id": "nic1" }] },
    "osProfile": { "windowsConfiguration": { "provisionVMAgent": false } }
  }
}`;
const text = `${before}${machine}]}`;
const span = { offset: before.length, length: machine.length };

function at(needle: string): { part: string; text: string } | undefined {
  const target = hoverTargetAt(text, span, "machine", text.indexOf(needle) + 1);
  return target === undefined
    ? undefined
    : { part: target.part, text: text.slice(target.span.offset, target.span.offset + target.span.length) };
}

describe("what a hover is about", () => {
  it("is the machine on its type and name", () => {
    expect(at(`"Microsoft.Compute`)).toEqual({ part: "machine", text: `"Microsoft.Compute/virtualMachines"` });
    expect(at(`"name"`)).toEqual({ part: "machine", text: `"name"` });
  });

  it("is the data disks on their list and on each disk's own properties", () => {
    expect(at(`"dataDisks"`)).toEqual({ part: "dataDisks", text: `"dataDisks"` });
    expect(at(`"lun"`)?.part).toBe("dataDisks");
    expect(at(`"far down"`)?.part).toBe("dataDisks");
  });

  it("is the size on the size", () => {
    expect(at(`"vmSize"`)?.part).toBe("size");
    expect(at(`"Standard_D2s_v3"`)?.part).toBe("size");
  });

  it("is the image, the OS disk, the network or the agent where those are declared", () => {
    expect(at(`"Canonical"`)?.part).toBe("image");
    expect(at(`"Premium_LRS"`)?.part).toBe("osDisk");
    expect(at(`"networkProfile"`)?.part).toBe("network");
    expect(at(`"networkInterfaces"`)?.part).toBe("network");
    expect(at(`"provisionVMAgent"`)?.part).toBe("agent");
  });

  it("is nothing on properties that backup does not ask about", () => {
    expect(at(`"osProfile"`)).toBeUndefined();
    expect(at(`"properties"`)).toBeUndefined();
  });

  it("is nothing outside the machine", () => {
    expect(at(`"resources"`)).toBeUndefined();
  });

  it("still answers while the machine is being typed", () => {
    const broken = `${before}{ "type": "Microsoft.Compute/virtualMachines", "name": "web", "properties": { `;
    const target = hoverTargetAt(
      broken,
      { offset: before.length, length: broken.length - before.length },
      "machine",
      broken.indexOf(`"web"`) + 1,
    );
    expect(target?.part).toBe("machine");
  });
});
