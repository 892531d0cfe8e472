import { beforeEach, describe, expect, it } from "vitest";
import type { AzureConnection } from "../../../../src/azure/connection";
import type { ProtectedItem, VaultObstacle } from "../../../../src/azure/models";
import { deleteVault } from "../../../../src/features/vaults/deleteVault";
import { ResourceChanges } from "../../../../src/host/resources/resourceChanges";
import { fake, resetFakeVscode } from "../../support/fakeVscode";
import { itemOf, machine, vault } from "../support/estate";
import { fakeConnection } from "../support/fakeConnection";
import { FakeSession } from "../support/fakeSession";
import { detailOf, nextInput } from "../support/nextInput";
import { openOperations } from "../support/openOperations";

const weu = vault();
const softDeleted = { kind: "softDeleted", until: undefined } as const;

function bed(answers: Partial<AzureConnection>) {
  const announced: string[] = [];
  const executed: (readonly unknown[])[] = [];
  const changes = new ResourceChanges();
  changes.onDidChange((id) => announced.push(id));
  const session = new FakeSession(fakeConnection(answers));
  const services = {
    session,
    changes,
    operations: openOperations(session, changes),
    execute: (...call: readonly unknown[]) => executed.push(call),
  };
  return { services, announced, executed };
}

beforeEach(resetFakeVscode);

describe("Delete Vault", () => {
  const obstacles: readonly VaultObstacle[] = [
    { kind: "activeItems", names: ["a", "b", "c", "d", "e", "f", "g"], until: undefined },
    { kind: "softDeletedItems", names: ["old"], until: undefined },
    { kind: "runningJobs", names: ["a"], until: undefined },
  ];

  it("lists what has to go first, each line leading to what helps, and deletes nothing", async () => {
    const { services, executed } = bed({ listVaultObstacles: () => Promise.resolve(obstacles) });
    const done = deleteVault({ resourceId: weu.id }, services);
    const list = await nextInput(0);
    expect(list.title).toContain("vault-weu cannot be deleted yet");
    expect(list.items.map((item) => item.label)).toEqual([
      "Backups of VMs: a, b, c, d, e and 2 more",
      "Running jobs for: a",
    ]);
    expect(detailOf(0, "Running jobs for: a")).toBe("Wait until they have ended.");
    list.accept("Running jobs for: a");
    await done;
    expect(executed).toEqual([["azureVmBackup.showJobs", { vaultId: weu.id }]]);
  });

  it("stops the protection of one of the vault's own backups, those of VMs that are gone included", async () => {
    const kept = itemOf(machine({ name: "gone-01" }), weu);
    const deleted: ProtectedItem = { ...itemOf(machine({ name: "old-01" }), weu), state: softDeleted };
    const { services, executed } = bed({
      listVaultObstacles: () => Promise.resolve(obstacles),
      listProtectedItems: () => Promise.resolve({ items: [kept, deleted], next: undefined }),
    });
    const done = deleteVault({ resourceId: weu.id }, services);
    (await nextInput(0)).accept("Backups of VMs: a, b, c, d, e and 2 more");
    const list = await nextInput(1);
    await expect.poll(() => list.items.map(({ label }) => label)).toEqual(["gone-01"]);
    list.accept("gone-01");
    await done;
    expect(executed).toEqual([["azureVmBackup.stopProtection", { resourceId: kept.id }]]);
  });

  it("deletes an empty vault once its name has been typed, and refreshes the list", async () => {
    const deleted: string[] = [];
    const { services, announced } = bed({
      listVaultObstacles: () => Promise.resolve([]),
      deleteVault: (id) => {
        deleted.push(id);
        return Promise.resolve();
      },
    });
    const done = deleteVault({ resourceId: weu.id }, services);
    const box = await nextInput(0);
    box.value = "vault";
    box.accept();
    await Promise.resolve();
    await Promise.resolve();
    expect(box.validationMessage).toBe("This is not vault-weu.");
    expect(deleted).toEqual([]);
    box.value = "vault-weu";
    box.accept();
    await done;
    expect(deleted).toEqual([weu.id]);
    expect(announced).toEqual([weu.id.toLowerCase()]);
    expect(fake.messages[0]?.text).toBe("The vault vault-weu is deleted.");
  });

  it("deletes a vault with nothing but soft-deleted backups, and says before that they go with it", async () => {
    const deleted: string[] = [];
    const { services } = bed({
      listVaultObstacles: () =>
        Promise.resolve([{ kind: "softDeletedItems", names: ["old", "older"], until: undefined }]),
      deleteVault: (id) => {
        deleted.push(id);
        return Promise.resolve();
      },
    });
    const done = deleteVault({ resourceId: weu.id }, services);
    const box = await nextInput(0);
    expect(box.prompt).toContain("soft-deleted backups: old, older. Until Azure purges it, Undelete Vault");
    box.value = "vault-weu";
    box.accept();
    await done;
    expect(deleted).toEqual([weu.id]);
  });

  it("refreshes the list also when Azure knows a reason more", async () => {
    const { services, announced } = bed({
      listVaultObstacles: () => Promise.resolve([]),
      deleteVault: () => Promise.reject(new Error("locked")),
    });
    const done = deleteVault({ resourceId: weu.id }, services);
    const box = await nextInput(0);
    box.value = "vault-weu";
    box.accept();
    await expect(done).rejects.toThrow("locked");
    expect(announced).toHaveLength(1);
    expect(fake.messages).toEqual([]);
  });
});
