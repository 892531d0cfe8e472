import * as vscode from "vscode";
import { beforeEach, describe, expect, it } from "vitest";
import type { AzureConnection } from "../../../../src/azure/connection";
import type { ProtectionState } from "../../../../src/azure/models";
import { changePolicy } from "../../../../src/features/protection/changePolicy";
import { resumeProtection } from "../../../../src/features/protection/resumeProtection";
import type { ProtectionServices } from "../../../../src/features/protection/services";
import { showRecoveryPoints } from "../../../../src/features/protection/showRecoveryPoints";
import { stopProtection } from "../../../../src/features/protection/stopProtection";
import { undeleteBackup } from "../../../../src/features/protection/undeleteBackup";
import { ResourceChanges } from "../../../../src/host/resources/resourceChanges";
import { policyProblem } from "../../../../src/features/protection/choices/policyFit";
import { profileOfAzure } from "../../../../src/limits/fromAzure";
import { fake, resetFakeVscode } from "../../support/fakeVscode";
import { itemOf, machine, policy, security, snapshot, vault } from "../support/estate";
import { fakeConnection } from "../support/fakeConnection";
import { FakeSession } from "../support/fakeSession";
import { inventoryOf } from "../support/listInventory";
import { detailOf, nextInput } from "../support/nextInput";

const web = machine();
const weu = vault();
const enhanced = policy({ name: "Enhanced", kind: "Enhanced" });

