import * as vscode from "vscode";
import { beforeEach, describe, expect, it } from "vitest";
import type { AzureConnection } from "../../../../src/azure/connection";
import { backUpNow } from "../../../../src/features/protection/backUpNow";
import { protectVm } from "../../../../src/features/protection/protectVm";
import type { ProtectionServices } from "../../../../src/features/protection/services";
import { policyProblem } from "../../../../src/features/protection/choices/policyFit";
import { profileOfAzure } from "../../../../src/limits/fromAzure";
import { OperationError } from "../../../../src/host/errors/errors";
import { ResourceChanges } from "../../../../src/host/resources/resourceChanges";
import { fake, resetFakeVscode } from "../../support/fakeVscode";
import { itemOf, machine, policy, snapshot, vault } from "../support/estate";
import { fakeConnection } from "../support/fakeConnection";
import { FakeSession } from "../support/fakeSession";
import { inventoryOf } from "../support/listInventory";

const web = machine();
const inWest = vault();
const inNorth = vault({ name: "vault-neu", location: "northeurope" });

function bed(answers: Partial<AzureConnection> = {}) {
  const calls: string[] = [];
  const announced: string[] = [];
  const followed: unknown[] = [];
  const refreshes: string[] = [];
  const executed: (readonly unknown[])[] = [];
  const changes = new ResourceChanges();
  changes.onDidChange((id) => announced.push(id));
  const session = new FakeSession(
    fakeConnection({
      getVirtualMachine: () => Promise.resolve(web),
      findProtection: () => Promise.resolve({ vaultId: undefined, state: "NotProtected" }),
      inventory: inventoryOf({ vaults: [inNorth, inWest] }),
      getVmSnapshot: () => Promise.resolve(snapshot()),
      listPolicies: () => Promise.resolve([policy(), policy({ name: "Enhanced", kind: "Enhanced" })]),
      validateProtection: (_vmId, into, policyName) => {
        calls.push(`validate ${into.name} ${policyName}`);
        return Promise.resolve({ ok: true, code: undefined, message: undefined });
      },
      protect: (vmId, policyId) => {
        calls.push(`protect ${vmId.split("/").at(-1) ?? ""} ${policyId.split("/").at(-1) ?? ""}`);
        return Promise.resolve({ jobName: "job-7" });
      },
      ...answers,
    }),
  );
  const services: ProtectionServices = {
    session,
    changes,
    jobs: {
      during: (_change, work) => work(),
      follow: (job) => followed.push(job),
      refresh: () => {
        refreshes.push("jobs");
        return Promise.resolve();
      },
    },
    now: () => new Date("2026-11-22T10:00:00.000Z"),
    loadRules: () => Promise.resolve({ profileOfAzure, policyProblem }),
    rules: () => undefined,
    execute: (...call) => executed.push(call),
  };
  return { services, calls, announced, followed, refreshes, executed };
}

/** Waits for the next list or box on the screen. */
async function nextInput(index: number) {
  for (let turn = 0; turn < 200; turn++) {
    const shown = fake.inputs[index];
    if (shown !== undefined && !shown.busy && (shown.items.length > 0 || shown.prompt !== undefined)) {
      return shown;
    }
    await Promise.resolve();
  }
  throw new Error(`No list or box number ${index} has appeared.`);
}

async function failure(of: Promise<unknown>): Promise<OperationError> {
  const error: unknown = await of.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof OperationError)) {
    throw new Error(`Expected an OperationError, got ${String(error)}`);
  }
  return error;
}

beforeEach(resetFakeVscode);

