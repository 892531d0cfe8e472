import { beforeEach, describe, expect, it } from "vitest";
import type { AzureConnection } from "../../../../src/azure/connection";
import type { DiskSelection, ProtectionState, RecoveryPoint } from "../../../../src/azure/models";
import { changeDisks } from "../../../../src/features/protection/changeDisks";
import { consequences } from "../../../../src/features/protection/choices/chooseDisks";
import { moveToArchive } from "../../../../src/features/protection/moveToArchive";
import { moveToVault } from "../../../../src/features/protection/moveToVault";
import type { ProtectionServices } from "../../../../src/features/protection/services";
import { stopProtection } from "../../../../src/features/protection/stopProtection";
import { ResourceChanges } from "../../../../src/host/resources/resourceChanges";
import { policyProblem } from "../../../../src/features/protection/choices/policyFit";
import { profileOfAzure } from "../../../../src/limits/fromAzure";
import { fake, resetFakeVscode } from "../../support/fakeVscode";
import { itemOf, machine, policy, snapshot, vault } from "../support/estate";
import { fakeConnection } from "../support/fakeConnection";
import { FakeSession } from "../support/fakeSession";
import { inventoryOf } from "../support/listInventory";
import { detailOf, nextInput } from "../support/nextInput";

const web = machine();
const weu = vault();
const other = vault({ name: "vault-new" });
const twoDisks = snapshot([
  {
    lun: 0,
    name: "web-01-data",
    diskSizeGB: 128,
    createOption: "Attach",
    managedDisk: { storageAccountType: "Premium_LRS" },
  },
  { lun: 1, diskSizeGB: 256, createOption: "Attach", managedDisk: { storageAccountType: "Premium_LRS" } },
]);

function bed(state: ProtectionState, answers: Partial<AzureConnection> = {}) {
  const calls: string[] = [];
  const awaited: string[] = [];
  const followed: string[] = [];
  const item = { ...itemOf(web, weu), state };
  const session = new FakeSession(
    fakeConnection({
      getItem: () => Promise.resolve(item),
      getVirtualMachine: () => Promise.resolve(machine({ protection: state, item })),
      getVmSnapshot: () => Promise.resolve(twoDisks),
      listPolicies: () => Promise.resolve([policy(), policy({ name: "Gold" })]),
      inventory: inventoryOf({ vaults: [weu, other, vault({ name: "vault-far", location: "northeurope" })] }),
      stopKeepingData: (_id, options) => {
        calls.push(`stop ${options?.keeping ?? ""}`);
        return Promise.resolve({ jobName: "job-1" });
      },
      protect: (_vm, policyId, options) => {
        const disks = options?.disks === undefined ? "" : ` ${JSON.stringify(options.disks)}`;
        calls.push(
          `protect ${policyId.split("/").at(-1) ?? ""}${disks}${options?.leavesVault === true ? " leaving" : ""}`,
        );
        return Promise.resolve({ jobName: "job-2" });
      },
      ...answers,
    }),
  );
  const services: ProtectionServices = {
    session,
    changes: new ResourceChanges(),
    jobs: {
      follow: ({ jobName }) => void followed.push(jobName),
      during: (change, work) => {
        awaited.push(`${change.operation} in ${change.vaultId.split("/").at(-1) ?? ""}`);
        return work();
      },
      refresh: () => Promise.resolve(),
    },
    now: () => new Date("2026-11-22T10:00:00.000Z"),
    loadRules: () => Promise.resolve({ profileOfAzure, policyProblem }),
    rules: () => undefined,
    execute: () => undefined,
  };
  return { services, calls, awaited, followed, item };
}

beforeEach(resetFakeVscode);

describe("Stop Protection as the policy says", () => {
  it("says what becomes of the recovery points, and is found again after a reload", async () => {
    const { services, calls, awaited, item } = bed({ kind: "protected" });
    const done = stopProtection(
      { resourceId: item.id },
      { ...services, session: bedSession({ kind: "protected" }, calls) },
    );
    const ways = await nextInput(0);
    expect(detailOf(0, "Keep the backup data as the policy says")).toContain("the last one stays");
    ways.accept("Keep the backup data as the policy says");
    await done;
    expect(calls).toEqual(["stop asPolicySays"]);
    expect(awaited).toEqual(["DisableBackup in vault-weu"]);
    expect(fake.messages[0]?.text).toContain("kept as the policy says");
  });
});

