import { expect, test } from "vitest";
import { briefly, parameter, protectedBy, protectedItem, shownFindings } from "../../support/templateFindings";
import { machine } from "../../support/templates";

const code = "extended-zone";
const inZone = machine({}, { extendedLocation: { type: "EdgeZone", name: "losangeles" } });

test("warns of a Standard policy in an Extended Zone", () => {
  const [finding] = shownFindings(code, protectedBy(inZone, { policyType: "V1" }));
  expect(finding).toMatchObject({ severity: "warning", at: '"losangeles"', condition: "Use an Enhanced policy." });
  expect(finding?.message).toContain("in the Extended Zone 'losangeles', but policy 'nightly' is a Standard policy");
});

test("accepts an Enhanced policy there, and any policy in an ordinary region", () => {
  expect(briefly(code, protectedBy(inZone, { policyType: "V2" }))).toEqual([]);
  expect(briefly(code, protectedBy(machine(), { policyType: "V1" }))).toEqual([]);
});

test("only mentions the need without a policy, or with one that is not in the template", () => {
  expect(briefly(code, { resources: [inZone] })).toEqual(['certain information at "losangeles"']);
  expect(briefly(code, { resources: [inZone, protectedItem()] })).toEqual(['certain information at "losangeles"']);
});

test("names the parameter that decides the kind of policy", () => {
  const parts = protectedBy(inZone, { policyType: "[parameters('type')]" });
  expect(shownFindings(code, { ...parts, parameters: { type: parameter(["V1", "V2"]) } })).toMatchObject([
    { certainty: "possible", severity: "information", decidedBy: ["type"] },
  ]);
});

test("was no subject in October 2015", () => {
  expect(briefly(code, { resources: [inZone] }, "2015-10")).toEqual([]);
});
