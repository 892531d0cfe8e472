import { expect, test } from "vitest";
import { decidedBy, findingsOf, known, nic, placeAt, severitiesOf, staticIp, vm } from "../../support/profiles";

const code = "reserved-ip-multiple";

test("flags the second static public address under the October 2015 limits", () => {
  const first = nic({ id: "a", publicIps: [staticIp("one")] });
  const second = nic({ id: "b", publicIps: [staticIp("two", { place: placeAt(30) })] });
  const [finding] = findingsOf(code, vm({ networkInterfaces: known([first, second]) }), "2015-10");
  expect(finding?.severity).toBe("error");
  expect(finding?.message).toContain("has 2 static public IP addresses");
  expect(finding?.place?.span.offset).toBe(30);
});

test("is a hint today", () => {
  const both = nic({ publicIps: [staticIp("one"), staticIp("two")] });
  expect(findingsOf(code, vm({ networkInterfaces: known([both]) }), "current")).toMatchObject([{ severity: "hint" }]);
});

test("counts neither dynamic addresses nor open ones nor the same one twice", () => {
  const some = [
    staticIp("one"),
    staticIp("one"),
    staticIp("two", { allocation: known("Dynamic") }),
    staticIp("three", { allocation: decidedBy("allocation") }),
  ];
  expect(severitiesOf(code, vm({ networkInterfaces: known([nic({ publicIps: some })]) }), "2015-10")).toEqual([]);
});
