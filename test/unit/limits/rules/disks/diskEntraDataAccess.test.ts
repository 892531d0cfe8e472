import { expect, test } from "vitest";
import { findingsIn, outcomesIn, withAttachedDisk } from "../../support/outcomes";

const code = "disk-entra-data-access";
const mode = (dataAccessAuthMode: string) => ({ resources: withAttachedDisk({ dataAccessAuthMode }) });
const byParameter = (parameter: object) => ({
  parameters: { mode: { type: "string", ...parameter } },
  ...mode("[parameters('mode')]"),
});

test("refuses a disk that demands a sign-in, today only", () => {
  expect(outcomesIn(code, mode("AzureActiveDirectory"))).toEqual(["certain error"]);
  expect(outcomesIn(code, mode("AzureActiveDirectory"), "2015-10")).toEqual([]);
});

test("says which disk of which VM it is, and offers to write None where the mode is written", () => {
  const [finding] = findingsIn(code, mode("azureactivedirectory"));
  expect(finding?.message).toContain("Data disk 0 (LUN) of VM 'web' demands a sign-in");
  expect(finding?.fixes).toMatchObject([{ id: "allow-data-access", safe: false, steps: [{ by: "None" }] }]);
});

test("accepts None and a disk that says nothing", () => {
  expect(outcomesIn(code, mode("None"))).toEqual([]);
  expect(outcomesIn(code, { resources: withAttachedDisk({}) })).toEqual([]);
});

test.each([
  [{}, ["possible information"]],
  [{ allowedValues: ["None", "AzureActiveDirectory"] }, ["possible information"]],
  [{ allowedValues: ["AzureActiveDirectory"] }, ["certain error"]],
  [{ allowedValues: ["None"] }, []],
  [{ defaultValue: "None" }, []],
])("judges a parameter %j by what it allows", (parameter, outcomes) => {
  expect(outcomesIn(code, byParameter(parameter))).toEqual(outcomes);
});

test("names the parameter that decides", () => {
  expect(findingsIn(code, byParameter({}))).toMatchObject([{ decidedBy: ["mode"] }]);
});

test("says nothing of a disk that a condition keeps out, or that is not in the template", () => {
  const [vm] = withAttachedDisk({});
  const kept = withAttachedDisk({ dataAccessAuthMode: "AzureActiveDirectory" }, { condition: false });
  expect(outcomesIn(code, { resources: kept })).toEqual([]);
  expect(outcomesIn(code, { resources: [vm] })).toEqual([]);
});

test("says quietly that a parameter decides whether the disk is deployed", () => {
  const resources = withAttachedDisk(
    { dataAccessAuthMode: "AzureActiveDirectory" },
    { condition: "[parameters('newDisk')]" },
  );
  const parts = { parameters: { newDisk: { type: "bool" } }, resources };
  expect(findingsIn(code, parts)).toMatchObject([{ certainty: "possible", decidedBy: ["newDisk"] }]);
  expect(outcomesIn("disk-network-access", parts)).toEqual([]);
});

test("names the breaking value of a parameter that is the mode itself, and none of an expression", () => {
  expect(findingsIn(code, byParameter({}))).toMatchObject([{ breakingValues: ["AzureActiveDirectory"] }]);
  const parts = {
    parameters: { open: { type: "bool" } },
    ...mode("[if(parameters('open'), 'None', 'AzureActiveDirectory')]"),
  };
  expect(findingsIn(code, parts)).toMatchObject([{ certainty: "possible", breakingValues: undefined }]);
});
