import * as vscode from "vscode";
import { beforeEach, describe, expect, it } from "vitest";
import type { AzureConnection } from "../../../../src/azure/connection";
import type { ProtectedItem } from "../../../../src/azure/models";
import type { PolicyPlan } from "../../../../src/azure/policies/policyPlan";
import { createPolicy } from "../../../../src/features/policies/createPolicy";
import { deletePolicy } from "../../../../src/features/policies/deletePolicy";
import { editPolicy } from "../../../../src/features/policies/editPolicy";
import { isShorter, snapshotBounds, withSchedule } from "../../../../src/features/policies/planBounds";
import { retentionTexts } from "../../../../src/features/policies/planText";
import { policyNameProblem } from "../../../../src/features/policies/policyQuestions";
import { reapplyPolicy } from "../../../../src/features/policies/reapplyPolicy";
import { showPolicyVms } from "../../../../src/features/policies/showPolicyVms";
import { OperationError } from "../../../../src/host/errors/errors";
import { ResourceChanges } from "../../../../src/host/resources/resourceChanges";
import { fake, resetFakeVscode } from "../../support/fakeVscode";
import { itemOf, machine, policy, vault } from "../support/estate";
import { fakeConnection } from "../support/fakeConnection";
import { FakeSession } from "../support/fakeSession";
import { detailOf, nextInput } from "../support/nextInput";
import { openOperations } from "../support/openOperations";
import { daily, nothing } from "../support/policyPlans";

const weu = vault();

function following(name: string, followsPolicy = true): ProtectedItem {
  return { ...itemOf({ ...machine(), name }, weu), followsPolicy };
}

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

describe("Create Policy", () => {
  function making() {
    const made: unknown[] = [];
    const { services, announced } = bed({
      listPolicies: () => Promise.resolve([policy()]),
      createPolicy: (request) => {
        made.push(request);
        return Promise.resolve(policy({ name: request.name }));
      },
    });
    return { made, announced, done: createPolicy({ resourceId: weu.id }, services) };
  }

  it("asks within what Azure allows, shows all of it, proposes a name, and refreshes the policies", async () => {
    const { made, announced, done } = making();
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
    const review = await nextInput(6);
    expect(review.items.map(({ label, description }) => `${label}: ${description ?? ""}`)).toEqual([
      "Create the policy: ",
      "Schedule: every 4 hours from 06:30 on, for 12 hours",
      "Time zone: UTC",
      "Snapshots for instant restore: 7 days",
      "Consistency of snapshots: application or file system",
      "Resource groups of snapshots: named by Azure",
      "Daily recovery points: 30 days",
      "Weekly recovery points: none",
      "Monthly recovery points: none",
      "Yearly recovery points: none",
      "cannot change: ",
      "Archive tier: not moved",
    ]);
    expect(review.activeItems).toEqual([]);
    review.accept("Time zone");
    (await nextInput(7)).accept("UTC");
    const again = await nextInput(8);
    expect(again.activeItems).toMatchObject([{ label: "Time zone" }]);
    again.accept("Create the policy");
    const name = await nextInput(9);
    expect(name.value).toBe("every-4h-30d");
    name.accept();
    await done;
    expect(made).toEqual([
      {
        vaultId: weu.id,
        name: "every-4h-30d",
        plan: {
          kind: "Enhanced",
          schedule: { frequency: "Hourly", time: "06:30", everyHours: 4, windowHours: 12 },
          timeZone: "UTC",
          instantRestoreDays: 7,
          retention: { ...nothing, daily: { days: 30 } },
        },
      },
    ]);
    expect(announced).toEqual([`${weu.id}/backupPolicies/every-4h-30d`.toLowerCase()]);
  });

  it("says why a Standard policy cannot run several times a day, and does not ask for snapshots of a weekly one", async () => {
    const { made, done } = making();
    (await nextInput(0)).accept("Standard");
    const rhythm = await nextInput(1);
    expect(detailOf(1, "Every 4 hours")).toContain("Only an Enhanced policy");
    rhythm.accept("Every week");
    const days = await nextInput(2);
    expect(days.items.map((item) => item.label)).toHaveLength(7);
    days.accept(days.items[6]?.label);
    (await nextInput(3)).accept("03:00");
    (await nextInput(4)).accept();
    const review = await nextInput(5);
    expect(detailOf(5, "Snapshots for instant restore")).toContain("keeps them for 5 days");
    expect(detailOf(5, "Daily recovery points")).toContain("once a week");
    review.accept("Create the policy");
    (await nextInput(6)).accept();
    await done;
    expect(made).toMatchObject([
      {
        name: "weekly-sunday-12w",
        plan: {
          kind: "Standard",
          schedule: { frequency: "Weekly", days: ["Sunday"] },
          retention: { weekly: { weeks: 12, days: ["Sunday"] }, daily: undefined },
          instantRestoreDays: 5,
        },
      },
    ]);
  });

  it("makes nothing when the user leaves", async () => {
    const { made, done } = making();
    (await nextInput(0)).accept("Standard");
    (await nextInput(1)).escape();
    await expect(done).rejects.toBeInstanceOf(vscode.CancellationError);
    expect(made).toEqual([]);
  });

  it.each<[string, Partial<PolicyPlan>, { readonly least: number; readonly most: number }]>([
    ["Enhanced, daily", { kind: "Enhanced", retention: { ...nothing, daily: { days: 90 } } }, { least: 1, most: 30 }],
    [
      "shorter than its retention",
      { kind: "Enhanced", retention: { ...nothing, daily: { days: 10 } } },
      { least: 1, most: 10 },
    ],
    ["Standard", {}, { least: 1, most: 5 }],
    ["Standard, weekly", { schedule: { frequency: "Weekly", time: "01:00", days: ["Monday"] } }, { least: 5, most: 5 }],
  ])("holds snapshots to their own limits: %s", (_words, changes, bounds) => {
    expect(snapshotBounds({ ...daily, ...changes })).toEqual(bounds);
  });

  it.each(["ab", "1abc", "abc-", "a b c", "défaut"])("takes no name like %j", (name) => {
    expect(policyNameProblem(name, [])).toContain("3 to 150");
  });

  it("takes no name that the vault has already, whatever its case", () => {
    expect(policyNameProblem("defaultpolicy", [policy()])).toContain("already");
    expect(policyNameProblem("daily-30d", [policy()])).toBeUndefined();
  });
});

