import { expect, test } from "vitest";
import { enhancedPolicy, findingsIn, outcomesIn, protectedBy, withDataDisks } from "../../support/outcomes";

const code = "selective-disk-exclusion";
const twoDisks = withDataDisks([0, 1].map((lun) => ({ lun, createOption: "Empty", diskSizeGB: 32 })));
const selecting = (diskLunList: unknown, isInclusionList = false, ...others: readonly unknown[]) => ({
  resources: [twoDisks, ...others, ...protectedBy({ exclusion: { diskLunList, isInclusionList } })],
});

test("warns of LUNs that no data disk has, and offers to remove them", () => {
  const [finding] = findingsIn(code, selecting([7, 9]));
  expect(finding).toMatchObject({ severity: "warning", certainty: "certain" });
  expect(finding?.message).toContain("lists LUN 7, 9, which none of its data disks has");
  expect(finding?.fixes).toMatchObject([{ id: "remove-unknown-luns", safe: true, steps: [{ by: [] }] }]);
});

test("says nothing of what the sources hold of encrypted machines where none is", () => {
  expect(findingsIn(code, selecting([1, 7])).map(({ contradiction }) => contradiction)).toEqual([undefined, undefined]);
  expect(findingsIn(code, selecting([1]))[0]?.message).not.toContain("sources disagree");
});

test("removes only those, also from a list of what is backed up", () => {
  const [finding] = findingsIn(code, selecting([0, 1, 2], true));
  expect(finding?.fixes[0]?.steps).toMatchObject([{ kind: "replace", by: [0, 1] }]);
});

test("takes a negative number for no LUN of a data disk", () => {
  expect(outcomesIn(code, selecting([-1, 0, 1], true))).toEqual([]);
});

test("informs that only disks can be restored once one is left out", () => {
  expect(findingsIn(code, selecting([1]))).toMatchObject([{ severity: "information" }]);
  const [finding] = findingsIn(code, selecting([1], true));
  expect(finding?.message).toContain("leaves LUN 0 out of the backup");
});

test("is content with an inclusion list that names every disk, and without a list", () => {
  expect(outcomesIn(code, selecting([0, 1], true))).toEqual([]);
  expect(outcomesIn(code, { resources: [twoDisks, ...protectedBy()] })).toEqual([]);
  expect(outcomesIn(code, { resources: [twoDisks] })).toEqual([]);
});

test("does not guess about disks whose LUNs are not known", () => {
  const vm = withDataDisks("[parameters('disks')]");
  const exclusion = { diskLunList: [7], isInclusionList: false };
  const parts = { parameters: { disks: { type: "array" } }, resources: [vm, ...protectedBy({ exclusion })] };
  expect(outcomesIn(code, parts)).toEqual([]);
});

test("wants an Enhanced policy for encrypted machines that leave disks out", () => {
  const extension = {
    type: "Microsoft.Compute/virtualMachines/extensions",
    apiVersion: "2024-07-01",
    name: "web/encryption",
    properties: { type: "AzureDiskEncryption" },
  };
  const [finding] = findingsIn(code, selecting([1], false, extension));
  expect(finding).toMatchObject({ severity: "warning", condition: "Use an Enhanced policy." });
  expect(finding?.fixes).toMatchObject([{ id: "enhanced-policy" }]);
  const exclusion = { diskLunList: [1], isInclusionList: false };
  const enhanced = [twoDisks, extension, ...protectedBy({ exclusion, policy: enhancedPolicy })];
  expect(outcomesIn(code, { resources: enhanced })).toEqual(["certain information"]);
});

test("says nothing under the October 2015 limits", () => {
  expect(outcomesIn(code, selecting([7]), "2015-10")).toEqual([]);
});
