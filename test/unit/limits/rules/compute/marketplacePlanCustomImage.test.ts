import { expect, test } from "vitest";
import { briefly, imageOf, shownFindings } from "../../support/templateFindings";
import { id, machine } from "../../support/templates";

const code = "marketplace-plan-custom-image";
const plan = { name: "standard", publisher: "contoso", product: "appliance" };
const ownImage = { storageProfile: { imageReference: { id: id("Microsoft.Compute/images", "golden") } } };
const ownDisk = { storageProfile: { osDisk: { createOption: "Attach", managedDisk: { id: "disk" } } } };

test.each([
  ["an attached OS disk", ownDisk, "its OS disk is attached"],
  ["an image of one's own", ownImage, "an image of one's own"],
])("tells of a plan at a machine with %s", (_, properties, words) => {
  const [finding] = shownFindings(code, { resources: [machine(properties, { plan })] });
  expect(finding).toMatchObject({ severity: "information", certainty: "certain", at: '"standard"' });
  expect(finding?.message).toContain(words);
});

test("says nothing of Marketplace images, of machines without a plan, and under October 2015", () => {
  expect(briefly(code, { resources: [machine(imageOf("contoso", "appliance", "standard"), { plan })] })).toEqual([]);
  expect(briefly(code, { resources: [machine(ownDisk)] })).toEqual([]);
  expect(briefly(code, { resources: [machine({}, { plan })] })).toEqual([]);
  expect(briefly(code, { resources: [machine(ownDisk, { plan })] }, "2015-10")).toEqual([]);
});
