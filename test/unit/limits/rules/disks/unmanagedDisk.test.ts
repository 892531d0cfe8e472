import { expect, test } from "vitest";
import { disk, findingsOf, known, severitiesOf, vm } from "../../support/profiles";

const code = "unmanaged-disk";
const osDisk = disk({ role: "os", lun: undefined, kind: known("unmanaged") });

test("flags an OS disk in a storage account today", () => {
  const [finding] = findingsOf(code, vm({ osDisk }), "current");
  expect(finding?.severity).toBe("error");
  expect(finding?.message).toContain("The OS disk of VM 'web' is unmanaged");
});

test("was the ordinary case in October 2015", () => {
  expect(severitiesOf(code, vm({ osDisk }), "2015-10")).toEqual([]);
});

test("accepts managed and attached disks", () => {
  const fine = vm({ osDisk: disk({ role: "os", kind: known("attached") }), dataDisks: known([disk()]) });
  expect(severitiesOf(code, fine, "current")).toEqual([]);
});
