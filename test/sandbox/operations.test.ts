import { describe, expect, it } from "vitest";
import type { PolicyPlan } from "../../src/azure/policies/policyPlan";
import { found, useWorld } from "./openSandbox";

const world = useWorld();
const production = "Larkmoor Production";

async function itemOf(vmName: string, subscription = production) {
  return world().item(await world().subscription(subscription), vmName);
}

async function vaultOf(name: string, subscription = production) {
  return world().vault(await world().subscription(subscription), name);
}

function writes(): readonly string[] {
  return world().sandbox.requests.filter((one) => !one.startsWith("GET ") && !one.includes("Microsoft.ResourceGraph"));
}

describe("stopping and keeping the data", () => {
  it("stops the VM's backups, keeps its recovery points, and names the job", async () => {
    const item = await itemOf("shop-web-01");
    const points = await world().connection.listRecoveryPoints(item.id);
    const { jobName } = await world().connection.stopKeepingData(item.id);
    expect(await world().connection.getJob(item.vaultId, jobName ?? "")).toMatchObject({
      operation: "DisableBackup",
      status: "Completed",
    });
    expect((await world().connection.getItem(item.id)).state).toEqual({ kind: "stopped" });
    expect((await world().connection.getVirtualMachine(item.vmId)).protection).toEqual({ kind: "stopped" });
    expect(await world().connection.listRecoveryPoints(item.id)).toEqual(points);
  });

  it("sends nothing when it is stopped already", async () => {
    const item = await itemOf("shop-legacy-01");
    expect(await world().connection.stopKeepingData(item.id)).toEqual({ jobName: undefined });
    expect(writes()).toEqual([]);
  });

  it("is refused for data that is deleted already", async () => {
    const item = await itemOf("arc-tape-01");
    await expect(world().connection.stopKeepingData(item.id)).rejects.toMatchObject({ kind: "conflict" });
    expect(writes()).toEqual([]);
  });

  it("is not sent twice when the answer is lost and the job has ended meanwhile", async () => {
    const item = await itemOf("shop-web-01");
    world().cut("PUT", "/protectedItems/", "afterAccepted");
    world().duringWait = () => world().pass(60);
    await world().connection.stopKeepingData(item.id);
    expect(writes().filter((one) => one.startsWith("PUT"))).toHaveLength(1);
    expect((await world().connection.getItem(item.id)).state).toEqual({ kind: "stopped" });
  });

  it("is sent again when it never arrived", async () => {
    const item = await itemOf("shop-web-01");
    world().cut("PUT", "/protectedItems/", "before");
    await world().connection.stopKeepingData(item.id);
    expect((await world().connection.getItem(item.id)).state).toEqual({ kind: "stopped" });
  });

  it("needs the right to", async () => {
    const item = await itemOf("fleet-gps-01", "Bramwick Freight (read only)");
    await expect(world().connection.stopKeepingData(item.id)).rejects.toMatchObject({ kind: "forbidden" });
  });

  it("when cancelled, stops waiting; Azure goes on", async () => {
    const item = await itemOf("shop-web-01");
    const cancel = new AbortController();
    world().duringWait = () => cancel.abort();
    await expect(world().connection.stopKeepingData(item.id, { signal: cancel.signal })).rejects.toMatchObject({
      name: "AbortError",
    });
    world().duringWait = () => undefined;
    world().pass(60);
    expect((await world().connection.getItem(item.id)).state).toEqual({ kind: "stopped" });
  });
});

