import { describe, expect, test } from "vitest";
import { findingsOf, known, protection, vm } from "../../support/profiles";
import { briefly, parameter, protectedBy, protectedItem, shownFindings } from "../../support/templateFindings";
import { machine } from "../../support/templates";

const code = "trusted-launch-needs-enhanced-policy";
const trusted = machine({ securityProfile: { securityType: "TrustedLaunch" } });
const standard = (apiVersion: string) => protectedBy(trusted, { policyType: "V1" }, { apiVersion });

test("refuses a Standard policy that is asked for with an old API version, and offers a newer one", () => {
  const [finding] = shownFindings(code, standard("2024-10-01"));
  expect(finding).toMatchObject({ severity: "error", certainty: "certain", at: '"TrustedLaunch"' });
  expect(finding?.message).toContain("takes that only from API version 2025-01-01 of the protected item on");
  expect(finding).toMatchObject({ condition: "Use an Enhanced policy.", contradiction: { code: "C15" } });
  expect(finding?.fixes).toMatchObject([{ id: "raise-api-version", steps: [{ kind: "replace", by: "2025-01-01" }] }]);
});

test.each(["2025-01-01", "2025-01-01-preview", "2025-08-01"])(
  "accepts a Standard policy with API version %s",
  (version) => {
    expect(briefly(code, standard(version))).toEqual([]);
  },
);

test("accepts an Enhanced policy with any API version, and plain machines with any policy", () => {
  expect(briefly(code, protectedBy(trusted, { policyType: "V2" }))).toEqual([]);
  expect(briefly(code, protectedBy(machine(), { policyType: "V1" }))).toEqual([]);
  const plain = machine({ securityProfile: { securityType: "Standard" } });
  expect(briefly(code, protectedBy(plain, { policyType: "V1" }))).toEqual([]);
});

test("only mentions the need when the policy is not in the template", () => {
  expect(briefly(code, { resources: [trusted, protectedItem()] })).toEqual(['certain information at "TrustedLaunch"']);
});

describe("with a parameter", () => {
  test.each([
    [["V1", "V2"], ["possible information"]],
    [["V2"], []],
    [["V1"], ["certain error"]],
  ] as const)("that allows the policy types %j", (allowed, expected) => {
    const parts = protectedBy(trusted, { policyType: "[parameters('type')]" });
    const found = shownFindings(code, { ...parts, parameters: { type: parameter(allowed) } });
    expect(found.map(({ certainty, severity }) => `${certainty} ${severity}`)).toEqual(expected);
  });
});

test("says nothing of what Azure protects already, of unprotected machines, and under October 2015", () => {
  const live = { securityType: known("TrustedLaunch"), protection: [protection({ policyKind: known("Standard") })] };
  expect(findingsOf(code, vm({ source: "azure", ...live }), "current")).toEqual([]);
  expect(briefly(code, { resources: [trusted] })).toEqual([]);
  expect(briefly(code, standard("2020-01-01"), "2015-10")).toEqual([]);
});
