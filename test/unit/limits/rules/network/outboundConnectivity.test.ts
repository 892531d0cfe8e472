import { expect, test } from "vitest";
import { disk, findingsOf, known, nic, placeAt, severitiesOf, vm } from "../../support/profiles";

const code = "outbound-connectivity";
const denial = { ruleName: "deny-internet", nsgName: "web-nsg", destination: "Internet", place: placeAt(60) };
const shut = known([nic({ outboundDenials: known([denial]) })]);

test("flags the denying rule under the October 2015 limits", () => {
  const [finding] = findingsOf(code, vm({ networkInterfaces: shut }), "2015-10");
  expect(finding?.severity).toBe("error");
  expect(finding?.message).toContain("Rule 'deny-internet' of 'web-nsg' denies VM 'web' outbound traffic to Internet");
  expect(finding?.place?.span.offset).toBe(60);
});

test("is a hint today", () => {
  expect(findingsOf(code, vm({ networkInterfaces: shut }), "current")).toMatchObject([
    { severity: "hint", lifted: true },
  ]);
});

test("is a warning today for a VM with a Write Accelerator disk", () => {
  const machine = vm({ networkInterfaces: shut, dataDisks: known([disk({ writeAccelerator: known(true) })]) });
  expect(findingsOf(code, machine, "current")).toMatchObject([{ severity: "warning", lifted: false }]);
  expect(severitiesOf(code, vm({ dataDisks: machine.dataDisks }), "current")).toEqual([]);
});

test("names a rule once that stands over two interfaces", () => {
  const both = known([nic({ outboundDenials: known([denial]) }), nic({ outboundDenials: known([denial]) })]);
  expect(findingsOf(code, vm({ networkInterfaces: both }), "2015-10")).toHaveLength(1);
});
