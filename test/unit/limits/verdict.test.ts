import { expect, test } from "vitest";
import type { Finding } from "../../../src/limits/finding";
import { verdictOf } from "../../../src/limits/check/verdict";

function finding(parts: Partial<Finding> = {}): Finding {
  return {
    code: "data-disk-count",
    severity: "error",
    certainty: "certain",
    message: "VM 'web' has 40 data disks.",
    lifted: false,
    limits: "current",
    source: { title: "Matrix" },
    decidedBy: [],
    place: undefined,
    related: [],
    fixes: [],
    subject: { kind: "machine", id: "web" },
    vm: "web",
    ...parts,
  };
}

const possible = { certainty: "possible", severity: "information", decidedBy: ["count"] } as const;

test("nothing found, mere information or a lifted limit: it can be protected", () => {
  const quiet = [finding({ severity: "information" }), finding({ lifted: true, severity: "hint" })];
  for (const findings of [[], quiet, [finding({ ...possible, severityIfCertain: "information" })]]) {
    expect(verdictOf(findings)).toEqual({ kind: "protectable", conditions: [], deciding: [] });
  }
});

test("an error that nothing can be done about: it cannot be protected", () => {
  expect(verdictOf([finding()]).kind).toBe("not-protectable");
});

test("an error with a condition: it can be protected on that condition, told once", () => {
  const needs = finding({ code: "ultra-disk-needs-enhanced-policy", condition: "Use an Enhanced policy." });
  expect(verdictOf([needs, { ...needs, code: "premium-ssd-v2-needs-enhanced-policy" }])).toEqual({
    kind: "protectable-if",
    conditions: [{ code: "ultra-disk-needs-enhanced-policy", sentence: "Use an Enhanced policy." }],
    deciding: [],
  });
});

test("information with a condition is a condition too; a warning without one is told as it is", () => {
  const policy = finding({ severity: "information", condition: "Use an Enhanced policy." });
  const warning = finding({ code: "region-support", severity: "warning", message: "Ask before." });
  expect(verdictOf([policy, warning])).toMatchObject({
    kind: "protectable-if",
    conditions: [{ sentence: "Use an Enhanced policy." }, { sentence: "Ask before." }],
  });
});

test("what may be refused cannot be told, and names the parameter and the values that break the limit", () => {
  const open = finding({ ...possible, severityIfCertain: "error", breakingValues: ["64"], message: "It may be 64." });
  expect(verdictOf([open])).toEqual({
    kind: "cannot-tell",
    conditions: [],
    deciding: [{ code: "data-disk-count", parameter: "count", sentence: "It may be 64.", breakingValues: ["64"] }],
  });
});

test("what may at worst need a condition can be protected all the same", () => {
  const open = finding({ ...possible, severityIfCertain: "warning" });
  expect(verdictOf([open])).toMatchObject({ kind: "protectable-if", deciding: [{ parameter: "count" }] });
});

test("a refusal outweighs everything, and the rest is still told", () => {
  const verdict = verdictOf([
    finding({ condition: "Exclude LUN 3." }),
    finding({ ...possible, severityIfCertain: "error" }),
    finding(),
  ]);
  expect(verdict).toMatchObject({
    kind: "not-protectable",
    conditions: [{ sentence: "Exclude LUN 3." }],
    deciding: [{ parameter: "count" }],
  });
});

test("a fault of the policy that a machine is bound to is a condition, never a refusal", () => {
  const policy = finding({
    subject: { kind: "policy", id: "p" },
    vm: undefined,
    message: "Policy 'p' keeps too little.",
  });
  expect(verdictOf([], [policy])).toMatchObject({
    kind: "protectable-if",
    conditions: [{ sentence: "Policy 'p' keeps too little." }],
  });
  expect(verdictOf([], [{ ...policy, ...possible, severityIfCertain: "error" }]).kind).toBe("protectable-if");
});
