import * as vscode from "vscode";
import { beforeEach, describe, expect, it } from "vitest";
import type { AzureConnection } from "../../../../src/azure/connection";
import { createPolicy } from "../../../../src/features/policies/createPolicy";
import { deletePolicy } from "../../../../src/features/policies/deletePolicy";
import { policyNameProblem, snapshotBounds } from "../../../../src/features/policies/policyQuestions";
import { ResourceChanges } from "../../../../src/host/resourceChanges";
import { resetFakeVscode } from "../../support/fakeVscode";
import { policy, vault } from "../support/estate";
import { fakeConnection } from "../support/fakeConnection";
import { FakeSession } from "../support/fakeSession";
import { detailOf, nextInput } from "../support/nextInput";

const weu = vault();

function bed(answers: Partial<AzureConnection>) {
  const announced: string[] = [];
  const changes = new ResourceChanges();
  changes.onDidChange((id) => announced.push(id));
  return { services: { session: new FakeSession(fakeConnection(answers)), changes }, announced };
}

beforeEach(resetFakeVscode);

describe("Create Policy", () => {
  it("asks within what Azure allows, proposes a name, and refreshes the policies", async () => {
    const made: unknown[] = [];
    const { services, announced } = bed({
      listPolicies: () => Promise.resolve([policy()]),
      createPolicy: (request) => {
        made.push(request);
        return Promise.resolve(policy({ name: request.name }));
      },
    });
    const done = createPolicy({ resourceId: weu.id }, services);
    (await nextInput(0)).accept("Enhanced");
    (await nextInput(1)).accept("Every 4 hours");
    (await nextInput(2)).accept("06:30");
    (await nextInput(3)).accept("12 hours");
    const retention = await nextInput(4);
    expect(retention.value).toBe("30");
    retention.accept();
    const snapshots = await nextInput(5);
    expect(snapshots.prompt).toContain("(1 to 17)");
    snapshots.accept();
    const name = await nextInput(6);
    expect(name.value).toBe("every-4h-30d");
    name.accept();
    await done;
    expect(made).toEqual([
      {
        vaultId: weu.id,
        name: "every-4h-30d",
        time: "06:30",
        instantRestoreDays: 7,
        kind: "Enhanced",
        frequency: "Hourly",
        everyHours: 4,
        windowHours: 12,
        retentionDays: 30,
      },
    ]);
    expect(announced).toEqual([`${weu.id}/backupPolicies/every-4h-30d`.toLowerCase()]);
  });

  it("says why a Standard policy cannot run several times a day, and does not ask for snapshots of a weekly one", async () => {
    const made: unknown[] = [];
    const { services } = bed({
      listPolicies: () => Promise.resolve([]),
      createPolicy: (request) => {
        made.push(request);
        return Promise.resolve(policy());
      },
    });
    const done = createPolicy({ resourceId: weu.id }, services);
    (await nextInput(0)).accept("Standard");
    const rhythm = await nextInput(1);
    expect(detailOf(1, "Every 4 hours")).toContain("Only an Enhanced policy");
    rhythm.accept("Every week");
    const days = await nextInput(2);
    expect(days.items.map((item) => item.label)).toHaveLength(7);
    days.accept(days.items[6]?.label);
    (await nextInput(3)).accept("03:00");
    (await nextInput(4)).accept();
    (await nextInput(5)).accept();
    await done;
    expect(made).toMatchObject([
      { kind: "Standard", frequency: "Weekly", day: "Sunday", retentionWeeks: 12, instantRestoreDays: 5 },
    ]);
  });

  it("makes nothing when the user leaves", async () => {
    const { services } = bed({ listPolicies: () => Promise.resolve([]) });
    const done = createPolicy({ resourceId: weu.id }, services);
    (await nextInput(0)).accept("Standard");
    (await nextInput(1)).escape();
    await expect(done).rejects.toBeInstanceOf(vscode.CancellationError);
  });

  it("holds snapshots to their own limits and to the retention", () => {
    expect(snapshotBounds("Enhanced", { frequency: "Daily" }, 90)).toEqual({ least: 1, most: 30 });
    expect(snapshotBounds("Enhanced", { frequency: "Daily" }, 10)).toEqual({ least: 1, most: 10 });
    expect(snapshotBounds("Standard", { frequency: "Weekly", day: "Monday" }, 7)).toEqual({ least: 5, most: 5 });
  });

  it.each(["ab", "1abc", "abc-", "a b c", "défaut"])("takes no name like %j", (name) => {
    expect(policyNameProblem(name, [])).toContain("3 to 150");
  });

  it("takes no name that the vault has already, whatever its case", () => {
    expect(policyNameProblem("defaultpolicy", [policy()])).toContain("already");
    expect(policyNameProblem("daily-30d", [policy()])).toBeUndefined();
  });
});

describe("Delete Policy", () => {
  it("deletes a policy that protects nothing, once its name has been typed", async () => {
    const deleted: string[] = [];
    const { services, announced } = bed({
      listPolicies: () => Promise.resolve([policy()]),
      deletePolicy: (id) => {
        deleted.push(id);
        return Promise.resolve();
      },
    });
    const done = deletePolicy({ resourceId: policy().id }, services);
    const box = await nextInput(0);
    box.accept();
    await Promise.resolve();
    await Promise.resolve();
    expect(deleted).toEqual([]);
    box.value = "DefaultPolicy";
    box.accept();
    await done;
    expect(deleted).toEqual([policy().id]);
    expect(announced).toEqual([policy().id.toLowerCase()]);
  });

  it("says how many VMs keep a policy from being deleted, in the list and for a node", async () => {
    const { services } = bed({ listPolicies: () => Promise.resolve([policy({ protectedItems: 3 })]) });
    await expect(deletePolicy({ resourceId: policy().id }, services)).rejects.toMatchObject({
      message: expect.stringContaining("protects 3 VMs") as string,
      actions: [{ title: "Change Policy" }],
    });
    const done = deletePolicy({ resourceId: weu.id }, services);
    const list = await nextInput(0);
    expect(detailOf(0, "DefaultPolicy")).toContain("protects 3 VMs");
    list.escape();
    await expect(done).rejects.toBeInstanceOf(vscode.CancellationError);
  });
});
