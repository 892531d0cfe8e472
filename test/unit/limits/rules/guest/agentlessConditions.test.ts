import { describe, expect, test } from "vitest";
import { briefly, parameter, protectedBy, shownFindings } from "../../support/templateFindings";
import { id, machine } from "../../support/templates";

const code = "agentless-conditions";
const agentless = { policyType: "V2", snapshotConsistencyType: "OnlyCrashConsistent" };
const under = (properties: Readonly<Record<string, unknown>>, policy: Readonly<Record<string, unknown>> = agentless) =>
  protectedBy(machine(properties), policy);
const sized = (vmSize: string) => under({ hardwareProfile: { vmSize } });
const withDisk = (disk: Readonly<Record<string, unknown>>) =>
  under({ storageProfile: { dataDisks: [{ lun: 0, createOption: "Empty", ...disk }] } });

test("accepts a plain machine under an Enhanced policy", () => {
  expect(briefly(code, under({}))).toEqual([]);
});

test("refuses a Standard policy, and offers to remove the property from it", () => {
  const [finding] = shownFindings(code, under({}, { ...agentless, policyType: "V1" }));
  expect(finding).toMatchObject({ severity: "error", certainty: "certain" });
  expect(finding?.message).toContain("policy 'nightly', a Standard policy for crash-consistent backups only");
  expect(finding?.fixes).toMatchObject([
    { id: "remove-crash-consistency", steps: [{ kind: "remove", path: ["properties", "snapshotConsistencyType"] }] },
  ]);
});

describe("sizes", () => {
  test.each(["Standard_D2_v3", "Standard_A2_v2", "Standard_D2s_v6", "Standard_E4ds_v6", "Standard_D2as_v7"])(
    "refuses %s at the size",
    (size) => {
      expect(briefly(code, sized(size))).toEqual([`certain error at "${size}"`]);
    },
  );

  test.each(["Standard_D2s_v5", "Standard_DS2_v2", "Standard_D2as_v6", "Standard_D2ps_v6", "Standard_M64", "future"])(
    "accepts %s",
    (size) => {
      expect(briefly(code, sized(size))).toEqual([]);
    },
  );

  test("says nothing of a size that a parameter decides", () => {
    expect(briefly(code, { ...sized("[parameters('size')]"), parameters: { size: parameter() } })).toEqual([]);
  });
});

test("refuses confidential machines", () => {
  const parts = under({ securityProfile: { securityType: "ConfidentialVM" } });
  expect(briefly(code, parts)).toEqual(['certain error at "ConfidentialVM"']);
});

describe("disks", () => {
  test.each([
    [{ managedDisk: { storageAccountType: "UltraSSD_LRS" } }, "an Ultra disk"],
    [{ managedDisk: { storageAccountType: "PremiumV2_LRS" } }, "a Premium SSD v2 disk"],
    [{ writeAcceleratorEnabled: true }, "a disk with Write Accelerator"],
  ])("refuses %j", (disk, words) => {
    const [finding] = shownFindings(code, withDisk(disk));
    expect(finding).toMatchObject({ severity: "error", certainty: "certain" });
    expect(finding?.message).toContain(`Data disk 0 (LUN) of VM 'web' is ${words}`);
  });

  test("refuses an ephemeral OS disk", () => {
    const osDisk = { createOption: "FromImage", diffDiskSettings: { option: "Local" } };
    expect(shownFindings(code, under({ storageProfile: { osDisk } }))[0]?.message).toContain("an ephemeral disk");
  });

  test("refuses a shared disk", () => {
    const managedDisk = { id: id("Microsoft.Compute/disks", "quorum") };
    const parts = withDisk({ createOption: "Attach", managedDisk });
    const quorum = {
      type: "Microsoft.Compute/disks",
      apiVersion: "2024-03-02",
      name: "quorum",
      location: "westeurope",
      properties: { maxShares: 2 },
    };
    const found = shownFindings(code, { resources: [...parts.resources, quorum] });
    expect(found[0]?.message).toContain("a shared disk");
  });

  test("only mentions write caching, once and at the property", () => {
    expect(briefly(code, withDisk({ caching: "ReadWrite" }))).toEqual(['certain information at "ReadWrite"']);
    expect(briefly(code, withDisk({ caching: "ReadOnly" }))).toEqual([]);
  });
});

test("asks nothing of machines under other policies, and was no subject in October 2015", () => {
  expect(briefly(code, under({ hardwareProfile: { vmSize: "Standard_D2_v3" } }, { policyType: "V2" }))).toEqual([]);
  expect(briefly(code, { resources: [machine({ hardwareProfile: { vmSize: "Standard_D2_v3" } })] })).toEqual([]);
  const { resources } = sized("Standard_D2_v3");
  expect(briefly(code, { resources }, "2015-10")).toEqual([]);
});
