import { describe, expect, it } from "vitest";
import {
  column,
  development,
  devVault,
  finish,
  itemPath,
  listAt,
  mainVault,
  pick,
  production,
  protectWith,
  rows,
  startForTest,
  vmPath,
} from "../sandboxFixture";
import type { TestClient } from "../sandboxFixture";

const item = itemPath(devVault, "rg-dev-weu", "dev-sql-01");
const request = {
  properties: { objectType: "IaasVMBackupRequest", recoveryPointExpiryTimeInUTC: "2026-11-30T00:00:00Z" },
};

/** Starts a backup and answers the path of its job. */
async function backUp(client: TestClient, path: string): Promise<string> {
  const accepted = await client.post(`${path}/backup`, request);
  expect(accepted.status).toBe(202);
  const done = await finish(client, accepted, 1000);
  expect(pick(done.body, "status")).toBe("Succeeded");
  const vault = path.split("/backupFabrics")[0] ?? "";
  return `${vault}/backupJobs/${String(pick(done.body, "properties", "jobId"))}`;
}

async function tasksOf(client: TestClient, job: string): Promise<unknown> {
  const list = listAt((await client.get(job)).body, "properties", "extendedInfo", "tasksList");
  return list.map((task) => `${String(pick(task, "taskId"))}: ${String(pick(task, "status"))}`);
}

