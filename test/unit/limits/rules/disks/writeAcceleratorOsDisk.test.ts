import { expect, test } from "vitest";
import { decidedBy, disk, findingsOf, known, placeAt, severitiesOf, vm } from "../../support/profiles";

const code = "write-accelerator-os-disk";
const os = (writeAccelerator: ReturnType<typeof disk>["writeAccelerator"]) =>
  vm({ osDisk: disk({ role: "os", lun: undefined, writeAccelerator }) });

test("flags Write Accelerator on the OS disk today, and not in October 2015", () => {
  expect(severitiesOf(code, os(known(true)), "current")).toEqual(["certain error"]);
  expect(severitiesOf(code, os(known(true)), "2015-10")).toEqual([]);
});

test("accepts it on a data disk, where it can be snapshotted", () => {
  const machine = vm({ dataDisks: known([disk({ writeAccelerator: known(true) })]) });
  expect(severitiesOf(code, machine, "current")).toEqual([]);
});

test("says quietly that a parameter decides", () => {
  expect(severitiesOf(code, os(decidedBy("accelerate")), "current")).toEqual(["possible information"]);
});

test("offers to write false where it is written", () => {
  expect(findingsOf(code, os(known(true, placeAt(5))), "current")[0]?.fixes).toMatchObject([
    { id: "turn-off-write-accelerator", steps: [{ kind: "replace", by: false, value: placeAt(5) }] },
  ]);
});
