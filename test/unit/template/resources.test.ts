import { describe, expect, it } from "vitest";
import { at, canonicalText } from "../../../src/template/access";
import { evaluateTemplate } from "../../../src/template/evaluateTemplate";
import { toJson } from "../../../src/template/values/unknowns";
import { evaluate, machine, nic, resource, templateText } from "./inTemplate";

const deployment = (name: string, properties: unknown, more: Readonly<Record<string, unknown>> = {}): unknown => ({
  type: "Microsoft.Resources/deployments",
  apiVersion: "2022-09-01",
  name,
  properties,
  ...more,
});

describe("resources", () => {
  it("tell where they are written", () => {
    const text = templateText({ resources: [machine("web")] });
    const { span, nameSpan, jsonPath } = resource(evaluateTemplate(text), "virtualMachines");
    expect(text.slice(span.offset, span.offset + span.length)).toBe(JSON.stringify(machine("web")));
    expect(text.slice(nameSpan.offset, nameSpan.offset + nameSpan.length)).toBe('"web"');
    expect(jsonPath).toBe("$.resources[0]");
  });

  it("join children with their parents in both styles", () => {
    const template = evaluate({
      parameters: { vm: { type: "string" } },
      resources: [
        machine("[parameters('vm')]", { resources: [{ type: "extensions", apiVersion: "1", name: "inner" }] }),
        {
          type: "Microsoft.Compute/virtualMachines/extensions",
          apiVersion: "1",
          name: "[concat(parameters('vm'), '/outer')]",
        },
      ],
    });
    expect(template.resources.map(({ type, name, jsonPath }) => [type, canonicalText(name), jsonPath])).toEqual([
      ["Microsoft.Compute/virtualMachines", "parameters('vm')", "$.resources[0]"],
      [
        "Microsoft.Compute/virtualMachines/extensions",
        "concat(parameters('vm'), '/inner')",
        "$.resources[0].resources[0]",
      ],
      ["Microsoft.Compute/virtualMachines/extensions", "concat(parameters('vm'), '/outer')", "$.resources[1]"],
    ]);
    const tails = template.resources.map(({ id }) => id.split("/providers/")[1]);
    expect(tails).toEqual([
      "microsoft.compute/virtualmachines/{parameters('vm')}",
      "microsoft.compute/virtualmachines/{parameters('vm')}/extensions/inner",
      "microsoft.compute/virtualmachines/{parameters('vm')}/extensions/outer",
    ]);
  });

  it("know their condition in three values", () => {
    const template = evaluate({
      parameters: { p: { type: "bool" } },
      resources: [
        machine("a"),
        machine("b", { condition: false }),
        machine("c", { condition: "[equals('x', 'y')]" }),
        machine("d", { condition: "[parameters('p')]" }),
        machine("e", { condition: "true" }),
      ],
    });
    expect(template.resources.map(({ condition }) => toJson(condition))).toEqual([true, false, false, undefined, true]);
  });

  it("with symbolic names are found by them, and existing ones are marked", () => {
    const template = evaluate({
      languageVersion: "2.0",
      resources: {
        net: nic("nic1", { existing: true }),
        vm: machine("vm1", { properties: { nic: "[resourceInfo('net').id]" }, dependsOn: ["net"] }),
      },
    });
    expect(template.resources.map(({ jsonPath, existing }) => [jsonPath, existing])).toEqual([
      ["$.resources.net", true],
      ["$.resources.vm", false],
    ]);
    const { body } = resource(template, "virtualMachines");
    for (const reference of [at(body, "properties", "nic"), at(body, "dependsOn", 0)]) {
      expect(reference && template.find(reference)?.jsonPath).toBe("$.resources.net");
    }
  });

  it("look members up without case", () => {
    const template = evaluate({ resources: [nic("n", { Properties: { PublicIpAddress: 1 } })] });
    expect(at(resource(template, "networkInterfaces").body, "properties", "publicIPAddress")).toMatchObject({
      value: 1,
    });
  });

  it("know the scope that the template deploys to", () => {
    const scopeOf = (schema: string): string =>
      evaluateTemplate(JSON.stringify({ $schema: schema, resources: [] })).scope;
    const base = "https://schema.management.azure.com/schemas/2018-05-01";
    expect(scopeOf(`${base}/subscriptionDeploymentTemplate.json#`)).toBe("subscription");
    expect(scopeOf(`${base}/managementGroupDeploymentTemplate.json#`)).toBe("managementGroup");
    expect(scopeOf(`${base}/tenantDeploymentTemplate.json#`)).toBe("tenant");
    expect(scopeOf(`${base}/deploymentTemplate.json#`)).toBe("resourceGroup");
  });
});

