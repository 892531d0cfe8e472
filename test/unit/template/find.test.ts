import { describe, expect, it } from "vitest";
import { at } from "../../../src/template/access";
import type { EvaluatedTemplate } from "../../../src/template/model";
import { evaluate, machine, nic, resource } from "./inTemplate";

/** The template of one machine whose property `id` refers to something. */
function referring(reference: string, resources: readonly unknown[]): EvaluatedTemplate {
  return evaluate({
    parameters: { vmName: { type: "string" }, group: { type: "string" }, count: { type: "int" } },
    variables: { nicName: "[concat(parameters('vmName'), '-nic')]" },
    resources: [machine("[parameters('vmName')]", { properties: { id: reference } }), ...resources],
  });
}

function found(template: EvaluatedTemplate, instance?: number): string | undefined {
  const reference = at(resource(template, "virtualMachines").body, "properties", "id");
  return reference && template.find(reference, instance)?.jsonPath;
}

describe("find", () => {
  it.each([
    "[resourceId('Microsoft.Network/networkInterfaces', concat(parameters('vmName'), '-nic'))]",
    "[resourceId('Microsoft.Network/networkInterfaces', variables('nicName'))]",
    "[resourceId('Microsoft.Network/networkInterfaces/', variables('nicName'))]",
    "[resourceId('microsoft.network/NETWORKINTERFACES', format('{0}-NIC', toLower(parameters('VMNAME'))))]",
    "[resourceId(resourceGroup().name, 'Microsoft.Network/networkInterfaces', variables('nicName'))]",
    "[resourceId(subscription().subscriptionId, resourceGroup().name, 'Microsoft.Network/networkInterfaces', variables('nicName'))]",
    "[resourceId(parameters('group'), 'Microsoft.Network/networkInterfaces', variables('nicName'))]",
    "[concat(resourceGroup().id, '/providers/Microsoft.Network/networkInterfaces/', variables('nicName'))]",
    "[concat('/subscriptions/', subscription().subscriptionId, '/resourceGroups/', resourceGroup().name, '/providers/Microsoft.Network/networkInterfaces/', parameters('vmName'), '-nic')]",
    "[concat('Microsoft.Network/networkInterfaces/', parameters('vmName'), '-nic')]",
    "[variables('nicName')]",
  ])("joins %s with the interface though its name is not known", (reference) => {
    expect(found(referring(reference, [nic("[concat(parameters('vmName'),'-nic')]")]))).toBe("$.resources[1]");
  });

  it.each([
    "[resourceId('Microsoft.Network/networkInterfaces', 'other')]",
    "[resourceId('Microsoft.Network/publicIPAddresses', variables('nicName'))]",
    "[parameters('group')]",
  ])("does not invent a resource for %s", (reference) => {
    expect(found(referring(reference, [nic("[variables('nicName')]")]))).toBeUndefined();
  });

  it("joins machines and interfaces of two loops over the same unknown count", () => {
    const template = evaluate({
      parameters: { count: { type: "int" } },
      resources: [
        nic("[concat('nic', copyIndex(1))]", { copy: { name: "nics", count: "[parameters('count')]" } }),
        machine("[concat('vm', copyIndex())]", {
          copy: { name: "vms", count: "[parameters('count')]" },
          properties: { id: "[resourceId('Microsoft.Network/networkInterfaces', concat('nic', copyIndex(1)))]" },
        }),
      ],
    });
    expect(found(template)).toBe("$.resources[0]");
  });

  it("prefers the instance that is asked for when names are unknown in the same way", () => {
    const template = evaluate({
      parameters: { name: { type: "string" } },
      resources: [
        nic("[parameters('name')]", { copy: { name: "nics", count: 3 } }),
        machine("vm", {
          properties: { id: "[resourceId('Microsoft.Network/networkInterfaces', parameters('name'))]" },
        }),
      ],
    });
    const reference = at(resource(template, "virtualMachines").body, "properties", "id");
    expect(reference && template.find(reference, 2)?.instance).toBe(2);
  });

  it("prefers the declaration that is deployed", () => {
    const id = "[resourceId('Microsoft.Network/networkInterfaces', 'n')]";
    expect(found(referring(id, [nic("n", { condition: false }), nic("n")]))).toBe("$.resources[2]");
  });

  it("gives the nearest declared ancestor only when asked for it", () => {
    const balancer = { type: "Microsoft.Network/loadBalancers", apiVersion: "1", name: "lb" };
    const template = referring("[resourceId('Microsoft.Network/loadBalancers/backendAddressPools', 'lb', 'pool')]", [
      balancer,
    ]);
    expect(found(template)).toBeUndefined();
    const reference = at(resource(template, "virtualMachines").body, "properties", "id");
    expect(reference && template.findNearest(reference)?.jsonPath).toBe("$.resources[1]");
  });

  it("takes an object with an id for its id", () => {
    const template = referring("[createObject('id', resourceId('Microsoft.Network/networkInterfaces', 'n'))]", [
      nic("n"),
    ]);
    expect(found(template)).toBe("$.resources[1]");
  });
});
