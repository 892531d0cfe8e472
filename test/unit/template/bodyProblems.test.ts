import { describe, expect, it } from "vitest";
import { at } from "../../../src/template/access";
import { evaluateTemplate } from "../../../src/template/evaluateTemplate";
import { evaluate, machine, resource, templateText } from "./inTemplate";
import type { Sections } from "./inTemplate";

function problemsOf(sections: Sections): readonly (readonly [message: string, text: string])[] {
  const text = templateText(sections);
  return evaluateTemplate(text).problems.map(({ message, span }) => [
    message,
    text.slice(span.offset, span.offset + span.length),
  ]);
}

const vm = (tag: string, more: object = {}): object => machine("vm", { tags: { t: tag }, ...more });

describe("mistakes that show only when a resource is evaluated", () => {
  it.each([
    ["[substring('abc', 2, 5)]", "'substring' reaches outside the text, which has 3 character(s)."],
    ["[createArray(1)[1]]", "Index 1 is outside the array, which has 1 item(s)."],
    ["[variables('sizes').large]", "The object has no property 'large'."],
    ["[variables('sizes')[parameters('size')]]", "The object has no property 'huge'."],
    ["[string(div(1, 0))]", "The expression divides by zero."],
    [
      "[int('four')]",
      "'int' does not take an argument of this type; a whole number, or a text that is one is expected.",
    ],
    ["[json('{')]", "The text is not valid JSON."],
    ["[fail('no luck')]", "The template stops with: no luck"],
  ])("are told where they are: %s", (tag, message) => {
    const sections = {
      parameters: { size: { type: "string", defaultValue: "huge" } },
      variables: { sizes: { small: 1 } },
      resources: [vm(tag)],
    };
    expect(problemsOf(sections)).toEqual([[message, JSON.stringify(tag)]]);
  });

  it("leave the rest of the resource known", () => {
    const template = evaluate({ resources: [vm("[substring('abc', 9)]")] });
    const { body, name } = resource(template, "virtualMachines");
    expect(name).toMatchObject({ value: "vm" });
    expect(at(body, "location")).toMatchObject({ value: "westeurope" });
    expect(at(body, "tags", "t")).toMatchObject({ kind: "unknown", reason: "error" });
  });

  it("are told once when a variable makes them in many places", () => {
    const variables = { cut: "[substring('abc', 9)]" };
    const resources = [machine("vm", { tags: { a: "[trim(variables('cut'))]", b: "[trim(variables('cut'))]" } })];
    expect(problemsOf({ variables, resources })).toHaveLength(1);
  });

  it("are found in the last instance of a loop", () => {
    const resources = [
      machine("[concat('vm', copyIndex())]", {
        copy: { name: "vms", count: 3 },
        tags: { t: "[createArray('a', 'b')[copyIndex()]]" },
      }),
    ];
    expect(problemsOf({ resources }).map(([message]) => message)).toEqual([
      "Index 2 is outside the array, which has 2 item(s).",
    ]);
  });

  it.each([
    ["a branch that is not taken", vm("[if(false(), fail('never'), 'x')]")],
    ["a branch that may not be taken", vm("[if(parameters('flag'), fail('never'), 'x')]")],
    ["what an unknown argument may make superfluous", vm("[string(and(parameters('flag'), less(1, div(1, 0))))]")],
    ["a default that may not be needed", vm("[coalesce(parameters('text'), fail('never'))]")],
    ["a resource that is not deployed", vm("[fail('never')]", { condition: false })],
    ["a resource that may not be deployed", vm("[fail('never')]", { condition: "[parameters('flag')]" })],
    ["a value that is not known", vm("[substring(parameters('text'), 0, 3)]")],
  ])("are not seen in %s", (_, each) => {
    const parameters = { flag: { type: "bool" }, text: { type: "string" } };
    expect(problemsOf({ parameters, resources: [each] })).toEqual([]);
  });

  it("are not told twice when the text shows them already", () => {
    expect(problemsOf({ resources: [vm("[substring(nope(), 1)]")] })).toEqual([
      ["There is no template function 'nope'.", "nope"],
    ]);
  });
});