describe("stopping and deleting the data", () => {
  it("soft-deletes the item, until a day that Azure says; undeleting brings it back stopped, with its points", async () => {
    const item = await itemOf("shop-web-01");
    const points = await world().connection.listRecoveryPoints(item.id);
    await world().connection.stopDeletingData(item.id);
    expect((await world().connection.getItem(item.id)).state).toEqual({
      kind: "softDeleted",
      until: expect.stringMatching(/^2026-03-16T/) as string,
    });
    const { jobName } = await world().connection.undelete(item.id);
    expect(await world().connection.getJob(item.vaultId, jobName ?? "")).toMatchObject({ operation: "Undelete" });
    expect((await world().connection.getItem(item.id)).state).toEqual({ kind: "stopped" });
    expect(await world().connection.listRecoveryPoints(item.id)).toEqual(points);
  });

  it("works for a stopped item, and sends nothing for a deleted one", async () => {
    const stopped = await itemOf("shop-legacy-01");
    await world().connection.stopDeletingData(stopped.id);
    const sent = writes().length;
    expect(await world().connection.stopDeletingData(stopped.id)).toEqual({ jobName: undefined });
    expect(writes()).toHaveLength(sent);
  });

  it("is not sent twice when the answer is lost and the job has ended meanwhile", async () => {
    const item = await itemOf("shop-web-01");
    world().cut("DELETE", "/protectedItems/", "afterAccepted");
    world().duringWait = () => world().pass(120);
    await world().connection.stopDeletingData(item.id);
    expect(writes().filter((one) => one.startsWith("DELETE"))).toHaveLength(1);
    expect((await world().connection.getItem(item.id)).state).toMatchObject({ kind: "softDeleted" });
  });

  it("waits as Azure asks when throttled", async () => {
    const item = await itemOf("shop-web-01");
    world().refuse("/protectedItems/", 429, "TooManyRequests", { method: "DELETE", headers: { "retry-after": "7" } });
    await world().connection.stopDeletingData(item.id);
    expect(world().waits).toContain(7);
  });
});

describe("undeleting", () => {
  it("sends nothing for an item that is not deleted", async () => {
    const item = await itemOf("shop-web-01");
    expect(await world().connection.undelete(item.id)).toEqual({ jobName: undefined });
    expect(writes()).toEqual([]);
  });

  it("is not found when the data is gone for good", async () => {
    const item = await itemOf("shop-web-01");
    await world().connection.stopDeletingData(item.id);
    world().pass(15 * 86_400);
    await expect(world().connection.undelete(item.id)).rejects.toMatchObject({ kind: "notFound" });
  });
});

describe("cancelling a job", () => {
  it("ends a backup that runs", async () => {
    const item = await itemOf("shop-web-01");
    const { vaultId, jobName } = await world().connection.backUpNow(item.id, new Date("2026-04-01T00:00:00Z"));
    expect((await world().connection.getJob(vaultId, jobName)).cancellable).toBe(true);
    const job = await world().connection.cancelJob(vaultId, jobName);
    expect(["Cancelling", "Cancelled"]).toContain(job.status);
    world().pass(60);
    expect((await world().connection.getJob(vaultId, jobName)).status).toBe("Cancelled");
  });

  it("sends nothing for a job that has ended, or that is being cancelled", async () => {
    const item = await itemOf("shop-web-01");
    const { vaultId, jobName } = await world().connection.backUpNow(item.id, new Date("2026-04-01T00:00:00Z"));
    await world().connection.cancelJob(vaultId, jobName);
    expect(world().count("POST", "/cancel")).toBe(1);
    await world().connection.cancelJob(vaultId, jobName);
    world().pass(60);
    await world().connection.cancelJob(vaultId, jobName);
    expect(world().count("POST", "/cancel")).toBe(1);
  });

  it.each([
    ["afterAccepted", 1],
    ["before", 2],
  ] as const)("over a connection that breaks (%s) asks once", async (when, requests) => {
    const item = await itemOf("shop-web-01");
    const { vaultId, jobName } = await world().connection.backUpNow(item.id, new Date("2026-04-01T00:00:00Z"));
    world().cut("POST", "/cancel", when);
    const job = await world().connection.cancelJob(vaultId, jobName);
    expect(["Cancelling", "Cancelled"]).toContain(job.status);
    expect(world().count("POST", "/cancel")).toBe(requests);
  });

  it("is not sent for a job that Azure does not let anybody cancel", async () => {
    const item = await itemOf("shop-web-01");
    const stop = new AbortController();
    world().duringWait = () => stop.abort();
    await world()
      .connection.stopDeletingData(item.id, { signal: stop.signal })
      .catch(() => undefined);
    const { items } = await world().connection.listJobs(item.vaultId);
    const running = items.find((job) => job.operation === "DeleteBackupData" && job.status === "InProgress");
    expect(running?.cancellable).toBe(false);
    await expect(world().connection.cancelJob(item.vaultId, running?.name ?? "")).rejects.toMatchObject({
      kind: "invalid",
      code: "JobNotCancellable",
    });
    expect(world().count("POST", "/cancel")).toBe(0);
  });
});

