import { expect, test } from "vitest";
import { findingsIn, outcomesIn } from "../../support/outcomes";
import { machine } from "../../support/templates";

const code = "ephemeral-os-disk";
const placed = (option: unknown, parameters = {}) => ({
  parameters,
  resources: [machine({ storageProfile: { osDisk: { createOption: "FromImage", diffDiskSettings: { option } } } })],
});

test("warns of an ephemeral OS disk and tells which texts disagree", () => {
  const [finding] = findingsIn(code, placed("Local"));
  expect(finding).toMatchObject({ certainty: "certain", severity: "warning", contradiction: { code: "C19" } });
  expect(finding?.message).toContain("The OS disk of VM 'web' is ephemeral");
});

test("accepts a managed OS disk, and says nothing under the October 2015 limits", () => {
  expect(
    outcomesIn(code, { resources: [machine({ storageProfile: { osDisk: { createOption: "FromImage" } } })] }),
  ).toEqual([]);
  expect(outcomesIn(code, placed("Local"), "2015-10")).toEqual([]);
});

test.each([
  [{}, ["possible information"]],
  [{ allowedValues: ["Local"] }, ["certain warning"]],
  [{ defaultValue: "Local" }, ["certain warning"]],
])("judges a parameter %j by what it allows", (parameter, outcomes) => {
  expect(outcomesIn(code, placed("[parameters('option')]", { option: { type: "string", ...parameter } }))).toEqual(
    outcomes,
  );
});