describe("Protect VM", () => {
  it("protects a VM with a vault of its region and a policy, and lists the job without telling its end twice", async () => {
    const { services, calls, announced, followed, refreshes } = bed();
    const done = protectVm({ resourceId: web.id }, undefined, services);
    (await nextInput(0)).accept("vault-weu");
    (await nextInput(1)).accept("DefaultPolicy");
    await done;
    expect(calls).toEqual(["validate vault-weu DefaultPolicy", "protect web-01 DefaultPolicy"]);
    expect(followed).toEqual([]);
    expect(refreshes).toEqual(["jobs"]);
    expect(announced).toContain(web.id.toLowerCase());
    expect(fake.progress[0]?.reports[0]).toEqual({
      message: "Cancel stops the waiting; what Azure has begun, Azure finishes.",
      increment: 0,
    });
  });

  it("offers to back the VM up afterwards", async () => {
    const { services, executed } = bed();
    const done = protectVm({ resourceId: web.id }, undefined, services);
    (await nextInput(0)).accept("vault-weu");
    (await nextInput(1)).accept("DefaultPolicy");
    await done;
    expect(fake.messages[0]?.buttons).toEqual(["Back Up Now"]);
    fake.messages[0]?.answer("Back Up Now");
    await Promise.resolve();
    expect(executed).toEqual([["azureVmBackup.backUpNow", { resourceId: web.id }]]);
  });

  it("lists a vault of another region last, with the reason", async () => {
    const { services } = bed();
    const done = protectVm({ resourceId: web.id }, undefined, services);
    const list = await nextInput(0);
    expect(list.items.at(-1)).toMatchObject({
      label: "vault-neu",
      detail: "It is in northeurope; a vault protects only VMs of its own region, here westeurope.",
    });
    list.accept("vault-neu");
    expect(list.disposed).toBe(false);
    list.escape();
    await expect(done).rejects.toBeInstanceOf(vscode.CancellationError);
  });

  it("goes to create a vault where the region has none", async () => {
    const { services, executed, calls } = bed({ inventory: inventoryOf({ vaults: [inNorth] }) });
    const done = protectVm({ resourceId: web.id }, undefined, services);
    const list = await nextInput(0);
    expect(list.items[0]?.label).toBe("Create a vault in westeurope");
    list.accept("Create a vault in westeurope");
    // Ends without a word: the user goes on in the panel.
    await expect(done).rejects.toBeInstanceOf(vscode.CancellationError);
    expect(executed).toEqual([["azureVmBackup.createVault", { resourceId: web.id, location: "westeurope" }]]);
    expect(calls).toEqual([]);
  });

  it("numbers its questions, goes back from each, and proposes what was answered before", async () => {
    const { services, calls } = bed({
      inventory: inventoryOf({ machines: [machine({ name: "app-01" }), web], vaults: [vault({ name: "a" }), inWest] }),
      getVmSnapshot: () => Promise.resolve(snapshot([{ lun: 0, name: "logs", diskSizeGB: 64 }])),
    });
    const done = protectVm(undefined, undefined, services);
    const shown = async (index: number) => {
      const { title, step, totalSteps, activeItems } = await nextInput(index);
      const [active] = activeItems.map((item) => fake.inputs[index]?.items.find((one) => one === item)?.label);
      return `${title?.replace(/ \(as of .*/, "") ?? ""} ${step ?? "-"}/${totalSteps ?? "?"} at ${active ?? "the top"}`;
    };
    (await nextInput(0)).accept("web-01");
    expect(await shown(1)).toBe("Protect web-01 2/? at the top");
    fake.inputs[1]?.accept("vault-weu");
    (await nextInput(2)).accept("Enhanced");
    const disks = await nextInput(3);
    expect(disks.items.map(({ label, description }) => [label, description])).toEqual([
      ["All disks", undefined],
      ["Only the OS disk", undefined],
      ["Choose data disks…", undefined],
    ]);
    disks.accept("Choose data disks…");
    expect(await shown(4)).toContain("5/6");
    fake.inputs[4]?.back();
    expect(await shown(5)).toContain("4/? at Choose data disks…");
    fake.inputs[5]?.back();
    expect(await shown(6)).toContain("3/? at Enhanced");
    fake.inputs[6]?.back();
    expect(await shown(7)).toContain("2/? at vault-weu");
    fake.inputs[7]?.back();
    expect(await shown(8)).toBe("Protect VM -/? at web-01");
    fake.inputs[8]?.escape();
    await expect(done).rejects.toBeInstanceOf(vscode.CancellationError);
    expect(calls).toEqual([]);
  });

  it("protects several VMs with two questions, and asks nothing about their disks", async () => {
    const names = ["web-01", "web-02", "web-03", "web-04", "web-05", "web-06"];
    const machines = names.map((name) => ({ ...machine({ name }), id: web.id.replace("web-01", name) }));
    const { services, calls } = bed({
      getVirtualMachine: (id) => Promise.resolve(machines.find((one) => one.id === id) ?? web),
      getVmSnapshot: () => Promise.resolve(snapshot([{ lun: 0, name: "logs", diskSizeGB: 64 }])),
    });
    const nodes = machines.map(({ id }) => ({ resourceId: id }));
    const done = protectVm(nodes[0], nodes, services);
    const vaults = await nextInput(0);
    expect(vaults.title).toMatch(/^Protect 6 VMs \(as of/);
    expect(vaults).toMatchObject({ step: 1, totalSteps: 2 });
    vaults.accept("vault-weu");
    const policies = await nextInput(1);
    expect(policies).toMatchObject({ step: 2, totalSteps: 2 });
    policies.back();
    (await nextInput(2)).accept("vault-weu");
    (await nextInput(3)).accept("Enhanced");
    await done;
    expect(calls.filter((call) => call.startsWith("protect"))).toEqual(names.map((name) => `protect ${name} Enhanced`));
    expect(fake.messages[0]?.text).toContain("6 VMs (web-01, web-02, web-03, web-04, web-05 and 1 more): protected in");
  });

  it("says why a Standard policy does not fit a VM with an Ultra disk", async () => {
    const ultra = snapshot([{ lun: 0, createOption: "Attach", managedDisk: { storageAccountType: "UltraSSD_LRS" } }]);
    const { services } = bed({ getVmSnapshot: () => Promise.resolve(ultra) });
    const done = protectVm({ resourceId: web.id }, undefined, services);
    (await nextInput(0)).accept("vault-weu");
    const list = await nextInput(1);
    expect(list.items.at(-1)).toMatchObject({
      label: "DefaultPolicy",
      detail:
        "VM 'web-01' has Ultra disks, but policy 'DefaultPolicy' is a Standard policy; Azure Backup protects such disks with an Enhanced policy only.",
    });
    list.escape();
    await expect(done).rejects.toBeInstanceOf(vscode.CancellationError);
  });

  it("protects a VM whose disks are left out without the check of all its disks, which would refuse them", async () => {
    const data = snapshot([{ lun: 0, createOption: "Attach", managedDisk: { storageAccountType: "Premium_LRS" } }]);
    const { services, calls } = bed({ getVmSnapshot: () => Promise.resolve(data) });
    const done = protectVm({ resourceId: web.id }, undefined, services);
    (await nextInput(0)).accept("vault-weu");
    (await nextInput(1)).accept("Enhanced");
    const disks = await nextInput(2);
    expect(disks.items[0]).not.toHaveProperty("description");
    disks.accept("Only the OS disk");
    await done;
    expect(calls).toEqual(["protect web-01 Enhanced"]);
  });

  it("names the vault that protects the VM already, even one that is not listed", async () => {
    const elsewhere = "/subscriptions/x/resourceGroups/y/providers/Microsoft.RecoveryServices/vaults/hidden-vault";
    const { services } = bed({ findProtection: () => Promise.resolve({ vaultId: elsewhere, state: "Protected" }) });
    const error = await failure(protectVm({ resourceId: web.id }, undefined, services));
    expect(error.message).toBe("web-01 is already protected in the vault hidden-vault.");
    expect(error.actions.map((action) => action.title)).toEqual(["Back Up Now", "Show Vault"]);
  });

  it("resumes a stopped VM in the vault that has its backups", async () => {
    const stopped = machine({ protection: { kind: "stopped" }, item: itemOf(web, inWest) });
    const { services, calls } = bed({
      getVirtualMachine: () => Promise.resolve(stopped),
      getVault: () => Promise.resolve(inWest),
    });
    const done = protectVm({ resourceId: web.id }, undefined, services);
    (await nextInput(0)).accept("Enhanced");
    await done;
    expect(calls.at(-1)).toBe("protect web-01 Enhanced");
  });

  it("protects nothing when Azure's own check refuses, and gives Azure's reason", async () => {
    const { services, calls } = bed({
      validateProtection: () => Promise.resolve({ ok: false, code: "X", message: "The VM is being deleted." }),
    });
    const done = failure(protectVm({ resourceId: web.id }, undefined, services));
    (await nextInput(0)).accept("vault-weu");
    (await nextInput(1)).accept("DefaultPolicy");
    expect((await done).message).toBe("Azure would refuse to protect web-01: The VM is being deleted.");
    expect(calls).toEqual([]);
  });

  it("refuses several VMs of different regions", async () => {
    const north = machine({ name: "db-01", location: "northeurope" });
    const { services } = bed({ getVirtualMachine: (id) => Promise.resolve(id === north.id ? north : web) });
    const nodes = [{ resourceId: web.id }, { resourceId: north.id }];
    const error = await failure(protectVm(nodes[0], nodes, services));
    expect(error.message).toContain("westeurope, northeurope");
  });

  it("refuses a named vault of another region, with a way to create one", async () => {
    const { services } = bed({ getVault: () => Promise.resolve(inNorth), inventory: inventoryOf({ machines: [web] }) });
    void protectVm({ vaultId: inNorth.id, resourceId: inNorth.id }, undefined, services).catch(() => undefined);
    const list = await nextInput(0);
    expect(list.items.at(-1)).toMatchObject({
      label: "web-01",
      detail: "It is in westeurope; the vault protects only VMs of northeurope.",
    });
    list.escape();
  });
});

describe("Back Up Now", () => {
  const protectedVm = machine({ protection: { kind: "protected" }, item: itemOf(web, inWest) });

  it("keeps the recovery point for 30 days unless told otherwise, and follows the job", async () => {
    const asked: string[] = [];
    const { services, followed } = bed({
      getVirtualMachine: () => Promise.resolve(protectedVm),
      backUpNow: (_itemId, until) => {
        asked.push(until.toISOString());
        return Promise.resolve({ vaultId: inWest.id, jobName: "job-9" });
      },
    });
    const done = backUpNow({ resourceId: web.id }, undefined, services);
    const list = await nextInput(0);
    expect(list.items[0]?.label).toBe("30 days");
    list.accept("30 days");
    await done;
    expect(asked).toEqual(["2026-12-22T10:00:00.000Z"]);
    expect(followed).toEqual([{ vaultId: inWest.id, jobName: "job-9", vmName: "web-01", vmId: web.id }]);
    expect(fake.messages[0]?.text).toBe("The backup of web-01 has started.");
  });

  it("backs up a protected item that it was called on", async () => {
    const item = itemOf(web, inWest);
    const asked: string[] = [];
    const { services } = bed({
      backUpNow: (itemId) => {
        asked.push(itemId);
        return Promise.resolve({ vaultId: inWest.id, jobName: "job-9" });
      },
    });
    const done = backUpNow({ resourceId: item.id }, undefined, services);
    (await nextInput(0)).accept("7 days");
    await done;
    expect(asked).toEqual([item.id]);
  });

  it("offers to protect a VM that is not protected", async () => {
    const { services, executed } = bed();
    const error = await failure(backUpNow({ resourceId: web.id }, undefined, services));
    expect(error.message).toContain("not protected yet");
    await error.actions[0]?.run();
    expect(executed).toEqual([["azureVmBackup.protectVm", { resourceId: web.id }]]);
  });

  it("starts no further backups after a cancel", async () => {
    const second = machine({ name: "web-02", protection: { kind: "protected" }, item: itemOf(web, inWest) });
    const asked: string[] = [];
    const { services } = bed({
      getVirtualMachine: (id) => Promise.resolve(id === second.id ? second : protectedVm),
      backUpNow: (itemId) => {
        asked.push(itemId);
        fake.progress[0]?.source.cancel();
        return Promise.resolve({ vaultId: inWest.id, jobName: "job-9" });
      },
    });
    const nodes = [{ resourceId: web.id }, { resourceId: second.id }];
    const done = backUpNow(nodes[0], nodes, services);
    (await nextInput(0)).accept("30 days");
    await expect(done).rejects.toBeInstanceOf(vscode.CancellationError);
    expect(asked).toHaveLength(1);
  });
});
