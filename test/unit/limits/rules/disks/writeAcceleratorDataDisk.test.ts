import { expect, test } from "vitest";
import { findingsIn, outcomesIn, withDataDisks } from "../../support/outcomes";

const code = "write-accelerator-data-disk";
const accelerated = (writeAcceleratorEnabled: unknown, parameters = {}) => ({
  parameters,
  resources: [withDataDisks([0, 1].map((lun) => ({ lun, createOption: "Empty", writeAcceleratorEnabled })))],
});

test("warns once for all such disks, with what the machine needs", () => {
  const findings = findingsIn(code, accelerated(true));
  expect(findings).toMatchObject([{ severity: "warning", condition: "Give the VM outbound access." }]);
  expect(findings[0]?.message).toContain("Data disk 0 (LUN) of VM 'web' has Write Accelerator");
});

test("accepts disks without it, and says nothing under the October 2015 limits", () => {
  expect(outcomesIn(code, accelerated(false))).toEqual([]);
  expect(outcomesIn(code, accelerated(true), "2015-10")).toEqual([]);
});

test("says quietly which parameter decides", () => {
  const open = accelerated("[parameters('fast')]", { fast: { type: "bool" } });
  expect(findingsIn(code, open)).toMatchObject([{ certainty: "possible", decidedBy: ["fast"] }]);
});
