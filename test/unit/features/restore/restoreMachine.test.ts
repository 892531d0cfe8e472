import * as vscode from "vscode";
import { beforeEach, describe, expect, it } from "vitest";
import { restoreMachine } from "../../../../src/features/restore/restoreMachine";
import { fake, resetFakeVscode } from "../../support/fakeVscode";
import type { BackupJob } from "../../../../src/azure/models";
import { job, vault } from "../support/estate";
import { production } from "../support/fakeSession";
import { detailOf, nextInput } from "../support/nextInput";
import { answer, chooseNewest, message } from "./answers";
import { account, bed, group, point, web } from "./bed";

beforeEach(resetFakeVscode);

describe("Restore Disks", () => {
  it("asks step by step, says what happens, has Azure validate it, starts it and has it followed", async () => {
    const { services, validated, triggered, followed } = bed();
    const done = restoreMachine("disks", { resourceId: web.id }, services);
    await chooseNewest(0);
    const disks = await nextInput(1);
    expect(disks.selectedItems).toHaveLength(2);
    disks.accept("LUN 0: data");
    await answer(2, "web", "stage");
    const { text, detail, buttons, answer: click } = await message();
    expect(text).toMatch(/^Restore the disks of web-01 from /);
    expect(buttons).toEqual(["Restore"]);
    expect(detail).toContain("data disks with LUN 0 in the resource group web (westeurope)");
    expect(detail).toContain("Replaced: Nothing.");
    expect(detail).toContain("Kept: web-01 as it is");
    // The limit of restores in another region concerns nobody who stays in their own.
    expect(detail).not.toContain("another region");
    expect(triggered).toEqual([]);
    click("Restore");
    await done;
    expect(triggered).toEqual([
      {
        kind: "disks",
        itemId: web.item.id,
        pointId: point().id,
        vmId: web.id,
        region: "westeurope",
        storageAccountId: account().id,
        identity: undefined,
        rehydrate: undefined,
        resourceGroupId: group,
        luns: [0],
        zone: undefined,
      },
    ]);
    expect(validated).toEqual(triggered);
    expect(followed).toEqual([
      {
        vaultId: vault().id,
        jobName: "job-7",
        vmName: "web-01",
        vmId: web.id,
        result: { kind: "disks", resourceId: group },
      },
    ]);
    expect((await message(1)).buttons).toEqual(["Show Jobs"]);
  });

  it("goes back a step, to the answer given there", async () => {
    const { services, triggered } = bed({ source: { dataDisks: [] } });
    const done = restoreMachine("disks", { resourceId: web.item.id }, services);
    await chooseNewest(0);
    expect(await nextInput(1)).toMatchObject({ step: 2, totalSteps: undefined });
    fake.inputs[1]?.accept("web");
    (await nextInput(2)).back();
    const again = await nextInput(3);
    expect(again.activeItems).toMatchObject([{ label: "web" }]);
    again.back();
    await chooseNewest(4);
    await answer(5, "web", "stage");
    (await message()).answer("Restore");
    await done;
    expect(triggered).toHaveLength(1);
  });

  it("creates a resource group only once everything is confirmed", async () => {
    const { services, groups, triggered } = bed({ source: { dataDisks: [] } });
    const done = restoreMachine("disks", { resourceId: web.id }, services);
    await chooseNewest(0);
    await answer(1, "Create a resource group…");
    const name = await nextInput(2);
    name.value = "ends with a dot.";
    name.accept();
    name.value = "restored";
    name.accept();
    await answer(3, "stage");
    expect((await message()).detail).toContain("the new resource group restored");
    expect(groups).toEqual([]);
    fake.messages[0]?.answer("Restore");
    await done;
    expect(groups).toEqual(["restored westeurope"]);
    expect(triggered).toMatchObject([{ resourceGroupId: group.replace(/web$/, "restored") }]);
  });

  it("starts nothing that Azure would refuse, and says why", async () => {
    const obstacle = { code: "X", message: "No cores are left.", recommendations: ["Ask for more."] };
    const { services, triggered } = bed({ source: { dataDisks: [] }, obstacles: [obstacle] });
    const done = restoreMachine("disks", { resourceId: web.id }, services);
    await chooseNewest(0);
    await answer(1, "web", "stage");
    (await message()).answer("Restore");
    await expect(done).rejects.toMatchObject({
      message: "Azure would refuse this restore of web-01: No cores are left. Ask for more.",
      actions: [{ title: "Start Over" }],
    });
    expect(triggered).toEqual([]);
  });

  it("says that another restore of the VM runs, and when the day's restores are used up", async () => {
    const restored = (changes: Partial<BackupJob>) => job({ operation: "Restore", status: "Completed", ...changes });
    const jobs = [
      restored({ status: "InProgress" }),
      restored({ vmName: "web-02", status: "InProgress" }),
      ...Array.from({ length: 19 }, (_, index) => restored({ name: `job-${index}` })),
      restored({ name: "old", startTime: "2026-11-20T10:00:00.000Z" }),
    ];
    for (const [known, expected] of [
      [jobs, "20 have been started"],
      [jobs.slice(0, 1), "Another restore of web-01 is running"],
    ] as const) {
      resetFakeVscode();
      const { services } = bed({ source: { dataDisks: [] }, jobs: known });
      const done = restoreMachine("disks", { resourceId: web.id }, services);
      await chooseNewest(0);
      await answer(1, "web", "stage");
      expect((await message()).detail).toContain(expected);
      fake.messages[0]?.answer(undefined);
      await expect(done).rejects.toBeInstanceOf(vscode.CancellationError);
    }
  });

  it("does nothing when the user leaves at a step or at the question", async () => {
    const { services, validated, groups } = bed({ source: { dataDisks: [] } });
    for (const step of [0, 1, 2]) {
      resetFakeVscode();
      const left = restoreMachine("disks", { resourceId: web.id }, services);
      await (step > 0 ? chooseNewest(0) : nextInput(0));
      if (step > 1) {
        await answer(1, "web");
      }
      (await nextInput(step)).escape();
      await expect(left).rejects.toBeInstanceOf(vscode.CancellationError);
    }
    resetFakeVscode();
    const asked = restoreMachine("disks", { resourceId: web.id }, services);
    await chooseNewest(0);
    await answer(1, "web", "stage");
    (await message()).answer(undefined);
    await expect(asked).rejects.toBeInstanceOf(vscode.CancellationError);
    expect([validated, groups]).toEqual([[], []]);
  });

  it("says that it may have begun when it is cancelled while Azure is being asked", async () => {
    const { services } = bed({
      source: { dataDisks: [] },
      answers: {
        triggerRestore: () => {
          fake.progress.at(-1)?.source.cancel();
          return Promise.reject(Object.assign(new Error("cancelled"), { name: "AbortError" }));
        },
      },
    });
    const done = restoreMachine("disks", { resourceId: web.id }, services);
    await chooseNewest(0);
    await answer(1, "web", "stage");
    (await message()).answer("Restore");
    await expect(done).rejects.toBeInstanceOf(vscode.CancellationError);
    expect((await message(1)).text).toContain("may have started already");
  });

  it("brings a point back from the archive, for as long as the user wants", async () => {
    const old = point({ tiers: ["ArchivedRP"], archived: true });
    const { services, triggered } = bed({ source: { dataDisks: [] }, points: [old] });
    const done = restoreMachine("disks", { resourceId: old.id }, services);
    await answer(0, "High priority");
    const days = await nextInput(1);
    expect(days.value).toBe("15");
    days.value = "31";
    days.accept();
    await Promise.resolve();
    await Promise.resolve();
    expect(days.validationMessage).toBe("Give a number of days from 10 to 30.");
    days.value = "20";
    days.accept();
    await answer(2, "web", "stage");
    expect((await message()).detail).toContain("stays in the vault for 20 days");
    fake.messages[0]?.answer("Restore");
    await done;
    expect(triggered).toMatchObject([{ rehydrate: { days: 20, priority: "High" } }]);
  });

  it("names why accounts and other subscriptions do not fit", async () => {
    const { services, session } = bed({
      source: { dataDisks: [] },
      points: [point({ tiers: ["InstantRP"] })],
      accounts: [
        account({ name: "far", location: "eastus" }),
        account({ name: "blobs", kind: "BlobStorage" }),
        account({ name: "fast", sku: "Premium_LRS", restricted: true }),
        account(),
      ],
    });
    session.subscriptions = [production, { ...production, subscriptionId: "2", name: "Lab" }];
    const done = restoreMachine("disks", { resourceId: web.id }, services);
    await chooseNewest(0);
    await nextInput(1);
    expect(detailOf(1, "Lab")).toContain("snapshots stay in the subscription");
    await answer(1, "Production", "web");
    await nextInput(3);
    expect(detailOf(3, "far")).toContain("It is in eastus");
    expect(detailOf(3, "blobs")).toContain("BlobStorage");
    expect(detailOf(3, "fast")).toContain("network rules");
    expect(fake.inputs[3]?.items.at(0)?.label).toBe("stage");
    fake.inputs[3]?.escape();
    await expect(done).rejects.toBeInstanceOf(vscode.CancellationError);
  });

  it("says into which subscription it restores where that is not the vault's", async () => {
    const { services, session } = bed({ source: { dataDisks: [] }, points: [point({ tiers: ["HardenedRP"] })] });
    session.subscriptions = [production, { ...production, subscriptionId: "2", name: "Lab" }];
    const done = restoreMachine("disks", { resourceId: web.id }, services);
    await chooseNewest(0);
    await answer(1, "Lab", "web", "stage");
    const asked = await message();
    expect(asked.detail).toContain("in the resource group web of the subscription Lab (westeurope)");
    asked.answer("Cancel");
    await expect(done).rejects.toBeInstanceOf(vscode.CancellationError);
  });

  it("offers other zones where the vault is zone-redundant, and says why not elsewhere", async () => {
    const zonal = { dataDisks: [], zones: ["1"] };
    const refused = bed({ source: zonal });
    const first = restoreMachine("disks", { resourceId: web.id }, refused.services);
    await chooseNewest(0);
    await answer(1, "web");
    await nextInput(2);
    expect(detailOf(2, "Zone 2")).toContain("Only a zone-redundant vault");
    fake.inputs[2]?.escape();
    await expect(first).rejects.toBeInstanceOf(vscode.CancellationError);
    resetFakeVscode();
    const { services, triggered } = bed({ source: zonal, vault: { redundancy: "ZoneRedundant" } });
    const done = restoreMachine("disks", { resourceId: web.id }, services);
    await chooseNewest(0);
    await answer(1, "web", "Zone 3", "stage");
    (await message()).answer("Restore");
    await done;
    expect(triggered).toMatchObject([{ zone: "3" }]);
  });

  it("takes a VM out of its zone where the vault is zone-redundant", async () => {
    const pinned = point({ zones: ["1"] });
    const vaultOf = { redundancy: "ZoneRedundant" };
    const { services, triggered } = bed({ source: { dataDisks: [] }, points: [pinned], vault: vaultOf });
    const done = restoreMachine("disks", { resourceId: web.id }, services);
    await chooseNewest(0);
    await answer(1, "web", "No zone", "stage");
    (await message()).answer("Restore");
    await done;
    expect(triggered).toMatchObject([{ zone: "NoZone" }]);
  });

  it("asks who reaches the account where the vault has an identity", async () => {
    const { services, triggered } = bed({ source: { dataDisks: [] }, vault: { identities: [{ kind: "system" }] } });
    const done = restoreMachine("disks", { resourceId: web.id }, services);
    await chooseNewest(0);
    await answer(1, "web", "stage", "The vault's own identity");
    (await message()).answer("Restore");
    await done;
    expect(triggered).toMatchObject([{ identity: { kind: "system" } }]);
  });
});

