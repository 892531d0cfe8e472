import { describe, expect, it } from "vitest";
import { at, canonicalText, sameValue } from "../../../src/template/access";
import { evaluateTemplate } from "../../../src/template/evaluateTemplate";
import { toJson } from "../../../src/template/values/unknowns";
import { evaluate, jsonOf, machine, nic, problemOf, resource, textOf, valueOf } from "./inTemplate";

const deployment = (name: string, properties: unknown, more: Readonly<Record<string, unknown>> = {}): unknown => ({
  type: "Microsoft.Resources/deployments",
  apiVersion: "2022-09-01",
  name,
  properties,
  ...more,
});

const idsOf = (schema: string, resources: unknown, deploymentPlace = {}): readonly string[] =>
  evaluateTemplate(
    JSON.stringify({ $schema: `https://schema.management.azure.com/schemas/2019-08-01/${schema}.json#`, resources }),
    { deployment: deploymentPlace },
  ).resources.map(({ id }) => id);

describe("a resource that is declared twice", () => {
  const inner = (resources: readonly unknown[]): unknown => ({ template: { resources } });
  const first = nic("n", { properties: { a: { x: 1, y: 1 }, list: [1] } });
  const second = nic("N", { properties: { a: { y: 2 }, list: [2, 3], b: true } });

  it("by two deployments is one resource, whose later declaration wins", () => {
    const template = evaluate({ resources: [first, deployment("update", inner([second]))] });
    const found = template.resources.filter(({ type }) => type.endsWith("networkInterfaces"));
    expect(found).toHaveLength(1);
    const properties = at(found[0]?.body, "properties");
    expect(properties && toJson(properties)).toEqual({ a: { x: 1, y: 2 }, list: [2, 3], b: true });
    expect(at(properties, "b")?.from?.span).toBeDefined();
  });

  it("with conditions stays two alternatives", () => {
    const template = evaluate({
      parameters: { isNew: { type: "bool" } },
      resources: [
        deployment("a", inner([first]), { condition: "[parameters('isNew')]" }),
        deployment("b", inner([second]), { condition: "[not(parameters('isNew'))]" }),
      ],
    });
    expect(template.resources.filter(({ type }) => type.endsWith("networkInterfaces"))).toHaveLength(2);
  });

  it("in other resource groups is two resources", () => {
    const template = evaluate({
      resources: [
        deployment("a", inner([first]), { resourceGroup: "one" }),
        deployment("b", inner([second]), { resourceGroup: "two" }),
      ],
    });
    expect(template.resources.filter(({ type }) => type.endsWith("networkInterfaces"))).toHaveLength(2);
  });
});

describe("the scopes above a resource group", () => {
  const policy = { type: "Microsoft.Authorization/policyAssignments", apiVersion: "1", name: "p" };

  it("give their own beginning to the ids of their resources", () => {
    expect(idsOf("subscriptionDeploymentTemplate", [policy], { subscriptionId: "s" })).toEqual([
      "/subscriptions/s/providers/microsoft.authorization/policyassignments/p",
    ]);
    expect(idsOf("managementGroupDeploymentTemplate", [policy], { managementGroup: "mg" })).toEqual([
      "/providers/microsoft.management/managementgroups/mg/providers/microsoft.authorization/policyassignments/p",
    ]);
    expect(idsOf("tenantDeploymentTemplate", [policy])).toEqual([
      "/providers/microsoft.authorization/policyassignments/p",
    ]);
  });

  it.each([
    ["/", "/providers/a.b/c/x"],
    [
      "Microsoft.Management/managementGroups/mg",
      "/providers/microsoft.management/managementgroups/mg/providers/a.b/c/x",
    ],
    ["/subscriptions/s", "/subscriptions/s/providers/a.b/c/x"],
    ["/subscriptions/s/resourceGroups/g", "/subscriptions/s/resourcegroups/g/providers/a.b/c/x"],
  ])("are chosen by the scope '%s' of a nested deployment", (scope, id) => {
    const properties = { template: { resources: [{ type: "A.B/c", apiVersion: "1", name: "x" }] } };
    const ids = idsOf("tenantDeploymentTemplate", [deployment("d", properties, { scope })]);
    expect(ids.filter((each) => each.endsWith("/c/x"))).toEqual([id]);
  });

  it("have functions that agree with the ids", () => {
    const id = "managementGroupResourceId('A.B/c', 'x')";
    expect(textOf(id)).toBe(textOf("concat(managementGroup().id, '/providers/A.B/c/x')"));
    expect(jsonOf("managementGroupResourceId('mg', 'A.B/c', 'x')")).toBe(
      "/providers/Microsoft.Management/managementGroups/mg/providers/A.B/c/x",
    );
  });
});

