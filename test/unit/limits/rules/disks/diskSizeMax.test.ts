import { describe, expect, test } from "vitest";
import { findingsIn, outcomesIn, protectedBy, withAttachedDisk, withDataDisks } from "../../support/outcomes";
import { check, machine } from "../../support/templates";

const code = "disk-size-max";
const sized = (diskSizeGB: unknown, parameters = {}) => ({
  parameters,
  resources: [withDataDisks([{ lun: 3, createOption: "Empty", diskSizeGB }])],
});

test.each([
  ["current", 65_536, []],
  ["current", 65_537, ["certain error"]],
  ["2015-10", 1023, []],
  ["2015-10", 1024, ["certain error"]],
] as const)("under %s, a data disk of %i GB gives %j", (limits, size, outcomes) => {
  expect(outcomesIn(code, sized(size), limits)).toEqual(outcomes);
});

test("tells the size, the limit, that the texts disagree, and what to do", () => {
  const [finding] = findingsIn(code, sized(70_000));
  expect(finding?.message).toContain(
    "Data disk 3 (LUN) of VM 'web' has 70000 GB, but Azure Backup takes at most 65536 GB.",
  );
  expect(finding?.contradiction?.code).toBe("C7");
  expect(finding?.condition).toBe("Exclude LUN 3 from the backup.");
});

test("reads the size of an attached disk from the disk", () => {
  expect(outcomesIn(code, { resources: withAttachedDisk({ diskSizeGB: 70_000 }) })).toEqual(["certain error"]);
});

test("counts the OS disk today; the text of 2015 speaks of data disks", () => {
  const resources = [machine({ storageProfile: { osDisk: { createOption: "FromImage", diskSizeGB: 70_000 } } })];
  expect(outcomesIn(code, { resources })).toEqual(["certain error"]);
  expect(outcomesIn(code, { resources }, "2015-10")).toEqual([]);
});

test("is a hint today for what only 2015 refused, with nothing to put right", () => {
  const { resources } = sized(2048);
  const { findings } = check({ resources: [...resources, ...protectedBy()] }, { limits: "current", lifted: "hint" });
  const hint = findings.find((finding) => finding.code === code);
  expect(hint).toMatchObject({ severity: "hint", lifted: true, fixes: [], condition: undefined });
});

test("offers to exclude the LUN in the protected item, and is content once it is", () => {
  const disk = withDataDisks([{ lun: 3, createOption: "Empty", diskSizeGB: 70_000 }]);
  const [finding] = findingsIn(code, { resources: [disk, ...protectedBy()] });
  expect(finding?.fixes).toMatchObject([
    {
      id: "exclude-lun",
      title: "Exclude LUN 3 from the backup",
      safe: false,
      steps: [{ kind: "set", value: { diskLunList: [3], isInclusionList: false } }],
    },
  ]);
  const exclusion = { diskLunList: [3], isInclusionList: false };
  expect(outcomesIn(code, { resources: [disk, ...protectedBy({ exclusion })] })).toEqual([]);
});

test("adds the LUN to a list of excluded ones, and takes it from a list of included ones", () => {
  const disk = withDataDisks([
    { lun: 3, createOption: "Empty", diskSizeGB: 70_000 },
    { lun: 4, createOption: "Empty", diskSizeGB: 32 },
  ]);
  const fixed = (exclusion: unknown) =>
    findingsIn(code, { resources: [disk, ...protectedBy({ exclusion })] }).map(({ fixes }) => fixes[0]?.steps);
  expect(fixed({ diskLunList: [4], isInclusionList: false })).toMatchObject([[{ kind: "replace", by: [4, 3] }]]);
  expect(fixed({ diskLunList: [3, 4], isInclusionList: true })).toMatchObject([[{ kind: "replace", by: [4] }]]);
});

describe("when a parameter decides the size", () => {
  const open = (parameter: object) => sized("[parameters('size')]", { size: { type: "int", ...parameter } });

  test("says so of any size where disks can be larger, and not where none can", () => {
    expect(outcomesIn(code, open({}), "2015-10")).toEqual(["possible information"]);
    expect(outcomesIn(code, open({}))).toEqual([]);
  });

  test("says it once for all disks that the same parameter decides", () => {
    const diskSizeGB = "[parameters('size')]";
    const vm = withDataDisks([0, 1].map((lun) => ({ lun, createOption: "Empty", diskSizeGB })));
    const parts = { parameters: { size: { type: "int" } }, resources: [vm] };
    expect(outcomesIn(code, parts, "2015-10")).toEqual(["possible information"]);
  });

  test.each([
    [{ allowedValues: [128, 70_000] }, ["possible information"]],
    [{ allowedValues: [70_000, 80_000] }, ["certain error"]],
    [{ allowedValues: [128, 256] }, []],
    [{ defaultValue: 70_000 }, ["certain error"]],
  ])("judges %j by what it allows", (parameter, outcomes) => {
    expect(outcomesIn(code, open(parameter))).toEqual(outcomes);
  });

  test("names it, and the values that would break the limit", () => {
    const [finding] = findingsIn(code, open({ allowedValues: [128, 70_000] }));
    expect(finding).toMatchObject({ decidedBy: ["size"], breakingValues: ["70000"] });
  });
});

test("tells the instances of a copied machine apart", () => {
  const vm = withDataDisks(
    [{ lun: 0, createOption: "Empty", diskSizeGB: "[if(equals(copyIndex(), 1), 70000, 128)]" }],
    {
      name: "[format('web{0}', copyIndex())]",
      copy: { name: "vms", count: 3 },
    },
  );
  const findings = findingsIn(code, { resources: [vm] });
  expect(findings).toHaveLength(1);
  expect(findings[0]?.message).toContain("VM 'web1'");
});