describe("a backup", () => {
  it("is refused when its recovery point would have expired already", async () => {
    const client = await startForTest();
    const past = { ...request.properties, recoveryPointExpiryTimeInUTC: "2026-10-13T00:00:00Z" };
    const refused = await client.post(`${item}/backup`, { properties: past });
    expect(refused.status).toBe(400);
    expect(pick(refused.body, "error", "message")).toContain("must be in the future");
  });

  it("takes a snapshot, then moves it to the vault, and makes a recovery point", async () => {
    const client = await startForTest();
    const before = rows(await client.get(`${item}/recoveryPoints`)).length;
    const job = await backUp(client, item);
    expect(await tasksOf(client, job)).toEqual(["Take Snapshot: InProgress", "Transfer data to vault: NotStarted"]);
    expect(rows(await client.get(`${item}/recoveryPoints`))).toHaveLength(before);

    client.wait(9000);
    expect(await tasksOf(client, job)).toEqual(["Take Snapshot: Completed", "Transfer data to vault: InProgress"]);
    const running = await client.get(job);
    expect(pick(running.body, "properties", "extendedInfo", "progressPercentage")).toBe(50);
    const [fresh] = rows(await client.get(`${item}/recoveryPoints`));
    expect(pick(fresh, "properties", "recoveryPointTierDetails")).toEqual([{ type: "InstantRP", status: "Valid" }]);

    client.wait(10_000);
    const done = await client.get(job);
    expect(pick(done.body, "properties", "status")).toBe("Completed");
    expect(pick(done.body, "properties", "duration")).toBe("PT20S");
    expect(pick(done.body, "properties", "extendedInfo", "propertyBag", "Backup Size")).toMatch(/^\d+ MB$/u);
    const points = await client.get(`${item}/recoveryPoints`);
    expect(rows(points)).toHaveLength(before + 1);
    expect(pick(rows(points)[0], "properties", "recoveryPointTierDetails", 1, "type")).toBe("HardenedRP");
    expect(pick(rows(points)[0], "properties", "recoveryPointType")).toBe("AppConsistent");
    const single = await client.get(`${item}/recoveryPoints/${String(column(points, "name")[0])}`);
    expect(pick(single.body, "name")).toBe(column(points, "name")[0]);
    const after = await client.get(item);
    expect(pick(after.body, "properties", "lastBackupStatus")).toBe("Completed");
    expect(pick(after.body, "properties", "lastRecoveryPoint")).toBe(
      pick(rows(points)[0], "properties", "recoveryPointTime"),
    );
  });

  it("shows list rows without extended info", async () => {
    const client = await startForTest();
    await backUp(client, item);
    const [row] = rows(await client.get(`${devVault}/backupJobs`));
    expect(pick(row, "properties", "status")).toBe("InProgress");
    expect(pick(row, "properties", "extendedInfo")).toBeUndefined();
  });

  it("runs as much faster as the sandbox is told to", async () => {
    const client = await startForTest({ speed: 10 });
    const job = await backUp(client, item);
    client.wait(1000);
    expect(pick((await client.get(job)).body, "properties", "status")).toBe("Completed");
  });

  it("fails early when the agent is not ready, with the service's code and what to do", async () => {
    const client = await startForTest();
    const job = await backUp(client, itemPath(mainVault, "rg-erp-weu", "erp-app-02"));
    client.wait(6000);
    const { body } = await client.get(job);
    expect(pick(body, "properties", "status")).toBe("Failed");
    expect(pick(body, "properties", "errorDetails", 0, "errorTitle")).toBe("UserErrorGuestAgentStatusUnavailable");
    expect(pick(body, "properties", "errorDetails", 0, "recommendations")).not.toHaveLength(0);
    expect(await tasksOf(client, job)).toEqual(["Take Snapshot: Failed", "Transfer data to vault: NotStarted"]);
  });

  it("fails for want of network where an NSG denies it, and the item shows it", async () => {
    const client = await startForTest();
    const vault = `${production}/resourceGroups/rg-backup-neu/providers/Microsoft.RecoveryServices/vaults/rsv-larkmoor-neu`;
    const closed = itemPath(vault, "rg-warehouse-neu", "wh-scan-01");
    await backUp(client, closed);
    client.wait(20_000);
    const { body } = await client.get(closed);
    expect(pick(body, "properties", "protectionState")).toBe("ProtectionError");
    expect(pick(body, "properties", "lastBackupStatus")).toBe("Failed");
    expect(pick(body, "properties", "healthDetails", 0, "title")).toBe("ExtensionSnapshotFailedNoNetwork");
  });

  it("fails for a VM that became unfit after it was protected", async () => {
    const client = await startForTest();
    const vault = mainVault.replace("rsv-larkmoor-weu", "rsv-erp-weu");
    const job = await backUp(client, itemPath(vault, "rg-erp-weu", "erp-hana-01"));
    client.wait(6000);
    const { body } = await client.get(job);
    expect(pick(body, "properties", "errorDetails", 0, "errorTitle")).toBe(
      "UserErrorWriteAcceleratedOsDiskNotSupported",
    );
  });

  it("of a VM that is shut down is crash consistent and needs no agent", async () => {
    const client = await startForTest();
    const off = itemPath(mainVault, "rg-shop-weu", "shop-cache-01");
    await backUp(client, off);
    client.wait(20_000);
    const [latest] = rows(await client.get(`${off}/recoveryPoints`));
    expect(pick(latest, "properties", "recoveryPointType")).toBe("CrashConsistent");
  });

  it("of a Linux VM is file-system consistent, and puts the extension there", async () => {
    const client = await startForTest();
    const vm = vmPath(development, "rg-dev-weu", "dev-test-01");
    const path = itemPath(devVault, "rg-dev-weu", "dev-test-01");
    await finish(client, await client.put(path, protectWith(vm, devVault, "DefaultPolicy")));
    await backUp(client, path);
    client.wait(20_000);
    expect(column(await client.get(`${path}/recoveryPoints`), "properties", "recoveryPointType")).toEqual([
      "FileSystemConsistent",
    ]);
    const extensions = await client.get(`${vm}/extensions?api-version=2024-07-01`);
    expect(column(extensions, "name")).toEqual(["VMSnapshotLinux"]);
  });

  it("cannot be started twice at a time", async () => {
    const client = await startForTest();
    await backUp(client, item);
    const second = await client.post(`${item}/backup`, request);
    expect(second.status).toBe(400);
    expect(pick(second.body, "error", "code")).toBe("BMSUserErrorObjectLocked");
  });

  it("can be cancelled, and leaves no recovery point", async () => {
    const client = await startForTest();
    const before = rows(await client.get(`${item}/recoveryPoints`)).length;
    const job = await backUp(client, item);
    client.wait(9000);
    expect((await client.post(`${job}/cancel`)).status).toBe(202);
    expect(pick((await client.get(job)).body, "properties", "status")).toBe("Cancelling");
    client.wait(2000);
    expect(pick((await client.get(job)).body, "properties", "status")).toBe("Cancelled");
    expect(rows(await client.get(`${item}/recoveryPoints`))).toHaveLength(before);
    expect((await client.post(`${job}/cancel`)).status).toBe(400);
  });

  it("drops the snapshot after two days and keeps the copy in the vault", async () => {
    const client = await startForTest();
    await backUp(client, item);
    client.wait(2 * 86_400_000 + 60_000);
    // Two nights have brought points of their own meanwhile.
    const ofTheDay = rows(await client.get(`${item}/recoveryPoints`)).find((point) =>
      String(pick(point, "properties", "recoveryPointTime")).startsWith("2026-10-14T12"),
    );
    expect(pick(ofTheDay, "properties", "recoveryPointTierDetails")).toEqual([{ type: "HardenedRP", status: "Valid" }]);
  });

  it("has recovery points of a time span when asked for one", async () => {
    const client = await startForTest();
    const filter = encodeURIComponent("startDate eq '2026-10-12 12:00:00 AM' and endDate eq '2026-10-12 11:59:59 PM'");
    expect(rows(await client.get(`${item}/recoveryPoints?$filter=${filter}`))).toHaveLength(1);
  });
});
