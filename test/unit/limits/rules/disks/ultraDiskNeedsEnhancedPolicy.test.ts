import { expect, test } from "vitest";
import { atRuntime, decidedBy, disk, findingsOf, known, protection, severitiesOf, vm } from "../../support/profiles";

const code = "ultra-disk-needs-enhanced-policy";
const dataDisks = known([disk({ sku: known("UltraSSD_LRS") })]);

test("flags an Ultra disk under a Standard policy, by the policy's name", () => {
  const machine = vm({ dataDisks, protection: [protection({ policyKind: known("Standard") })] });
  const [finding] = findingsOf(code, machine, "current");
  expect(finding?.severity).toBe("error");
  expect(finding?.message).toContain("policy 'nightly' is a Standard policy");
});

test("accepts it under an Enhanced policy", () => {
  expect(severitiesOf(code, vm({ dataDisks, protection: [protection()] }), "current")).toEqual([]);
});

test("only mentions the need when no policy is named, or one that is not in the template", () => {
  expect(severitiesOf(code, vm({ dataDisks }), "current")).toEqual(["certain information"]);
  const elsewhere = vm({ dataDisks, protection: [protection({ policyKind: atRuntime() })] });
  expect(severitiesOf(code, elsewhere, "current")).toEqual(["certain information"]);
});

test("speaks of no policy where the protected item names none", () => {
  const unnamed = vm({ dataDisks, protection: [protection({ policyKind: atRuntime(), policyName: "" })] });
  expect(findingsOf(code, unnamed, "current")).toMatchObject([{ severity: "information" }]);
  expect(findingsOf(code, unnamed, "current")[0]?.message).not.toContain("''");
});

test("names the parameter that decides the kind of policy", () => {
  const open = vm({ dataDisks, protection: [protection({ policyKind: decidedBy("policyType") })] });
  expect(findingsOf(code, open, "current")).toMatchObject([{ certainty: "possible", decidedBy: ["policyType"] }]);
});

test("is silent under the October 2015 limits and for other disks", () => {
  expect(severitiesOf(code, vm({ dataDisks }), "2015-10")).toEqual([]);
  expect(severitiesOf(code, vm({ dataDisks: known([disk()]) }), "current")).toEqual([]);
});