/** A session in which the vault's guards cannot be read, and stopping is noted. */
function bedSession(state: ProtectionState, calls: string[]) {
  const item = { ...itemOf(web, weu), state };
  return new FakeSession(
    fakeConnection({
      getItem: () => Promise.resolve(item),
      stopKeepingData: (_id, options) => {
        calls.push(`stop ${options?.keeping ?? ""}`);
        return Promise.resolve({ jobName: "job-1" });
      },
    }),
  );
}

describe("Change Backed-up Disks", () => {
  function changing() {
    const made = bed({ kind: "protected" });
    return { ...made, done: changeDisks({ resourceId: made.item.id }, made.services) };
  }

  it("leaves the data disks out when only the OS disk is wished for", async () => {
    const { calls, done } = changing();
    const ways = await nextInput(0);
    expect(detailOf(0, "Only the OS disk")).toContain("only disks can be restored");
    expect(detailOf(0, "Only the OS disk")).toContain("bills snapshots of all disks");
    ways.accept("Only the OS disk");
    await done;
    expect(calls).toEqual(['protect DefaultPolicy {"kind":"only","luns":[]}']);
  });

  it.each<[string, string, DiskSelection]>([
    ["LUN 0: web-01-data", "Leave them out", { kind: "only", luns: [0] }],
    ["LUN 0: web-01-data", "Back them up too", { kind: "allBut", luns: [1] }],
  ])("chosen disks (%s), later ones: %s", async (disk, later, selection) => {
    const { calls, done } = changing();
    (await nextInput(0)).accept("Choose data disks…");
    const disks = await nextInput(1);
    expect(disks.items.map(({ label, description }) => `${label} ${description ?? ""}`)).toEqual([
      "LUN 0: web-01-data 128 GiB · Premium_LRS",
      "LUN 1 256 GiB · Premium_LRS",
    ]);
    disks.accept(disk);
    (await nextInput(2)).accept(later);
    await done;
    expect(calls).toEqual([`protect DefaultPolicy ${JSON.stringify(selection)}`]);
  });

  it("begins at what is backed up now, and says so", async () => {
    const item = { ...itemOf(web, weu), disks: { kind: "allBut", luns: [1] } as const };
    const { services } = bed({ kind: "protected" }, { getItem: () => Promise.resolve(item) });
    const done = changeDisks({ resourceId: item.id }, services);
    const ways = await nextInput(0);
    expect(ways.items.map(({ description }) => description)).toEqual([undefined, undefined, "now"]);
    expect(ways.activeItems).toMatchObject([{ label: "Choose data disks…" }]);
    ways.accept("Choose data disks…");
    const disks = await nextInput(1);
    expect(disks.selectedItems).toMatchObject([{ label: "LUN 0: web-01-data" }]);
    disks.back();
    (await nextInput(2)).escape();
    await expect(done).rejects.toThrow("Canceled");
  });

  it("has nothing to choose for a VM without data disks", async () => {
    const { services, item } = bed({ kind: "protected" }, { getVmSnapshot: () => Promise.resolve(snapshot()) });
    await expect(changeDisks({ resourceId: item.id }, services)).rejects.toThrow("has no data disks");
  });

  it("is for protected VMs", async () => {
    const { services, item } = bed({ kind: "stopped" });
    await expect(changeDisks({ resourceId: item.id }, services)).rejects.toThrow("It is not protected");
  });

  it("warns of billed snapshots with a Standard policy only", () => {
    expect(consequences("Enhanced")).not.toContain("Standard");
    expect(consequences("Standard")).toContain("A Standard policy");
  });
});

