import { expect, test } from "vitest";
import { check, id, machine, nicResource, valueOf } from "./support/templates";

// Every template here would get the hint that it has no vault.
const rules = { "vault-required": { severity: "off" } } as const;
const current = { limits: "current", lifted: "hint", rules } as const;
const in2015 = { limits: "2015-10", lifted: "hint", rules } as const;
const loop = (count: number | string) => ({
  copy: [{ name: "dataDisks", count, input: { lun: 0, createOption: "Empty" } }],
});

test("tells a fault of all instances of a copy loop once", () => {
  const copied = machine(
    { storageProfile: loop(33) },
    { name: "[format('web{0}', copyIndex())]", copy: { name: "vms", count: 3 } },
  );
  const { findings, profiles, verdicts } = check({ resources: [copied] }, current);
  expect(profiles).toHaveLength(3);
  expect(findings.map(({ message }) => message)).toEqual([
    "VM 'web0' (like 2 more of its copy loop) has 33 data disks, but Azure Backup takes at most 32.",
  ]);
  expect([...verdicts.values()].map(({ kind }) => kind)).toEqual(Array(3).fill("not-protectable"));
});

test("names only the instance of a copy loop that has a fault", () => {
  const storageProfile = {
    copy: [
      { name: "dataDisks", count: "[if(equals(copyIndex(), 1), 40, 2)]", input: { lun: 0, createOption: "Empty" } },
    ],
  };
  const copied = machine(
    { storageProfile },
    { name: "[format('web{0}', copyIndex())]", copy: { name: "vms", count: 2 } },
  );
  const { findings, verdicts } = check({ resources: [copied] }, current);
  expect(findings.map(({ message }) => message)).toEqual([
    "VM 'web1' has 40 data disks, but Azure Backup takes at most 32.",
  ]);
  expect([...verdicts.values()].map(({ kind }) => kind)).toEqual(["protectable", "not-protectable"]);
});

test("tells once what the vaults of a copy loop share, and counts them", () => {
  const vaults = {
    type: "Microsoft.RecoveryServices/vaults",
    apiVersion: "2024-04-01",
    name: "[format('v{0}', copyIndex())]",
    location: "westeurope",
    copy: { name: "vaults", count: 4 },
    sku: { name: "Standard" },
    properties: { securitySettings: { softDeleteSettings: { softDeleteRetentionPeriodInDays: 7 } } },
  };
  const { findings } = check({ resources: [vaults] }, current);
  const told = findings.filter(({ code }) => code === "vault-soft-delete-retention").map(({ message }) => message);
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/^Vault 'v0' keeps .* The same holds for 3 more of this declaration\.$/);
});

test("does not count a vault twice that has the fault once", () => {
  const vault = (name: string) => ({
    type: "Microsoft.RecoveryServices/vaults",
    apiVersion: "2024-04-01",
    name,
    location: "westeurope",
    sku: { name: "Standard" },
    properties: { securitySettings: { softDeleteSettings: { softDeleteRetentionPeriodInDays: 7 } } },
  });
  const { findings } = check({ resources: [vault("v0"), vault("v1")] }, current);
  const told = findings.filter(({ code }) => code === "vault-soft-delete-retention");
  expect(told.map(({ message }) => message.includes("more of this declaration"))).toEqual([false, false]);
});

test("says once for a template that Resource Manager VMs were out in October 2015", () => {
  const resources = [machine({}, { name: "a" }), machine({}, { name: "b" }), machine({}, { name: "c" })];
  const found = check({ resources }, in2015).findings.filter(({ code }) => code === "arm-vm");
  expect(found).toHaveLength(1);
  expect(found[0]?.message).toContain(
    "VM 'a' (like 2 more of this template) is deployed through Azure Resource Manager",
  );
});

test("does not report a VM whose condition is certainly false", () => {
  const off = machine({ storageProfile: loop(40) }, { condition: false });
  const { findings, profiles } = check({ resources: [off] }, in2015);
  expect(findings).toEqual([]);
  expect(profiles.map((vm) => valueOf(vm.deployed))).toEqual([false]);
});

test("is quiet about a VM whose condition a parameter decides", () => {
  const maybe = machine({ storageProfile: loop(40) }, { condition: "[parameters('deploy')]" });
  const { findings, verdicts } = check({ parameters: { deploy: { type: "bool" } }, resources: [maybe] }, current);
  expect(findings).toMatchObject([{ certainty: "possible", severity: "information", decidedBy: ["deploy"] }]);
  expect([...verdicts.values()]).toMatchObject([{ kind: "cannot-tell", deciding: [{ parameter: "deploy" }] }]);
});

test("says nothing when no value that a parameter may take breaks the limit", () => {
  const open = machine({ storageProfile: loop("[parameters('count')]") });
  const with_ = (count: object) =>
    check({ parameters: { count: { type: "int", ...count } }, resources: [open] }, current).findings;
  expect(with_({ maxValue: 32 })).toEqual([]);
  expect(with_({ allowedValues: [2, 4] })).toEqual([]);
  expect(with_({ maxValue: 64 })).toMatchObject([{ code: "data-disk-count", certainty: "possible" }]);
  expect(with_({ allowedValues: [2, 64] })).toMatchObject([{ code: "data-disk-count", decidedBy: ["count"] }]);
});

test("points at the count of a copy loop and at the parameter behind it", () => {
  const parts = {
    parameters: { count: { type: "int", defaultValue: 40 } },
    resources: [machine({ storageProfile: loop("[parameters('count')]") })],
  };
  const [finding] = check(parts, current).findings;
  expect(finding?.place?.chain).toMatchObject([{ kind: "parameter", name: "count" }]);
  expect(finding?.related.map(({ message }) => message)).toEqual(["Parameter 'count' decides it."]);
});

test("keeps the faults of different interfaces of a template apart from one another", () => {
  const pool = [{ id: id("Microsoft.Network/loadBalancers/backendAddressPools", "lb", "pool") }];
  const { findings } = check(
    { resources: [machine(), nicResource({ loadBalancerBackendAddressPools: pool })] },
    current,
  );
  expect(findings).toMatchObject([{ code: "load-balanced", severity: "hint", lifted: true }]);
});

test("checks what is intact of a template without properties", () => {
  const bare = { type: "Microsoft.Compute/virtualMachines", name: "bare" };
  expect(check({ resources: [bare] }, in2015).findings.map(({ code }) => code)).toEqual(["arm-vm"]);
});

test("offers no fix unasked that would change instances of a copy loop which have no fault", () => {
  const safety = (condition: boolean | string) => {
    const name = "[format('web{0}', copyIndex())]";
    const osProfile = { computerName: "web", windowsConfiguration: { provisionVMAgent: false } };
    const copied = machine({ osProfile }, { name, copy: { name: "vms", count: 2 }, condition });
    const { findings } = check({ resources: [copied] }, current);
    return findings.flatMap(({ fixes }) => fixes.map((fix) => [fix.id, fix.safe]));
  };
  expect(safety(true)).toEqual([["provision-agent", true]]);
  expect(safety("[equals(copyIndex(), 1)]")).toEqual([["provision-agent", false]]);
});
