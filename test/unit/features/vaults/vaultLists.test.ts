import { beforeEach, describe, expect, it } from "vitest";
import type { AzureConnection } from "../../../../src/azure/connection";
import type { DeletedVault } from "../../../../src/azure/models";
import { showVaultVms } from "../../../../src/features/vaults/showVaultVms";
import { undeleteVault } from "../../../../src/features/vaults/undeleteVault";
import { ResourceChanges } from "../../../../src/host/resources/resourceChanges";
import { fake, resetFakeVscode } from "../../support/fakeVscode";
import { machine, vault } from "../support/estate";
import { fakeConnection } from "../support/fakeConnection";
import { FakeSession, production } from "../support/fakeSession";
import { detailOf, nextInput } from "../support/nextInput";
import { openOperations } from "../support/openOperations";

const weu = vault();

function bed(answers: Partial<AzureConnection>) {
  const executed: (readonly unknown[])[] = [];
  const announced: string[] = [];
  const changes = new ResourceChanges();
  changes.onDidChange((id) => announced.push(id));
  const session = new FakeSession(fakeConnection(answers));
  const services = {
    session,
    changes,
    operations: openOperations(session, changes),
    execute: (...call: readonly unknown[]) => executed.push(call),
  };
  return { services, executed, announced };
}

beforeEach(resetFakeVscode);

describe("Show VMs of Vault", () => {
  it("looks again when asked to, and protects the VM that is chosen", async () => {
    const looked: string[] = [];
    const vm = machine({ name: "new-01" });
    const web = { id: "c", vmName: "web-01", status: "Registered", health: "Healthy" };
    const old = { id: "d", vmName: "old-01", status: "SoftDeleted", health: undefined };
    const { services, executed } = bed({
      listContainers: () => Promise.resolve([web, old]),
      listDeletedContainers: () => Promise.resolve([old]),
      listProtectable: () => Promise.resolve(looked.length === 0 ? [] : [{ vmId: vm.id, vmName: vm.name }]),
      refreshContainers: (id) => {
        looked.push(id);
        return Promise.resolve();
      },
    });
    const done = showVaultVms({ resourceId: weu.id }, services);
    const first = await nextInput(0);
    expect(first.items.map(({ label }) => label)).toContain("web-01");
    expect(first.items.map(({ label }) => label)).not.toContain("new-01");
    // One line for what is registered and soft-deleted, below its own heading.
    expect(first.items.filter(({ label }) => label === "old-01")).toHaveLength(1);
    expect(first.items.map(({ label }) => label)).toContain("soft-deleted backups only");
    first.accept("Look for VMs again");
    (await nextInput(1)).accept("new-01");
    await done;
    expect(looked).toEqual([weu.id]);
    expect(executed).toEqual([["azureVmBackup.protectVm", { resourceId: vm.id, vaultId: weu.id }]]);
  });
});

describe("Undelete Vault", () => {
  const deleted: DeletedVault = {
    id: `/subscriptions/${production.subscriptionId}/providers/Microsoft.RecoveryServices/locations/westeurope/deletedVaults/1`,
    vaultId: weu.id,
    deletedAt: "2026-11-20T10:00:00.000Z",
    goneAt: undefined,
  };
  const region = { name: "westeurope", displayName: "West Europe", pairedRegion: undefined, vaults: true };

  function undeleting(groups: readonly string[], vaults: readonly DeletedVault[] = [deleted]) {
    const back: string[] = [];
    const { services, announced } = bed({
      listLocations: () =>
        Promise.resolve([region, { ...region, name: "nowhere", displayName: "Nowhere", vaults: false }]),
      listDeletedVaults: () => Promise.resolve(vaults),
      listResourceGroups: () => Promise.resolve(groups.map((name) => ({ name, location: "westeurope" }))),
      undeleteVault: (_subscription, one, group) => {
        back.push(`${one.vaultId} ${group}`);
        return Promise.resolve();
      },
    });
    return { back, announced, done: undeleteVault(undefined, services) };
  }

  it("brings the vault back into its resource group", async () => {
    const { back, announced, done } = undeleting(["BACKUP"]);
    const regions = await nextInput(0);
    expect(regions.items.map(({ label }) => label)).toEqual(["West Europe"]);
    regions.accept("West Europe");
    const list = await nextInput(1);
    expect(detailOf(1, "vault-weu")).toContain("does not say how long");
    list.accept("vault-weu");
    await done;
    expect(back).toEqual([`${weu.id} /subscriptions/${production.subscriptionId}/resourceGroups/backup`]);
    expect(announced).toEqual([weu.id.toLowerCase()]);
    expect(fake.messages[0]?.text).toBe("The vault vault-weu is back.");
  });

  it("goes back from the vaults of a region to the regions", async () => {
    const { done } = undeleting(["backup"]);
    (await nextInput(0)).accept("West Europe");
    const vaults = await nextInput(1);
    expect(vaults).toMatchObject({ step: 2, totalSteps: 2 });
    vaults.back();
    const regions = await nextInput(2);
    expect(regions.activeItems).toMatchObject([{ label: "West Europe" }]);
    regions.escape();
    await expect(done).rejects.toThrow("Canceled");
  });

  it("says when its resource group is gone", async () => {
    const { back, done } = undeleting(["other"]);
    (await nextInput(0)).accept("West Europe");
    (await nextInput(1)).accept("vault-weu");
    await expect(done).rejects.toThrow("The resource group backup of the vault vault-weu is gone");
    expect(back).toEqual([]);
  });

  it("says when there is none", async () => {
    const { done } = undeleting([], []);
    (await nextInput(0)).accept("West Europe");
    await expect(done).rejects.toMatchObject({
      message: "Production has no deleted vaults in West Europe.",
      actions: [{ title: "Look Elsewhere" }],
    });
  });
});
