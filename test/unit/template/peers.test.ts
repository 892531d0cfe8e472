import { describe, expect, it } from "vitest";
import { at } from "../../../src/template/access";
import { toJson } from "../../../src/template/values/unknowns";
import { evaluateTemplate } from "../../../src/template/evaluateTemplate";
import { evaluate, jsonOf, machine, nic, resource, templateText } from "./inTemplate";

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

describe("faults of expansion that others are blamed for are not made here", () => {
  it("PSRule 175 and 541: loops in variables, at the top and inside of one", () => {
    const variables = {
      copy: [{ name: "top", count: 2, input: { name: "[concat('t', copyIndex('top'))]" } }],
      inside: { copy: [{ name: "list", count: 2, input: "[copyIndex('list', 5)]" }], other: true },
    };
    expect(jsonOf("variables('top')", { variables })).toEqual([{ name: "t0" }, { name: "t1" }]);
    expect(jsonOf("variables('inside')", { variables })).toEqual({ list: [5, 6], other: true });
  });

  it("PSRule 664: several loops in one object", () => {
    const loop = (name: string, count: number): unknown => ({ name, count, input: `[copyIndex('${name}')]` });
    const template = evaluate({
      resources: [machine("vm", { properties: { copy: [loop("a", 2), loop("b", 3)], c: 1 } })],
    });
    const properties = at(resource(template, "virtualMachines").body, "properties");
    expect(properties === undefined ? undefined : toJson(properties)).toEqual({ a: [0, 1], b: [0, 1, 2], c: 1 });
  });

  it("PSRule 715: resources of deployments in deployments", () => {
    const nested = deployment("inner", { ...inner, template: { resources: [machine("deep")] } });
    const template = evaluate({ resources: [deployment("outer", { ...inner, template: { resources: [nested] } })] });
    expect(resource(template, "virtualMachines").via).toEqual([
      "$.resources[0]",
      "$.resources[0].properties.template.resources[0]",
    ]);
  });

  it("PSRule 2220 and 796: a left side that is no truth value spoils only its own place", () => {
    const template = evaluate({
      resources: [
        machine("vm", { tags: { bad: "[or('x', true())]", good: "[string(or(false(), true()))]" } }),
        nic("n"),
      ],
    });
    const { body } = resource(template, "virtualMachines");
    expect(at(body, "tags", "bad")).toMatchObject({ kind: "unknown", reason: "error" });
    expect(at(body, "tags", "good")).toMatchObject({ value: "True" });
    expect(template.resources).toHaveLength(2);
  });

  it("PSRule 3013 and azure-cli 14373: a mistake points at its own place", () => {
    const text = templateText({ resources: [machine("a"), machine("b", { tags: { t: "[int('x')]" } })] });
    const [problem, ...others] = evaluateTemplate(text).problems;
    expect(others).toEqual([]);
    expect(problem && text.slice(problem.span.offset, problem.span.offset + problem.span.length)).toBe(`"[int('x')]"`);
  });

  it("template-analyzer: one mistake does not leave everything without a result", () => {
    const parameters = { missing: { type: "string" } };
    const template = evaluate({
      parameters,
      resources: [machine("[nope(1)]"), machine("[parameters('missing')]"), nic("n")],
    });
    expect(resource(template, "networkInterfaces").name).toMatchObject({ value: "n" });
    expect(template.resources).toHaveLength(3);
  });

  it("template-analyzer 274: templates that are linked are read", () => {
    const linked = templateText({ resources: [nic("in-file")] });
    const files = { read: (path: string) => (path === "nested/nic.json" ? linked : undefined) };
    const template = evaluate(
      { resources: [deployment("l", { templateLink: { relativePath: "nested/nic.json" } })] },
      { files },
    );
    expect(resource(template, "networkInterfaces").name).toMatchObject({ value: "in-file" });
  });

  it("vscode-azurearmtools 719, 730 and 792: parameters of an inner scope are its own", () => {
    const template = (scope: string): unknown =>
      deployment(scope, {
        expressionEvaluationOptions: { scope },
        parameters: { p: { value: "given" } },
        template: { parameters: { p: { type: "string" } }, resources: [machine("[parameters('p')]")] },
      });
    const { resources, problems } = evaluate({
      parameters: { p: { type: "string", defaultValue: "outer" } },
      resources: [template("inner"), template("Outer")],
    });
    const names = resources.filter(({ type }) => type.endsWith("virtualMachines")).map(({ name }) => toJson(name));
    expect([names, problems]).toEqual([["given", "outer"], []]);
  });

  it("vscode-azurearmtools 600: loops in outputs", () => {
    const outputs = { o: { type: "array", copy: { count: 2, input: "[concat('o', copyIndex())]" } } };
    const value = evaluate({ outputs }).outputs.get("o");
    expect(value && toJson(value)).toEqual(["o0", "o1"]);
  });

  it("vscode-azurearmtools 784, 905, 1119 and 1182: mistakes in nested templates are on their own lines", () => {
    const bad = machine("vm", { tags: { t: "[concat(parameters('nope'))]" } });
    const text = templateText({
      resources: [deployment("d", { ...inner, template: { parameters: {}, resources: [bad] } })],
    });
    const spans = evaluateTemplate(text).problems.map(({ span }) => text.slice(span.offset, span.offset + span.length));
    expect(spans).toEqual(["'nope'"]);
  });

  it("azure-resource-manager-schemas 1542: properties that nobody knows are no problem", () => {
    const strange = { properties: { brandNew: { setting: 1 } }, whatever: true };
    expect(evaluate({ resources: [machine("vm", strange)] }).problems).toEqual([]);
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
