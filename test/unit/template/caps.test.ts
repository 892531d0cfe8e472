import { describe, expect, it } from "vitest";
import { evaluateTemplate } from "../../../src/template/evaluateTemplate";
import { canonicalText } from "../../../src/template/access";
import { valueOf } from "./inTemplate";

function problemsOf(template: object): readonly string[] {
  const evaluated = evaluateTemplate(JSON.stringify({ contentVersion: "1.0.0.0", ...template }));
  // Everything is asked for: what is capped must be capped before it is computed.
  evaluated.resources.forEach(({ body, id }) => [id, canonicalText(body)]);
  evaluated.outputs.forEach((value) => canonicalText(value));
  return evaluated.problems.filter(({ kind }) => kind === "limit").map(({ message }) => message);
}

describe("a template that asks for more than is analysed", () => {
  it("is noted when a copy loop makes too many instances, and stands for all of them once", () => {
    const template = {
      resources: [
        { type: "A.B/c", apiVersion: "1", name: "[concat('n', copyIndex())]", copy: { name: "l", count: 5000 } },
      ],
    };
    expect(problemsOf(template)).toEqual([expect.stringContaining("5000")]);
    expect(evaluateTemplate(JSON.stringify(template)).resources).toHaveLength(1);
  });

  it("is noted when its loops make too many resources together", () => {
    const resource = { type: "A.B/c", apiVersion: "1", name: "[string(copyIndex())]", copy: { name: "l", count: 800 } };
    const template = { resources: Array.from({ length: 7 }, () => resource) };
    expect(problemsOf(template)).toEqual([expect.stringContaining("2500")]);
    expect(evaluateTemplate(JSON.stringify(template)).resources).toHaveLength(2500 + 3);
  });

  it("is asked for single ones of a trillion values without making the others", () => {
    const inner = "map(range(0, 10000), lambda('c', add(lambdaVariables('a'), lambdaVariables('c'))))";
    const cubed = `map(range(0, 10000), lambda('a', map(range(0, 10000), lambda('b', ${inner}))))`;
    expect(valueOf(`${cubed}[7][8][9]`)).toMatchObject({ kind: "known", value: 16 });
    expect(valueOf(`length(last(last(${cubed})))`)).toMatchObject({ kind: "known", value: 10000 });
  });

  it("is noted when ranges in loops in loops ask for a trillion values", () => {
    const inner = "filter(range(0, 10000), lambda('c', equals(lambdaVariables('a'), lambdaVariables('c'))))";
    const some = `filter(range(0, 10000), lambda('b', not(empty(${inner}))))`;
    const cubed = `[filter(range(0, 10000), lambda('a', not(empty(${some}))))]`;
    const template = { resources: [], outputs: { all: { type: "array", value: cubed } } };
    expect(problemsOf(template)).toEqual([expect.stringContaining("too much work")]);
  });

  it("is read to a certain depth", () => {
    const deep = `{"resources": ${"[".repeat(2000)}${"]".repeat(2000)}}`;
    expect(evaluateTemplate(deep).problems[0]?.message).toContain("nested too deeply");
  });
});

/** Variables each of which is made from the one before. */
function chain(first: string, step: (previous: string) => string, length = 40): Readonly<Record<string, string>> {
  const links = Array.from({ length }, (_, i) => [`v${i}`, i === 0 ? first : `[${step(`variables('v${i - 1}')`)}]`]);
  return Object.fromEntries(links) as Record<string, string>;
}

describe("a value that would grow without bounds", () => {
  it.each([
    ["concat", (v: string) => `concat(${v}, ${v})`],
    ["format", (v: string) => `format('{0}{0}', ${v})`],
    ["join", (v: string) => `join(createArray(${v}, ${v}), '-')`],
    ["replace", (v: string) => `replace(${v}, 'a', ${v})`],
    ["string", (v: string) => `string(createArray(${v}, ${v}))`],
    ["uriComponent", (v: string) => `uriComponent(concat(${v}, '%', ${v}))`],
    ["padLeft", (v: string) => `padLeft(${v}, 2000000)`],
    ["base64", (v: string) => `base64(base64(concat(${v}, ${v})))`],
  ])("is not made by %s, and a note says where", (_, step) => {
    const variables = chain("aaaaaaaaaa", step);
    const [message] = problemsOf({
      variables,
      resources: [],
      outputs: { long: { value: "[variables('v39')]" } },
    });
    expect(message).toBe("The text has more than 1000000 characters; it is not analysed.");
  });

  it("is not made of unknown pieces either", () => {
    const template = {
      parameters: { text: { type: "string" } },
      variables: chain("[concat('a', parameters('text'))]", (v) => `concat(${v}, ${v})`),
      resources: [],
      outputs: { long: { value: "[variables('v39')]" } },
    };
    expect(problemsOf(template)).toEqual(["The text has more than 10000 unknown pieces; it is not analysed."]);
  });

  it.each([
    ["concat", chain("[range(0, 9)]", (v) => `concat(${v}, ${v})`)],
    ["flatten", chain("[range(0, 9)]", (v) => `flatten(createArray(${v}, ${v}))`)],
    ["split", { ...chain("a,a,", (v) => `concat(${v}, ${v})`, 17), v39: "[split(variables('v16'), ',')]" }],
  ])("is not made by %s of arrays", (_, variables) => {
    const template = { variables, resources: [], outputs: { long: { value: "[variables('v39')]" } } };
    expect(problemsOf(template)).toEqual(["The array has more than 20000 items; it is not analysed."]);
  });

  it("is no mistake of the author, and never equal to another one", () => {
    const variables = chain("aaaaaaaaaa", (v) => `concat(${v}, ${v})`);
    expect(valueOf("variables('v39')", { variables })).toMatchObject({ kind: "unknown", reason: "unsupported" });
    const two = "equals(concat(variables('v16'), variables('v16')), concat(variables('v16'), variables('v15')))";
    expect(valueOf(two, { variables })).toMatchObject({ kind: "unknown", reason: "unsupported" });
  });

  it("keeps what is made of many long values from exhausting the memory", () => {
    const long = chain("aaaaaaaaaa", (v) => `concat(${v}, ${v})`, 17);
    const many = `[createArray(${Array.from({ length: 900 }, () => "variables('v16')").join(", ")})]`;
    const template = {
      variables: { ...long, many },
      resources: [],
      outputs: { all: { value: "[string(variables('many'))]" }, one: { value: "[variables('many')]" } },
    };
    expect(problemsOf(template)).toEqual([]);
  });
});
