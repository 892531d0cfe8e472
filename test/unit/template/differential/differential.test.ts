import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at, canonicalText } from "../../../../src/template/access";
import { evaluateTemplate } from "../../../../src/template/evaluateTemplate";
import type { JsonValue, Value } from "../../../../src/template/value";
import { unknownsIn } from "../../../../src/template/values/canonical";
import { toJson } from "../../../../src/template/values/unknowns";
import { naiveFunctions } from "./naiveFunctions";
import type { Outcome } from "./naiveTemplate";
import { fault, naiveOutputs, naiveResources } from "./naiveTemplate";
import { typedTemplate } from "./typedTemplates";

const seed = 20151023;
const numRuns = 250;

/** The engine's value as an outcome; a value with a fault anywhere in it is one, as it is for an evaluator without laziness. */
function outcomeOf(value: Value | undefined): Outcome | string {
  if (value === undefined) {
    return "absent";
  }
  const unknowns = unknownsIn(value);
  if (unknowns.some(({ reason }) => reason === "error")) {
    return fault;
  }
  const json = toJson(value);
  return json === undefined ? `not known: ${canonicalText(value)}` : json;
}

interface Counted {
  values: number;
  faults: number;
  /** Values of the engine where the naive evaluator has a fault: it computes what nobody asks for. */
  known: number;
}

function expectSame(engine: Value | undefined, naive: Outcome, counted: Counted): void {
  const found = outcomeOf(engine);
  if (naive === fault) {
    counted.faults++;
    counted.known += found === fault ? 0 : 1;
    return;
  }
  counted.values++;
  expect(found).toEqual(naive);
}

// Machines that do other things as well take their time.
describe("the engine and a naive evaluator", { timeout: 60_000 }, () => {
  it("give the same outputs", () => {
    const counted: Counted = { values: 0, faults: 0, known: 0 };
    fc.assert(
      fc.property(typedTemplate, (template) => {
        const { outputs } = evaluateTemplate(JSON.stringify(template));
        for (const [name, expected] of Object.entries(naiveOutputs(template))) {
          expectSame(outputs.get(name), expected, counted);
        }
      }),
      { seed, numRuns },
    );
    expect(counted.values).toBeGreaterThan(numRuns);
    // `length(variables('l'))` is known although an item of the list is wrong; such cases are few.
    expect(counted.known).toBeLessThan(counted.faults / 5);
    expect(counted.faults).toBeGreaterThan(numRuns / 10);
  });

  it("make the same resources of loops", () => {
    const counted: Counted = { values: 0, faults: 0, known: 0 };
    fc.assert(
      fc.property(typedTemplate, (template) => {
        const { resources } = evaluateTemplate(JSON.stringify(template));
        const expected = naiveResources(template);
        expect(resources).toHaveLength(expected.length);
        resources.forEach((resource, i) => {
          const naive = expected[i];
          expectSame(resource.name, naive?.name ?? null, counted);
          expectSame(resource.condition, naive?.condition ?? null, counted);
          expectSame(at(resource.body, "properties"), naive?.properties ?? null, counted);
        });
      }),
      { seed, numRuns },
    );
    expect(counted.values).toBeGreaterThan(numRuns);
    // `length(variables('l'))` is known although an item of the list is wrong; such cases are few.
    expect(counted.known).toBeLessThan(counted.faults / 5);
  });

  it("are asked about every function that the naive one has", () => {
    const texts = JSON.stringify(fc.sample(typedTemplate, { seed, numRuns })).toLowerCase();
    expect(Object.keys(naiveFunctions).filter((name) => !texts.includes(`${name}(`))).toEqual([]);
  });

  it("find faults in the same expressions when nothing is lazy between them", () => {
    const faults: readonly JsonValue[] = [
      "[div(1, 0)]",
      "[add('a', 1)]",
      "[substring('a', 0, 2)]",
      "[createArray()[0]]",
    ];
    for (const value of faults) {
      const template = { outputs: { it: { type: "string", value } }, resources: [] };
      expect([value, naiveOutputs(template)["it"]]).toEqual([value, fault]);
      expect([value, outcomeOf(evaluateTemplate(JSON.stringify(template)).outputs.get("it"))]).toEqual([value, fault]);
    }
  });
});
