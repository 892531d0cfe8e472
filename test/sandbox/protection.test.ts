import { describe, expect, it } from "vitest";
import { useWorld } from "./openSandbox";

const world = useWorld();

async function plan(vmName: string, vaultName: string, policy: string, subscription = "Larkmoor Production") {
  const owner = await world().subscription(subscription);
  const machine = await world().machine(owner, vmName);
  const vault = await world().vault(owner, vaultName);
  return { owner, machine, vault, policyId: `${vault.id}/backupPolicies/${policy}` };
}

describe("finding protection", () => {
  it("names the vault that has a VM, and none for a VM without", async () => {
    const { machine, vault, owner } = await plan("shop-web-01", "rsv-larkmoor-weu", "x");
    expect(await world().connection.findProtection(machine.id, machine.location)).toEqual({
      vaultId: vault.id,
      state: "Protected",
    });
    const open = await world().machine(owner, "shop-api-01");
    expect(await world().connection.findProtection(open.id, open.location)).toEqual({
      vaultId: undefined,
      state: "NotProtected",
    });
  });
});

describe("asking whether a protection would work", () => {
  it("yes for a plain VM, vault and policy", async () => {
    const { machine, vault } = await plan("shop-api-01", "rsv-larkmoor-weu", "x");
    expect(await world().connection.validateProtection(machine.id, vault, "daily-2230-30d")).toEqual({
      ok: true,
      code: undefined,
      message: undefined,
    });
  });

  it("yes for a VM whose backups the same vault still keeps", async () => {
    const stopped = await plan("shop-legacy-01", "rsv-larkmoor-weu", "x");
    expect(
      await world().connection.validateProtection(stopped.machine.id, stopped.vault, "daily-2230-30d"),
    ).toMatchObject({ ok: true });
    const deleted = await plan("arc-tape-01", "rsv-archive-uks", "x");
    expect(
      await world().connection.validateProtection(deleted.machine.id, deleted.vault, "weekly-sunday-52w"),
    ).toMatchObject({ ok: true });
  });

  it("no for a policy that the vault does not have", async () => {
    const { machine, vault } = await plan("shop-api-01", "rsv-larkmoor-weu", "x");
    expect(await world().connection.validateProtection(machine.id, vault, "no-such-policy")).toMatchObject({
      ok: false,
      code: "PolicyNotFound",
    });
  });

  it("no for a VM that another vault has, in another region, or with disks that the policy cannot take", async () => {
    const verdict = async (vm: string, vaultName: string, policy: string) => {
      const { machine, vault } = await plan(vm, vaultName, policy);
      return world().connection.validateProtection(machine.id, vault, policy);
    };
    expect(await verdict("erp-hana-01", "rsv-larkmoor-weu", "daily-2230-30d")).toMatchObject({ ok: false });
    expect(await verdict("arc-mail-01", "rsv-larkmoor-weu", "daily-2230-30d")).toMatchObject({ ok: false });
    expect(await verdict("wh-stream-01", "rsv-larkmoor-neu", "daily-2300-30d")).toMatchObject({
      ok: false,
      message: expect.stringContaining("Enhanced") as string,
    });
  });
});

