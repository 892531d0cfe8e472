import { expect, test } from "vitest";
import { briefly, protectedBy, shownFindings } from "../../support/templateFindings";
import { machine } from "../../support/templates";

const code = "extension-operations-disabled";
const allowing = (allowExtensionOperations: unknown) => machine({ osProfile: { allowExtensionOperations } });

test("refuses a machine that forbids extensions, and offers to allow them", () => {
  const [finding] = shownFindings(code, { resources: [allowing(false)] });
  expect(finding).toMatchObject({ severity: "error", certainty: "certain", at: "false" });
  expect(finding?.fixes).toMatchObject([
    { id: "allow-extensions", safe: false, steps: [{ kind: "replace", by: true }] },
  ]);
});

test("accepts a machine that allows them, or does not say", () => {
  expect(briefly(code, { resources: [allowing(true)] })).toEqual([]);
  expect(briefly(code, { resources: [machine()] })).toEqual([]);
});

test("names the parameter that decides", () => {
  const open = (allowedValues?: readonly boolean[]) => ({
    parameters: { extensions: { type: "bool", allowedValues } },
    resources: [allowing("[parameters('extensions')]")],
  });
  expect(shownFindings(code, open())).toMatchObject([
    { certainty: "possible", severity: "information", decidedBy: ["extensions"], breakingValues: ["false"] },
  ]);
  expect(briefly(code, open([true]))).toEqual([]);
  expect(briefly(code, open([false]))).toMatchObject([expect.stringContaining("certain error")]);
});

test("does not matter to a backup without extension, and was no subject in October 2015", () => {
  const agentless = { policyType: "V2", snapshotConsistencyType: "OnlyCrashConsistent" };
  expect(briefly(code, protectedBy(allowing(false), agentless))).toEqual([]);
  expect(briefly(code, { resources: [allowing(false)] }, "2015-10")).toEqual([]);
});