describe("a vault's guards", () => {
  it("are read; a vault that never was immutable is not", async () => {
    const vault = await vaultOf("rsv-larkmoor-weu");
    expect(await world().connection.getVaultSecurity(vault.id)).toMatchObject({
      softDelete: "Enabled",
      softDeleteDays: 14,
      immutability: "Disabled",
      multiUserAuthorization: "Disabled",
      crossSubscriptionRestore: "Enabled",
      publicNetworkAccess: "Enabled",
    });
  });
});

describe("deleting a vault", () => {
  it("that has items: says which are active and which soft-deleted", async () => {
    const vault = await vaultOf("rsv-archive-uks");
    const obstacles = await world().connection.listVaultObstacles(vault.id);
    expect(obstacles).toEqual([
      { kind: "softDeletedItems", names: ["arc-tape-01"], until: expect.stringMatching(/^2026-03-/) as string },
    ]);
    const other = await vaultOf("rsv-larkmoor-neu");
    expect(await world().connection.listVaultObstacles(other.id)).toEqual([
      { kind: "activeItems", names: ["wh-scan-01", "wh-scan-02", "wh-files-01"], until: undefined },
    ]);
    await expect(world().connection.deleteVault(other.id)).rejects.toMatchObject({
      kind: "invalid",
      code: expect.stringMatching(/^ServiceResourceNotEmpty/) as string,
    });
  });

  it("that is empty: waits until it is gone from Azure and from the list; once more is no failure", async () => {
    const owner = await world().subscription(production);
    const vault = await world().connection.createVault({
      subscription: owner,
      resourceGroup: (await vaultOf("rsv-larkmoor-weu")).resourceGroup,
      name: "rsv-for-a-day",
      location: "westeurope",
      redundancy: "LocallyRedundant",
    });
    expect(await world().connection.listVaultObstacles(vault.id)).toEqual([]);
    await world().connection.deleteVault(vault.id);
    await expect(world().connection.getVault(vault.id)).rejects.toMatchObject({ kind: "notFound" });
    expect((await world().connection.listVaults(owner)).items.map(({ name }) => name)).not.toContain("rsv-for-a-day");
    await expect(world().connection.deleteVault(vault.id)).resolves.toBeUndefined();
  });
});

