import { describe, expect, it } from "vitest";
import { asBoolean, asText, at, itemsOf } from "../../../src/template/access";
import type { EvaluatedTemplate } from "../../../src/template/model";
import { evaluateTemplate } from "../../../src/template/evaluateTemplate";
import { evaluate, machine, nic, resource } from "./inTemplate";

/** Whether the machine's first interface is found in the template. */
function nicOf(template: EvaluatedTemplate, instance = 0): string | undefined {
  const vm = resource(template, "virtualMachines", instance);
  const id = at(vm.body, "properties", "networkProfile", "networkInterfaces", 0, "id");
  return id && template.find(id, vm.instance)?.jsonPath;
}

// The numbers are those of the list of ten nasty constructs that the engine was designed against.
describe("constructs that real templates have", () => {
  it("1: choose a variable by a computed name", () => {
    const template = evaluate({
      parameters: { size: { type: "string", defaultValue: "Medium" } },
      variables: { tierMedium: { disks: 4 }, tier: "[variables(concat('tier', parameters('size')))]" },
      resources: [machine("vm", { properties: { disks: "[variables('tier').disks]" } })],
    });
    expect(at(resource(template, "virtualMachines").body, "properties", "disks")).toMatchObject({
      kind: "known",
      value: 4,
    });
  });

  it("2: build objects as text around ids with unknown parts", () => {
    const template = evaluate({
      parameters: { vm: { type: "string" } },
      variables: {
        nic: "[json(concat('{\"id\": \"', resourceId('Microsoft.Network/networkInterfaces', concat(parameters('vm'), '-nic')), '\", \"primary\": true}'))]",
      },
      resources: [
        nic("[concat(parameters('vm'), '-nic')]"),
        machine("[parameters('vm')]", {
          properties: { networkProfile: { networkInterfaces: ["[variables('nic')]"] } },
        }),
      ],
    });
    expect(nicOf(template)).toBe("$.resources[0]");
  });

  it("3a: take the data disks from a lookup table", () => {
    const template = evaluate({
      parameters: { kind: { type: "string", allowedValues: ["db", "web"], defaultValue: "db" } },
      variables: { disks: { db: [{ lun: 0 }, { lun: 1 }], web: [] } },
      resources: [
        machine("vm", { properties: { storageProfile: { dataDisks: "[variables('disks')[parameters('kind')]]" } } }),
      ],
    });
    expect(
      itemsOf(at(resource(template, "virtualMachines").body, "properties", "storageProfile", "dataDisks")),
    ).toHaveLength(2);
  });

  it("3b: take the data disks from the output of another deployment", () => {
    const disks = [{ lun: 0 }, { lun: 1 }, { lun: 2 }];
    const inner = { resources: [], outputs: { disks: { type: "array", value: disks } } };
    const template = evaluate({
      resources: [
        {
          type: "Microsoft.Resources/deployments",
          apiVersion: "2022-09-01",
          name: "disks",
          properties: { template: inner },
        },
        machine("vm", {
          properties: { storageProfile: { dataDisks: "[reference('disks').outputs.disks.value]" } },
        }),
      ],
    });
    expect(
      itemsOf(at(resource(template, "virtualMachines").body, "properties", "storageProfile", "dataDisks")),
    ).toHaveLength(3);
  });

  it("4: make the whole storage profile one expression", () => {
    const template = evaluate({
      variables: { linux: { osDisk: { osType: "Linux" } }, image: { imageReference: { offer: "x" } } },
      resources: [
        machine("vm", {
          properties: { storageProfile: "[union(variables('linux'), if(true(), variables('image'), json('null')))]" },
        }),
      ],
    });
    const profile = at(resource(template, "virtualMachines").body, "properties", "storageProfile");
    expect([asText(at(profile, "osDisk", "osType")), asText(at(profile, "imageReference", "offer"))]).toEqual([
      "Linux",
      "x",
    ]);
  });

  it("5 and 6: end the type in resourceId with a slash, and put spaces before parentheses", () => {
    const id = "[ resourceId ('Microsoft.Network/networkInterfaces/' , variables ( 'n' ) ) ]";
    const template = evaluate({
      variables: { n: "the-nic" },
      resources: [
        nic("[variables('n')]"),
        machine("vm", { properties: { networkProfile: { networkInterfaces: [{ id }] } } }),
      ],
    });
    expect(nicOf(template)).toBe("$.resources[0]");
  });

  it("7 and 8: write truth values as texts and names in another case", () => {
    const template = evaluate({
      resources: [
        machine("vm", { Properties: { OSProfile: { windowsConfiguration: { provisionVmAgent: "false" } } } }),
      ],
    });
    const { body } = resource(template, "virtualMachines");
    expect(asBoolean(at(body, "properties", "osProfile", "windowsConfiguration", "provisionVMAgent"))).toBe(false);
  });

  it("9a: choose values by the index of a loop, so that instances of one declaration differ", () => {
    const template = evaluate({
      resources: [
        machine("[concat('vm', copyIndex())]", {
          copy: { name: "vms", count: 2 },
          properties: { image: "[if(equals(copyIndex(), 0), 'WindowsServer', 'UbuntuServer')]" },
        }),
      ],
    });
    const images = [0, 1].map((i) => asText(at(resource(template, "virtualMachines", i).body, "properties", "image")));
    expect(images).toEqual(["WindowsServer", "UbuntuServer"]);
  });

  it("9b: make all IP configurations by a variable with copy", () => {
    const template = evaluate({
      parameters: { addresses: { type: "int", defaultValue: 2 } },
      variables: {
        copy: [
          {
            name: "configurations",
            count: "[parameters('addresses')]",
            input: { name: "[concat('ip', copyIndex('configurations'))]" },
          },
        ],
      },
      resources: [nic("n", { properties: { ipConfigurations: "[variables('configurations')]" } })],
    });
    const { body } = resource(template, "networkInterfaces");
    expect(asText(at(body, "properties", "ipConfigurations", 1, "name"))).toBe("ip1");
  });

  it("10a: pass the id of an interface through the outputs of another deployment", () => {
    const properties = {
      template: {
        resources: [nic("inner-nic")],
        outputs: {
          ids: {
            type: "array",
            value: "[createArray(resourceId('Microsoft.Network/networkInterfaces', 'inner-nic'))]",
          },
        },
      },
    };
    const template = evaluate({
      resources: [
        { type: "Microsoft.Resources/deployments", apiVersion: "2022-09-01", name: "net", properties },
        machine("vm", {
          properties: { networkProfile: { networkInterfaces: [{ id: "[reference('net').outputs.ids.value[0]]" }] } },
        }),
      ],
    });
    expect(nicOf(template)).toBe("$.resources[0].properties.template.resources[0]");
  });

  it("10b: make a whole entry of a deployment's parameters one expression", () => {
    const template = evaluate({
      parameters: { size: { type: "string", defaultValue: "" } },
      resources: [
        {
          type: "Microsoft.Resources/deployments",
          apiVersion: "2022-09-01",
          name: "d",
          properties: {
            expressionEvaluationOptions: { scope: "inner" },
            parameters: {
              size: "[if(empty(parameters('size')), createObject('value', 'D2'), createObject('value', parameters('size')))]",
            },
            template: {
              parameters: { size: { type: "string" } },
              resources: [machine("vm", { tags: { size: "[parameters('size')]" } })],
            },
          },
        },
      ],
    });
    expect(asText(at(resource(template, "virtualMachines").body, "tags", "size"))).toBe("D2");
  });

  it("break lines inside an expression", () => {
    const text =
      '{"$schema":"x/deploymentTemplate.json#","resources":[{"type":"A.B/c","name":"[concat(\n\t\'a\',\r\n\'b\')]"}]}';
    expect(evaluateTemplate(text).resources[0]?.name).toMatchObject({ value: "ab" });
  });

  it("make names from the time of deployment that still match between machine and interface", () => {
    const template = evaluate({
      parameters: { stamp: { type: "string", defaultValue: "[utcNow()]" } },
      resources: [
        nic("[concat('nic-', parameters('stamp'))]"),
        machine("vm", {
          properties: {
            networkProfile: {
              networkInterfaces: [
                { id: "[resourceId('Microsoft.Network/networkInterfaces', format('nic-{0}', parameters('stamp')))]" },
              ],
            },
          },
        }),
      ],
    });
    expect(nicOf(template)).toBe("$.resources[0]");
  });
});
