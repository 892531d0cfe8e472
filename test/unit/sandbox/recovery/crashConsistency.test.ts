import { describe, expect, it } from "vitest";
import { policyRecord } from "../../../../src/sandbox/providers/policies/defaultPolicies";
import { Estate } from "../../../../src/sandbox/state/estate";
import { obstacleOf } from "../../../../src/sandbox/state/backups/protectability";
import {
  column,
  devVault,
  finish,
  itemPath,
  mainVault,
  pick,
  production,
  protectWith,
  startForTest,
  vmPath,
} from "../sandboxFixture";
import type { Reply, TestClient } from "../sandboxFixture";

const north = `${production}/resourceGroups/rg-backup-neu/providers/Microsoft.RecoveryServices/vaults/rsv-larkmoor-neu`;
const archive = `${production}/resourceGroups/rg-backup-uks/providers/Microsoft.RecoveryServices/vaults/rsv-archive-uks`;

const crashOnly = {
  backupManagementType: "AzureIaasVM",
  policyType: "V2",
  snapshotConsistencyType: "OnlyCrashConsistent",
  schedulePolicy: {
    schedulePolicyType: "SimpleSchedulePolicyV2",
    scheduleRunFrequency: "Daily",
    dailySchedule: { scheduleRunTimes: ["2026-10-14T01:00:00Z"] },
  },
  retentionPolicy: {
    retentionPolicyType: "LongTermRetentionPolicy",
    dailySchedule: {
      retentionTimes: ["2026-10-14T01:00:00Z"],
      retentionDuration: { count: 30, durationType: "Days" },
    },
  },
  timeZone: "UTC",
};

/** Protects a VM with a policy for crash-consistent snapshots only, and answers how that went. */
async function protect(client: TestClient, vault: string, group: string, name: string, more = {}): Promise<Reply> {
  await client.put(`${vault}/backupPolicies/crash-only`, { properties: crashOnly });
  const vm = vmPath(vault.split("/").slice(0, 3).join("/"), group, name);
  const body = protectWith(vm, vault, "crash-only");
  const properties = { ...Object.fromEntries(Object.entries(pick(body, "properties") ?? {})), ...more };
  return finish(client, await client.put(itemPath(vault, group, name), { properties }));
}

describe("a policy for crash-consistent snapshots only", () => {
  it.each([
    ["an ephemeral OS disk", devVault, "rg-dev-weu", "dev-build-01"],
    ["Premium SSD v2 disks", north, "rg-warehouse-neu", "wh-stream-01"],
  ])("does not take a VM with %s", async (_, vault, group, name) => {
    const client = await startForTest();
    const done = await protect(client, vault, group, name);
    expect(pick(done.body, "error", "code")).toBe("UserErrorCrashConsistentBackupNotSupported");
  });

  it("takes a VM whose unfit disks are left out", async () => {
    const client = await startForTest();
    const disks = { diskExclusionProperties: { diskLunList: [0, 1], isInclusionList: false } };
    const done = await protect(client, north, "rg-warehouse-neu", "wh-stream-01", { extendedProperties: disks });
    expect(pick(done.body, "status")).toBe("Succeeded");
  });

  it.each([
    ["Standard_D4s_v5", "TrustedLaunch", undefined],
    ["Standard_DS2_v2", undefined, undefined],
    ["Standard_E4-2ds_v5", undefined, undefined],
    ["Standard_D4_v5", undefined, "UserErrorCrashConsistentBackupNotSupported"],
    ["Standard_D2_v2", undefined, "UserErrorCrashConsistentBackupNotSupported"],
    ["Standard_DC4as_v6", "ConfidentialVM", "UserErrorCrashConsistentBackupNotSupported"],
  ])("judges the size %s with the security type %s: %s", (vmSize, securityType, code) => {
    const machine = {
      id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/v",
      name: "v",
      type: "Microsoft.Compute/virtualMachines",
      location: "westeurope",
      properties: {
        hardwareProfile: { vmSize },
        storageProfile: { osDisk: { managedDisk: { storageAccountType: "Premium_LRS" } } },
        ...(securityType === undefined ? {} : { securityProfile: { securityType } }),
      },
    };
    const policy = policyRecord("/vault", "crash-only", crashOnly);
    expect(obstacleOf(new Estate(), machine, policy, undefined)?.title).toBe(code);
  });

  it("backs up a running VM without an agent, crash-consistently, which other policies cannot", async () => {
    const client = await startForTest();
    const item = itemPath(archive, "rg-archive-uks", "arc-ledger-01");
    await protect(client, archive, "rg-archive-uks", "arc-ledger-01");
    const request = { properties: { objectType: "IaasVMBackupRequest" } };
    await finish(client, await client.post(`${item}/backup`, request), 60_000);
    expect(column(await client.get(`${item}/recoveryPoints`), "properties", "recoveryPointType")).toEqual([
      "CrashConsistent",
    ]);
    const enhanced = protectWith(vmPath(production, "rg-archive-uks", "arc-ledger-01"), archive, "EnhancedPolicy");
    await finish(client, await client.put(item, enhanced));
    await finish(client, await client.post(`${item}/backup`, request), 60_000);
    expect(pick((await client.get(item)).body, "properties", "lastBackupStatus")).toBe("Failed");
  });

  it("still knows a backup of the same VM under other policies as application-consistent", async () => {
    const client = await startForTest();
    const item = itemPath(mainVault, "rg-shop-weu", "shop-web-01");
    const types = column(await client.get(`${item}/recoveryPoints`), "properties", "recoveryPointType");
    expect(new Set(types).has("CrashConsistent")).toBe(false);
  });
});