describe("Restore to a New VM", () => {
  it("asks for a free name, a network of the region and a subnet that is for VMs", async () => {
    const { services, triggered, followed } = bed();
    const done = restoreMachine("newVm", { resourceId: web.id }, services);
    await chooseNewest(0);
    await answer(1, "web");
    const name = await nextInput(2);
    name.value = "web-01";
    name.accept();
    for (let turn = 0; turn < 20 && name.validationMessage === undefined; turn++) {
      await Promise.resolve();
    }
    expect(name.validationMessage).toBe("The resource group web has a VM of this name already.");
    name.value = "web-01-copy";
    name.accept();
    await nextInput(3);
    expect(detailOf(3, "far")).toContain("It is in eastus");
    await answer(3, "net");
    await nextInput(4);
    expect(detailOf(4, "GatewaySubnet")).toContain("service of its own");
    expect(detailOf(4, "sql")).toContain("Microsoft.Sql/managedInstances");
    await answer(4, "front", "stage");
    const { detail, answer: click } = await message();
    expect(detail).toContain("The VM web-01-copy with its disks and a network interface");
    expect(detail).toContain("The new VM is not protected");
    click("Restore");
    await done;
    expect(triggered).toMatchObject([{ kind: "newVm", name: "web-01-copy", resourceGroupId: group }]);
    expect(followed).toMatchObject([{ result: { kind: "vm" } }]);
  });

  it("restores a VM that is gone", async () => {
    const { services, triggered } = bed({
      source: "gone",
      answers: { getVmSnapshot: () => Promise.reject(new Error("gone")) },
    });
    const done = restoreMachine("newVm", { resourceId: web.item.id }, services);
    await chooseNewest(0);
    await answer(1, "web");
    const name = await nextInput(2);
    name.value = "web-02";
    name.accept();
    await answer(3, "net", "front", "stage");
    expect((await message()).detail).toContain("does not exist any more");
    fake.messages[0]?.answer("Restore");
    await done;
    expect(triggered).toHaveLength(1);
  });

  it("is not for backups that leave disks out", async () => {
    const { services } = bed({ points: [point({ excludedLuns: [1] })] });
    const done = restoreMachine("newVm", { resourceId: web.id }, services);
    const points = await nextInput(0);
    expect(points.items.at(-1)?.detail).toContain("leaves disks out");
    points.escape();
    await expect(done).rejects.toBeInstanceOf(vscode.CancellationError);
  });
});

