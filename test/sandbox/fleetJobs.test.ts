import { describe, expect, it } from "vitest";
import type { BackupJob, Subscription } from "../../src/azure/models";
import { found, useWorld } from "./openSandbox";

const graph = "/providers/Microsoft.ResourceGraph/resources";
const production = "Larkmoor Production";

describe("the jobs of all vaults", () => {
  const world = useWorld();

  async function chosen(): Promise<readonly Subscription[]> {
    return (await world().connection.listSubscriptions()).subscriptions;
  }

  /** The jobs of the last 14 days as the vaults themselves list them, on one page of each or on all. */
  async function fromVaults(subscriptions: readonly Subscription[], pages = Infinity): Promise<readonly BackupJob[]> {
    const jobs: BackupJob[] = [];
    for (const subscription of subscriptions) {
      for (const { id } of (await world().connection.listVaults(subscription)).items) {
        let next: string | undefined;
        let page = 0;
        do {
          const list = await world().connection.listJobs(id, next);
          jobs.push(...list.items);
          next = list.next;
          page += 1;
        } while (next !== undefined && page < pages);
      }
    }
    return jobs;
  }

  const told = ({ name, vaultId, operation, status, vmName, startTime, endTime, cancellable }: BackupJob): string =>
    JSON.stringify([name, vaultId, operation, status, vmName, startTime, endTime, cancellable]);

  it("are those that the vaults list, with one query of each tenant and page", async () => {
    const subscriptions = await chosen();
    const days14 = new Date(world().now() - 14 * 86_400_000).toISOString();
    const expected = (await fromVaults(subscriptions)).filter(({ startTime }) => startTime > days14);
    const before = world().sandbox.requests.length;
    const { jobs, more, failures } = await world().connection.listFleetJobs(subscriptions);
    const asked = world().sandbox.requests.slice(before);
    expect(jobs.map(told).toSorted()).toEqual(expected.map(told).toSorted());
    expect({ more, failures }).toEqual({ more: false, failures: [] });
    // The jobs, and which vaults have jobs in a paired region too.
    expect(asked.filter((one) => one === `POST ${graph}`)).toHaveLength(4);
    expect(asked.filter((one) => one.includes("/backupJobs"))).toEqual([]);
  });

  it("begin with those that run, then come the newest", async () => {
    const subscriptions = await chosen();
    const owner = found(subscriptions, production);
    const { jobName } = await world().connection.backUpNow(
      (await world().item(owner, "shop-web-01")).id,
      new Date(world().now() + 30 * 86_400_000),
    );
    await world().connection.stopKeepingData((await world().item(owner, "erp-print-01")).id);
    const { jobs } = await world().connection.listFleetJobs(subscriptions);
    expect(jobs.slice(0, 2)).toMatchObject([
      { status: "InProgress", vmName: "shop-web-01", name: jobName, cancellable: true },
      { status: "Completed", vmName: "erp-print-01", operation: "DisableBackup" },
    ]);
    const ended = jobs.slice(1).map(({ startTime }) => startTime);
    expect(ended).toEqual(ended.toSorted().reverse());
  });

  it("are found by status, operation, VM and time in the query itself", async () => {
    const subscriptions = await chosen();
    const all = (await world().connection.listFleetJobs(subscriptions)).jobs;
    const since = new Date(world().now() - 86_400_000).toISOString();
    const filter = { status: "Failed", operation: "Backup", vmName: "SHOP", since } as const;
    const { jobs } = await world().connection.listFleetJobs(subscriptions, { filter });
    expect(jobs.map(({ name }) => name)).toEqual(
      all
        .filter(
          (job) =>
            job.status === "Failed" &&
            job.operation === "Backup" &&
            job.vmName.includes("shop") &&
            job.startTime >= since,
        )
        .map(({ name }) => name),
    );
    const named = await world().connection.listFleetJobs(subscriptions, { filter: { vmName: "it's \\ '|'" } });
    expect(named).toMatchObject({ jobs: [], failures: [] });
  });

  it("are asked of each vault where Resource Graph refuses, and where it does not reach back", async () => {
    const subscriptions = await chosen();
    const expected = (await fromVaults(subscriptions, 1)).map(told).toSorted();
    world().refuse(graph, 403, "AuthorizationFailed", { times: 2 });
    const refused = await world().connection.listFleetJobs(subscriptions);
    expect(refused.jobs.map(told).toSorted()).toEqual(expected);
    const since = new Date(world().now() - 30 * 86_400_000).toISOString();
    const before = world().sandbox.requests.length;
    await world().connection.listFleetJobs(subscriptions, { filter: { since } });
    expect(
      world()
        .sandbox.requests.slice(before)
        .some((one) => one.includes("/backupJobs")),
    ).toBe(true);
  });

  it("leave out a vault that refuses, and say so", async () => {
    const subscriptions = await chosen();
    world().refuse(graph, 403, "AuthorizationFailed", { times: 2 });
    world().refuse("/rsv-larkmoor-weu/backupJobs", 403, "AuthorizationFailed");
    const { jobs, failures } = await world().connection.listFleetJobs(subscriptions);
    expect(failures).toMatchObject([{ name: "rsv-larkmoor-weu", error: { kind: "forbidden" } }]);
    expect(jobs.length).toBeGreaterThan(0);
  });

  it("say which subscription is hidden, and ask that once", async () => {
    const subscriptions = await chosen();
    const silent = (await world().connection.listFleetJobs(subscriptions)).jobs.map(({ id }) => id.split("/")[2]);
    const hidden = subscriptions.filter(({ subscriptionId }) => !silent.includes(subscriptionId));
    const other = world().connect();
    await other.listSubscriptions();
    const permissions = "/providers/Microsoft.Authorization/permissions";
    world().refuse(permissions, 403, "AuthorizationFailed", { method: "GET", times: hidden.length });
    const before = world().count("GET", permissions);
    const { failures } = await other.listFleetJobs(subscriptions);
    expect(failures.map(({ name }) => name)).toEqual(hidden.map(({ name }) => name));
    await other.listFleetJobs(subscriptions);
    expect(world().count("GET", permissions) - before).toBe(hidden.length);
  });

  it("tell a tenant that fails in one line, beside the jobs of the others", async () => {
    const subscriptions = await chosen();
    const larkmoor = subscriptions.filter(({ name }) => name.startsWith("Larkmoor"));
    expect(larkmoor.length).toBeGreaterThan(1);
    world().refuse(graph, 500, "InternalServerError", { times: 100 });
    const { failures } = await world().connection.listFleetJobs(larkmoor);
    expect(failures).toMatchObject([{ name: larkmoor[0]?.tenantName, error: { kind: "server" } }]);
  });

  it("can be cancelled", async () => {
    const subscriptions = await chosen();
    const cancel = new AbortController();
    const call = world().connection.listFleetJobs(subscriptions, { signal: cancel.signal });
    cancel.abort();
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
  });

  it("have those of paired regions among them, which only these regions list", async () => {
    const { connection } = world();
    const subscriptions = await chosen();
    const owner = found(subscriptions, production);
    const { id, vmId, vaultId } = await world().item(owner, "shop-web-01");
    const [point] = await connection.listRestorePoints(id, { secondary: true });
    const account = (await connection.listStagingAccounts(owner)).find(({ location }) => location === "northeurope");
    const { jobName } = await connection.triggerRestore({
      kind: "disks",
      secondary: true,
      region: "northeurope",
      itemId: id,
      pointId: point?.id ?? "",
      vmId,
      storageAccountId: account?.id ?? "",
      resourceGroupId: account?.id.split("/providers/")[0] ?? "",
      luns: undefined,
      zone: undefined,
    });
    const { jobs, unasked } = await connection.listFleetJobs(subscriptions);
    expect(jobs.filter(({ name }) => name === jobName)).toMatchObject([{ vaultId, region: "northeurope" }]);
    expect(unasked).toBe(0);
    // Which regions are pairs is asked once.
    const before = world().sandbox.requests.length;
    await connection.listFleetJobs(subscriptions);
    expect(
      world()
        .sandbox.requests.slice(before)
        .filter((one) => one.includes("/locations?")),
    ).toEqual([]);
  });
});

describe("the jobs of 500 vaults in 40 subscriptions", () => {
  const world = useWorld("fleet");

  it("are two pages for each of the two tenants, and not a question to any vault", async () => {
    const { subscriptions } = await world().connection.listSubscriptions();
    const before = world().sandbox.requests.length;
    const { jobs, more } = await world().connection.listFleetJobs(subscriptions);
    expect(subscriptions).toHaveLength(40);
    expect(jobs).toHaveLength(2000);
    expect(more).toBe(true);
    expect(world().sandbox.requests.slice(before)).toEqual(Array(6).fill(`POST ${graph}`));
  }, 60_000);
});
