import { expect, test } from "vitest";
import { findingsOf, vm } from "../../support/profiles";
import { briefly, imageOf, protectedBy, shownFindings } from "../../support/templateFindings";
import { machine } from "../../support/templates";

const code = "os-coreos";
const coreOs = machine(imageOf("CoreOS", "CoreOS", "Stable"));

test("refuses CoreOS, unless the backup is crash-consistent only", () => {
  const [finding] = shownFindings(code, { resources: [coreOs] });
  expect(finding).toMatchObject({ severity: "error", certainty: "certain", at: '"CoreOS"' });
  expect(finding?.condition).toContain("crash-consistent");
  const agentless = { policyType: "V2", snapshotConsistencyType: "OnlyCrashConsistent" };
  expect(briefly(code, protectedBy(coreOs, agentless))).toEqual([]);
});

test("accepts its successor, and a guest that reports something else", () => {
  expect(briefly(code, { resources: [machine(imageOf("kinvolk", "flatcar", "stable"))] })).toEqual([]);
  expect(findingsOf(code, vm({ guestOs: { name: "flatcar", version: "1" } }), "current")).toEqual([]);
  expect(findingsOf(code, vm({ guestOs: { name: "coreos", version: "1" } }), "current")).toHaveLength(1);
});

test("was no subject in October 2015", () => {
  expect(briefly(code, { resources: [coreOs] }, "2015-10")).toEqual([]);
});
