import { expect, test } from "vitest";
import type { Place } from "../../../../../src/limits/profile/fact";
import { atRuntime, decidedBy, findingsOf, known, placeAt, protection, severitiesOf, vm } from "../../support/profiles";

const code = "vm-agent-disabled";

test.each(["current", "2015-10"] as const)("flags an agent that is switched off under %s", (limits) => {
  const [finding] = findingsOf(code, vm({ vmAgentProvisioned: known(false, placeAt(5)) }), limits);
  expect(finding).toMatchObject({ severity: "error", lifted: false });
  expect(finding?.place?.span.offset).toBe(5);
});

test("only warns when the policy takes crash-consistent snapshots, which need no agent", () => {
  const machine = vm({
    vmAgentProvisioned: known(false),
    protection: [protection({ crashConsistentOnly: known(true) })],
  });
  expect(severitiesOf(code, machine, "current")).toEqual(["certain warning"]);
});

test("says quietly that a parameter decides, and nothing of what nobody knows", () => {
  expect(severitiesOf(code, vm({ vmAgentProvisioned: decidedBy("agent") }), "current")).toEqual([
    "possible information",
  ]);
  expect(severitiesOf(code, vm({ vmAgentProvisioned: decidedBy("agent", [true]) }), "current")).toEqual([]);
  expect(severitiesOf(code, vm({ vmAgentProvisioned: atRuntime() }), "current")).toEqual([]);
});

test("offers to switch the agent on, and takes the fix for safe only where no parameter stands behind the value", () => {
  const chain = [{ kind: "parameter", name: "agent", span: undefined }] as const;
  const off = (place: Place) => findingsOf(code, vm({ vmAgentProvisioned: known(false, place) }), "current")[0]?.fixes;
  expect(off(placeAt(5))).toMatchObject([
    { id: "provision-agent", safe: true, steps: [{ kind: "replace", by: true }] },
  ]);
  expect(off({ ...placeAt(5), chain })).toMatchObject([{ safe: false }]);
  expect(findingsOf(code, vm({ source: "azure", vmAgentProvisioned: known(false) }), "current")[0]?.fixes).toEqual([]);
});
