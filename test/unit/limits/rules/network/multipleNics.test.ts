import { expect, test } from "vitest";
import { decidedBy, findingsOf, known, nic, severitiesOf, vm } from "../../support/profiles";

const code = "multiple-nics";
const two = vm({ networkInterfaces: known([nic({ id: "a" }), nic({ id: "b" })]) });

test("flags a second interface under the October 2015 limits", () => {
  expect(severitiesOf(code, two, "2015-10")).toEqual(["certain error"]);
  expect(findingsOf(code, two, "2015-10")[0]?.message).toContain("has 2 network interfaces");
});

test("is a hint today, information or nothing as the setting says", () => {
  expect(findingsOf(code, two, "current", "hint")).toMatchObject([{ severity: "hint", lifted: true }]);
  expect(findingsOf(code, two, "current", "information")).toMatchObject([{ severity: "information", lifted: true }]);
  expect(findingsOf(code, two, "current", "off")).toEqual([]);
});

test("accepts one interface", () => {
  expect(findingsOf(code, vm(), "2015-10")).toEqual([]);
});

test("says quietly that a parameter decides how many there are", () => {
  const open = vm({ networkInterfaces: decidedBy("nics") });
  expect(severitiesOf(code, open, "2015-10")).toEqual(["possible information"]);
  expect(severitiesOf(code, open, "current")).toEqual([]);
});
