import { expect, test } from "vitest";
import { briefly, parameter, shownFindings } from "../../support/templateFindings";
import { machine } from "../../support/templates";

const code = "vm-name-length";
const windows = (computerName?: string, head: Readonly<Record<string, unknown>> = {}) =>
  machine({ osProfile: { computerName, windowsConfiguration: {} } }, head);

test("tells of a computer name with more than 15 characters, and offers the first 15", () => {
  const [finding] = shownFindings(code, { resources: [windows("production-web-server-01")] });
  expect(finding).toMatchObject({ severity: "information", certainty: "certain", at: '"production-web-server-01"' });
  expect(finding?.fixes).toMatchObject([{ safe: false, steps: [{ kind: "replace", by: "production-web" }] }]);
});

test("measures the machine's own name when there is no other", () => {
  const long = { name: "a-name-of-20-letters" };
  expect(briefly(code, { resources: [windows(undefined, long)] })).toEqual([
    'certain information at "a-name-of-20-letters"',
  ]);
  expect(briefly(code, { resources: [windows("short", long)] })).toEqual([]);
});

test("accepts 15 characters, long names of Linux, and names that a parameter decides", () => {
  expect(briefly(code, { resources: [windows("exactly-15-long")] })).toEqual([]);
  const linux = machine({ osProfile: { computerName: "production-web-server-01", linuxConfiguration: {} } });
  expect(briefly(code, { resources: [linux] })).toEqual([]);
  const parameters = { name: parameter() };
  expect(briefly(code, { parameters, resources: [windows("[parameters('name')]")] })).toEqual([]);
});

test("offers no single name to the machines of a copy loop", () => {
  const loop = windows("[format('production-server-{0}', copyIndex())]", {
    name: "[format('vm{0}', copyIndex())]",
    copy: { name: "vms", count: 2 },
  });
  const found = shownFindings(code, { resources: [loop] });
  expect(found).toHaveLength(1);
  expect(found[0]?.fixes).toEqual([]);
});

test("was no subject in October 2015", () => {
  expect(briefly(code, { resources: [windows("production-web-server-01")] }, "2015-10")).toEqual([]);
});
