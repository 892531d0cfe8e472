import { describe, expect, test } from "vitest";
import { findingsIn, outcomesIn, withAttachedDisk, withDataDisks } from "../../support/outcomes";
import { machine, type TemplateParts } from "../../support/templates";

const attached = (properties: Readonly<Record<string, unknown>>, head = {}): TemplateParts => ({
  resources: withAttachedDisk(properties, head),
});
const managed = (managedDisk: unknown): TemplateParts => ({
  resources: [withDataDisks([{ lun: 0, createOption: "Empty", managedDisk }])],
});
const keys = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/diskEncryptionSets/keys";

/** Code, what it notes, and what it does not. */
const notes: readonly (readonly [string, readonly TemplateParts[], readonly TemplateParts[]])[] = [
  [
    "disk-network-access",
    [
      attached({ networkAccessPolicy: "DenyAll" }),
      attached({ networkAccessPolicy: "AllowPrivate", diskAccessId: "x" }),
      attached({ publicNetworkAccess: "Disabled" }),
    ],
    [attached({ networkAccessPolicy: "AllowAll" }), attached({ publicNetworkAccess: "Enabled" }), attached({})],
  ],
  [
    "cmk-disk-encryption",
    [
      managed({ diskEncryptionSet: { id: keys } }),
      managed({ diskEncryptionSet: { id: "[resourceId('Microsoft.Compute/diskEncryptionSets', 'keys')]" } }),
      attached({ encryption: { diskEncryptionSetId: keys } }),
      attached({ encryption: { type: "EncryptionAtRestWithPlatformAndCustomerKeys" } }),
    ],
    [attached({ encryption: { type: "EncryptionAtRestWithPlatformKey" } }), managed({}), attached({})],
  ],
  [
    "zrs-disk",
    [managed({ storageAccountType: "StandardSSD_ZRS" }), attached({}, { sku: { name: "premium_zrs" } })],
    [managed({ storageAccountType: "StandardSSD_LRS" }), managed({}), attached({}, { sku: { name: "Premium_LRS" } })],
  ],
  [
    "performance-plus-disk",
    [attached({ creationData: { createOption: "Empty", performancePlus: true } })],
    [attached({ creationData: { createOption: "Empty", performancePlus: false } }), attached({})],
  ],
];

describe.each(notes)("%s", (code, noted, others) => {
  test.each(noted.map((parts) => ({ parts })))("informs of $parts.resources", ({ parts }) => {
    expect(outcomesIn(code, parts)).toEqual(["certain information"]);
    expect(outcomesIn(code, parts, "2015-10")).toEqual([]);
  });

  test.each(others.map((parts) => ({ parts })))("says nothing of $parts.resources", ({ parts }) => {
    expect(outcomesIn(code, parts)).toEqual([]);
  });
});

test("says nothing of a note that a parameter decides, as nobody could do anything about it", () => {
  const parts = {
    parameters: { sku: { type: "string", allowedValues: ["Premium_LRS", "Premium_ZRS"] } },
    ...managed({ storageAccountType: "[parameters('sku')]" }),
  };
  expect(outcomesIn("zrs-disk", parts)).toEqual([]);
});

test("tells thirty machines of a template in one sentence", () => {
  const machines = Array.from({ length: 30 }, (_, at) =>
    machine(
      { storageProfile: { osDisk: { createOption: "FromImage", managedDisk: { storageAccountType: "Premium_ZRS" } } } },
      { name: `web${at}` },
    ),
  );
  const findings = findingsIn("zrs-disk", { resources: machines });
  expect(findings).toHaveLength(1);
  expect(findings[0]?.message).toContain("VM 'web0' (like 29 more of this template)");
});
