import { describe, expect, it } from "vitest";
import { asText, at, canonicalText } from "../../../src/template/access";
import { evaluateTemplate } from "../../../src/template/evaluateTemplate";
import { parseJson } from "../../../src/template/json/parseJson";
import { nodeToJson } from "../../../src/template/json/node";
import { machine, templateText } from "./inTemplate";

function read(text: string): unknown {
  const { root } = parseJson(text);
  return root === undefined ? undefined : nodeToJson(root);
}

describe("JSON as template authors write it", () => {
  it.each([
    ["comments", '{ // one\n "a": /* two */ 1 }', { a: 1 }],
    ["trailing commas", '{"a": [1, 2,],}', { a: [1, 2] }],
    ["a byte order mark", '\uFEFF{"a": 1}', { a: 1 }],
    ["CRLF line ends", '{\r\n"a": 1,\r\n"b": 2\r\n}', { a: 1, b: 2 }],
    [
      "line breaks inside strings",
      '{"a": "[concat(\n  \'x\',\r\n  \'y\')]", "b": 1}',
      { a: "[concat(\n  'x',\r\n  'y')]", b: 1 },
    ],
    ["escapes", String.raw`{"a": "\"\\\/\n\u0041"}`, { a: '"\\/\nA' }],
  ])("is read with %s", (_, text, value) => {
    expect(parseJson(text).faults).toEqual([]);
    expect(read(text)).toEqual(value);
  });

  it.each([
    ["a string that is not closed", '{"a": "x\n, "b": 2}', { a: "x", b: 2 }],
    ["a name without a value", '{"a": , "b": 2}', { b: 2 }],
    ["a name before the next name", '{"a":\n "b": 2}', { b: 2 }],
    ["a name that is being typed", '{"a"\n, "b": 2}', { b: 2 }],
    ["a missing comma", '{"a": 1 "b": 2}', { a: 1, b: 2 }],
    [
      "a lost closing brace in an array",
      '{"r": [{"a": {"b": 1}, {"a": 2}], "c": 3}',
      { r: [{ a: { b: 1 } }, { a: 2 }], c: 3 },
    ],
    ["a lost closing bracket", '{"r": [1, 2}', { r: [1, 2] }],
    ["a text that stops", '{"a": {"b": [1, {"c": "d', { a: { b: [1, { c: "d" }] } }],
    ["a word that is no value", '{"a": tru, "b": 2}', { b: 2 }],
    ["a stray bracket", '{"a": 1], "b": 2}', { a: 1, b: 2 }],
  ])("keeps what is intact around %s", (_, text, value) => {
    expect(parseJson(text).faults.length).toBeGreaterThan(0);
    expect(read(text)).toEqual(value);
  });

  it("is not followed without end into nested brackets", () => {
    expect(() => parseJson("[".repeat(100_000))).not.toThrow();
    expect(() => evaluateTemplate(`{"resources":${'[{"resources":'.repeat(50_000)}`)).not.toThrow();
  });
});

describe("templates that are being typed", () => {
  const whole = templateText({
    parameters: { p: { type: "string" } },
    variables: { v: "[concat(parameters('p'), '-x')]" },
    resources: [
      machine("vm", { properties: { hardwareProfile: { vmSize: "Standard_D2s_v5" } } }),
      machine("[variables('v')]"),
    ],
  });

  it("never make evaluation fail, wherever they are cut off", () => {
    for (let end = 0; end <= whole.length; end++) {
      const template = evaluateTemplate(whole.slice(0, end));
      template.resources.forEach(({ id, body, condition }) => canonicalText(body) + id + canonicalText(condition));
      expect(Array.isArray(template.problems)).toBe(true);
    }
  });

  it("still show the size of a machine that stands before the fault", () => {
    const { resources } = evaluateTemplate(whole.slice(0, whole.indexOf("[variables('v')]")));
    expect(asText(at(resources[0]?.body, "properties", "hardwareProfile", "vmSize"))).toBe("Standard_D2s_v5");
  });

  it("take an expression without its end for unknown, not for a text", () => {
    const { resources } = evaluateTemplate(templateText({ resources: [machine("[concat('a'")] }));
    expect(resources[0]?.name).toMatchObject({ kind: "unknown", reason: "error" });
  });
});

describe("texts that mean harm", () => {
  it.each([
    ["nothing", ""],
    ["no JSON", "hello"],
    ["a list", "[1, 2]"],
    ["resources that are no list", '{"resources": 5, "parameters": [], "variables": "x", "outputs": 1}'],
    ["deep expressions", templateText({ resources: [machine(`[${"concat(".repeat(5000)}'a'${")".repeat(5000)}]`)] })],
    ["long chains of members", templateText({ resources: [machine(`[variables('x')${".a".repeat(5000)}]`)] })],
  ])("are survived: %s", (_, text) => {
    const template = evaluateTemplate(text);
    template.resources.forEach(({ id, body }) => id + canonicalText(body));
    expect(template.problems.length).toBeGreaterThanOrEqual(0);
  });

  it("cannot double a text without bounds", () => {
    const variables: Record<string, string> = { v0: "x".repeat(1000) };
    for (let i = 1; i < 40; i++) {
      variables[`v${i}`] = `[replace(variables('v${i - 1}'), 'x', 'xx')]`;
    }
    const { outputs } = evaluateTemplate(
      templateText({ variables, outputs: { o: { type: "string", value: "[variables('v39')]" } } }),
    );
    expect(outputs.get("o")).toMatchObject({ kind: "unknown", reason: "unsupported" });
  });

  it("cannot keep the machine busy with functions that call themselves", () => {
    const functions = [
      {
        namespace: "my",
        members: {
          f: {
            parameters: [{ name: "x" }],
            output: { value: "[concat(my.f(parameters('x')), my.f(parameters('x')))]" },
          },
        },
      },
    ];
    const template = evaluateTemplate(
      templateText({ functions, outputs: { o: { type: "string", value: "[my.f('a')]" } } }),
    );
    expect(template.outputs.get("o")).toMatchObject({ kind: "unknown", reason: "error" });
  });
});