describe("Replace Disks", () => {
  it("has the VM's name typed before it replaces anything", async () => {
    const { services, triggered, followed } = bed();
    const done = restoreMachine("replaceDisks", { resourceId: web.id }, services);
    await chooseNewest(0);
    await answer(1, "stage");
    const { detail, answer: click } = await message();
    expect(detail).toContain("Replaced: The OS disk and the data disks of web-01");
    expect(detail).toContain("Replacing the existing VM at restore. October 2015: A restore cannot replace");
    click("Continue");
    const box = await nextInput(2);
    expect(triggered).toEqual([]);
    box.value = "web-01";
    box.accept();
    await done;
    expect(triggered).toMatchObject([{ kind: "replaceDisks" }]);
    expect(followed).toMatchObject([{ result: { kind: "replaced", resourceId: web.id } }]);
  });

  it("is refused while the VM runs, and when it is gone", async () => {
    const running = restoreMachine(
      "replaceDisks",
      { resourceId: web.id },
      bed({ source: { power: "running" } }).services,
    );
    await expect(running).rejects.toMatchObject({
      message: "web-01 is running; stop it before its disks are replaced.",
      actions: [{ title: "Open in Portal" }, { title: "Retry" }],
    });
    const gone = restoreMachine("replaceDisks", { resourceId: web.id }, bed({ source: "gone" }).services);
    await expect(gone).rejects.toMatchObject({ actions: [{ title: "Restore to a New VM" }] });
  });

  it("is refused for points of encrypted VMs", async () => {
    const { services } = bed({ points: [point({ encrypted: true })] });
    const done = restoreMachine("replaceDisks", { resourceId: web.id }, services);
    const points = await nextInput(0);
    expect(points.items.at(-1)?.detail).toContain("Azure Disk Encryption");
    points.escape();
    await expect(done).rejects.toBeInstanceOf(vscode.CancellationError);
  });
});

