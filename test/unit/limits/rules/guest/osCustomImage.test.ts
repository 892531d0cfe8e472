import { describe, expect, test } from "vitest";
import { findingsOf, known, vm } from "../../support/profiles";
import { briefly, imageOf, parameter, protectedBy } from "../../support/templateFindings";
import { id, machine } from "../../support/templates";

const code = "os-custom-image";
const golden = id("Microsoft.Compute/images", "golden");
const reference = (imageReference: Readonly<Record<string, unknown>> | string) =>
  machine({ storageProfile: { imageReference } });

describe.each(["current", "2015-10"] as const)("under %s", (limits) => {
  test.each([
    ["an image", reference({ id: golden }), `"${golden}"`],
    ["a community image", reference({ communityGalleryImageId: "/images/x" }), '"/images/x"'],
    ["a shared image", reference({ sharedGalleryImageId: "/images/y" }), '"/images/y"'],
    ["an attached disk", machine({ storageProfile: { osDisk: { createOption: "Attach" } } }), '"Attach"'],
  ])("mentions %s of one's own", (_, resource, at) => {
    expect(briefly(code, { resources: [resource] }, limits)).toEqual([`certain information at ${at}`]);
  });

  test("says nothing of Marketplace images, nor of machines without a word on it", () => {
    expect(briefly(code, { resources: [machine(imageOf("Canonical", "ubuntu", "server"))] }, limits)).toEqual([]);
    expect(briefly(code, { resources: [machine()] }, limits)).toEqual([]);
  });
});

test("says nothing while a parameter decides what the image is", () => {
  const parameters = { image: { type: "object" }, imageId: parameter() };
  expect(briefly(code, { parameters, resources: [reference("[parameters('image')]")] })).toEqual([]);
  expect(briefly(code, { parameters, resources: [reference({ id: "[parameters('imageId')]" })] })).toEqual([]);
});

test("says nothing when the guest reports itself, or when the backup does not look at it", () => {
  const guestOs = { name: "ubuntu", version: "22.04" };
  expect(findingsOf(code, vm({ bootSource: known("attachedDisk"), guestOs }), "current")).toEqual([]);
  expect(findingsOf(code, vm({ bootSource: known("attachedDisk") }), "current")).toHaveLength(1);
  const agentless = { policyType: "V2", snapshotConsistencyType: "OnlyCrashConsistent" };
  expect(briefly(code, protectedBy(reference({ id: golden }), agentless))).toEqual([]);
});