describe("making a policy", () => {
  const nothing = { daily: undefined, weekly: undefined, monthly: undefined, yearly: undefined };
  const daily: PolicyPlan = {
    kind: "Standard",
    schedule: { frequency: "Daily", time: "01:30" },
    timeZone: "UTC",
    instantRestoreDays: 3,
    retention: { ...nothing, daily: { days: 45 } },
  };
  const weekly = { ...nothing, weekly: { weeks: 12, days: ["Monday", "Thursday"] } } as const;
  const everything: PolicyPlan = {
    kind: "Enhanced",
    schedule: { frequency: "Hourly", time: "06:00", everyHours: 6, windowHours: 12 },
    timeZone: "W. Europe Standard Time",
    instantRestoreDays: 7,
    retention: {
      daily: { days: 30 },
      weekly: { weeks: 8, days: ["Sunday"] },
      monthly: { months: 24, on: { kind: "days", days: [1, 15], last: true } },
      yearly: {
        years: 7,
        months: ["January", "July"],
        on: { kind: "weeks", weekdays: ["Sunday"], weeks: ["First", "Last"] },
      },
    },
  };

  it("Standard and daily", async () => {
    const vault = await vaultOf("rsv-larkmoor-weu");
    await world().connection.createPolicy({ vaultId: vault.id, name: "daily-0130-45d", plan: daily });
    expect(
      (await world().connection.listPolicies(vault.id)).find(({ name }) => name === "daily-0130-45d"),
    ).toMatchObject({
      kind: "Standard",
      schedule: { frequency: "Daily", time: "01:30", everyHours: undefined },
      dailyRetentionDays: 45,
      instantRestoreDays: 3,
      protectedItems: 0,
    });
  });

  it.each<[string, PolicyPlan]>([
    [
      "Standard and weekly",
      {
        ...daily,
        instantRestoreDays: 5,
        schedule: { frequency: "Weekly", time: "06:00", days: weekly.weekly.days },
        retention: weekly,
      },
    ],
    ["Enhanced and daily", { ...daily, kind: "Enhanced" }],
    [
      "Enhanced and weekly",
      {
        ...daily,
        kind: "Enhanced",
        schedule: { frequency: "Weekly", time: "06:00", days: ["Sunday"] },
        retention: weekly,
      },
    ],
    ["Enhanced, hourly, of another time zone, with points of all kinds", everything],
    ["moved to the archive when recommended", { ...everything, archive: { mode: "recommended" } }],
    ["moved to the archive after some months", { ...everything, archive: { mode: "after", months: 6 } }],
    ["kept from the archive", { ...daily, archive: { mode: "none" } }],
    ["crash-consistent without an agent", { ...everything, crashConsistentOnly: true }],
    ["with groups of snapshots of its own", { ...daily, snapshotGroup: { prefix: "rg-snap-", suffix: "-weu" } }],
    ["with a prefix only", { ...daily, snapshotGroup: { prefix: "rg-snap-", suffix: undefined } }],
  ])("%s: Azure has it as it was planned", async (_words, plan) => {
    const vault = await vaultOf("rsv-larkmoor-weu");
    const made = await world().connection.createPolicy({ vaultId: vault.id, name: "made-here", plan });
    expect(made.plan).toEqual(plan);
    expect(found(await world().connection.listPolicies(vault.id), "made-here").plan).toEqual(plan);
  });

  it("leaves one of that name alone, whatever its case", async () => {
    const vault = await vaultOf("rsv-larkmoor-weu");
    await expect(
      world().connection.createPolicy({ vaultId: vault.id, name: "DAILY-2230-30D", plan: daily }),
    ).rejects.toMatchObject({ kind: "conflict" });
    expect(writes()).toEqual([]);
  });
});