describe("extension resources", () => {
  const lock = (scope: string): unknown => ({
    type: "Microsoft.Authorization/locks",
    apiVersion: "1",
    name: "l",
    scope,
  });

  it("have the id of what they extend, however it is named", () => {
    const ids = ["Microsoft.Compute/virtualMachines/vm", "[resourceId('Microsoft.Compute/virtualMachines', 'vm')]"].map(
      (scope) => resource(evaluate({ resources: [lock(scope)] }), "locks").id,
    );
    expect(ids[0]?.endsWith("/virtualmachines/vm/providers/microsoft.authorization/locks/l")).toBe(true);
    expect(ids[0]).toBe(ids[1]);
  });

  it("have the same id in the old form", () => {
    const old = {
      type: "Microsoft.Compute/virtualMachines/providers/locks",
      apiVersion: "1",
      name: "vm/Microsoft.Authorization/l",
    };
    const [a, b] = [lock("Microsoft.Compute/virtualMachines/vm"), old].map(
      (each) => resource(evaluate({ resources: [each] }), "locks").id,
    );
    expect(a).toBe(b);
  });
});

describe("deployment stacks", () => {
  it("have an inline template with a scope of its own", () => {
    const template = evaluate({
      variables: { own: "outer" },
      resources: [
        {
          type: "Microsoft.Resources/deploymentStacks",
          apiVersion: "2024-03-01",
          name: "stack",
          properties: {
            deploymentScope: "/subscriptions/s/resourceGroups/g",
            parameters: { size: { value: "big" } },
            template: {
              parameters: { size: { type: "string" } },
              variables: { own: "inner" },
              resources: [machine("[variables('own')]", { properties: { size: "[parameters('size')]" } })],
            },
          },
        },
      ],
    });
    const vm = resource(template, "virtualMachines");
    expect(vm.id).toBe("/subscriptions/s/resourcegroups/g/providers/microsoft.compute/virtualmachines/inner");
    expect(at(vm.body, "properties", "size")).toMatchObject({ value: "big" });
    expect(template.problems).toEqual([]);
  });
});

describe("template specs", () => {
  const mainTemplate = {
    $schema: "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    resources: [machine("vm", { tags: { t: "[nope()]" } })],
  };

  it.each([
    ["the version of a spec", { location: "westeurope", properties: { mainTemplate } }, "$.properties.mainTemplate"],
    ["what a spec is published from", { mainTemplate, linkedTemplates: [] }, "$.mainTemplate"],
  ])("are read in the shape of %s", (_, shape, jsonPath) => {
    const text = JSON.stringify(shape);
    const template = evaluateTemplate(text);
    const vm = resource(template, "virtualMachines");
    expect([template.scope, vm.jsonPath]).toEqual(["subscription", `${jsonPath}.resources[0]`]);
    expect(text.slice(vm.nameSpan.offset, vm.nameSpan.offset + vm.nameSpan.length)).toBe('"vm"');
    expect(template.problems.map(({ span }) => text.slice(span.offset, span.offset + span.length))).toEqual(["nope"]);
  });
});

describe("deployment stacks", () => {
  const stack = {
    location: "westeurope",
    properties: {
      actionOnUnmanage: { resources: "detach" },
      denySettings: { mode: "none" },
      parameters: { size: { value: "[D2]" }, key: { reference: { secretName: "k" } } },
      template: {
        $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        contentVersion: "1.0.0.0",
        parameters: { size: { type: "string", defaultValue: "small" }, key: { type: "string" } },
        resources: [machine("vm", { tags: { size: "[parameters('size')]", key: "[parameters('key')]" } })],
      },
    },
  };

  it("are read with the parameter values that they give, which are no expressions", () => {
    const vm = resource(evaluateTemplate(JSON.stringify(stack)), "virtualMachines");
    expect(vm.jsonPath).toBe("$.properties.template.resources[0]");
    expect(at(vm.body, "tags", "size")).toMatchObject({ value: "[D2]" });
    expect(at(vm.body, "tags", "key")).toMatchObject({ reason: "secure" });
  });

  it("give way to values that are given from outside", () => {
    const template = evaluateTemplate(JSON.stringify(stack), { parameters: { size: "big" } });
    expect(at(resource(template, "virtualMachines").body, "tags", "size")).toMatchObject({ value: "big" });
  });
});

