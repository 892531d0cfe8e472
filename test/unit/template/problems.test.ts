import { describe, expect, it } from "vitest";
import { evaluateTemplate } from "../../../src/template/evaluateTemplate";
import { evaluate, machine, resource, templateText } from "./inTemplate";
import type { Sections } from "./inTemplate";

/** Message and text of each problem. */
function problemsOf(text: string): readonly (readonly [message: string, text: string])[] {
  return evaluateTemplate(text).problems.map(({ message, span }) => [
    message,
    text.slice(span.offset, span.offset + span.length),
  ]);
}

function problemsIn(name: string, sections: Sections = {}): readonly (readonly [string, string])[] {
  return problemsOf(templateText({ ...sections, resources: [machine(name)] }));
}

describe("problems", () => {
  it.each([
    ["[concat('a', )]", "')' is not expected here.", ")"],
    ["[concat('a'", "The expression is not closed with ']'.", "[concat('a'"],
    ["[concat('a']", "The expression ends too early; a ')' or a value is missing.", "]"],
    ["[concat('a)]", "This text is not closed with a single quote.", "'a)"],
    ["[vmName]", "'vmName' must be followed by '(': there are only function calls, texts and numbers.", "vmName"],
    ["[1 + 2]", "'+' is not part of the expression language.", "+"],
    ["[concta('a')]", "There is no template function 'concta'.", "concta"],
    ["[toLower('a', 'b')]", "'toLower' takes 1 argument(s), but 2 are given.", "toLower('a', 'b')"],
    ["[parameters('nmae')]", "There is no parameter 'nmae' in this template.", "'nmae'"],
    ["[variables('nmae')]", "There is no variable 'nmae' in this template.", "'nmae'"],
    ["[concat('a', copyIndex())]", "'copyIndex' is used outside a copy loop.", "copyIndex()"],
    [
      "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'v')]",
      "'resourceId' needs 2 name(s) for the type 'Microsoft.Network/virtualNetworks/subnets', but 1 are given.",
      "resourceId('Microsoft.Network/virtualNetworks/subnets', 'v')",
    ],
  ])("tell what is wrong with %s", (name, message, text) => {
    expect(problemsIn(name)).toEqual([[message, text]]);
  });

  it("have exact ranges behind JSON escapes", () => {
    const text = templateText({ resources: [] }).replace(
      "[]",
      String.raw`[{"type":"A.B/c","name":"[concat('\u0041\"\\', nope())]"}]`,
    );
    expect(problemsOf(text)).toEqual([["There is no template function 'nope'.", "nope"]]);
  });

  it("do not keep the rest from being analysed", () => {
    const template = evaluate({ resources: [machine("[nope()]", { location: "westeurope" }), machine("good")] });
    expect(template.resources).toHaveLength(2);
    expect(resource(template, "virtualMachines", 0).location).toMatchObject({ value: "westeurope" });
    expect(resource(template, "virtualMachines", 1).name).toMatchObject({ value: "good" });
  });

  it("are found in parameters, variables and outputs that nothing uses", () => {
    const text = templateText({
      parameters: { p: { type: "string", defaultValue: "[a1()]" } },
      variables: { v: { deep: ["[b1()]"] }, "[c1()]": 1 },
      outputs: { o: { type: "string", value: "[d1()]" } },
    });
    expect(problemsOf(text).map(([, at]) => at)).toEqual(["a1", "b1", "c1", "d1"]);
  });

  it("leave good templates alone", () => {
    const sections: Sections = {
      parameters: { n: { type: "int", metadata: { description: "[not(an expression" } } },
      variables: { copy: [{ name: "list", count: "[parameters('n')]", input: "[copyIndex('list')]" }] },
      functions: [
        {
          namespace: "my",
          members: { f: { parameters: [{ name: "own" }], output: { value: "[parameters('own')]" } } },
        },
      ],
      resources: [
        machine("[my.f(variables('list')[0])]", {
          copy: { name: "vms", count: 2 },
          properties: { copy: [{ name: "d", count: 1, input: "[add(copyIndex('vms'), copyIndex('d'))]" }] },
          resources: [{ type: "extensions", apiVersion: "1", name: "[string(copyIndex())]" }],
        }),
        {
          type: "Microsoft.Resources/deployments",
          apiVersion: "1",
          name: "d",
          properties: {
            expressionEvaluationOptions: { scope: "inner" },
            template: { parameters: { x: {} }, resources: [machine("[parameters('x')]")] },
          },
        },
        {
          type: "Microsoft.Resources/deployments",
          apiVersion: "1",
          name: "e",
          properties: { template: { resources: [machine("[string(parameters('n'))]")] } },
        },
      ],
      outputs: { o: { type: "array", copy: { count: 1, input: "[listKeys('x', '2020')[copyIndex()]]" } } },
    };
    expect(problemsOf(templateText(sections))).toEqual([]);
  });

  it("tell names apart by the scope they stand in", () => {
    const template = { resources: [machine("[parameters('n')]")] };
    const nested = (scope: string): string =>
      templateText({
        parameters: { n: { type: "string" } },
        resources: [
          {
            type: "Microsoft.Resources/deployments",
            apiVersion: "1",
            name: "d",
            properties: { expressionEvaluationOptions: { scope }, template },
          },
        ],
      });
    expect(problemsOf(nested("outer"))).toEqual([]);
    expect(problemsOf(nested("inner"))).toEqual([["There is no parameter 'n' in this template.", "'n'"]]);
  });

  it("do not call a name missing while the JSON around it is broken", () => {
    const text = templateText({ resources: [machine("[parameters('x')]"), machine("[nope()]")] }).replace(
      '"contentVersion":"1.0.0.0"',
      '"contentVersion":',
    );
    const problems = evaluateTemplate(text).problems;
    expect(problems.filter(({ kind }) => kind === "json").length).toBeGreaterThan(0);
    expect(problems.filter(({ kind }) => kind === "expression").map(({ message }) => message)).toEqual([
      "There is no template function 'nope'.",
    ]);
  });
});