describe("Edit Policy", () => {
  function editing(
    protectedItems: number,
    plan: PolicyPlan | undefined = daily,
    items: readonly ProtectedItem[] = [following("web-01")],
  ) {
    const saved: PolicyPlan[] = [];
    const { services, announced, executed } = bed({
      listPolicies: () => Promise.resolve([policy({ protectedItems, plan })]),
      updatePolicy: (_id, wanted) => {
        saved.push(wanted);
        return Promise.resolve(policy());
      },
      checkPolicyItems: () => Promise.resolve(items),
    });
    return { saved, announced, executed, done: editPolicy({ resourceId: policy().id }, services) };
  }

  it("saves a longer retention at once, telling how many VMs it affects", async () => {
    const { saved, announced, done } = editing(3);
    const review = await nextInput(0);
    expect(detailOf(0, "Save the policy")).toContain("For 3 VMs");
    review.accept("Daily recovery points");
    const days = await nextInput(1);
    days.value = "6";
    days.accept();
    await Promise.resolve();
    await Promise.resolve();
    expect(days.validationMessage).toBe("Enter a whole number from 7 to 9999.");
    days.value = "60";
    days.accept();
    const again = await nextInput(2);
    expect(again.activeItems).toMatchObject([{ label: "Daily recovery points", description: "60 days" }]);
    again.accept("Save the policy");
    await done;
    expect(saved).toEqual([{ ...daily, retention: { ...nothing, daily: { days: 60 } } }]);
    expect(announced).toEqual([policy().id.toLowerCase()]);
    expect(fake.messages[0]?.text).toBe(
      "Policy DefaultPolicy saved: Daily recovery points: 60 days. For 3 VMs and their existing recovery points.",
    );
  });

  it("saves a shorter one only once the policy's name has been typed", async () => {
    const { saved, done } = editing(3);
    (await nextInput(0)).accept("Daily recovery points");
    const days = await nextInput(1);
    days.value = "7";
    days.accept();
    (await nextInput(2)).accept("Save the policy");
    const box = await nextInput(3);
    expect(box.prompt).toContain("Recovery points of 3 VMs that are older");
    expect(saved).toEqual([]);
    box.value = "DefaultPolicy";
    box.accept();
    await done;
    expect(saved).toHaveLength(1);
  });

  it("adds monthly and yearly points, and changes the time zone", async () => {
    const { saved, done } = editing(0);
    (await nextInput(0)).accept("Monthly recovery points");
    (await nextInput(1)).accept("Keep");
    (await nextInput(2)).accept("Its last day");
    (await nextInput(3)).accept();
    (await nextInput(4)).accept("Yearly recovery points");
    (await nextInput(5)).accept("Keep");
    (await nextInput(6)).accept("June");
    (await nextInput(7)).accept("A day of its first week");
    (await nextInput(8)).accept("Sunday");
    (await nextInput(9)).accept();
    (await nextInput(10)).accept("Time zone");
    const zones = await nextInput(11);
    expect(zones.activeItems).toMatchObject([{ label: "UTC" }]);
    zones.accept("India Standard Time");
    const review = await nextInput(12);
    expect(review.items.map(({ label, description }) => `${label}: ${description ?? ""}`)).toContain(
      "Yearly recovery points: 10 years, of the first Sunday of June",
    );
    review.accept("Save the policy");
    await done;
    expect(saved).toEqual([
      {
        ...daily,
        timeZone: "India Standard Time",
        retention: {
          ...daily.retention,
          monthly: { months: 12, on: { kind: "days", days: [], last: true } },
          yearly: { years: 10, months: ["June"], on: { kind: "weeks", weekdays: ["Sunday"], weeks: ["First"] } },
        },
      },
    ]);
  });

  it("says when somebody else has changed the policy in the meantime, and offers to edit what there is now", async () => {
    const failure = Object.assign(new Error("changed"), {
      name: "AzureError",
      kind: "conflict",
      code: "PolicyChangedMeanwhile",
    });
    const given: unknown[] = [];
    const { services, announced, executed } = bed({
      listPolicies: () => Promise.resolve([policy({ plan: daily })]),
      updatePolicy: (_id, _wanted, options) => {
        given.push(options?.seen);
        return Promise.reject(failure);
      },
    });
    const done = editPolicy({ resourceId: policy().id }, services);
    (await nextInput(0)).accept("Daily recovery points");
    const days = await nextInput(1);
    days.value = "60";
    days.accept();
    (await nextInput(2)).accept("Save the policy");
    const error = await done.catch((thrown: unknown) => thrown);
    if (!(error instanceof OperationError)) {
      throw new Error(`Not the error that was expected: ${String(error)}`);
    }
    expect(error.message).toBe(
      "Somebody else has changed the policy DefaultPolicy in the meantime; your changes were not saved.",
    );
    expect(given).toEqual([daily]);
    expect(announced).toHaveLength(1);
    expect(error.actions.map(({ title }) => title)).toEqual(["Edit Again"]);
    await error.actions[0]?.run();
    expect(executed).toEqual([["azureVmBackup.editPolicy", { resourceId: policy().id }]]);
  });

  it("names the VMs that did not follow the change, and offers to carry it out again", async () => {
    const names = ["a", "b", "c", "d", "e", "f", "g"];
    const { done, executed } = editing(8, daily, [...names.map((name) => following(name, false)), following("web-01")]);
    (await nextInput(0)).accept("Time zone");
    (await nextInput(1)).accept("India Standard Time");
    (await nextInput(2)).accept("Save the policy");
    await done;
    expect(fake.messages[0]?.text).toContain("7 of its VMs did not follow: a, b, c, d, e and 2 more.");
    fake.messages[0]?.answer("Carry It Out Again");
    await expect.poll(() => executed).toEqual([["azureVmBackup.reapplyPolicy", { resourceId: policy().id }]]);
  });

  it("is saved although Azure does not say who follows, and does not ask hundreds of VMs", async () => {
    const { services } = bed({
      listPolicies: () => Promise.resolve([policy({ protectedItems: 3, plan: daily })]),
      updatePolicy: () => Promise.resolve(policy()),
      checkPolicyItems: () => Promise.reject(new Error("no")),
    });
    const unasked = bed({
      listPolicies: () => Promise.resolve([policy({ protectedItems: 101, plan: daily })]),
      updatePolicy: () => Promise.resolve(policy()),
    });
    for (const [index, one] of [services, unasked.services].entries()) {
      const done = editPolicy({ resourceId: policy().id }, one);
      (await nextInput(3 * index)).accept("Time zone");
      (await nextInput(3 * index + 1)).accept("India Standard Time");
      (await nextInput(3 * index + 2)).accept("Save the policy");
      await done;
    }
    expect(fake.messages.map(({ text }) => text.replace(/ For .*/, ""))).toEqual(
      Array.from({ length: 2 }, () => "Policy DefaultPolicy saved: Time zone: India Standard Time."),
    );
  });

  it("asks Azure nothing when nothing was changed", async () => {
    const { saved, done } = editing(3);
    (await nextInput(0)).accept("Save the policy");
    (await nextInput(1)).accept("Leave it as it is");
    await done;
    expect(saved).toEqual([]);
  });

  it("carries an unchanged policy out again, for VMs that did not follow", async () => {
    const again: string[] = [];
    const { services, announced } = bed({
      listPolicies: () => Promise.resolve([policy({ protectedItems: 3, plan: daily })]),
      reapplyPolicy: (id) => {
        again.push(id);
        return Promise.resolve();
      },
      checkPolicyItems: () => Promise.resolve([following("web-01", again.length > 0), following("web-02")]),
    });
    const done = editPolicy({ resourceId: policy().id }, services);
    (await nextInput(0)).accept("Save the policy");
    await nextInput(1);
    expect(detailOf(1, "Carry it out again")).toBe("For those that did not follow its last change: web-01.");
    (await nextInput(1)).accept("Carry it out again");
    await done;
    expect(again).toEqual([policy().id]);
    expect(fake.messages.map(({ text }) => text)).toEqual(["The policy DefaultPolicy is carried out again."]);
    expect(announced).toEqual([policy().id.toLowerCase()]);
  });

  it("never overwrites what it does not understand", async () => {
    const { services, executed } = bed({ listPolicies: () => Promise.resolve([policy({ plan: undefined })]) });
    const failure: unknown = await editPolicy({ resourceId: policy().id }, services).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      message: expect.stringContaining("settings that are not known here") as string,
      actions: [{ title: "Open in Portal" }],
    });
    expect(executed).toEqual([]);
  });

  it("fits the retention to another schedule: weekly backups keep no daily points", () => {
    const monthly = { months: 12, on: { kind: "days", days: [1], last: false } } as const;
    const plan = { ...daily, retention: { ...daily.retention, monthly } };
    const weekly = withSchedule(plan, { frequency: "Weekly", time: "01:00", days: ["Friday"] });
    expect(weekly.retention).toEqual({
      ...nothing,
      weekly: { weeks: 12, days: ["Friday"] },
      monthly: { months: 12, on: { kind: "weeks", weekdays: ["Friday"], weeks: ["First"] } },
    });
    expect(weekly.instantRestoreDays).toBe(5);
    expect(withSchedule(weekly, daily.schedule).retention.daily).toEqual({ days: 30 });
  });

  it("knows a shorter retention from a longer one", () => {
    expect(isShorter(daily, daily)).toBe(false);
    expect(isShorter({ ...daily, instantRestoreDays: 1 }, daily)).toBe(true);
    expect(isShorter({ ...daily, retention: { ...nothing, daily: { days: 31 } } }, daily)).toBe(false);
    expect(isShorter({ ...daily, retention: nothing }, daily)).toBe(true);
  });

  it("puts every kind of retention into words", () => {
    expect(
      retentionTexts({
        daily: { days: 30 },
        weekly: { weeks: 8, days: ["Sunday", "Monday"] },
        monthly: { months: 12, on: { kind: "days", days: [1, 15], last: true } },
        yearly: { years: 7, months: ["May"], on: { kind: "weeks", weekdays: ["Sunday"], weeks: ["Last"] } },
      }),
    ).toEqual({
      daily: "30 days",
      weekly: "8 weeks, of Sunday, Monday",
      monthly: "12 months, of the day 1, day 15, last day",
      yearly: "7 years, of the last Sunday of May",
    });
  });
});