describe("changing a policy", () => {
  it("changes what the plan says, keeps the rest, and counts the VMs that it affects", async () => {
    const vault = await vaultOf("rsv-larkmoor-weu");
    const before = found(await world().connection.listPolicies(vault.id), "daily-2230-30d");
    const plan = before.plan;
    if (plan === undefined) {
      throw new Error("the policy has no plan");
    }
    const wanted: PolicyPlan = {
      ...plan,
      timeZone: "Tokyo Standard Time",
      retention: { ...plan.retention, daily: { days: 60 } },
    };
    const after = await world().connection.updatePolicy(before.id, wanted);
    expect(after.plan).toEqual(wanted);
    expect(after.protectedItems).toBe(before.protectedItems);
    expect(after.schedule).toEqual({ ...before.schedule, timeZone: "Tokyo Standard Time" });
    const items = await world().connection.listPolicyItems(before.id);
    expect(items).toHaveLength(before.protectedItems);
    expect(items.every((item) => item.policyName === "daily-2230-30d")).toBe(true);
  });

  it("tells which VMs did not follow the last change, until the policy is carried out again", async () => {
    const { connection } = world();
    const vault = await vaultOf("rsv-larkmoor-weu");
    const { id } = found(await connection.listPolicies(vault.id), "daily-2230-30d");
    const behind = async (): Promise<readonly string[]> =>
      (await connection.checkPolicyItems(id)).flatMap((item) => (item.followsPolicy === false ? [item.vmName] : []));
    expect(await behind()).toEqual(["shop-cache-01"]);
    expect((await connection.listPolicyItems(id)).every((item) => item.followsPolicy === undefined)).toBe(true);
    await connection.reapplyPolicy(id);
    expect(await behind()).toEqual([]);
  });

  it("keeps what a plan is silent about, and takes back what it says no longer", async () => {
    const { sandbox, connection } = world();
    const vault = await vaultOf("rsv-larkmoor-weu");
    const policyId = `${vault.id}/backupPolicies/grown`;
    const send = async (method: string, properties?: object): Promise<unknown> => {
      const answer = await fetch(`${sandbox.url}${policyId}?api-version=2023-06-01`, {
        method,
        headers: { authorization: `Bearer ${sandbox.token}`, "content-type": "application/json" },
        ...(properties === undefined ? {} : { body: JSON.stringify({ properties }) }),
      });
      expect(answer.status).toBe(200);
      return answer.json();
    };
    const time = "2026-01-10T22:00:00Z";
    await send("PUT", {
      backupManagementType: "AzureIaasVM",
      policyType: "V2",
      schedulePolicy: {
        schedulePolicyType: "SimpleSchedulePolicyV2",
        scheduleRunFrequency: "Daily",
        dailySchedule: { scheduleRunTimes: [time] },
      },
      retentionPolicy: {
        retentionPolicyType: "LongTermRetentionPolicy",
        dailySchedule: { retentionTimes: [time], retentionDuration: { count: 30, durationType: "Days" } },
      },
      instantRPDetails: { azureBackupRGNamePrefix: "rg-snap-" },
      tieringPolicy: { ArchivedRP: { tieringMode: "DoNotTier", duration: 0, durationType: "Invalid" } },
      snapshotConsistencyType: "OnlyCrashConsistent",
      timeZone: "UTC",
    });
    const plan = found(await connection.listPolicies(vault.id), "grown").plan;
    expect(plan).toMatchObject({
      archive: { mode: "none" },
      crashConsistentOnly: true,
      snapshotGroup: { prefix: "rg-snap-" },
    });
    if (plan === undefined) {
      throw new Error("the policy has no plan");
    }
    await connection.updatePolicy(policyId, {
      ...plan,
      archive: undefined,
      crashConsistentOnly: undefined,
      snapshotGroup: undefined,
      retention: { ...plan.retention, daily: { days: 60 } },
    });
    const after = await send("GET");
    expect(after).toMatchObject({
      properties: {
        retentionPolicy: { dailySchedule: { retentionDuration: { count: 60 } } },
        tieringPolicy: { ArchivedRP: { tieringMode: "DoNotTier" } },
      },
    });
    expect(after).not.toHaveProperty("properties.snapshotConsistencyType");
    expect(after).not.toHaveProperty("properties.instantRPDetails.azureBackupRGNamePrefix");
  });

  it("is carried out again as it is", async () => {
    const { connection } = world();
    const vault = await vaultOf("rsv-larkmoor-weu");
    const before = found(await connection.listPolicies(vault.id), "daily-2230-30d");
    await connection.reapplyPolicy(before.id);
    expect(writes()).toHaveLength(1);
    expect(found(await connection.listPolicies(vault.id), "daily-2230-30d")).toEqual(before);
  });

  it("is left alone when somebody else has changed it since it was seen, and told from one that is as it was", async () => {
    const vault = await vaultOf("rsv-larkmoor-weu");
    const { id, plan: seen } = found(await world().connection.listPolicies(vault.id), "daily-2230-30d");
    if (seen === undefined) {
      throw new Error("the policy has no plan");
    }
    const theirs: PolicyPlan = { ...seen, timeZone: "Tokyo Standard Time" };
    const mine: PolicyPlan = { ...seen, instantRestoreDays: 5 };
    expect((await world().connection.updatePolicy(id, theirs, { seen })).plan).toEqual(theirs);
    await expect(world().connection.updatePolicy(id, mine, { seen })).rejects.toMatchObject({
      kind: "conflict",
      code: "PolicyChangedMeanwhile",
      message: "Somebody else has changed the policy 'daily-2230-30d' in the meantime; nothing was saved.",
    });
    expect(found(await world().connection.listPolicies(vault.id), "daily-2230-30d").plan).toEqual(theirs);
  });

  it.each(["DefaultPolicy", "EnhancedPolicy", "weekly-sunday-52w"])(
    "is %s still when nobody has changed it",
    async (name) => {
      const { items } = await world().connection.listVaults(await world().subscription(production));
      const policies = await Promise.all(items.map(({ id }) => world().connection.listPolicies(id)));
      const { id, plan } = found(policies.flat(), name);
      if (plan === undefined) {
        throw new Error("the policy has no plan");
      }
      await expect(world().connection.updatePolicy(id, plan, { seen: plan })).resolves.toMatchObject({ plan });
    },
  );

  it("needs the policy", async () => {
    const vault = await vaultOf("rsv-larkmoor-weu");
    const [policy] = await world().connection.listPolicies(vault.id);
    const plan = policy?.plan;
    if (plan === undefined) {
      throw new Error("the policy has no plan");
    }
    await expect(
      world().connection.updatePolicy(`${vault.id}/backupPolicies/no-such-policy`, plan),
    ).rejects.toMatchObject({ kind: "notFound" });
    expect(writes()).toEqual([]);
  });
});

