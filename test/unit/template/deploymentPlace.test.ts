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
});
