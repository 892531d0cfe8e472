import { expect, test } from "vitest";
import { atRuntime, decidedBy, findingsOf, known, nic, placeAt, severitiesOf, vm } from "../../support/profiles";

const code = "load-balanced";

test("flags a VM in a back-end pool under the October 2015 limits, at the pool's reference", () => {
  const machine = vm({ networkInterfaces: known([nic({ loadBalanced: known(true, placeAt(7)) })]) });
  const [finding] = findingsOf(code, machine, "2015-10");
  expect(finding?.severity).toBe("error");
  expect(finding?.place?.span.offset).toBe(7);
});

test("is a hint today", () => {
  const machine = vm({ networkInterfaces: known([nic({ loadBalanced: known(true) })]) });
  expect(findingsOf(code, machine, "current")).toMatchObject([{ severity: "hint", lifted: true }]);
});

test("reports one finding for a VM with two interfaces in pools", () => {
  const behind = nic({ loadBalanced: known(true) });
  expect(findingsOf(code, vm({ networkInterfaces: known([behind, behind]) }), "2015-10")).toHaveLength(1);
});

test("tells a parameter that decides from a value that only the deployment knows", () => {
  const open = (loadBalanced: ReturnType<typeof nic>["loadBalanced"]) =>
    vm({ networkInterfaces: known([nic({ loadBalanced })]) });
  expect(severitiesOf(code, open(decidedBy("balance")), "2015-10")).toEqual(["possible information"]);
  expect(severitiesOf(code, open(atRuntime()), "2015-10")).toEqual([]);
});
