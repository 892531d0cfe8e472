import * as vscode from "vscode";
import { beforeEach, describe, expect, it } from "vitest";
import { restoreMachine } from "../../../../../src/features/restore/restoreMachine";
import { resetFakeVscode } from "../../../support/fakeVscode";
import { detailOf, nextInput } from "../../support/nextInput";
import { answer, chooseNewest, message } from "../answers";
import { account, bed, group, point, web } from "../bed";
import type { Estate } from "../bed";

beforeEach(resetFakeVscode);

const compute = `${group}/providers/Microsoft.Compute`;
const vaulted = point({ tiers: ["HardenedRP"] });

describe("a disk encryption set for restored disks", () => {
  it("is offered of a vault with a customer's key, for points that are in the vault alone", async () => {
    const { services, triggered } = bed({
      vault: { customerKey: true },
      source: { dataDisks: [] },
      points: [vaulted],
    });
    const done = restoreMachine("disks", { resourceId: web.id }, services);
    await chooseNewest(0);
    await answer(1, "web");
    const sets = await nextInput(2);
    expect(sets.items[0]?.label).toBe("What encrypts the disks of the VM");
    expect(detailOf(2, "diskEncryptionSets-northeurope")).toContain("the disks are made in westeurope");
    await answer(2, "diskEncryptionSets-westeurope", "stage");
    const { detail, answer: click } = await message();
    expect(detail).toContain("encrypted with the disk encryption set diskEncryptionSets-westeurope");
    click("Restore");
    await done;
    expect(triggered).toMatchObject([
      { diskEncryptionSetId: `${compute}/diskEncryptionSets/diskEncryptionSets-westeurope` },
    ]);
  });

  it.each<readonly [string, Estate]>([
    ["the vault has Azure's keys", { points: [vaulted] }],
    ["there is a snapshot", { vault: { customerKey: true } }],
    ["the VM has Azure Disk Encryption", { vault: { customerKey: true }, points: [{ ...vaulted, encrypted: true }] }],
  ])("is not asked for where %s", async (_, estate) => {
    const { services, triggered } = bed({ source: { dataDisks: [] }, ...estate });
    const done = restoreMachine("disks", { resourceId: web.id }, services);
    await chooseNewest(0);
    await answer(1, "web", "stage");
    (await message()).answer("Restore");
    await done;
    expect(triggered[0]?.diskEncryptionSetId).toBeUndefined();
  });
});

describe("disks behind private endpoints", () => {
  const closed = point({ tiers: ["HardenedRP"], privateAccess: true });

  it("are restored as they were, through another disk access, or open", async () => {
    for (const [label, access, said] of [
      ["As the disks of the VM", { kind: "same" }, "as those of the VM: through private endpoints"],
      [
        "diskAccesses-westeurope",
        { kind: "private", id: `${compute}/diskAccesses/diskAccesses-westeurope` },
        "through the private endpoints of diskAccesses-westeurope",
      ],
      ["Over the Internet too", { kind: "public" }, "over the Internet too"],
    ] as const) {
      resetFakeVscode();
      const { services, triggered } = bed({ source: { dataDisks: [] }, points: [closed] });
      const done = restoreMachine("disks", { resourceId: web.id }, services);
      await chooseNewest(0);
      await answer(1, "web", label, "stage");
      const { detail, answer: click } = await message();
      expect(detail).toContain(said);
      click("Restore");
      await done;
      expect(triggered).toMatchObject([{ diskAccess: access }]);
    }
  });

  it("cannot be reached in the paired region as those of the VM", async () => {
    const { services } = bed({
      vault: { crossRegionRestore: true, customerKey: true },
      source: { dataDisks: [] },
      copied: [closed],
      accounts: [account({ location: "northeurope" })],
    });
    const done = restoreMachine("disks", { resourceId: web.id }, services);
    await answer(0, "North Europe");
    await chooseNewest(1);
    await answer(2, "web");
    const ways = await nextInput(3);
    expect(detailOf(3, "As the disks of the VM")).toContain("in another region");
    expect(detailOf(3, "diskAccesses-westeurope")).toContain("the disks are made in northeurope");
    ways.escape();
    await expect(done).rejects.toBeInstanceOf(vscode.CancellationError);
  });
});