function bed(state: ProtectionState, answers: Partial<AzureConnection> = {}) {
  const calls: string[] = [];
  const announced: string[] = [];
  const refreshes: string[] = [];
  const executed: (readonly unknown[])[] = [];
  const changes = new ResourceChanges();
  changes.onDidChange((id) => announced.push(id));
  const item = { ...itemOf(web, weu), state };
  const vm = machine({ protection: state, item });
  const done = (name: string) => (id: string) => {
    calls.push(`${name} ${id === item.id ? "web-01" : id}`);
    return Promise.resolve({ jobName: "job-1" });
  };
  const session = new FakeSession(
    fakeConnection({
      getItem: () => Promise.resolve(item),
      getVirtualMachine: () => Promise.resolve(vm),
      inventory: inventoryOf({ machines: [machine({ name: "bare-01" }), vm] }),
      getVaultSecurity: () => Promise.resolve(security({ immutability: undefined })),
      stopKeepingData: done("keep"),
      stopDeletingData: done("delete"),
      undelete: done("undelete"),
      getVmSnapshot: () => Promise.resolve(snapshot()),
      listPolicies: () => Promise.resolve([policy(), policy({ name: "Gold" }), enhanced]),
      protect: (_vmId, policyId) => {
        calls.push(`protect ${policyId.split("/").at(-1) ?? ""}`);
        return Promise.resolve({ jobName: "job-2" });
      },
      ...answers,
    }),
  );
  const services: ProtectionServices = {
    session,
    changes,
    jobs: {
      during: (_change, work) => work(),
      follow: () => undefined,
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
  return { services, calls, announced, refreshes, executed, item, vm };
}

beforeEach(resetFakeVscode);

describe("Stop Protection", () => {
  it("keeps the data: says that it is still billed, asks for no name, refreshes VM, vault and jobs", async () => {
    const { services, calls, announced, refreshes, item, executed } = bed({ kind: "protected" });
    const stopped = stopProtection({ resourceId: item.id }, services);
    const ways = await nextInput(0);
    expect(detailOf(0, "Keep the backup data")).toContain("still billed");
    ways.accept("Keep the backup data");
    await stopped;
    expect(calls).toEqual(["keep web-01"]);
    expect(announced).toEqual([web.id.toLowerCase(), weu.id.toLowerCase()]);
    expect(refreshes).toEqual(["jobs"]);
    expect(fake.messages[0]?.text).toContain("recovery points are kept");
    fake.messages[0]?.answer("Resume Protection");
    await Promise.resolve();
    expect(executed).toEqual([["azureVmBackup.resumeProtection", { resourceId: item.id }]]);
  });

  it("deletes the data only once the VM's name has been typed", async () => {
    const { services, calls, vm } = bed({ kind: "protected" });
    const stopped = stopProtection({ resourceId: vm.id }, services);
    const ways = await nextInput(0);
    expect(detailOf(0, "Delete the backup data")).toContain("14 days");
    ways.accept("Delete the backup data");
    const box = await nextInput(1);
    box.value = "web-02";
    box.accept();
    await Promise.resolve();
    await Promise.resolve();
    expect(box.validationMessage).toBe("This is not web-01.");
    expect(calls).toEqual([]);
    box.value = "WEB-01";
    box.accept();
    await stopped;
    expect(calls).toEqual(["delete web-01"]);
    expect(fake.messages[0]?.buttons).toEqual(["Undelete"]);
  });

  it("goes back from the name to what becomes of the data, and from there to the list of VMs", async () => {
    const { services, calls, vm } = bed({ kind: "protected" });
    const done = stopProtection(undefined, services);
    (await nextInput(0)).accept(vm.name);
    (await nextInput(1)).accept("Delete the backup data");
    const name = await nextInput(2);
    expect([name.step, name.totalSteps]).toEqual([3, 3]);
    name.back();
    const ways = await nextInput(3);
    expect(ways.activeItems).toMatchObject([{ label: "Delete the backup data" }]);
    ways.back();
    const list = await nextInput(4);
    expect(list.activeItems).toMatchObject([{ label: vm.name }]);
    list.escape();
    await expect(done).rejects.toBeInstanceOf(vscode.CancellationError);
    expect(calls).toEqual([]);
  });

  it("does nothing when the user leaves at the name", async () => {
    const { services, calls, item } = bed({ kind: "protected" });
    const stopped = stopProtection({ resourceId: item.id }, services);
    (await nextInput(0)).accept("Delete the backup data");
    (await nextInput(1)).escape();
    await expect(stopped).rejects.toBeInstanceOf(vscode.CancellationError);
    expect(calls).toEqual([]);
  });

  it("says that deleted data is gone at once where soft delete is off, and offers no undeleting", async () => {
    const { services, item } = bed(
      { kind: "stopped" },
      { getVaultSecurity: () => Promise.resolve(security({ softDelete: "Disabled" })) },
    );
    const stopped = stopProtection({ resourceId: item.id }, services);
    const ways = await nextInput(0);
    expect(detailOf(0, "Keep the backup data")).toContain("stopped already");
    ways.accept("Delete the backup data");
    const box = await nextInput(1);
    expect(box.prompt).toContain("gone at once and for good");
    box.value = "web-01";
    box.accept();
    await stopped;
    expect(fake.messages[0]?.buttons).toEqual([]);
  });

  it("offers no deleting where the vault is immutable", async () => {
    const { services, item } = bed(
      { kind: "protected" },
      { getVaultSecurity: () => Promise.resolve(security({ immutability: "Unlocked" })) },
    );
    const stopped = stopProtection({ resourceId: item.id }, services);
    const ways = await nextInput(0);
    expect(detailOf(0, "Delete the backup data")).toContain("immutable");
    ways.escape();
    await expect(stopped).rejects.toBeInstanceOf(vscode.CancellationError);
  });

  it("works without the right to read the vault's guards, and says what is not known", async () => {
    const { services, item, calls } = bed(
      { kind: "protected" },
      { getVaultSecurity: () => Promise.reject(new Error("forbidden")) },
    );
    const stopped = stopProtection({ resourceId: item.id }, services);
    const ways = await nextInput(0);
    expect(detailOf(0, "Delete the backup data")).toContain("could not be read");
    ways.accept("Keep the backup data");
    await stopped;
    expect(calls).toEqual(["keep web-01"]);
  });

  it("from the palette lists the VMs, and says of each why it cannot be stopped", async () => {
    const { services } = bed({ kind: "softDeleted", until: undefined });
    const stopped = stopProtection(undefined, services);
    const list = await nextInput(0);
    expect(detailOf(0, "bare-01")).toBe("It has no backups.");
    expect(detailOf(0, "web-01")).toContain("deleted already");
    list.escape();
    await expect(stopped).rejects.toBeInstanceOf(vscode.CancellationError);
  });

  it("refreshes the views also when Azure refuses", async () => {
    const { services, item, refreshes } = bed(
      { kind: "protected" },
      { stopKeepingData: () => Promise.reject(new Error("refused")) },
    );
    const stopped = stopProtection({ resourceId: item.id }, services);
    (await nextInput(0)).accept("Keep the backup data");
    await expect(stopped).rejects.toThrow("refused");
    expect(refreshes).toEqual(["jobs"]);
    expect(fake.messages).toEqual([]);
  });
});

describe("Undelete Backup and Resume Protection", () => {
  it("brings the data back, and offers to resume", async () => {
    const { services, calls, item } = bed({ kind: "softDeleted", until: undefined });
    await undeleteBackup({ resourceId: item.id }, services);
    expect(calls).toEqual(["undelete web-01"]);
    expect(fake.messages[0]?.buttons).toEqual(["Resume Protection"]);
  });

  it("is refused in a sentence for what is not deleted, or not stopped", async () => {
    const { services, item } = bed({ kind: "protected" });
    await expect(undeleteBackup({ resourceId: item.id }, services)).rejects.toThrow("web-01: Its backup data is not");
    await expect(resumeProtection({ resourceId: item.id }, services)).rejects.toThrow("not stopped");
  });

  it("resumes in the vault that has the data, with a policy that the user chooses", async () => {
    const { services, calls, item } = bed(
      { kind: "softDeleted", until: undefined },
      {
        getVault: () => Promise.resolve(weu),
        validateProtection: () => Promise.resolve({ ok: true, code: undefined, message: undefined }),
      },
    );
    const resumed = resumeProtection({ resourceId: item.id }, services);
    (await nextInput(0)).accept("Gold");
    await resumed;
    expect(calls).toEqual(["protect Gold"]);
  });
});

describe("Change Policy", () => {
  it("offers every other policy that fits", async () => {
    const { services, calls, item } = bed({ kind: "protected" });
    const changed = changePolicy({ resourceId: item.id }, services);
    const list = await nextInput(0);
    expect(detailOf(0, "DefaultPolicy")).toBe("It is the present policy.");
    list.accept("Gold");
    await changed;
    expect(calls).toEqual(["protect Gold"]);
    expect(fake.messages[0]?.text).toContain("web-01 now has the policy Gold.");
  });

  it("never offers to go back from Enhanced to Standard", async () => {
    const { services, item } = bed({ kind: "protected" }, {});
    services.session.connection = () =>
      Promise.resolve(
        fakeConnection({
          getItem: () => Promise.resolve({ ...item, policyName: "enhanced" }),
          getVmSnapshot: () => Promise.reject(new Error("no")),
          listPolicies: () => Promise.resolve([policy(), enhanced]),
        }),
      );
    const changed = changePolicy({ resourceId: item.id }, services);
    const list = await nextInput(0);
    expect(detailOf(0, "DefaultPolicy")).toContain("never goes back");
    list.escape();
    await expect(changed).rejects.toBeInstanceOf(vscode.CancellationError);
  });

  it("is refused for what has no policy", async () => {
    const { services, item } = bed({ kind: "stopped" });
    await expect(changePolicy({ resourceId: item.id }, services)).rejects.toThrow("no policy to change");
  });
});

describe("Show Recovery Points", () => {
  it("lists time, consistency and tiers, then copies the id of the chosen one or leads to its restore", async () => {
    const { services, item, executed } = bed(
      { kind: "protected" },
      {
        listRecoveryPoints: () =>
          Promise.resolve([
            {
              id: "/points/1",
              name: "1",
              time: "2026-11-21T22:30:00.000Z",
              consistency: "AppConsistent",
              tiers: ["InstantRP", "HardenedRP"],
            },
            { id: "/points/2", name: "2", time: "2026-11-20T22:30:00.000Z", consistency: "Odd", tiers: [] },
          ]),
      },
    );
    const shown = showRecoveryPoints({ resourceId: item.id }, services);
    const list = await nextInput(0);
    expect(list.items).toMatchObject([
      { description: "application-consistent · snapshot + vault" },
      { description: "Odd · no tier yet" },
    ]);
    list.accept(list.items[0]?.label);
    (await nextInput(1)).back();
    (await nextInput(2)).accept(list.items[0]?.label);
    (await nextInput(3)).accept("Copy Resource ID");
    await shown;
    expect(fake.clipboard).toBe("/points/1");
    expect(executed).toEqual([]);
    const again = showRecoveryPoints({ resourceId: item.id }, services);
    (await nextInput(4)).accept(list.items[1]?.label);
    (await nextInput(5)).accept("Recover Files");
    await again;
    expect(executed).toEqual([["azureVmBackup.recoverFiles", { resourceId: "/points/2" }]]);
  });

  it("says when there are none yet, with a button to back up", async () => {
    const { services, item } = bed({ kind: "protected" }, { listRecoveryPoints: () => Promise.resolve([]) });
    await expect(showRecoveryPoints({ resourceId: item.id }, services)).rejects.toMatchObject({
      message: "web-01 has no recovery points yet.",
      actions: [{ title: "Back Up Now" }],
    });
  });
});
