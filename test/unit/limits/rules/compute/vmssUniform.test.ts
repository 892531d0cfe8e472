import { expect, test } from "vitest";
import { briefly, parameter, shownFindings } from "../../support/templateFindings";

const code = "vmss-uniform";
const set = (properties: Readonly<Record<string, unknown>>, head: Readonly<Record<string, unknown>> = {}) => ({
  type: "Microsoft.Compute/virtualMachineScaleSets",
  apiVersion: "2024-07-01",
  name: "pool",
  location: "westeurope",
  ...head,
  properties,
});

test("refuses a set that says it is uniform, and one of an API version that knew no others", () => {
  const [finding] = shownFindings(code, { resources: [set({ orchestrationMode: "Uniform" })] });
  expect(finding).toMatchObject({ severity: "error", certainty: "certain", at: '"Uniform"' });
  expect(finding?.message).toContain("Scale set 'pool' is a uniform one");
  expect(briefly(code, { resources: [set({}, { apiVersion: "2020-12-01" })] })).toEqual(['certain error at "pool"']);
});

test("accepts a flexible set, and says nothing of a newer one without a word on it", () => {
  expect(briefly(code, { resources: [set({ orchestrationMode: "Flexible" })] })).toEqual([]);
  expect(briefly(code, { resources: [set({}, { apiVersion: "2021-03-01" })] })).toEqual([]);
});

test("names the parameter that decides", () => {
  const mode = (allowed: readonly string[]) => ({
    parameters: { mode: parameter(allowed) },
    resources: [set({ orchestrationMode: "[parameters('mode')]" })],
  });
  expect(shownFindings(code, mode(["Uniform", "Flexible"]))).toMatchObject([
    { certainty: "possible", severity: "information", decidedBy: ["mode"] },
  ]);
  expect(briefly(code, mode(["Flexible"]))).toEqual([]);
  expect(briefly(code, mode(["Uniform"]))).toMatchObject([expect.stringContaining("certain error")]);
});

test("leaves out sets that are not deployed, and October 2015", () => {
  const uniform = { orchestrationMode: "Uniform" };
  expect(briefly(code, { resources: [set(uniform, { condition: false })] })).toEqual([]);
  expect(briefly(code, { resources: [set(uniform)] }, "2015-10")).toEqual([]);
});

test("spares the reader a name that is a long expression", () => {
  const name = "[concat('pool', toLower(parameters('prefix')), '-', toLower(parameters('environment')), '-set')]";
  const parameters = { prefix: parameter(), environment: parameter() };
  const [finding] = shownFindings(code, { parameters, resources: [set({ orchestrationMode: "Uniform" }, { name })] });
  expect(finding?.message).toMatch(/^A scale set of unknown name is a uniform one/);
});
