import { expect, test } from "vitest";
import { briefly, parameter, shownFindings } from "../../support/templateFindings";
import { machine } from "../../support/templates";

const code = "confidential-vm";
const confidential = (vmSize: string, location: string, securityType = "ConfidentialVM") =>
  machine({ hardwareProfile: { vmSize }, securityProfile: { securityType } }, { location });

test("warns that the backup is a preview, and that the texts disagree", () => {
  const [finding] = shownFindings(code, { resources: [confidential("Standard_DC2as_v6", "uaenorth")] });
  expect(finding).toMatchObject({ severity: "warning", at: '"ConfidentialVM"', contradiction: { code: "C4" } });
  expect(finding?.condition).toBe("Opt the subscription in to the preview.");
});

test("refuses sizes of version 5 at the size, and regions outside of the lists at the region", () => {
  expect(briefly(code, { resources: [confidential("Standard_EC4ads_v5", "uaenorth")] })).toEqual([
    'certain error at "Standard_EC4ads_v5"',
  ]);
  expect(briefly(code, { resources: [confidential("Standard_DC2as_v6", "West Europe")] })).toEqual([
    'certain error at "West Europe"',
  ]);
});

test("only warns where size or region are not known", () => {
  const parameters = { size: parameter(), region: parameter() };
  const open = confidential("[parameters('size')]", "[parameters('region')]");
  expect(briefly(code, { parameters, resources: [open] })).toEqual(['certain warning at "ConfidentialVM"']);
});

test("names the parameter of which an allowed value makes it confidential, and says nothing of a free text", () => {
  const open = (allowed?: readonly string[]) => ({
    parameters: { type: parameter(allowed) },
    resources: [confidential("Standard_DC2as_v6", "uaenorth", "[parameters('type')]")],
  });
  expect(shownFindings(code, open(["TrustedLaunch", "ConfidentialVM"]))).toMatchObject([
    { certainty: "possible", severity: "information", decidedBy: ["type"], breakingValues: ["ConfidentialVM"] },
  ]);
  expect(briefly(code, open(["TrustedLaunch"]))).toEqual([]);
  expect(briefly(code, open())).toEqual([]);
});

test("says nothing of other machines, and was no subject in October 2015", () => {
  expect(briefly(code, { resources: [machine()] })).toEqual([]);
  expect(briefly(code, { resources: [confidential("Standard_DC2as_v5", "westeurope")] }, "2015-10")).toEqual([]);
});
