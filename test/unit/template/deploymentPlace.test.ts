import { describe, expect, it } from "vitest";
import { canonicalText } from "../../../src/template/access";
import type { DeploymentPlace } from "../../../src/template/model";
import { evaluate } from "./inTemplate";

const place: DeploymentPlace = { subscriptionId: "1111-2222", resourceGroup: "rg", location: "westeurope" };

function outputsOf(expressions: readonly string[], deployment?: DeploymentPlace, more: object = {}): readonly string[] {
  const outputs = Object.fromEntries(expressions.map((each, i) => [`o${i}`, { type: "string", value: `[${each}]` }]));
  return [...evaluate({ outputs, ...more }, { deployment }).outputs.values()].map(canonicalText);
}

describe("the place of a deployment", () => {
  it("is known where the caller tells it", () => {
    expect(
      outputsOf(["resourceGroup().location", "resourceGroup().name", "subscription().subscriptionId"], place),
    ).toEqual(["'westeurope'", "'rg'", "'1111-2222'"]);
    expect(outputsOf(["resourceGroup().id"], place)).toEqual(["'/subscriptions/1111-2222/resourceGroups/rg'"]);
    expect(outputsOf(["resourceId('Microsoft.Network/virtualNetworks', 'v')"], place)).toEqual([
      "'/subscriptions/1111-2222/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v'",
    ]);
  });

  it("stays unknown where nobody tells it", () => {
    expect(outputsOf(["resourceGroup().location"])).toEqual(["resourceGroup().location"]);
    expect(outputsOf(["resourceGroup().location", "resourceGroup().name"], { location: "westus" })).toEqual([
      "'westus'",
      "resourceGroup().name",
    ]);
  });

  it("is the deployment's own location for the other scopes", () => {
    const schema = "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#";
    expect(outputsOf(["deployment().location"], place, { $schema: schema })).toEqual(["'westeurope'"]);
  });

  it.each([
    ["its own resource group", {}, "'westeurope'"],
    ["the same resource group by name", { resourceGroup: "[resourceGroup().name]" }, "'westeurope'"],
    ["another resource group", { resourceGroup: "other" }, "resourceGroup('other').location"],
  ])("holds inside a nested deployment to %s", (_, more, expected) => {
    const inner = {
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      resources: [{ type: "A.B/c", apiVersion: "1", name: "x", location: "[resourceGroup().location]" }],
    };
    const deployment = {
      type: "Microsoft.Resources/deployments",
      apiVersion: "2024-03-01",
      name: "d",
      ...more,
      properties: { mode: "Incremental", expressionEvaluationOptions: { scope: "inner" }, template: inner },
    };
    const { resources } = evaluate({ resources: [deployment] }, { deployment: place });
    expect(resources.filter(({ type }) => type === "A.B/c").map(({ location }) => canonicalText(location))).toEqual([
      expected,
    ]);
  });

  it.each([
    ["another resource group", { resourceGroup: "other" }, "/subscriptions/1111-2222/resourceGroups/other"],
    ["another subscription", { subscriptionId: "3333", location: "westus" }, "/subscriptions/3333"],
    [
      "a resource group of another",
      { subscriptionId: "3333", resourceGroup: "o" },
      "/subscriptions/3333/resourceGroups/o",
    ],
    [
      "a management group",
      { scope: "Microsoft.Management/managementGroups/top" },
      "/providers/Microsoft.Management/managementGroups/top",
    ],
    ["its own place", {}, "/subscriptions/1111-2222/resourceGroups/rg"],
  ])("is where a deployment to %s is kept", (_, more, expected) => {
    const deployment = {
      type: "Microsoft.Resources/deployments",
      apiVersion: "2024-03-01",
      name: "d",
      ...more,
      properties: { mode: "Incremental", template: { resources: [] } },
    };
    const found = evaluate({ resources: [deployment] }, { deployment: place }).resources;
    expect(found.map(({ id }) => id)).toEqual([
      `${expected}/providers/Microsoft.Resources/deployments/d`.toLowerCase(),
    ]);
    expect(found.map(({ idValue }) => (idValue === undefined ? "" : canonicalText(idValue)))).toEqual([
      `'${expected}/providers/Microsoft.Resources/deployments/d'`,
    ]);
  });
});

describe("the id of a resource inside of another one", () => {
  const inside = (type: string, name: string): string | undefined => {
    const resources = [{ type: "Microsoft.Compute/virtualMachines", name: "vm", resources: [{ type, name }] }];
    return evaluate({ resources }, { deployment: place }).resources.at(-1)?.id;
  };
  const extension =
    "/subscriptions/1111-2222/resourcegroups/rg/providers/microsoft.compute/virtualmachines/vm/extensions/agent";

  it("is made of the parent's type and name, and its own", () => {
    expect(inside("extensions", "agent")).toBe(extension);
  });

  it("is that of its whole type and its whole name where both are written", () => {
    expect(inside("Microsoft.Compute/virtualMachines/extensions", "vm/agent")).toBe(extension);
    expect(inside("Microsoft.Compute/virtualMachines/extensions", "[concat('vm', '/agent')]")).toBe(extension);
  });

  it("has the parent's name before one that is not whole", () => {
    expect(inside("Microsoft.Compute/virtualMachines/extensions", "agent")).toBe(extension);
  });
});
