import { expect, test } from "vitest";
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