describe("nested deployments", () => {
  const inner = {
    parameters: { vmName: { type: "string" }, size: { type: "string", defaultValue: "inner default" } },
    variables: { own: "[concat(parameters('vmName'), '-x')]" },
    resources: [machine("[variables('own')]", { properties: { size: "[parameters('size')]" } })],
    outputs: { id: { type: "string", value: "[resourceId('Microsoft.Compute/virtualMachines', variables('own'))]" } },
  };

  it("have parameters and variables of their own in the inner scope", () => {
    const template = evaluate({
      parameters: { outerName: { type: "string" } },
      resources: [
        deployment("d", {
          expressionEvaluationOptions: { scope: "inner" },
          parameters: { vmName: { value: "[parameters('outerName')]" } },
          template: inner,
        }),
      ],
    });
    const vm = resource(template, "virtualMachines");
    expect(canonicalText(vm.name)).toBe("concat(parameters('outerName'), '-x')");
    expect(at(vm.body, "properties", "size")).toMatchObject({ value: "inner default" });
    expect(vm.jsonPath).toBe("$.resources[0].properties.template.resources[0]");
    expect(vm.via).toEqual(["$.resources[0]"]);
  });

  it("see the parent's parameters and variables in the outer scope, which is the default", () => {
    const template = evaluate({
      variables: { own: "parent" },
      resources: [
        deployment(
          "d",
          {
            template: { variables: { own: "child" }, resources: [machine("[concat(variables('own'), copyIndex())]")] },
          },
          { copy: { name: "l", count: 2 } },
        ),
      ],
    });
    expect(template.resources.slice(2).map(({ name }) => toJson(name))).toEqual(["parent0", "parent1"]);
  });

  it("keep unknown parameters of different deployments apart", () => {
    const properties = { expressionEvaluationOptions: { scope: "inner" }, template: inner };
    const template = evaluate({ resources: [deployment("a", properties), deployment("b", properties)] });
    expect(resource(template, "virtualMachines", 0).id).not.toBe(resource(template, "virtualMachines", 1).id);
  });

  it("pass facts on through their outputs", () => {
    const template = evaluate({
      resources: [
        machine("late", {
          properties: { other: "[reference(resourceId('Microsoft.Resources/deployments', 'd')).outputs.id.value]" },
        }),
        deployment("d", {
          expressionEvaluationOptions: { scope: "inner" },
          parameters: { vmName: { value: "web" } },
          template: inner,
        }),
      ],
    });
    const other = at(resource(template, "virtualMachines", 0).body, "properties", "other");
    expect(other && template.find(other)?.name).toMatchObject({ value: "web-x" });
  });

  it("take whole parameter entries that are expressions", () => {
    const template = evaluate({
      resources: [
        deployment("d", {
          expressionEvaluationOptions: { scope: "inner" },
          parameters: {
            vmName: "[createObject('value', 'made')]",
            size: "[if(true(), createObject('value', 'big'), createObject())]",
          },
          template: inner,
        }),
      ],
    });
    const vm = resource(template, "virtualMachines");
    expect(vm.name).toMatchObject({ value: "made-x" });
    expect(at(vm.body, "properties", "size")).toMatchObject({ value: "big" });
  });

  it("are not deployed when their deployment is not", () => {
    const template = evaluate({
      resources: [deployment("d", { template: { resources: [machine("vm")] } }, { condition: false })],
    });
    expect(resource(template, "virtualMachines").condition).toMatchObject({ value: false });
  });

  it("go to the resource group that the deployment names", () => {
    const template = evaluate({
      resources: [
        deployment(
          "d",
          { expressionEvaluationOptions: { scope: "inner" }, template: { resources: [nic("n")] } },
          { resourceGroup: "elsewhere" },
        ),
        nic("n"),
      ],
    });
    const [there, here] = template.resources.filter(({ type }) => type.endsWith("networkInterfaces"));
    expect([there?.id, here?.id].filter((id) => id?.includes("/resourcegroups/elsewhere/")).length).toBe(1);
  });

  it("that are linked stay closed", () => {
    const template = evaluate({ resources: [deployment("d", { templateLink: { uri: "https://x/y.json" } })] });
    expect(template.resources.map(({ type }) => type)).toEqual(["Microsoft.Resources/deployments"]);
  });
});
