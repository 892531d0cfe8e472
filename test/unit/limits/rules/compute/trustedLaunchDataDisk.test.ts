import { expect, test } from "vitest";
import { briefly, parameter, shownFindings } from "../../support/templateFindings";
import { id, machine } from "../../support/templates";

const code = "trusted-launch-data-disk";
const attached = machine({
  storageProfile: {
    dataDisks: [{ lun: 3, createOption: "Attach", managedDisk: { id: id("Microsoft.Compute/disks", "old") } }],
  },
});
const disk = (securityType: string | undefined) => ({
  type: "Microsoft.Compute/disks",
  apiVersion: "2024-03-02",
  name: "old",
  location: "westeurope",
  properties: { creationData: { createOption: "Empty" }, securityProfile: { securityType } },
});

test.each(["TrustedLaunch", "ConfidentialVM_DiskEncryptedWithPlatformKey"])(
  "refuses a data disk of type %s",
  (type) => {
    const [finding] = shownFindings(code, { resources: [attached, disk(type)] });
    expect(finding).toMatchObject({ severity: "error", certainty: "certain" });
    expect(finding?.message).toBe(
      `Data disk 3 (LUN) of VM 'web' has the security type '${type}', but Azure Backup does not back up data disks that have one.`,
    );
    expect(finding?.at).toContain('"lun":3');
    expect(finding?.related.map(({ message }) => message)).toContain("The disk.");
  },
);

test("refuses a data disk that the machine declares confidential itself", () => {
  const managedDisk = { securityProfile: { securityEncryptionType: "DiskWithVMGuestState" } };
  const vm = machine({ storageProfile: { dataDisks: [{ lun: 0, createOption: "Empty", managedDisk }] } });
  expect(briefly(code, { resources: [vm] })).toMatchObject([expect.stringContaining("certain error")]);
});

test("accepts plain disks, disks that the template does not tell, and the OS disk of such a machine", () => {
  expect(briefly(code, { resources: [attached, disk("Standard")] })).toEqual([]);
  expect(briefly(code, { resources: [attached, disk(undefined)] })).toEqual([]);
  expect(briefly(code, { resources: [attached] })).toEqual([]);
  const osDisk = { createOption: "Attach", managedDisk: { id: id("Microsoft.Compute/disks", "old") } };
  expect(briefly(code, { resources: [machine({ storageProfile: { osDisk } }), disk("TrustedLaunch")] })).toEqual([]);
});

test("names the parameter that decides", () => {
  const open = (allowed: readonly string[]) => ({
    parameters: { type: parameter(allowed) },
    resources: [attached, disk("[parameters('type')]")],
  });
  expect(shownFindings(code, open(["Standard", "TrustedLaunch"]))).toMatchObject([
    { certainty: "possible", severity: "information", decidedBy: ["type"], breakingValues: ["TrustedLaunch"] },
  ]);
  expect(briefly(code, open(["Standard"]))).toEqual([]);
});

test("was no subject in October 2015", () => {
  expect(briefly(code, { resources: [attached, disk("TrustedLaunch")] }, "2015-10")).toEqual([]);
});