describe("Move to Another Vault", () => {
  it("stops in the old vault, keeping the data, and protects in the new one, once the name has been typed", async () => {
    const { services, calls, awaited, item } = bed({ kind: "protected" });
    const done = moveToVault({ resourceId: item.id }, services);
    const vaults = await nextInput(0);
    expect(detailOf(0, "vault-weu")).toBe("It has the backups now.");
    expect(detailOf(0, "vault-far")).toContain("only VMs of its own region");
    vaults.accept("vault-new");
    (await nextInput(1)).accept("Gold");
    (await nextInput(2)).accept("Until somebody deletes them");
    const box = await nextInput(3);
    expect(calls).toEqual([]);
    box.value = "web-01";
    box.accept();
    await done;
    expect(calls).toEqual(["stop forever", "protect Gold leaving"]);
    expect(awaited).toEqual(["DisableBackup in vault-weu", "ConfigureBackup in vault-new"]);
    expect(fake.messages[0]?.text).toContain("protected in the vault vault-new now");
  });

  it("goes on where it stopped: what is stopped is not stopped again", async () => {
    const { services, calls, item } = bed({ kind: "stopped" });
    const done = moveToVault({ resourceId: item.id }, services);
    (await nextInput(0)).accept("vault-new");
    (await nextInput(1)).accept("Gold");
    const box = await nextInput(2);
    box.value = "web-01";
    box.accept();
    await done;
    expect(calls).toEqual(["protect Gold leaving"]);
  });

  it("says what can be done when Azure does not let the new vault have the VM", async () => {
    const { services, item } = bed(
      { kind: "stopped" },
      { protect: () => Promise.reject(new Error("Virtual machine is already registered with another vault.")) },
    );
    const done = moveToVault({ resourceId: item.id }, services);
    (await nextInput(0)).accept("vault-new");
    (await nextInput(1)).accept("Gold");
    const box = await nextInput(2);
    box.value = "web-01";
    box.accept();
    await expect(done).rejects.toMatchObject({
      message: expect.stringContaining("as long as the old vault has its backups") as string,
      actions: [{ title: "Resume Protection" }, { title: "Stop Protection" }],
    });
  });

  it("has to wait for soft-deleted data", async () => {
    const { services, item } = bed({ kind: "softDeleted", until: undefined });
    await expect(moveToVault({ resourceId: item.id }, services)).rejects.toThrow("soft-deleted");
  });
});

describe("Move Recovery Points to Archive", () => {
  const point = (name: string): RecoveryPoint => ({
    id: `${itemOf(web, weu).id}/recoveryPoints/${name}`,
    name,
    time: `2026-0${name}-01T10:00:00.000Z`,
    consistency: "AppConsistent",
    tiers: ["HardenedRP"],
    archive: { ready: true, why: undefined },
  });

  it("moves those that are ticked, and follows their jobs", async () => {
    const moved: string[] = [];
    const { services, followed, item } = bed(
      { kind: "protected" },
      {
        listArchivable: () => Promise.resolve([point("2"), point("1")]),
        moveToArchive: (id) => {
          moved.push(id.split("/").at(-1) ?? "");
          return Promise.resolve({ vaultId: weu.id, jobName: `job-of-${moved.at(-1) ?? ""}` });
        },
      },
    );
    const done = moveToArchive({ resourceId: item.id }, services);
    const list = await nextInput(0);
    expect(list.selectedItems).toHaveLength(2);
    list.accept();
    await done;
    expect(moved).toEqual(["2", "1"]);
    expect(followed).toEqual(["job-of-2", "job-of-1"]);
  });

  it("says which were in the archive already, and follows the others", async () => {
    const { services, followed, item } = bed(
      { kind: "protected" },
      {
        listArchivable: () => Promise.resolve([point("2"), point("1")]),
        moveToArchive: (id) => Promise.resolve({ vaultId: weu.id, jobName: id.endsWith("1") ? "job" : undefined }),
      },
    );
    const done = moveToArchive({ resourceId: item.id }, services);
    (await nextInput(0)).accept();
    await done;
    expect(followed).toEqual(["job"]);
    expect(fake.messages.at(-1)?.text).toBe(
      "1 recovery point of web-01 is moving to the archive. 1 recovery point of web-01 was in the archive already.",
    );
  });

  it("says why when Azure recommends none", async () => {
    const { services, item } = bed({ kind: "protected" }, { listArchivable: () => Promise.resolve([]) });
    await expect(moveToArchive({ resourceId: item.id }, services)).rejects.toThrow("three months old");
  });
});