describe("languageVersion 2.0", () => {
  const v2 = { languageVersion: "2.0" };

  it("gives nested deployments a scope of their own unless they say otherwise", () => {
    const template = evaluate({
      ...v2,
      variables: { own: "outer" },
      resources: {
        d: deployment("d", { template: { variables: { own: "inner" }, resources: [machine("[variables('own')]")] } }),
      },
    });
    expect(resource(template, "virtualMachines").name).toMatchObject({ value: "inner" });
    expect(template.problems).toEqual([]);
  });

  it("keeps equal symbols of different templates apart", () => {
    const inside = { resources: { vm: machine("inside", { tags: { id: "[resourceInfo('vm').name]" } }) } };
    const template = evaluate({
      ...v2,
      resources: {
        vm: machine("outside", { tags: { id: "[resourceInfo('vm').name]" } }),
        d: deployment("d", { template: inside }),
      },
    });
    const names = [0, 1].map((i) => at(resource(template, "virtualMachines", i).body, "tags", "id"));
    expect(names).toMatchObject([{ value: "outside" }, { value: "inside" }]);
  });

  it("names one instance of a loop, and counts the loop", () => {
    const template = evaluate({
      ...v2,
      resources: {
        nics: nic("[concat('nic', copyIndex())]", { copy: { name: "nics", count: 2 } }),
        vm: machine("vm", {
          tags: { one: "[resourceInfo('nics[1]').name]", count: "[length(references('nics'))]" },
        }),
      },
    });
    const tags = at(resource(template, "virtualMachines").body, "tags");
    expect(tags && toJson(tags)).toEqual({ one: "nic1", count: 2 });
  });

  it("has no single resource of a loop, and says how to name one", () => {
    const { problems } = evaluate({
      ...v2,
      resources: {
        nics: nic("[concat('n', copyIndex())]", { copy: { name: "nics", count: 2 } }),
        vm: machine("vm", { tags: { id: "[resourceInfo('nics').id]" } }),
      },
    });
    expect(problems.map(({ message }) => message)).toEqual([
      "'nics' is a copy loop: name one of its resources, as in 'nics[0]'.",
    ]);
  });

  it("follows the outputs of a deployment by its symbol", () => {
    const inside = { resources: {}, outputs: { name: { type: "string", value: "made" } } };
    const template = evaluate({
      ...v2,
      resources: { d: deployment("d", { template: inside }), vm: machine("[reference('d').outputs.name.value]") },
    });
    expect(resource(template, "virtualMachines").name).toMatchObject({ value: "made" });
  });
});

describe("what is wrong elsewhere", () => {
  it("tells equal numbers of any size", () => {
    expect(sameValue(valueOf("9007199254740993"), valueOf("9007199254740993"))).toBe(true);
  });

  it("keeps large numbers of parameter files exact", () => {
    const text = '{"parameters":{"n":{"value":{"deep":[9007199254740993, 1.5]}}}}';
    const template = evaluate(
      {
        parameters: { n: { type: "object" } },
        outputs: { o: { type: "string", value: "[string(parameters('n').deep[0])]" } },
      },
      { parameterFiles: [{ name: "p.json", text }] },
    );
    expect(template.outputs.get("o")).toMatchObject({ value: "9007199254740993" });
  });

  it("does not spread from a lambda to its neighbours", () => {
    expect(jsonOf("map(createArray('1', 'x'), lambda('s', int(lambdaVariables('s'))))[0]")).toBe(1);
    expect(problemOf("map(createArray('1', 'x'), lambda('s', int(lambdaVariables('s'))))[1]")).toContain(
      "whole number",
    );
  });

  it("maps the shape of a loop whose count is not known", () => {
    const variables = {
      copy: [{ name: "disks", count: "[parameters('number')]", input: { lun: "[copyIndex('disks')]" } }],
    };
    const mapped = valueOf(
      "map(variables('disks'), lambda('d', createObject('lun', lambdaVariables('d').lun, 'new', true())))",
      {
        variables,
      },
    );
    expect(at(mapped, 0, "new")).toMatchObject({ value: true });
    expect(canonicalText(valueOf("length(variables('disks'))", { variables }))).toBe("parameters('number')");
  });
});
