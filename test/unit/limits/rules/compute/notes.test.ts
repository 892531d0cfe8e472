import { describe, expect, test } from "vitest";
import { briefly, parameter, shownFindings } from "../../support/templateFindings";
import { id, machine } from "../../support/templates";

const set = { id: id("Microsoft.Compute/availabilitySets", "set") };
const at = "certain information at";

/** What only a restore meets: the rule, properties that have it, what is shown, properties that do not have it. */
const notes = [
  ["availability-set", { availabilitySet: set }, `"${set.id}"`, { availabilitySet: null }],
  ["spot-vm", { priority: "Spot" }, `"Spot"`, { priority: "Regular" }],
  ["dedicated-host", { hostGroup: set }, `"${set.id}"`, { hostGroup: null }],
  ["dedicated-host", { host: set }, `"${set.id}"`, {}],
  ["vmss-flexible", { virtualMachineScaleSet: set }, `"${set.id}"`, {}],
] as const;

describe.each(notes)("%s", (code, broken, shown, kept) => {
  test("is told at the property that causes it", () => {
    expect(briefly(code, { resources: [machine(broken)] })).toEqual([`${at} ${shown}`]);
  });

  test("is not told of a machine without it, nor of one that is not deployed", () => {
    expect(briefly(code, { resources: [machine(kept)] })).toEqual([]);
    expect(briefly(code, { resources: [machine(broken, { condition: false })] })).toEqual([]);
  });

  test("is told once for a copy loop", () => {
    const loop = machine(broken, { name: "[format('web{0}', copyIndex())]", copy: { name: "vms", count: 30 } });
    const found = shownFindings(code, { resources: [loop] });
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toContain("VM 'web0' (like 29 more of its copy loop)");
  });

  test("was no subject in October 2015", () => {
    expect(briefly(code, { resources: [machine(broken)] }, "2015-10")).toEqual([]);
  });
});

test("a note that a parameter decides is left out", () => {
  const parameters = { priority: parameter(["Regular", "Spot"]), set: parameter() };
  const open = machine({ priority: "[parameters('priority')]", availabilitySet: { id: "[parameters('set')]" } });
  expect(briefly("spot-vm", { parameters, resources: [open] })).toEqual([]);
  expect(briefly("availability-set", { parameters, resources: [open] })).toEqual([]);
});
