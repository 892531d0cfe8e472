import { expect, test } from "vitest";
import { checkProfile } from "../../../src/limits/check/checkProfile";
import { atRuntime, decidedBy, disks, findingsOf, known, vm } from "./support/profiles";

test("finds nothing on an ordinary VM under today's limits", () => {
  expect(checkProfile(vm(), { limits: "current", lifted: "hint" })).toEqual([]);
});

test("does not report a VM that is certainly not deployed", () => {
  const machine = vm({ deployed: known(false), dataDisks: disks(40) });
  expect(checkProfile(machine, { limits: "2015-10", lifted: "hint" })).toEqual([]);
});

test("makes findings of a VM quiet whose deployment a parameter decides", () => {
  const machine = vm({ deployed: decidedBy("deployVm"), dataDisks: disks(40) });
  expect(findingsOf("data-disk-count", machine, "current")).toMatchObject([
    { certainty: "possible", severity: "information", decidedBy: ["deployVm"] },
  ]);
  expect(findingsOf("data-disk-count", machine, "current")[0]?.message).toContain("Parameter 'deployVm' decides");
});

test("gives no hint of a lifted limit for what is only possible", () => {
  const machine = vm({ deployed: decidedBy("deployVm"), dataDisks: disks(20) });
  expect(checkProfile(machine, { limits: "current", lifted: "hint" })).toEqual([]);
});

test("calls a VM by the expression of its name when the name is not known", () => {
  const name = { ...decidedBy<string>("vmName"), text: "parameters('vmName')" };
  const machine = vm({ name, dataDisks: disks(40) });
  expect(findingsOf("data-disk-count", machine, "current")[0]?.message).toMatch(
    /^VM '\[parameters\('vmName'\)\]' has 40 data disks/,
  );
  const nameless = vm({ name: atRuntime(), dataDisks: disks(40) });
  expect(findingsOf("data-disk-count", nameless, "current")[0]?.message).toMatch(/^VM of unknown name has 40/);
});

test("lists the variable and the parameter through which a value came", () => {
  const place = {
    span: { offset: 10, length: 5 },
    chain: [
      { kind: "variable", name: "diskCount", span: { offset: 20, length: 2 } },
      { kind: "parameter", name: "count", span: { offset: 30, length: 2 } },
      { kind: "parameterFile", name: "prod.parameters.json", span: undefined },
    ],
  } as const;
  const many = disks(40);
  const machine = vm({ dataDisks: known(many.known ? many.value : [], place) });
  expect(findingsOf("data-disk-count", machine, "current")[0]?.related.map((entry) => entry.message)).toEqual([
    "Variable 'diskCount' decides it.",
    "Parameter 'count' decides it.",
  ]);
});
