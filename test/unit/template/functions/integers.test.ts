import { describe, expect, it } from "vitest";
import { evaluateTemplate } from "../../../../src/template/evaluateTemplate";
import { jsonOf, textOf, valueOf } from "../inTemplate";

describe("whole numbers of 64 bits", () => {
  it.each([
    ["string(add(9007199254740993, 0))", "9007199254740993"],
    ["string(mul(4294967296, 2147483647))", "9223372032559808512"],
    ["string(9223372036854775807)", "9223372036854775807"],
    ["sub(9007199254740993, 9007199254740990)", 3],
    ["div(9223372036854775807, 9223372036854775806)", 1],
    ["mod(9223372036854775807, 10)", 7],
    ["equals(9007199254740993, 9007199254740992)", false],
    ["equals(9007199254740993, int('9007199254740993'))", true],
    ["less(9007199254740992, 9007199254740993)", true],
    ["greater(9223372036854775807, 1)", true],
    ["string(max(1, 9007199254740993))", "9007199254740993"],
    ["min(1, 9007199254740993)", 1],
    ["concat('a', 9007199254740993)", "a9007199254740993"],
    ["format('{0:N0} {0:D20} {0:X}', 9007199254740993)", "9,007,199,254,740,993 00009007199254740993 20000000000001"],
    ["string(json('{\"a\": 9007199254740993}').a)", "9007199254740993"],
    ["json('9007199254740993')", undefined],
  ])("%s", (expression, value) => {
    expect(jsonOf(expression)).toEqual(value);
  });

  it("are never shown as a number that is rounded", () => {
    expect(valueOf("add(9007199254740992, 1)")).toMatchObject({
      kind: "unknown",
      text: "9007199254740993",
      type: "int",
    });
  });

  it("are exact in the text of the template too", () => {
    const text =
      '{"$schema":"x/deploymentTemplate.json#","resources":[],"variables":{"n":9007199254740993},"outputs":{"o":{"type":"string","value":"[string(variables(\'n\'))]"}}}';
    expect(evaluateTemplate(text).outputs.get("o")).toMatchObject({ value: "9007199254740993" });
  });

  it.each([
    ["add(9223372036854775807, 1)", "too large"],
    ["mul(9223372036854775807, 2)", "too large"],
    ["int('9223372036854775808')", "too large"],
    ["div(5, 0)", "divides by zero"],
    ["mod(5, 0)", "divides by zero"],
  ])("%s says that it is wrong", (expression, part) => {
    expect(() => jsonOf(expression)).toThrow(part);
  });

  it.each([
    ["less(parameters('n'), 5)", true],
    ["greater(parameters('n'), 4)", false],
    ["lessOrEquals(parameters('n'), 4)", true],
    ["greaterOrEquals(parameters('n'), 1)", true],
    ["equals(parameters('n'), 7)", false],
    ["equals(parameters('n'), 0)", false],
    ["less(parameters('n'), 4)", undefined],
    ["equals(parameters('n'), 4)", undefined],
  ])("bounded by minValue 1 and maxValue 4 make %s %s", (expression, value) => {
    const parameters = { n: { type: "int", minValue: 1, maxValue: 4 } };
    expect(jsonOf(expression, { parameters })).toBe(value);
  });

  it("keep the known beginning and end of texts", () => {
    expect(textOf("replace(concat('a b', parameters('text')), ' ', '')")).toBe(
      "concat('ab', replace(parameters('text'), ' ', ''))",
    );
    expect(jsonOf("substring(concat('abc', parameters('text')), 1, 2)")).toBe("bc");
  });
});