describe("Show VMs of Policy", () => {
  it("lists them, those first that did not follow its last change; choosing one gives it another policy", async () => {
    const { services, executed } = bed({
      listPolicies: () => Promise.resolve([policy()]),
      checkPolicyItems: () => Promise.resolve([following("web-01"), following("web-02", false)]),
    });
    const done = showPolicyVms({ resourceId: policy().id }, services);
    const list = await nextInput(0);
    expect(list.items.map(({ label, description, detail }) => [label, description ?? detail])).toEqual([
      ["Carry the policy out again", "For those that did not follow its last change: web-02."],
      ["web-02", "Protected · did not follow the policy's last change"],
      ["web-01", "Protected"],
    ]);
    list.accept("web-01");
    await done;
    expect(executed).toEqual([["azureVmBackup.changePolicy", { resourceId: following("web-01").id }]]);
  });

  it("carries the policy out again, and tells who still does not follow", async () => {
    const again: string[] = [];
    const { services } = bed({
      listPolicies: () => Promise.resolve([policy({ protectedItems: 1 })]),
      checkPolicyItems: () => Promise.resolve([following("web-02", false)]),
      reapplyPolicy: (id) => Promise.resolve(void again.push(id)),
    });
    const done = showPolicyVms({ resourceId: policy().id }, services);
    (await nextInput(0)).accept("Carry the policy out again");
    await done;
    expect(again).toEqual([policy().id]);
    expect(fake.messages[0]?.text).toBe(
      "The policy DefaultPolicy is carried out again. 1 of its VMs did not follow: web-02.",
    );
  });

  it("asks hundreds of VMs only when somebody wants to know", async () => {
    const { services } = bed({
      listPolicies: () => Promise.resolve([policy({ protectedItems: 101 })]),
      listPolicyItems: () => Promise.resolve([itemOf(machine(), weu)]),
      checkPolicyItems: () => Promise.resolve([following("web-02", false)]),
    });
    const done = showPolicyVms({ resourceId: policy().id }, services);
    (await nextInput(0)).accept("Find those that did not follow its last change");
    const list = await nextInput(1);
    expect(list.items.map(({ label }) => label)).toEqual(["Carry the policy out again", "web-02"]);
    list.accept("web-02");
    await done;
  });

  it("says when there are none", async () => {
    const { services } = bed({
      listPolicies: () => Promise.resolve([policy()]),
      checkPolicyItems: () => Promise.resolve([]),
    });
    await expect(showPolicyVms({ resourceId: policy().id }, services)).rejects.toThrow(
      "The policy DefaultPolicy protects nothing.",
    );
  });
});

describe("Carry Out Policy Again", () => {
  it("sends the policy of a node, and refuses one that protects nothing", async () => {
    const again: string[] = [];
    let protectedItems = 0;
    const { services } = bed({
      listPolicies: () => Promise.resolve([policy({ protectedItems })]),
      checkPolicyItems: () => Promise.resolve([following("web-01")]),
      reapplyPolicy: (id) => Promise.resolve(void again.push(id)),
    });
    await expect(reapplyPolicy({ resourceId: policy().id }, services)).rejects.toThrow("protects nothing");
    protectedItems = 1;
    await reapplyPolicy({ resourceId: policy().id }, services);
    expect(again).toEqual([policy().id]);
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
      actions: [{ title: "Show VMs of Policy" }],
    });
    const done = deletePolicy({ resourceId: weu.id }, services);
    const list = await nextInput(0);
    expect(detailOf(0, "DefaultPolicy")).toContain("protects 3 VMs");
    list.escape();
    await expect(done).rejects.toBeInstanceOf(vscode.CancellationError);
  });
});
