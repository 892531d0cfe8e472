import { expect, test } from "vitest";
import { briefly, imageOf, parameter, protectedBy, shownFindings } from "../../support/templateFindings";
import { machine } from "../../support/templates";

const code = "os-32bit";
const image = (offer: string, sku: string) => machine(imageOf("contoso", offer, sku));

test.each([
  ["appliance", "8-32bit"],
  ["appliance-i386", "8"],
  ["appliance", "8_x86"],
  ["appliance", "32-bit"],
])("refuses %s %s", (offer, sku) => {
  const [finding] = shownFindings(code, { resources: [image(offer, sku)] });
  expect(finding).toMatchObject({ severity: "error", certainty: "certain", at: `"${sku}"` });
});

test.each([
  ["appliance", "8-64bit"],
  ["appliance-x86_64", "8"],
  ["appliance", "8-x86-64"],
  ["windows-11", "win11-23h2"],
  ["v132bits", "1"],
])("accepts %s %s", (offer, sku) => {
  expect(briefly(code, { resources: [image(offer, sku)] })).toEqual([]);
});

test("says nothing when a parameter decides, when the backup does not look at the guest, and under October 2015", () => {
  const parameters = { sku: parameter() };
  expect(briefly(code, { parameters, resources: [image("appliance", "[parameters('sku')]")] })).toEqual([]);
  const agentless = { policyType: "V2", snapshotConsistencyType: "OnlyCrashConsistent" };
  expect(briefly(code, protectedBy(image("appliance", "8-32bit"), agentless))).toEqual([]);
  expect(briefly(code, { resources: [image("appliance", "8-32bit")] }, "2015-10")).toEqual([]);
});