describe("deleting a policy", () => {
  it("that protects nothing; once more is no failure", async () => {
    const vault = await vaultOf("rsv-larkmoor-weu");
    const policyId = `${vault.id}/backupPolicies/daily-hr-gold`;
    await world().connection.deletePolicy(policyId);
    expect((await world().connection.listPolicies(vault.id)).map(({ name }) => name)).not.toContain("daily-hr-gold");
    await expect(world().connection.deletePolicy(policyId)).resolves.toBeUndefined();
  });

  it("that protects something is refused with Azure's reason, and stays", async () => {
    const vault = await vaultOf("rsv-larkmoor-weu");
    const policyId = `${vault.id}/backupPolicies/daily-2230-30d`;
    await expect(world().connection.deletePolicy(policyId)).rejects.toMatchObject({ kind: "invalid" });
    expect((await world().connection.listPolicies(vault.id)).map(({ name }) => name)).toContain("daily-2230-30d");
  });
});

describe("filtered jobs", () => {
  it("are those of the status, the operation and the time", async () => {
    const { connection } = world();
    const vault = await vaultOf("rsv-larkmoor-weu");
    const all = (await connection.listJobs(vault.id)).items;
    const failed = (await connection.listJobs(vault.id, undefined, { filter: { status: "Failed" } })).items;
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.length).toBeLessThan(all.length);
    expect(failed.every((job) => job.status === "Failed")).toBe(true);
    const since = new Date(world().now() - 86_400_000).toISOString();
    const recent = (await connection.listJobs(vault.id, undefined, { filter: { operation: "Backup", since } })).items;
    expect(recent.length).toBeGreaterThan(0);
    expect(recent.every((job) => job.operation === "Backup" && job.startTime >= since)).toBe(true);
    expect(recent.length).toBe(all.filter((job) => job.operation === "Backup" && job.startTime >= since).length);
  });
});
