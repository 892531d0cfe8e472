import { describe, expect, it } from "vitest";
import { AzureError } from "../../../../../src/azure/http/azureError";
import type { FleetJobs } from "../../../../../src/azure/jobs/fleetJobs";
import type { BackupJob, JobFilter } from "../../../../../src/azure/models";
import type { FollowedJob } from "../../../../../src/features/jobs/following/followedJobs";
import { Following } from "../../../../../src/features/jobs/following/following";
import { JobsMonitor } from "../../../../../src/features/jobs/list/jobsMonitor";
import { job, vault } from "../../support/estate";
import { fakeConnection } from "../../support/fakeConnection";
import { FakeSession } from "../../support/fakeSession";
import { MemoryMemento } from "../../support/memoryMemento";
import { recordingLog } from "../../../support/recordingLog";
import { FakeClock, settle } from "../fakeClock";

const backup: FollowedJob = { vaultId: vault().id, jobName: "job-1", vmName: "web-01" };

function setUp(memento = new MemoryMemento()) {
  const clock = new FakeClock();
  const state = { jobs: [] as readonly BackupJob[], failure: undefined as Error | undefined };
  /** Answers by filter, when a test sets it. */
  const bed: {
    answer?: (filter: JobFilter) => readonly BackupJob[];
    /** What Resource Graph says, where that is not what the vaults say. */
    fleet?: Partial<FleetJobs>;
  } = {};
  /** Vaults whose lists were asked for, and "fleet". */
  const asked: string[] = [];
  const filters: (JobFilter | undefined)[] = [];
  const session = new FakeSession(
    fakeConnection({
      listFleetJobs: (_subscriptions, options) => {
        asked.push("fleet");
        filters.push(options?.filter);
        const jobs = bed.answer?.(options?.filter ?? {}) ?? state.jobs;
        const failures = state.failure === undefined ? [] : [{ name: "Production", error: state.failure }];
        const found = { jobs: failures.length === 0 ? jobs : [], more: false, unasked: 0, failures };
        return Promise.resolve({ ...found, ...bed.fleet });
      },
      listJobs: (vaultId) => {
        asked.push(vaultId);
        const items = state.jobs.filter((one) => one.vaultId === vaultId);
        return state.failure === undefined
          ? Promise.resolve({ items, next: undefined })
          : Promise.reject(state.failure);
      },
      getJob: (_vaultId, name) => {
        const found = state.jobs.find((one) => one.name === name);
        return found === undefined
          ? Promise.reject(new AzureError("No such job", { kind: "notFound" }))
          : Promise.resolve(found);
      },
    }),
  );
  const ended: BackupJob[] = [];
  const { log, lines } = recordingLog();
  const following = new Following({ session, memento, now: clock.now, log, onEnded: (one) => ended.push(one) });
  const monitor = new JobsMonitor({ session, clock, log, following });
  return Object.assign(bed, { monitor, following, clock, state, asked, filters, ended, session, lines, memento });
}

async function shown(bed: ReturnType<typeof setUp>): Promise<void> {
  bed.monitor.setVisible(true);
  await settle();
}

