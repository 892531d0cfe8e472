import { describe, expect, it } from "vitest";
import { at } from "../../../src/template/access";
import { toJson } from "../../../src/template/values/unknowns";
import { evaluate, jsonOf, machine, nic, resource } from "./inTemplate";

const deployment = (name: string, properties: unknown, more: Readonly<Record<string, unknown>> = {}): unknown => ({
  type: "Microsoft.Resources/deployments",
  apiVersion: "2022-09-01",
  name,
  properties,
  ...more,
});

const inner = { expressionEvaluationOptions: { scope: "inner" } };

// Issues of the projects that read templates; the number is the one of the issue there.
describe("faults that others are blamed for are not made here", () => {
  it("PSRule 1144: a copy in the parameters of a nested deployment", () => {
    const template = evaluate({
      resources: [
        deployment("d", {
          ...inner,
          parameters: { names: { copy: [{ name: "value", count: 2, input: "[concat('n', copyIndex('value'))]" }] } },
          template: {
            parameters: { names: { type: "array" } },
            resources: [machine("vm", { tags: { last: "[last(parameters('names'))]" } })],
          },
        }),
      ],
    });
    expect(at(resource(template, "virtualMachines").body, "tags", "last")).toMatchObject({ value: "n1" });
  });

  it("PSRule 2221: a loop in variables whose count depends on another loop", () => {
    const variables = {
      copy: [
        { name: "a", count: 3, input: "[copyIndex('a')]" },
        { name: "b", count: "[length(variables('a'))]", input: "[mul(variables('a')[copyIndex('b')], 2)]" },
      ],
    };
    expect(jsonOf("variables('b')", { variables })).toEqual([0, 2, 4]);
  });

  it("PSRule 1000 and 667: objects and arrays without members", () => {
    expect(jsonOf("union(createObject(), createObject('a', 1))")).toEqual({ a: 1 });
    expect(jsonOf("concat(createArray(), createArray(1))")).toEqual([1]);
    expect(jsonOf("coalesce(tryGet(createObject(), 'x'), createArray())")).toEqual([]);
  });

  it("PSRule 2605: expressions of a policy's inner template wait for the policy", () => {
    const policyRule = { then: { details: { deployment: { properties: { value: "[[field('location')]" } } } } };
    const template = evaluate({
      resources: [
        { type: "Microsoft.Authorization/policyDefinitions", apiVersion: "1", name: "p", properties: { policyRule } },
      ],
    });
    const path = ["properties", "policyRule", "then", "details", "deployment", "properties", "value"];
    expect(at(resource(template, "policyDefinitions").body, ...path)).toMatchObject({ value: "[field('location')]" });
    expect(template.problems).toEqual([]);
  });

  it("PSRule 1007, 2605 and 3013: an unknown never turns into a value of the wanted type", () => {
    const parameters = { thing: { type: "object" } };
    expect(jsonOf("parameters('thing').list[0].name", { parameters })).toBeUndefined();
    expect(jsonOf("length(parameters('thing').list)", { parameters })).toBeUndefined();
  });

  it("vscode-azurearmtools 380: a parameter's placeholder is never a value", () => {
    expect(jsonOf("equals(parameters('text'), 'defaultString0')")).toBeUndefined();
    expect(jsonOf("createObject('default', 1)[parameters('text')]")).toBe(1);
    expect(jsonOf("createObject('default', 1, 'other', 2)[parameters('text')]")).toBeUndefined();
  });

  it("arm-ttk 563 and 582: parameters of several nested templates are not mixed", () => {
    const template = (defaultValue: string): unknown => ({
      parameters: { size: { type: "string", defaultValue } },
      resources: [machine(`[concat('vm-', parameters('size'))]`)],
    });
    const { resources } = evaluate({
      parameters: { size: { type: "string", defaultValue: "outer" } },
      resources: [
        deployment("a", { ...inner, template: template("small") }),
        deployment("b", { ...inner, template: template("big") }),
        deployment("c", { template: template("never") }),
      ],
    });
    const names = resources.filter(({ type }) => type.endsWith("virtualMachines")).map(({ name }) => toJson(name));
    expect(names).toEqual(["vm-small", "vm-big", "vm-outer"]);
  });

  it("what-if 155: resources of deployments in a loop are all there", () => {
    const { resources } = evaluate({
      resources: [
        deployment(
          "[concat('d', copyIndex())]",
          {
            ...inner,
            parameters: { i: { value: "[copyIndex()]" } },
            template: {
              parameters: { i: { type: "int" } },
              resources: [nic("[format('n{0}-{1}', parameters('i'), copyIndex())]", { copy: { name: "n", count: 2 } })],
            },
          },
          { copy: { name: "deployments", count: 2 } },
        ),
      ],
    });
    const names = resources.filter(({ type }) => type.endsWith("networkInterfaces")).map(({ name }) => toJson(name));
    expect(names).toEqual(["n0-0", "n0-1", "n1-0", "n1-1"]);
  });

  it("checkov 3844: a property that is an if() spoils nothing", () => {
    const template = evaluate({
      parameters: { flag: { type: "bool" } },
      resources: [machine("vm", { properties: { a: "[if(parameters('flag'), 'x', 'y')]", b: 1 } })],
    });
    const { body } = resource(template, "virtualMachines");
    expect(at(body, "properties", "a")).toMatchObject({ kind: "unknown", allowed: ["x", "y"] });
    expect(at(body, "properties", "b")).toMatchObject({ value: 1 });
  });
});

describe("values that others compute wrongly are right here", () => {
  it.each([
    ["contains('Hello', 'hello')", false],
    ["contains(createArray('A'), 'a')", false],
    ["contains(createObject('A', 1), 'a')", true],
    ["uri('https://a.b/c', 'd')", "https://a.b/d"],
    ["guid('foo', 'bar', 'baz')", "2ed86837-7c7c-5eaa-9864-dd077fd19b0d"],
    ["uniqueString('snap', 'crackle', 'pop')", "byghxckddilkc"],
    ["string(false())", "False"],
    ["uriComponent('/')", "%2F"],
    ["dataUri('a')", "data:text/plain;charset=utf-8;base64,YQ=="],
    ["format('{0}/{1}/{2}/{3}', 1, 2, 3, true())", "1/2/3/True"],
    [
      "format('>{0}<{1}<', createObject('a', 'b', '!c', 2), createArray(true(), 2893, 'abc'))",
      ">{'a':'b','!c':2}<[true,2893,'abc']<",
    ],
    ["format('{0:X4}|{1:X}|{0,6:D3}|{{{0}}}', 255, -1)", "00FF|FFFFFFFFFFFFFFFF|   255|{255}"],
    [
      "sort(createArray('B', 'a', 'A', 'b'), lambda('x', 'y', less(lambdaVariables('x'), lambdaVariables('y'))))",
      ["a", "A", "b", "B"],
    ],
    ["map(items(createObject('ABC', 1, 'abc', 2)), lambda('i', lambdaVariables('i').key))", ["abc", "ABC"]],
  ])("%s", (expression, value) => {
    expect(jsonOf(expression)).toEqual(value);
  });

  it.each([
    ["json('')", "not valid JSON"],
    ["concat(createArray(1), 'a')", "either texts or arrays"],
    ["cidrSubnet('10.0.0.0/24', 25, 2)", "has no part 2"],
  ])("%s is a mistake", (expression, part) => {
    expect(() => jsonOf(expression)).toThrow(part);
  });
});
