import { expect, test } from "vitest";
import { findingsIn, outcomesIn, protectedBy, withDataDisks } from "../../support/outcomes";

const code = "disk-size-total";
const disksOf = (count: number, diskSizeGB: unknown, parameters = {}) => ({
  parameters,
  resources: [withDataDisks(Array.from({ length: count }, (_, lun) => ({ lun, createOption: "Empty", diskSizeGB })))],
});

test("accepts exactly 512 TB, and nothing above; 2015 says nothing of it", () => {
  expect(outcomesIn(code, disksOf(16, 32_768))).toEqual([]);
  expect(outcomesIn(code, disksOf(17, 32_768))).toEqual(["certain error"]);
  expect(outcomesIn(code, disksOf(17, 32_768), "2015-10")).toEqual([]);
});

test("tells the sum and the limit", () => {
  const [finding] = findingsIn(code, disksOf(17, 32_768));
  expect(finding?.message).toContain(
    "The disks of VM 'web' have 557056 GB together, but Azure Backup takes at most 524288 GB.",
  );
});

test("does not count disks that every protected item leaves out", () => {
  const { resources } = disksOf(17, 32_768);
  const exclusion = { diskLunList: [5], isInclusionList: false };
  expect(outcomesIn(code, { resources: [...resources, ...protectedBy({ exclusion })] })).toEqual([]);
});

test.each([
  [{ allowedValues: [128, 32_768] }, ["possible information"]],
  [{ allowedValues: [32_768, 65_536] }, ["certain error"]],
  [{ allowedValues: [128, 256] }, []],
  [{}, ["possible information"]],
])("judges a parameter %j by what it allows", (parameter, outcomes) => {
  const parts = disksOf(17, "[parameters('size')]", { size: { type: "int", ...parameter } });
  expect(outcomesIn(code, parts)).toEqual(outcomes);
});

test("knows that one disk of any size cannot break it", () => {
  expect(outcomesIn(code, disksOf(1, "[parameters('size')]", { size: { type: "int" } }))).toEqual([]);
});
