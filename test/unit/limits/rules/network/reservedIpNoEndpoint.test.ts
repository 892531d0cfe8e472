import { expect, test } from "vitest";
import { atRuntime, findingsOf, known, nic, staticIp, vm } from "../../support/profiles";

const code = "reserved-ip-no-endpoint";
const machine = (hasEndpoint: ReturnType<typeof nic>["hasEndpoint"]) =>
  vm({ networkInterfaces: known([nic({ publicIps: [staticIp("one")], hasEndpoint })]) });

test("flags a static address that nothing opens, and says that this is by analogy", () => {
  const [finding] = findingsOf(code, machine(known(false)), "2015-10");
  expect(finding?.severity).toBe("error");
  expect(finding?.message).toContain("by analogy");
});

test("is a hint today", () => {
  expect(findingsOf(code, machine(known(false)), "current")).toMatchObject([{ severity: "hint", lifted: true }]);
});

test("accepts an address with an endpoint, and one of which nobody knows", () => {
  expect(findingsOf(code, machine(known(true)), "2015-10")).toEqual([]);
  expect(findingsOf(code, machine(atRuntime()), "2015-10")).toEqual([]);
});