describe("protecting a VM", () => {
  it("that is not protected: waits until the job is done, and the VM is protected", async () => {
    const { owner, machine, vault, policyId } = await plan("shop-api-01", "rsv-larkmoor-weu", "daily-2230-30d");
    const { jobName } = await world().connection.protect(machine.id, policyId);
    expect(await world().connection.getJob(vault.id, jobName ?? "")).toMatchObject({
      operation: "ConfigureBackup",
      status: "Completed",
      vmName: "shop-api-01",
    });
    expect(await world().machine(owner, "shop-api-01")).toMatchObject({
      protection: { kind: "protected" },
      item: { policyName: "daily-2230-30d", lastBackup: undefined },
    });
  });

  it("that Azure Backup has not discovered yet: looks for it first", async () => {
    const { machine, policyId } = await plan("dev-new-01", "rsv-dev-weu", "daily-dev-7d", "Larkmoor Development");
    await world().connection.protect(machine.id, policyId);
    expect(world().count("POST", "/refreshContainers")).toBe(1);
    expect((await world().connection.getVirtualMachine(machine.id)).protection).toEqual({ kind: "protected" });
  });

  it("with a name in capitals and a group in mixed case", async () => {
    const { machine, policyId } = await plan("Pit-Win-01", "rsv-sandpit-eus2", "DefaultPolicy", "Larkmoor Development");
    await world().connection.protect(machine.id, policyId);
    expect((await world().connection.getVirtualMachine(machine.id)).protection).toEqual({ kind: "protected" });
  });

  it("that has this policy already: sends nothing", async () => {
    const { machine, policyId } = await plan("shop-web-01", "rsv-larkmoor-weu", "daily-2230-30d");
    expect(await world().connection.protect(machine.id, policyId)).toEqual({ jobName: undefined });
    expect(world().sandbox.requests.some((one) => one.startsWith("PUT"))).toBe(false);
  });

  it("that has another policy: changes it", async () => {
    const { owner, machine, policyId } = await plan("shop-web-01", "rsv-larkmoor-weu", "daily-0200-180d");
    await world().connection.protect(machine.id, policyId);
    expect((await world().item(owner, "shop-web-01")).policyName).toBe("daily-0200-180d");
  });

  it("whose protection was stopped: resumes it, with its recovery points", async () => {
    const { owner, machine, policyId } = await plan("shop-legacy-01", "rsv-larkmoor-weu", "daily-2230-30d");
    const points = await world().connection.listRecoveryPoints((await world().item(owner, "shop-legacy-01")).id);
    await world().connection.protect(machine.id, policyId);
    const item = await world().item(owner, "shop-legacy-01");
    expect(item.state).toEqual({ kind: "protected" });
    expect(await world().connection.listRecoveryPoints(item.id)).toEqual(points);
  });

  it("whose backup was deleted and is still kept: brings it back, then resumes it", async () => {
    const { owner, machine, policyId, vault } = await plan("arc-tape-01", "rsv-archive-uks", "weekly-sunday-52w");
    await world().connection.protect(machine.id, policyId);
    expect(await world().item(owner, "arc-tape-01")).toMatchObject({
      state: { kind: "protected" },
      policyName: "weekly-sunday-52w",
    });
    const operations = (await world().connection.listJobs(vault.id)).items.map((job) => job.operation);
    expect(operations).toEqual(expect.arrayContaining(["Undelete", "ConfigureBackup"]));
  });

  it("that another vault protects: names the vault and sends nothing", async () => {
    const { machine, policyId } = await plan("erp-hana-01", "rsv-larkmoor-weu", "daily-2230-30d");
    await expect(world().connection.protect(machine.id, policyId)).rejects.toMatchObject({
      kind: "conflict",
      message: expect.stringContaining("rsv-erp-weu") as string,
    });
    expect(world().sandbox.requests.some((one) => one.startsWith("PUT"))).toBe(false);
  });

  it("in another region than the vault: says both regions", async () => {
    const { machine, policyId } = await plan("arc-mail-01", "rsv-larkmoor-weu", "daily-2230-30d");
    await expect(world().connection.protect(machine.id, policyId)).rejects.toMatchObject({
      kind: "invalid",
      message: expect.stringMatching(/'uksouth'.*'westeurope'/) as string,
    });
  });

  it("whose job fails: gives the job's own error, and the VM is not protected", async () => {
    const { machine, policyId } = await plan("wh-stream-01", "rsv-larkmoor-neu", "daily-2300-30d");
    await expect(world().connection.protect(machine.id, policyId)).rejects.toMatchObject({
      name: "AzureError",
      code: expect.any(String) as string,
      message: expect.stringContaining("Enhanced policy") as string,
    });
    expect((await world().connection.getVirtualMachine(machine.id)).protection).toEqual({ kind: "notProtected" });
  });

  it("without the right to: says which", async () => {
    const { machine, policyId } = await plan(
      "fleet-gps-02",
      "rsv-bramwick-gwc",
      "nightly",
      "Bramwick Freight (read only)",
    );
    await expect(world().connection.protect(machine.id, policyId)).rejects.toMatchObject({
      kind: "forbidden",
      message: expect.stringContaining("has no permission for 'Microsoft.RecoveryServices/") as string,
    });
  });

  it("when cancelled, stops waiting; Azure goes on", async () => {
    const { machine, policyId } = await plan("shop-api-01", "rsv-larkmoor-weu", "daily-2230-30d");
    const cancel = new AbortController();
    world().duringWait = () => cancel.abort();
    await expect(world().connection.protect(machine.id, policyId, { signal: cancel.signal })).rejects.toMatchObject({
      name: "AbortError",
    });
    world().duringWait = () => undefined;
    world().pass(60);
    expect((await world().connection.getVirtualMachine(machine.id)).protection).toEqual({ kind: "protected" });
  });

  it("over a connection that breaks when Azure has accepted: finds the job, and waits for it", async () => {
    const { owner, machine, policyId } = await plan("shop-api-01", "rsv-larkmoor-weu", "daily-2230-30d");
    world().cut("PUT", "/protectedItems/", "afterAccepted");
    await expect(world().connection.protect(machine.id, policyId)).resolves.toEqual({
      jobName: expect.any(String) as string,
    });
    expect(world().sandbox.requests.filter((one) => one.startsWith("PUT"))).toHaveLength(1);
    expect((await world().item(owner, "shop-api-01")).state).toEqual({ kind: "protected" });
  });

  it("over a connection that breaks before Azure has the request: sends it again", async () => {
    const { owner, machine, policyId } = await plan("shop-api-01", "rsv-larkmoor-weu", "daily-2230-30d");
    world().cut("PUT", "/protectedItems/", "before");
    await world().connection.protect(machine.id, policyId);
    expect((await world().item(owner, "shop-api-01")).state).toEqual({ kind: "protected" });
  });

  it("while the network goes away for good: does not call it done", async () => {
    const { machine, policyId } = await plan("shop-api-01", "rsv-larkmoor-weu", "daily-2230-30d");
    world().cut("GET", "/operationsStatus/", "before", 100);
    await expect(world().connection.protect(machine.id, policyId)).rejects.toMatchObject({
      kind: "network",
      host: "arm.sandbox.invalid",
    });
  });
});

