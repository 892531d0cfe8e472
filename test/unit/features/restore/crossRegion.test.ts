import * as vscode from "vscode";
import { beforeEach, describe, expect, it } from "vitest";
import { AzureError } from "../../../../src/azure/http/azureError";
import { restoreMachine } from "../../../../src/features/restore/restoreMachine";
import { fake, resetFakeVscode } from "../../support/fakeVscode";
import { vault } from "../support/estate";
import { production } from "../support/fakeSession";
import { detailOf, nextInput } from "../support/nextInput";
import { account, bed, group, point, web } from "./bed";
import type { Estate } from "./bed";
import { answer, chooseNewest, message } from "./answers";

beforeEach(resetFakeVscode);

const copy = point({ tiers: ["HardenedRP"], time: "2026-11-20T22:30:00.000Z", name: "7", zones: ["3"] });

/** A VM whose vault copies to North Europe, where there is a storage account as well. */
function copied(more: Estate = {}): ReturnType<typeof bed> {
  return bed({
    vault: { crossRegionRestore: true, identities: [{ kind: "system" }] },
    source: { dataDisks: [] },
    copied: [copy],
    accounts: [account(), account({ name: "stageneu", location: "northeurope" })],
    ...more,
  });
}

describe("restoring in the paired region", () => {
  it("asks for the region first, and restores a copy there with what is in that region", async () => {
    const { services, triggered, followed, groups } = copied();
    const done = restoreMachine("disks", { resourceId: web.id }, services);
    const regions = await nextInput(0);
    expect(regions.items.find(({ label }) => label === "North Europe")?.detail).toContain("may be 36 hours old");
    regions.accept("North Europe");
    const points = await nextInput(1);
    expect(points).toMatchObject({ placeholder: "Choose a recovery point that has been copied to North Europe" });
    // How many questions follow is known with the recovery points: no total that would change at the next one.
    expect(points).toMatchObject({ step: 2, totalSteps: undefined });
    expect(points.buttons).toHaveLength(1);
    points.accept(points.items[0]?.label);
    await answer(2, "Create a resource group…");
    const name = await nextInput(3);
    name.value = "dr";
    name.accept();
    await answer(4, "Zone 2");
    await nextInput(5);
    expect(detailOf(5, "stage")).toContain("this restore is staged in northeurope");
    await answer(5, "stageneu");
    const { detail, answer: click } = await message();
    expect(detail).toContain("in the new resource group dr (northeurope, zone 2)");
    expect(detail).toMatch(
      /October 2015: Restoring into another region is not supported\. Today: Supported into the paired/,
    );
    expect(detail).toContain("made of the copy in North Europe; its job is in the list of that region");
    click("Restore");
    await done;
    expect(groups).toEqual(["dr northeurope"]);
    expect(triggered).toEqual([
      {
        kind: "disks",
        secondary: true,
        itemId: web.item.id,
        pointId: copy.id,
        vmId: web.id,
        region: "northeurope",
        storageAccountId: account({ name: "stageneu" }).id,
        resourceGroupId: `/subscriptions/${production.subscriptionId}/resourceGroups/dr`,
        zone: "2",
      },
    ]);
    expect(followed).toMatchObject([{ vaultId: vault().id, jobName: "job-7", region: "northeurope" }]);
  });

  it("makes a new VM in a network of that region", async () => {
    const { services, triggered } = copied();
    const done = restoreMachine("newVm", { resourceId: web.id }, services);
    await answer(0, "North Europe");
    await chooseNewest(1);
    await answer(2, "web");
    const name = await nextInput(3);
    name.value = "web-01-dr";
    name.accept();
    await nextInput(4);
    expect(detailOf(4, "net")).toContain("the new VM is made in northeurope");
    await answer(4, "net-neu", "spare", "No zone", "stageneu");
    const { detail, answer: click } = await message();
    expect(detail).toContain("(northeurope, no zone)");
    click("Restore");
    await done;
    expect(triggered).toMatchObject([
      { kind: "newVm", secondary: true, resourceGroupId: group, name: "web-01-dr", zone: "NoZone" },
    ]);
  });

  it("goes on in the vault's own region as if there were no other", async () => {
    const { services, triggered } = copied({ vault: { crossRegionRestore: true } });
    const done = restoreMachine("disks", { resourceId: web.id }, services);
    await answer(0, "West Europe");
    await chooseNewest(1);
    await answer(2, "web", "stage");
    (await message()).answer("Restore");
    await done;
    expect(triggered).toMatchObject([{ region: "westeurope", pointId: point().id }]);
    expect(triggered[0]).not.toHaveProperty("secondary");
  });

  it("asks for a zone only of a VM that was pinned to one", async () => {
    const { services, triggered } = copied({
      copied: [{ ...copy, zones: [] }],
      source: { dataDisks: [], zones: ["1"] },
    });
    const done = restoreMachine("disks", { resourceId: web.id }, services);
    await answer(0, "North Europe");
    await chooseNewest(1);
    await answer(2, "web", "stageneu");
    (await message()).answer("Restore");
    await done;
    expect(triggered[0]).toMatchObject({ region: "northeurope", zone: undefined });
  });

  it("leads back from the recovery points to the regions", async () => {
    const { services } = copied();
    const done = restoreMachine("disks", { resourceId: web.id }, services);
    await answer(0, "North Europe");
    (await nextInput(1)).back();
    const regions = await nextInput(2);
    expect(regions.items.map(({ label }) => label)).toEqual(["West Europe", "North Europe"]);
    regions.escape();
    await expect(done).rejects.toBeInstanceOf(vscode.CancellationError);
  });

  it("does without the VM's own region, which may be down", async () => {
    const down = (): Promise<never> => Promise.reject(new AzureError("down", { kind: "server" }));
    const { services, triggered } = copied({
      answers: {
        getItem: down,
        getSecondaryItem: () => Promise.resolve(web.item),
        getRestoreSource: down,
        getVmSnapshot: down,
        listJobs: down,
      },
    });
    const done = restoreMachine("disks", { resourceId: web.item.id }, services);
    await answer(0, "North Europe");
    await chooseNewest(1);
    await answer(2, "web", "No zone", "stageneu");
    (await message()).answer("Restore");
    await done;
    expect(triggered).toHaveLength(1);
  });

  it("says what the vault's region says when no other knows the backup", async () => {
    const getItem = (): Promise<never> => Promise.reject(new AzureError("The region is down.", { kind: "server" }));
    for (const getSecondaryItem of [() => Promise.resolve(undefined), getItem]) {
      const { services } = copied({ answers: { getItem, getSecondaryItem } });
      await expect(restoreMachine("disks", { resourceId: web.item.id }, services)).rejects.toThrow("is down");
    }
  });

  it("restores the recovery point that it was called on, or says that it has not been copied", async () => {
    const { services, triggered } = copied();
    const done = restoreMachine("disks", { resourceId: copy.id }, services);
    await answer(0, "North Europe");
    await answer(1, "web", "No zone", "stageneu");
    (await message()).answer("Restore");
    await done;
    expect(triggered).toMatchObject([{ pointId: copy.id }]);
    resetFakeVscode();
    const early = restoreMachine("disks", { resourceId: point().id }, services);
    await answer(0, "North Europe");
    await expect(early).rejects.toThrow("not in North Europe: only the vault tier is copied there");
  });

  it("says when nothing has been copied yet, and leads back", async () => {
    const { services, executed } = copied({ copied: [] });
    const done = restoreMachine("newVm", { resourceId: web.id }, services);
    await answer(0, "North Europe");
    await expect(done).rejects.toMatchObject({
      message: "No recovery point of web-01 has been copied to North Europe yet; the first copies may take 48 hours.",
      actions: [{ title: "Choose Another Region" }],
    });
    expect(executed).toEqual([]);
  });

  it("takes no snapshots and no archived points there", async () => {
    const { services } = copied({ copied: [copy, point({ name: "8", tiers: ["ArchivedRP"], archived: true })] });
    const done = restoreMachine("disks", { resourceId: web.id }, services);
    await answer(0, "North Europe");
    const points = await nextInput(1);
    expect(points.items.at(-1)?.detail).toContain("Only copies of the vault tier");
    points.escape();
    await expect(done).rejects.toBeInstanceOf(vscode.CancellationError);
  });

  it("asks for no region where the regions cannot be read, and none where the vault does not copy", async () => {
    for (const estate of [
      copied({ answers: { listLocations: () => Promise.reject(new AzureError("no", { kind: "forbidden" })) } }),
      bed({ source: { dataDisks: [] } }),
    ]) {
      resetFakeVscode();
      const done = restoreMachine("disks", { resourceId: web.id }, estate.services);
      const points = await nextInput(0);
      expect(points.placeholder).toBe("Choose a recovery point of web-01");
      points.escape();
      await expect(done).rejects.toBeInstanceOf(vscode.CancellationError);
    }
  });

  it("is not for replacing disks, which says so", async () => {
    const { services, triggered } = copied({ vault: { crossRegionRestore: true } });
    const done = restoreMachine("replaceDisks", { resourceId: web.id }, services);
    await chooseNewest(0);
    await answer(1, "stage");
    expect((await message()).detail).toContain("Disks are replaced in the region of the VM only");
    fake.messages[0]?.answer(undefined);
    await expect(done).rejects.toBeInstanceOf(vscode.CancellationError);
    expect(triggered).toEqual([]);
  });
});
