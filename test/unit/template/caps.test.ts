import { describe, expect, it } from "vitest";
import { evaluateTemplate } from "../../../src/template/evaluateTemplate";
import { canonicalText } from "../../../src/template/access";

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
    const resource = { type: "A.B/c", apiVersion: "1", name: "[string(copyIndex())]", copy: { name: "l", count: 900 } };
    const template = { resources: Array.from({ length: 7 }, () => resource) };
    expect(problemsOf(template)).toEqual([expect.stringContaining("2500")]);
    expect(evaluateTemplate(JSON.stringify(template)).resources).toHaveLength(2500 + 4);
  });

  it("is noted when ranges in loops in loops make a trillion values", () => {
    const inner = "map(range(0, 10000), lambda('c', add(lambdaVariables('a'), lambdaVariables('c'))))";
    const cubed = `[map(range(0, 10000), lambda('a', map(range(0, 10000), lambda('b', ${inner}))))]`;
    const template = { resources: [], outputs: { all: { type: "array", value: cubed } } };
    expect(problemsOf(template)).toEqual([expect.stringContaining("too much work")]);
  });

  it("is read to a certain depth", () => {
    const deep = `{"resources": ${"[".repeat(2000)}${"]".repeat(2000)}}`;
    expect(evaluateTemplate(deep).problems[0]?.message).toContain("nested too deeply");
  });
});
