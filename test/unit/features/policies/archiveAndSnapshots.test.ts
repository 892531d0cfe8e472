import * as vscode from "vscode";
import { beforeEach, describe, expect, it } from "vitest";
import type { PolicyPlan } from "../../../../src/azure/policies/policyPlan";
import { editPolicy } from "../../../../src/features/policies/editPolicy";
import { archiveBounds, heldToArchive } from "../../../../src/features/policies/planBounds";
import { snapshotGroupProblem } from "../../../../src/features/policies/snapshotQuestions";
import { ResourceChanges } from "../../../../src/host/resources/resourceChanges";
import { resetFakeVscode } from "../../support/fakeVscode";
import { policy } from "../support/estate";
import { fakeConnection } from "../support/fakeConnection";
import { FakeSession } from "../support/fakeSession";
import { detailOf, nextInput } from "../support/nextInput";
import { openOperations } from "../support/openOperations";
import { daily, nothing } from "../support/policyPlans";

function editing(protectedItems: number, plan: PolicyPlan = daily) {
  const saved: PolicyPlan[] = [];
  const connection = fakeConnection({
    listPolicies: () => Promise.resolve([policy({ protectedItems, plan })]),
    updatePolicy: (_id, wanted) => {
      saved.push(wanted);
      return Promise.resolve(policy());
    },
  });
  const session = new FakeSession(connection);
  const changes = new ResourceChanges();
  const services = {
    session,
    changes,
    operations: openOperations(session, changes),
    execute: () => undefined,
  };
  return { saved, done: editPolicy({ resourceId: policy().id }, services) };
}

beforeEach(resetFakeVscode);

describe("Edit Policy: the archive and the snapshots", () => {
  it("moves monthly points to the archive, as long as six months are left of them", async () => {
    const monthly = { months: 12, on: { kind: "days", days: [1], last: false } } as const;
    const { saved, done } = editing(0, { ...daily, retention: { ...daily.retention, monthly } });
    (await nextInput(0)).accept("Archive tier");
    (await nextInput(1)).accept("All that can");
    const months = await nextInput(2);
    expect(months.prompt).toContain("(3 to 6)");
    months.value = "5";
    months.accept();
    const review = await nextInput(3);
    expect(review.items.find(({ label }) => label === "Archive tier")?.description).toBe("moved after 5 months");
    review.accept("Save the policy");
    await done;
    expect(saved[0]?.archive).toEqual({ mode: "after", months: 5 });
  });

  it("says why nothing goes to the archive, and takes it back when the retention gets too short", async () => {
    const { done } = editing(0);
    const review = await nextInput(0);
    expect(detailOf(0, "Archive tier")).toContain("kept for 9 months or more");
    review.escape();
    await expect(done).rejects.toBeInstanceOf(vscode.CancellationError);
    const on = { kind: "days", days: [1], last: false } as const;
    const held = (months: number, archive: PolicyPlan["archive"]) =>
      heldToArchive({ ...daily, archive, retention: { ...nothing, monthly: { months, on } } }).archive;
    expect(held(10, { mode: "after", months: 9 })).toEqual({ mode: "after", months: 4 });
    expect(held(8, { mode: "recommended" })).toEqual({ mode: "none" });
    expect(held(8, undefined)).toBeUndefined();
    expect(archiveBounds({ ...nothing, yearly: { years: 2, months: ["May"], on } })).toEqual({ least: 3, most: 18 });
  });

  it("makes snapshots crash-consistent and names their groups; a Standard policy has no such choice", async () => {
    const { saved, done } = editing(0, { ...daily, kind: "Enhanced" });
    (await nextInput(0)).accept("Consistency of snapshots");
    (await nextInput(1)).accept("Crash-consistent only");
    (await nextInput(2)).accept("Resource groups of snapshots");
    const prefix = await nextInput(3);
    prefix.value = "rg-snap-";
    prefix.accept();
    const suffix = await nextInput(4);
    suffix.value = "-weu";
    suffix.accept();
    const review = await nextInput(5);
    expect(review.items.find(({ label }) => label === "Resource groups of snapshots")?.description).toBe(
      "rg-snap-N-weu",
    );
    review.accept("Save the policy");
    await done;
    expect(saved).toMatchObject([{ crashConsistentOnly: true, snapshotGroup: { prefix: "rg-snap-", suffix: "-weu" } }]);
    expect(snapshotGroupProblem("rg snap", "")).toContain("90 letters");
    expect(snapshotGroupProblem("rg-", "weu.")).toContain("90 letters");
    expect(snapshotGroupProblem("", "")).toBeUndefined();
  });
});
