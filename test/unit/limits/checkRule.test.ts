import { expect, test } from "vitest";
import { certain } from "../../../src/limits/breach";
import type { Ask } from "../../../src/limits/check/checkPlan";
import { findingsOfRule } from "../../../src/limits/check/checkRule";
import type { MachineRule } from "../../../src/limits/rule";
import { armVm } from "../../../src/limits/rules/compute/armVm";

const rule: MachineRule = armVm;
const ask: Ask = {
  shared: {
    service: "Azure Backup",
    row: {
      supported: "conditional",
      severity: "warning",
      sources: [{ title: "Matrix", date: "2026-03-26" }],
      statement: () => "Only so.",
      contradiction: {
        code: "C99",
        statement: () => "one text says so, an older one does not; the newer is followed.",
        sources: [{ title: "New" }, { title: "Old" }],
      },
    },
  },
  limits: "current",
  lifted: undefined,
  override: undefined,
  matrixValue: undefined,
};

test("a finding says that its sources disagree, and which they are", () => {
  const judged = { subject: { kind: "machine", id: "web" }, deployed: undefined } as const;
  const [finding] = findingsOfRule({ rule, asks: [ask] }, judged, () => [
    certain({ message: "It is so.", place: undefined }),
  ]);
  expect(finding?.message).toBe(
    "It is so. The sources disagree: one text says so, an older one does not; the newer is followed.",
  );
  expect(finding?.contradiction).toMatchObject({ code: "C99", sources: [{ title: "New" }, { title: "Old" }] });
});
