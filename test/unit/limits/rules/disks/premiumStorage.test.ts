import { expect, test } from "vitest";
import { decidedBy, disk, findingsOf, known, placeAt, severitiesOf, vm } from "../../support/profiles";

const code = "premium-storage";
const osDisk = disk({ role: "os", lun: undefined, sku: known("Premium_LRS", placeAt(9)) });

test("flags an OS disk on Premium storage under the October 2015 limits, at its SKU", () => {
  const [finding] = findingsOf(code, vm({ osDisk }), "2015-10");
  expect(finding?.severity).toBe("error");
  expect(finding?.message).toContain("The OS disk of VM 'web' is on Premium storage");
  expect(finding?.place?.span.offset).toBe(9);
});

test("is a hint today", () => {
  expect(findingsOf(code, vm({ osDisk }), "current")).toMatchObject([{ severity: "hint", lifted: true }]);
});

test("flags zone-redundant Premium disks in any casing", () => {
  expect(severitiesOf(code, vm({ dataDisks: known([disk({ sku: known("premium_zrs") })]) }), "2015-10")).toHaveLength(
    1,
  );
});

test("leaves Premium SSD v2, standard and default disks alone", () => {
  const others = ["PremiumV2_LRS", "Standard_LRS", undefined].map((sku) => disk({ sku: known(sku) }));
  expect(findingsOf(code, vm({ dataDisks: known(others) }), "2015-10")).toEqual([]);
});

test("flags the disks of a copy loop once", () => {
  const looped = [0, 1, 2].map((lun) => disk({ lun: known(lun), sku: known("Premium_LRS", placeAt(20)) }));
  expect(findingsOf(code, vm({ dataDisks: known(looped) }), "2015-10")).toHaveLength(1);
});

test("says quietly which parameter decides, when one of its allowed values is Premium", () => {
  const open = (allowed: readonly string[]) => vm({ osDisk: disk({ role: "os", sku: decidedBy("sku", allowed) }) });
  expect(severitiesOf(code, open(["Standard_LRS", "Premium_LRS"]), "2015-10")).toEqual(["possible information"]);
  expect(severitiesOf(code, open(["Standard_LRS"]), "2015-10")).toEqual([]);
  expect(severitiesOf(code, open(["Premium_LRS"]), "current")).toEqual([]);
});

test("says nothing of the SKU in an object that a parameter gives whole", () => {
  const sku = { ...decidedBy<string>("disk"), text: "parameters('disk').sku" };
  expect(severitiesOf(code, vm({ osDisk: disk({ role: "os", sku }) }), "2015-10")).toEqual([]);
  const whole = { ...sku, text: "parameters('disk')" };
  expect(severitiesOf(code, vm({ osDisk: disk({ role: "os", sku: whole }) }), "2015-10")).toEqual([
    "possible information",
  ]);
});

test("offers Standard storage to stay inside the limits of 2015, and nothing today", () => {
  expect(findingsOf(code, vm({ osDisk }), "2015-10")[0]?.fixes).toMatchObject([
    { id: "standard-storage", safe: false, steps: [{ kind: "replace", by: "Standard_LRS" }] },
  ]);
  expect(findingsOf(code, vm({ osDisk }), "current")[0]?.fixes).toEqual([]);
});
