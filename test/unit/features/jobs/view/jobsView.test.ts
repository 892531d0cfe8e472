import { beforeEach, describe, expect, it } from "vitest";
import type { FleetJobs } from "../../../../../src/azure/jobs/fleetJobs";
import { Following } from "../../../../../src/features/jobs/following/following";
import { JobsMonitor } from "../../../../../src/features/jobs/list/jobsMonitor";
import { JobsTree } from "../../../../../src/features/jobs/view/jobsTree";
import { JobsView } from "../../../../../src/features/jobs/view/jobsView";
import { fake, resetFakeVscode } from "../../../support/fakeVscode";
import { recordingLog } from "../../../support/recordingLog";
import { job, vault } from "../../support/estate";
import { fakeConnection, onlyPage } from "../../support/fakeConnection";
import { FakeSession } from "../../support/fakeSession";
import { MemoryMemento } from "../../support/memoryMemento";
import { nextInput } from "../../support/nextInput";
import { FakeClock } from "../fakeClock";

function setUp(answer: Partial<FleetJobs>) {
  const clock = new FakeClock();
  const asked: (string | undefined)[] = [];
  const session = new FakeSession(
    fakeConnection({
      listFleetJobs: (_subscriptions, options) => {
        asked.push(options?.vaultId);
        return Promise.resolve({ jobs: [], more: false, unasked: 0, failures: [], ...answer });
      },
      listJobs: onlyPage([]),
    }),
  );
  const { log } = recordingLog();
  const memento = new MemoryMemento();
  const following = new Following({ session, memento, now: clock.now, log, onEnded: () => undefined });
  const monitor = new JobsMonitor({ session, clock, log, following });
  const view = new JobsView(monitor, clock);
  const badge = () => fake.treeViews.get("azureVmBackup.jobs")?.badge;
  return { monitor, view, clock, asked, badge };
}

const failed = [
  job({ name: "a", status: "Failed", startTime: "2026-11-22T08:00:00.000Z", endTime: "2026-11-22T09:00:00.000Z" }),
  job({ name: "b", status: "Failed", startTime: "2026-11-21T11:00:00.000Z" }),
  job({ name: "old", status: "Failed", startTime: "2026-11-20T11:00:00.000Z" }),
  job({ name: "well", status: "Completed" }),
];

beforeEach(resetFakeVscode);

describe("the Jobs view's icon", () => {
  it("has the number of jobs that failed in the last day, without a further question", async () => {
    const { monitor, badge, asked } = setUp({ jobs: failed });
    expect(badge()).toBeUndefined();
    await monitor.refresh();
    expect(badge()).toEqual({ value: 2, tooltip: "2 jobs failed in the last 24 hours" });
    expect(asked).toHaveLength(1);
  });

  it("does not claim that these are all where only a part of the jobs is known", async () => {
    const { monitor, badge } = setUp({ jobs: failed, more: true });
    await monitor.refresh();
    expect(badge()?.tooltip).toBe("At least 2 jobs failed in the last 24 hours");
  });

  it("has nothing when nothing failed, or when nobody is signed in any more", async () => {
    const { monitor, badge } = setUp({ jobs: failed });
    await monitor.refresh();
    monitor.forget();
    expect(badge()).toBeUndefined();
  });
});

describe("the Jobs view", () => {
  it("says that Azure is being asked as long as it cannot know that there are no jobs", async () => {
    const { monitor, clock } = setUp({ jobs: [] });
    const tree = new JobsTree(monitor, clock);
    const labels = () => tree.getChildren().map((node) => tree.getTreeItem(node).label);
    expect(labels()).toEqual([]);
    const read = monitor.refresh();
    expect(labels()).toEqual(["Asking Azure for jobs…"]);
    await read;
    expect(labels()).toEqual([]);
  });

  it("forgets the vault and the filter when nobody is signed in any more", async () => {
    const { view, asked } = setUp({ jobs: failed });
    const { id, name } = vault();
    await view.show({ vaultId: id });
    const description = (): string | undefined => fake.treeViews.get("azureVmBackup.jobs")?.description;
    expect(description()).toBe(name);
    await view.reset();
    expect(description()).toBe("");
    expect(asked).toEqual([id, undefined]);
  });

  it("says below the jobs what is left out", async () => {
    const { monitor, clock } = setUp({ jobs: failed.slice(0, 1), more: true, unasked: 34 });
    const tree = new JobsTree(monitor, clock);
    await monitor.refresh();
    expect(tree.getChildren().map((node) => tree.getTreeItem(node).label)).toEqual([
      "Backup · web-01",
      "Older jobs are left out: filter the jobs to find them.",
      "Restores in the paired regions of 34 vaults are left out: show the jobs of one.",
    ]);
  });

  it("tells jobs of one VM apart by when they began, also to screen readers", async () => {
    const { monitor, clock } = setUp({ jobs: failed.slice(0, 3) });
    const tree = new JobsTree(monitor, clock);
    await monitor.refresh();
    const items = tree.getChildren().map((node) => tree.getTreeItem(node));
    expect(new Set(items.map(({ description }) => description)).size).toBe(3);
    expect(new Set(items.map(({ accessibilityInformation }) => accessibilityInformation?.label)).size).toBe(3);
  });

  it("does not say that there are no jobs where the filter hides them", async () => {
    const { monitor, clock } = setUp({ jobs: failed });
    const tree = new JobsTree(monitor, clock);
    const labels = () => tree.getChildren().map((node) => tree.getTreeItem(node).label);
    tree.narrow({ status: "InProgress" });
    expect(labels()).toEqual([]);
    await monitor.refresh();
    expect(labels()).toEqual(["No jobs match the filter."]);
    tree.narrow({});
    expect(labels()).toHaveLength(failed.length);
  });

  it("shows the jobs of all vaults again when all jobs are asked for", async () => {
    const { view, asked } = setUp({ jobs: failed });
    await view.show({ vaultId: vault().id });
    const done = view.askFilter();
    (await nextInput(0)).accept("Show all jobs");
    await done;
    expect(asked).toEqual([vault().id, undefined]);
    expect(fake.treeViews.get("azureVmBackup.jobs")?.description).toBe("");
  });

  it("asks for the paired region of the vault that it shows", async () => {
    const { view, asked } = setUp({});
    await view.show({ vaultId: vault().id });
    expect(asked).toEqual([vault().id]);
  });
});