describe("the Jobs view", () => {
  it("lists running jobs first, then the newest", async () => {
    const bed = setUp();
    bed.state.jobs = [
      job({ name: "old", status: "Completed", startTime: "2026-11-20T10:00:00.000Z" }),
      job({ name: "new", status: "Failed", startTime: "2026-11-21T10:00:00.000Z" }),
      job({ name: "runs", startTime: "2026-11-19T10:00:00.000Z" }),
    ];
    await shown(bed);
    expect(bed.monitor.known.all.map((one) => one.name)).toEqual(["runs", "new", "old"]);
  });

  it("asks nothing more once everything has ended", async () => {
    const bed = setUp();
    bed.state.jobs = [job({ status: "Completed" })];
    await shown(bed);
    expect(bed.clock.pending).toBe(0);
    expect(bed.asked).toEqual(["fleet"]);
  });

  it("asks for the list of a vault, not for each job, while something runs", async () => {
    const bed = setUp();
    bed.state.jobs = [job({ name: "a" }), job({ name: "b" })];
    await shown(bed);
    await bed.clock.advance(3_000);
    expect(bed.asked).toEqual(["fleet", vault().id, vault().id]);
  });

  it("asks less and less often while nothing changes, and soon again when something does", async () => {
    const bed = setUp();
    bed.state.jobs = [job()];
    await shown(bed);
    const waits: (number | undefined)[] = [];
    for (let turn = 0; turn < 12; turn++) {
      waits.push(bed.clock.next);
      await bed.clock.advance(bed.clock.next ?? 0);
    }
    expect(waits.slice(0, 3)).toEqual([3_000, 4_500, 6_750]);
    expect(waits.at(-1)).toBe(60_000);
    bed.state.jobs = [job({ percent: 50 })];
    await bed.clock.advance(60_000);
    expect(bed.clock.next).toBe(3_000);
  });

  it("does not ask while nobody looks", async () => {
    const bed = setUp();
    bed.state.jobs = [job()];
    await shown(bed);
    bed.monitor.setVisible(false);
    await bed.clock.advance(600_000);
    expect(bed.asked).toHaveLength(2);
  });

  it("goes on when it is looked at again", async () => {
    const bed = setUp();
    bed.state.jobs = [job()];
    await shown(bed);
    bed.monitor.setVisible(false);
    bed.monitor.setVisible(true);
    await bed.clock.advance(3_000);
    expect(bed.asked).toHaveLength(3);
  });

  it("keeps what it knows when Azure throttles, says so, and waits as long as Azure asks", async () => {
    const bed = setUp();
    bed.state.jobs = [job()];
    await shown(bed);
    bed.state.failure = new AzureError("Too many requests", { kind: "throttled", retryAfterSeconds: 90 });
    await bed.clock.advance(3_000);
    expect(bed.monitor.known.all).toHaveLength(1);
    expect(bed.monitor.known.failures[0]?.message).toContain("too many requests");
    expect(bed.clock.next).toBe(90_000);
  });

  it("has what nobody foresaw in the log, where its sentence sends the user", async () => {
    const bed = setUp();
    bed.session.azure = fakeConnection({ listFleetJobs: () => Promise.reject(new TypeError("x is undefined")) });
    await shown(bed);
    expect(bed.monitor.known.failures[0]?.message).toContain("The log");
    expect(bed.lines).toContain("error Jobs: TypeError: x is undefined");
  });

  it("forgets everything when the account changes", async () => {
    const bed = setUp();
    bed.state.jobs = [job()];
    await shown(bed);
    bed.session.state = "signedOut";
    bed.monitor.forget();
    expect(bed.monitor.known.all).toEqual([]);
    expect(bed.clock.pending).toBe(0);
  });

  it("leaves no timer behind", async () => {
    const bed = setUp();
    bed.state.jobs = [job()];
    await shown(bed);
    expect(bed.clock.pending).toBe(1);
    bed.monitor.dispose();
    expect(bed.clock.pending).toBe(0);
  });
});

