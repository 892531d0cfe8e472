import { describe, expect, test } from "vitest";
import type { ProtectionLink } from "../../../src/limits/profile/protection";
import { id, machine, profile, profiles, valueOf } from "./support/templates";

const vault = {
  type: "Microsoft.RecoveryServices/vaults",
  apiVersion: "2024-04-01",
  name: "backups",
  location: "North Europe",
  properties: {},
};
const policy = (properties: object) => ({
  type: "Microsoft.RecoveryServices/vaults/backupPolicies",
  apiVersion: "2024-04-01",
  name: "backups/nightly",
  properties,
});
const item = (properties: object = {}) => ({
  type: "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
  apiVersion: "2024-04-01",
  name: "[format('backups/Azure/iaasvmcontainer;iaasvmcontainerv2;{0};web/vm;iaasvmcontainerv2;{0};web', resourceGroup().name)]",
  properties: {
    protectedItemType: "Microsoft.Compute/virtualMachines",
    policyId: id("Microsoft.RecoveryServices/vaults/backupPolicies", "backups", "nightly"),
    sourceResourceId: id("Microsoft.Compute/virtualMachines", "web"),
    ...properties,
  },
});

function linkOf(...resources: readonly unknown[]): ProtectionLink | undefined {
  return profile({ resources: [machine(), ...resources] }).protection[0];
}

test("binds a machine to the vault and the policy that a protected item names", () => {
  expect(linkOf(vault, policy({ policyType: "V2" }), item())).toMatchObject({
    vaultName: "backups",
    vaultLocation: { known: true, value: "northeurope" },
    policyName: "nightly",
    policyKind: { known: true, value: "Enhanced" },
    excludedLuns: { value: [] },
  });
});

test("binds by the item's name when it names no source", () => {
  expect(linkOf(vault, item({ sourceResourceId: undefined }))?.vaultName).toBe("backups");
});

test("names a policy that a parameter gives as a whole by the parameter, and none where there is none", () => {
  const parameters = { policyId: { type: "string" } };
  const given = item({ policyId: "[parameters('policyId')]" });
  const [link] = profile({ parameters, resources: [machine(), vault, given] }).protection;
  expect(link?.policyName).toBe("<parameters('policyId')>");
  expect(linkOf(vault, item({ policyId: undefined }))?.policyName).toBe("");
});

test("reads whether a condition lets the protected item be there", () => {
  const parameters = { protect: { type: "bool" } };
  const conditional = { ...item(), condition: "[parameters('protect')]" };
  const [link] = profile({ parameters, resources: [machine(), vault, conditional] }).protection;
  expect(link?.deployed).toMatchObject({ known: false, because: ["protect"] });
  expect(linkOf(vault, item())?.deployed).toMatchObject({ known: true, value: true });
});

test("does not bind a machine to the protected item of another one", () => {
  expect(linkOf(vault, item({ sourceResourceId: id("Microsoft.Compute/virtualMachines", "other") }))).toBeUndefined();
});

test("does not know the region of a vault outside the template", () => {
  expect(linkOf(item())?.vaultLocation).toMatchObject({ known: false, because: [] });
});

describe("the kind of policy", () => {
  test.each([
    [{ policyType: "V2" }, "Enhanced"],
    [{ policyType: "V1" }, "Standard"],
    [{}, "Standard"],
    [{ schedulePolicy: { schedulePolicyType: "SimpleSchedulePolicyV2" } }, "Enhanced"],
  ])("of %j is %s", (properties, kind) => {
    expect(linkOf(vault, policy(properties), item())?.policyKind).toMatchObject({ value: kind });
  });

  test("is known of the policies that every vault has, and of no other outside the template", () => {
    const named = (name: string) =>
      linkOf(vault, item({ policyId: id("Microsoft.RecoveryServices/vaults/backupPolicies", "backups", name) }));
    expect(named("DefaultPolicy")?.policyKind).toMatchObject({ value: "Standard" });
    expect(named("EnhancedPolicy")?.policyKind).toMatchObject({ value: "Enhanced" });
    expect(named("mine")?.policyKind).toMatchObject({ known: false, because: [] });
  });

  test("names the parameter that decides it", () => {
    const parameters = { kind: { type: "string" } };
    const resources = [machine(), vault, policy({ policyType: "[parameters('kind')]" }), item()];
    expect(profile({ parameters, resources }).protection[0]?.policyKind).toMatchObject({
      known: false,
      because: ["kind"],
    });
  });
});

test("sees a policy for crash-consistent snapshots only", () => {
  const only = linkOf(vault, policy({ policyType: "V2", snapshotConsistencyType: "OnlyCrashConsistent" }), item());
  expect(only?.crashConsistentOnly).toMatchObject({ value: true });
});

describe("left-out disks", () => {
  const excluded = (diskExclusionProperties: object) => {
    const storageProfile = { dataDisks: [{ lun: 0 }, { lun: 1 }, { lun: 2 }] };
    const link = item({ extendedProperties: { diskExclusionProperties } });
    return profile({ resources: [machine({ storageProfile }), vault, link] }).protection[0]?.excludedLuns;
  };

  test("are the listed ones", () => {
    expect(excluded({ diskLunList: [1], isInclusionList: false })).toMatchObject({ value: [1] });
  });

  test("are all but the listed ones of an inclusion list", () => {
    expect(excluded({ diskLunList: [1], isInclusionList: true })).toMatchObject({ value: [0, 2] });
  });
});

test("lists the vaults of the template with normalised regions", () => {
  expect(profile({ resources: [machine(), vault] }).vaults).toMatchObject([
    { name: "backups", location: { value: "northeurope" } },
  ]);
});

test("follows protected items of a copy loop to their machines", () => {
  const copy = { name: "loop", count: 2 };
  const vms = machine({}, { name: "[format('{0}{1}', parameters('prefix'), copyIndex())]", copy });
  const items = {
    ...item({
      sourceResourceId:
        "[resourceId('Microsoft.Compute/virtualMachines', format('{0}{1}', parameters('prefix'), copyIndex()))]",
    }),
    name: "[format('backups/Azure/c;{0}/vm;{0}', copyIndex())]",
    copy,
  };
  const all = profiles({ parameters: { prefix: { type: "string" } }, resources: [vms, vault, items] });
  expect(all.map((vm) => vm.protection.length)).toEqual([1, 1]);
});

test("reads region, image, agent and operating system of the machine itself", () => {
  const vm = profile({
    resources: [
      machine({
        osProfile: { windowsConfiguration: { provisionVMAgent: "false" } },
        storageProfile: {
          imageReference: { publisher: "MicrosoftWindowsServer", offer: "WindowsServer", sku: "2022-datacenter" },
        },
      }),
    ],
  });
  expect(vm).toMatchObject({
    location: { value: "westeurope" },
    osType: { value: "Windows" },
    vmAgentProvisioned: { known: true, value: false },
    image: { sku: { value: "2022-datacenter" } },
    deployed: { value: true },
  });
  expect(valueOf(vm.size)).toBe("Standard_D2s_v5");
});

test("takes a private image for no Marketplace image", () => {
  const storageProfile = { imageReference: { id: id("Microsoft.Compute/images", "golden") } };
  expect(profile({ resources: [machine({ storageProfile })] }).image).toBeUndefined();
});
