import { describe, expect, it } from "vitest";
import { canonicalText } from "../../../src/template/access";
import { evaluate, problemOf } from "./inTemplate";

/** What the only output of a template of these parameters is. */
function outputOf(parameters: Readonly<Record<string, unknown>>, given?: Readonly<Record<string, string>>): string {
  const outputs = { it: { type: "object", value: "[parameters('a')]" } };
  const value = evaluate({ parameters, outputs }, { parameters: given }).outputs.get("it");
  return value === undefined ? "" : canonicalText(value);
}

describe("a parameter whose default comes back to itself", () => {
  it.each([
    ["directly", { a: { type: "object", defaultValue: { x: "[parameters('a')]" } } }],
    [
      "through another one",
      {
        a: { type: "object", defaultValue: { x: "[parameters('b')]" } },
        b: { type: "array", defaultValue: ["[parameters('a')]"] },
      },
    ],
    [
      "through the count of a loop",
      {
        a: {
          type: "object",
          defaultValue: { copy: [{ name: "x", count: "[parameters('a')]", input: "[copyIndex('x')]" }] },
        },
      },
    ],
  ])("%s, is an error instead of an endless value", (_, parameters) => {
    expect(outputOf(parameters)).toBe("parameters('a')");
  });

  it("is none when a value is given to it", () => {
    expect(outputOf({ a: { type: "object", defaultValue: { x: "[parameters('a')]" } } }, { a: "given" })).toBe(
      "'given'",
    );
  });
});

describe("a function that calls itself", () => {
  const members = {
    f: { parameters: [], output: { type: "string", value: "[own.g()]" } },
    g: { parameters: [], output: { type: "string", value: "[concat(own.f(), own.f())]" } },
    h: {
      parameters: [{ name: "x", type: "string" }],
      output: { type: "string", value: "[concat(parameters('x'), '!')]" },
    },
  };
  const functions = [{ namespace: "own", members }];

  it("is an error that says so", () => {
    expect(problemOf("own.f()", { functions })).toContain("calls itself");
  });

  it("is not one that is called with its own result", () => {
    expect(problemOf("own.h(own.h('a'))", { functions })).toBeUndefined();
  });
});