describe("a followed job", () => {
  it("is awaited although nobody looks, and told of once", async () => {
    const bed = setUp();
    bed.state.jobs = [job()];
    await bed.monitor.follow(backup);
    await bed.clock.advance(3_000);
    expect(bed.ended).toEqual([]);
    bed.state.jobs = [job({ status: "Completed" })];
    await bed.clock.advance(10_000);
    expect(bed.ended.map((one) => one.status)).toEqual(["Completed"]);
    await bed.clock.advance(600_000);
    expect(bed.ended).toHaveLength(1);
    expect(bed.clock.pending).toBe(0);
  });

  it("is picked up again after a reload of the window", async () => {
    const before = setUp();
    before.state.jobs = [job()];
    await before.monitor.follow(backup);
    before.monitor.dispose();
    const after = setUp(before.memento);
    after.state.jobs = [job({ status: "Failed" })];
    await after.monitor.start();
    await after.clock.advance(0);
    expect(after.ended.map((one) => one.status)).toEqual(["Failed"]);
    const third = setUp(before.memento);
    third.state.jobs = after.state.jobs;
    await third.monitor.start();
    await third.clock.advance(600_000);
    expect(third.ended).toEqual([]);
  });

  it("waits until the account is there", async () => {
    const bed = setUp();
    bed.session.state = "signingIn";
    bed.state.jobs = [job({ status: "Completed" })];
    await bed.monitor.follow(backup);
    await bed.clock.advance(60_000);
    expect(bed.asked).toEqual([]);
    bed.session.state = "ready";
    bed.monitor.forget();
    await bed.clock.advance(0);
    expect(bed.ended).toHaveLength(1);
  });

  it("gets time to appear in Azure's list", async () => {
    const bed = setUp();
    await bed.monitor.follow(backup);
    await bed.clock.advance(60_000);
    bed.state.jobs = [job({ status: "Completed" })];
    await bed.clock.advance(60_000);
    expect(bed.ended).toHaveLength(1);
  });

  it("is given up when Azure does not know it for long", async () => {
    const bed = setUp();
    await bed.monitor.follow(backup);
    await bed.clock.advance(3_600_000);
    expect(bed.clock.pending).toBe(0);
    expect(bed.ended).toEqual([]);
  });

  it("is kept when the network is gone for a while", async () => {
    const bed = setUp();
    bed.state.failure = new AzureError("gone", { kind: "network" });
    await bed.monitor.follow(backup);
    await bed.clock.advance(60_000);
    expect(bed.ended).toEqual([]);
    bed.state.failure = undefined;
    bed.state.jobs = [job({ status: "Completed" })];
    await bed.clock.advance(600_000);
    expect(bed.ended).toHaveLength(1);
  });
});

describe("the paired region of a vault", () => {
  const region = "northeurope";
  const abroad = (changes: Partial<BackupJob> = {}): BackupJob =>
    job({ name: "away", operation: "CrossRegionRestore", region, ...changes });
  /** A vault that is restored in its paired region too, and whose list of jobs is asked for by region. */
  function paired(memento = new MemoryMemento()) {
    const bed = setUp(memento);
    const lists: { own: readonly BackupJob[]; away: readonly BackupJob[] | Error } = { own: [], away: [] };
    const asked: string[] = [];
    bed.session.azure = fakeConnection({
      listFleetJobs: () => {
        asked.push("fleet");
        const jobs = [...lists.own, ...(lists.away instanceof Error ? [] : lists.away)];
        return Promise.resolve({ jobs, more: false, unasked: 0, failures: [] });
      },
      listJobs: (_vaultId, _page, options) => {
        asked.push(options?.region ?? "own");
        const found = options?.region === region ? lists.away : lists.own;
        return found instanceof Error ? Promise.reject(found) : Promise.resolve({ items: found, next: undefined });
      },
      getJob: (_vaultId, _name, options) =>
        lists.away instanceof Error || options?.region !== region || lists.away[0] === undefined
          ? Promise.reject(new AzureError("No such job", { kind: "notFound" }))
          : Promise.resolve(lists.away[0]),
    });
    return { ...bed, lists, asked };
  }

  it("has its jobs among the others, asked for while they run", async () => {
    const bed = paired();
    bed.lists.own = [job({ status: "Completed" })];
    bed.lists.away = [abroad()];
    await shown(bed);
    expect(bed.monitor.known.all.map(({ name }) => name)).toEqual(["away", "job-1"]);
    expect(bed.asked).toEqual(["fleet", region]);
    await bed.clock.advance(3_000);
    expect(bed.asked).toEqual(["fleet", region, region]);
  });

  it("has followed jobs told of once, also after a reload of the window", async () => {
    const before = paired();
    before.lists.away = [abroad()];
    await before.monitor.follow({ vaultId: vault().id, jobName: "away", vmName: "web-01", region });
    before.monitor.dispose();
    const after = paired(before.memento);
    after.lists.away = [abroad({ status: "Completed" })];
    await after.monitor.start();
    await after.clock.advance(0);
    expect(after.ended.map(({ name, status }) => [name, status])).toEqual([["away", "Completed"]]);
    expect(after.asked).toEqual([region]);
    await after.clock.advance(600_000);
    expect(after.ended).toHaveLength(1);
  });

  it("is passed over in silence by who may not look there, and named when it fails otherwise", async () => {
    const bed = paired();
    bed.lists.away = new AzureError("no", { kind: "forbidden" });
    await bed.monitor.follow({ vaultId: vault().id, jobName: "away", vmName: "web-01", region });
    await bed.clock.advance(3_000);
    expect(bed.asked).toEqual([region]);
    expect(bed.monitor.known.failures).toEqual([]);
    bed.lists.away = new AzureError("Something broke.", { kind: "server" });
    await bed.clock.advance(60_000);
    expect(bed.monitor.known.failures.map(({ name }) => name)).toEqual(["vault-weu (northeurope)"]);
  });
});