describe("choosing what to restore", () => {
  it("lists the VMs, and says why one without backups does not fit", async () => {
    const { services } = bed();
    const done = restoreMachine("disks", undefined, services);
    await nextInput(0);
    expect(detailOf(0, "bare-01")).toBe("It has no backups.");
    await answer(0, "web-01");
    (await nextInput(1)).escape();
    await expect(done).rejects.toBeInstanceOf(vscode.CancellationError);
  });

  it("leads to a backup where there is no recovery point yet", async () => {
    const { services, executed } = bed({ points: [] });
    await expect(restoreMachine("disks", { resourceId: web.id }, services)).rejects.toMatchObject({
      message: "web-01 has no recovery points yet.",
      actions: [{ title: "Back Up Now" }],
    });
    expect(executed).toEqual([]);
  });

  it("leads to undeleting where the backups are deleted", async () => {
    const { services } = bed({
      answers: {
        getItem: () => Promise.resolve({ ...web.item, state: { kind: "softDeleted", until: undefined } }),
      },
    });
    await expect(restoreMachine("disks", { resourceId: web.id }, services)).rejects.toMatchObject({
      actions: [{ title: "Undelete" }],
    });
  });

  it("says when the recovery point that it was called on has gone", async () => {
    const { services } = bed();
    const id = `${web.item.id}/recoveryPoints/77`;
    await expect(restoreMachine("disks", { resourceId: id }, services)).rejects.toThrow("not there any more");
  });
});
