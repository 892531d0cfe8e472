import { expect, test } from "vitest";
import { findingsIn, outcomesIn, withAttachedDisk } from "../../support/outcomes";
import { machine } from "../../support/templates";

const code = "ade-encryption";
const extension = (properties: object, head: object = {}) => ({
  type: "Microsoft.Compute/virtualMachines/extensions",
  apiVersion: "2024-07-01",
  name: "web/encryption",
  ...head,
  properties: { publisher: "Microsoft.Azure.Security", type: "AzureDiskEncryption", ...properties },
});

test.each(["AzureDiskEncryption", "AzureDiskEncryptionForLinux", "azurediskencryption"])(
  "warns of a machine with the extension %s",
  (type) => {
    const [finding] = findingsIn(code, { resources: [machine(), extension({ type })] });
    expect(finding).toMatchObject({
      severity: "warning",
      certainty: "certain",
      condition: "Give the backup service access to the key vault.",
    });
    expect(finding?.message).toContain("VM 'web' is encrypted with Azure Disk Encryption");
  },
);

test("warns of encryption settings on the OS disk and on an attached disk", () => {
  const osDisk = { createOption: "Attach", encryptionSettings: { enabled: true } };
  expect(outcomesIn(code, { resources: [machine({ storageProfile: { osDisk } })] })).toEqual(["certain warning"]);
  const disk = withAttachedDisk({ encryptionSettingsCollection: { enabled: true } });
  expect(outcomesIn(code, { resources: disk })).toEqual(["certain warning"]);
});

test.each([
  ["another extension", [machine(), extension({ type: "CustomScript" })]],
  [
    "an extension that turns the encryption off",
    [machine(), extension({ settings: { EncryptionOperation: "DisableEncryption" } })],
  ],
  ["the extension of another machine", [machine(), extension({}, { name: "db/encryption" })]],
  ["an extension that a condition keeps out", [machine(), extension({}, { condition: false })]],
  ["no extension", [machine()]],
])("accepts %s", (_, resources) => {
  expect(outcomesIn(code, { resources })).toEqual([]);
});

test("says quietly that a parameter decides whether the extension is deployed", () => {
  const parts = {
    parameters: { encrypt: { type: "bool" } },
    resources: [machine(), extension({}, { condition: "[parameters('encrypt')]" })],
  };
  expect(findingsIn(code, parts)).toMatchObject([{ certainty: "possible", decidedBy: ["encrypt"] }]);
});

test("says nothing under the October 2015 limits", () => {
  expect(outcomesIn(code, { resources: [machine(), extension({})] }, "2015-10")).toEqual([]);
});