describe("protected items", () => {
  it("are listed page by page", async () => {
    const vault = await world().vault(await world().subscription("Larkmoor Production"), "rsv-larkmoor-weu");
    const first = await world().connection.listProtectedItems(vault.id);
    expect(first.next).toBeDefined();
    const second = await world().connection.listProtectedItems(vault.id, first.next);
    expect(second.next).toBeUndefined();
    const names = [...first.items, ...second.items].map((item) => item.vmName);
    expect(new Set(names).size).toBe(11);
    expect(first.items[0]).toMatchObject({ vaultId: vault.id });
  });

  it("have recovery points, newest first, with consistency and tiers", async () => {
    const item = await world().item(await world().subscription("Larkmoor Production"), "shop-web-01");
    const points = await world().connection.listRecoveryPoints(item.id);
    expect(points.length).toBeGreaterThan(3);
    expect(points.map((point) => point.time)).toEqual(
      points
        .map((point) => point.time)
        .toSorted()
        .toReversed(),
    );
    expect(points[0]).toMatchObject({ consistency: "FileSystemConsistent" });
    expect(points[0]?.tiers).toContain("HardenedRP");
  });
});

describe("backing up now", () => {
  const until = new Date("2026-04-01T00:00:00Z");

  it("names the job as soon as Azure has accepted it; the job goes on and ends", async () => {
    const item = await world().item(await world().subscription("Larkmoor Production"), "shop-web-01");
    const { vaultId, jobName } = await world().connection.backUpNow(item.id, until);
    expect(await world().connection.getJob(vaultId, jobName)).toMatchObject({
      operation: "Backup",
      status: "InProgress",
      vmName: "shop-web-01",
      errors: [],
    });
    world().pass(60);
    expect(await world().connection.getJob(vaultId, jobName)).toMatchObject({
      status: "Completed",
      tasks: [
        { name: "Take Snapshot", status: "Completed" },
        { name: "Transfer data to vault", status: "Completed" },
      ],
    });
  });

  it("that fails in the guest ends as a failed job with errors and advice", async () => {
    const item = await world().item(await world().subscription("Larkmoor Production"), "erp-app-02");
    const { vaultId, jobName } = await world().connection.backUpNow(item.id, until);
    world().pass(60);
    const job = await world().connection.getJob(vaultId, jobName);
    expect(job.status).toBe("Failed");
    expect(job.errors[0]).toMatchObject({ message: expect.stringContaining("agent") as string });
    expect(job.errors[0]?.recommendations.length).toBeGreaterThan(0);
  });

  it("is not started twice when the answer is lost", async () => {
    const item = await world().item(await world().subscription("Larkmoor Production"), "shop-web-01");
    world().cut("POST", "/backup", "afterAccepted");
    const { vaultId, jobName } = await world().connection.backUpNow(item.id, until);
    expect(world().count("POST", "/backup")).toBe(1);
    expect(await world().connection.getJob(vaultId, jobName)).toMatchObject({ operation: "Backup" });
  });

  it("is sent again when it never arrived", async () => {
    const item = await world().item(await world().subscription("Larkmoor Production"), "shop-web-01");
    world().cut("POST", "/backup", "before");
    await expect(world().connection.backUpNow(item.id, until)).resolves.toMatchObject({
      jobName: expect.any(String) as string,
    });
    const { items } = await world().connection.listJobs(item.vaultId);
    expect(items.filter((job) => job.status === "InProgress")).toHaveLength(1);
  });

  it("is a conflict while another backup of the VM runs", async () => {
    const item = await world().item(await world().subscription("Larkmoor Production"), "shop-web-01");
    await world().connection.backUpNow(item.id, until);
    await expect(world().connection.backUpNow(item.id, until)).rejects.toMatchObject({ kind: "conflict" });
  });

  it("waits as Azure asks when throttled", async () => {
    const item = await world().item(await world().subscription("Larkmoor Production"), "shop-web-01");
    world().refuse("/backup", 429, "ResourceRequestsThrottled", { method: "POST", headers: { "retry-after": "9" } });
    const waits: number[] = [];
    await world().connection.backUpNow(item.id, until, {
      onProgress: (one) => (one.kind === "throttled" ? waits.push(one.waitSeconds) : undefined),
    });
    expect(waits).toEqual([9]);
  });
});

describe("jobs", () => {
  it("are listed newest first, page by page", async () => {
    const vault = await world().vault(await world().subscription("Larkmoor Production"), "rsv-larkmoor-weu");
    const first = await world().connection.listJobs(vault.id);
    const times = first.items.map((job) => job.startTime);
    expect(times).toEqual(times.toSorted().toReversed());
    expect(first.next).toBeDefined();
    const second = await world().connection.listJobs(vault.id, first.next);
    expect(second.items.length).toBeGreaterThan(0);
    expect(new Set([...first.items, ...second.items].map((job) => job.name)).size).toBe(
      first.items.length + second.items.length,
    );
  });

  it("that do not exist are not found", async () => {
    const vault = await world().vault(await world().subscription("Larkmoor Production"), "rsv-larkmoor-weu");
    await expect(world().connection.getJob(vault.id, "00000000-0000-0000-0000-000000000000")).rejects.toMatchObject({
      kind: "notFound",
    });
  });
});