describe("a change that is waited for", () => {
  const change = { vaultId: vault().id, vmName: "web-01", vmId: "/vm", operation: "DeleteBackupData" };
  const jobOfIt = job({ name: "deletion", operation: "DeleteBackupData", startTime: "2026-11-22T10:00:01.000Z" });

  it("is told by who waits for it, and forgotten then", async () => {
    const bed = setUp();
    await expect(bed.following.during(change, () => Promise.resolve("done"))).resolves.toBe("done");
    await expect(bed.following.during(change, () => Promise.reject(new Error("refused")))).rejects.toThrow("refused");
    expect(bed.memento.keys()).toEqual([]);
  });

  it("is told once after a reload of the window: its job is looked for, and followed to its end", async () => {
    const before = setUp();
    void before.following.during(change, () => new Promise<never>(() => undefined));
    await settle();
    const bed = setUp(before.memento);
    bed.state.jobs = [
      job({
        name: "earlier",
        operation: "DeleteBackupData",
        startTime: "2026-11-22T08:00:00.000Z",
        status: "Completed",
      }),
      job({ name: "other", operation: "DeleteBackupData", vmName: "web-02", startTime: jobOfIt.startTime }),
      jobOfIt,
    ];
    await bed.monitor.start();
    await bed.clock.advance(0);
    expect(bed.ended).toEqual([]);
    bed.state.jobs = [{ ...jobOfIt, status: "Completed" }];
    await bed.clock.advance(10_000);
    expect(bed.ended.map((one) => one.name)).toEqual(["deletion"]);
    await bed.clock.advance(600_000);
    expect(bed.ended).toHaveLength(1);
    expect(bed.memento.keys()).toEqual([]);
    expect(bed.clock.pending).toBe(0);
  });

  it("whose job Azure never lists is forgotten after a while", async () => {
    const before = setUp();
    void before.following.during(change, () => new Promise<never>(() => undefined));
    await settle();
    const bed = setUp(before.memento);
    await bed.monitor.start();
    await bed.clock.advance(20 * 60_000);
    expect(bed.ended).toEqual([]);
    expect(bed.memento.keys()).toEqual([]);
    expect(bed.clock.pending).toBe(0);
  });
});

describe("a filter of the jobs", () => {
  it("has Azure find older ones; the recent ones stay known, to be cancelled and followed", async () => {
    const bed = setUp();
    const running = job({ name: "runs" });
    const old = job({ name: "old", status: "Failed", startTime: "2026-10-01T10:00:00.000Z" });
    bed.answer = ({ status }) => (status === undefined ? [running] : [old]);
    bed.state.jobs = [running];
    await bed.monitor.filter({ status: "Failed" });
    expect(bed.filters).toEqual([{}, { status: "Failed" }]);
    expect(bed.monitor.known.all.map(({ name }) => name)).toEqual(["runs"]);
    expect(bed.monitor.known.found.map(({ name }) => name)).toEqual(["runs", "old"]);
    await bed.monitor.filter(undefined);
    expect(bed.monitor.known.found.map(({ name }) => name)).toEqual(["runs"]);
  });
});

describe("a fleet of vaults", () => {
  const vaults = Array.from({ length: 500 }, (_, index) => vault({ name: `vault-${index}` }));
  const newest = job({
    name: "new",
    vaultId: vaults[7]?.id ?? "",
    vmName: "app-01",
    startTime: "2026-11-22T10:00:01.000Z",
  });

  it("is one question, however many vaults have jobs", async () => {
    const bed = setUp();
    bed.state.jobs = vaults.map(({ id }, index) => job({ name: `job-${index}`, vaultId: id, status: "Completed" }));
    await shown(bed);
    expect(bed.asked).toEqual(["fleet"]);
    expect(bed.monitor.known.all).toHaveLength(500);
  });

  it("tells how running jobs go on as a whole, twice a minute at most, where many vaults have some", async () => {
    const bed = setUp();
    bed.state.jobs = vaults.map(({ id }, index) => job({ name: `job-${index}`, vaultId: id }));
    await shown(bed);
    await bed.clock.advance(29_999);
    expect(bed.asked).toEqual(["fleet"]);
    await bed.clock.advance(1);
    expect(bed.asked).toEqual(["fleet", "fleet"]);
    bed.state.jobs = bed.state.jobs.map((one) => ({ ...one, status: "Completed" }));
    await bed.clock.advance(60_000);
    expect(bed.monitor.known.all.every(({ status }) => status === "Completed")).toBe(true);
    expect(bed.clock.pending).toBe(0);
  });

  it("has a followed job asked of its vault, whatever else runs", async () => {
    const bed = setUp();
    bed.state.jobs = vaults.map(({ id }, index) => job({ name: `job-${index}`, vaultId: id }));
    const [first] = vaults;
    await bed.monitor.follow({ vaultId: first?.id ?? "", jobName: "job-0", vmName: "web-01" });
    await shown(bed);
    await bed.clock.advance(3_000);
    expect(bed.asked).toEqual(["fleet", first?.id, first?.id]);
  });

  it("shows a job that has just begun before Resource Graph knows of it", async () => {
    const bed = setUp();
    bed.fleet = { jobs: [] };
    bed.state.jobs = [newest];
    bed.monitor.touch({ vaultId: newest.vaultId });
    await shown(bed);
    expect(bed.monitor.known.all.map(({ name }) => name)).toEqual(["new"]);
  });

  it("asks a vault that was changed itself only as long as Resource Graph may not know", async () => {
    const bed = setUp();
    bed.monitor.touch({ vaultId: newest.vaultId });
    await bed.clock.advance(10 * 60_000);
    await bed.monitor.refresh();
    await bed.clock.advance(1);
    await bed.monitor.refresh();
    expect(bed.asked).toEqual(["fleet", newest.vaultId, "fleet"]);
  });

  it("does not take a job back that its vault says has ended", async () => {
    const bed = setUp();
    bed.state.jobs = [newest];
    await shown(bed);
    bed.fleet = { jobs: [newest] };
    bed.state.jobs = [{ ...newest, status: "Completed" }];
    await bed.clock.advance(3_000);
    expect(bed.monitor.known.all.map(({ status }) => status)).toEqual(["Completed"]);
    await bed.monitor.refresh();
    expect(bed.monitor.known.all.map(({ status }) => status)).toEqual(["Completed"]);
  });

  it("takes the end of a job that its vault was asked for earlier", async () => {
    const bed = setUp();
    bed.state.jobs = [newest];
    await shown(bed);
    bed.monitor.setVisible(false);
    bed.fleet = { jobs: [{ ...newest, status: "Failed" }] };
    await bed.monitor.refresh();
    expect(bed.monitor.known.all.map(({ status }) => status)).toEqual(["Failed"]);
  });

  it("asks the vault itself whose jobs are shown", async () => {
    const bed = setUp();
    bed.monitor.look(newest.vaultId);
    await shown(bed);
    expect(bed.asked).toEqual(["fleet", newest.vaultId]);
  });

  it("keeps what is known when nobody answers, and says why", async () => {
    const bed = setUp();
    bed.state.jobs = [job({ status: "Completed" })];
    await shown(bed);
    bed.state.failure = new AzureError("Something broke.", { kind: "server" });
    await bed.monitor.refresh();
    expect(bed.monitor.known.all).toHaveLength(1);
    expect(bed.monitor.known.failures).toMatchObject([{ name: "Production" }]);
  });

  it("says what is left out", async () => {
    const bed = setUp();
    bed.fleet = { more: true, unasked: 34 };
    await shown(bed);
    expect(bed.monitor.known.leftOut).toMatchObject({ more: true, unasked: 34 });
  });
});
