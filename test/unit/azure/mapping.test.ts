import { describe, expect, it } from "vitest";
import { jobFrom } from "../../../src/azure/jobs/jobs";
import { policyFrom } from "../../../src/azure/policies/policies";
import { protectedItemFrom } from "../../../src/azure/protection/protectedItems";
import { recoveryPointFrom } from "../../../src/azure/protection/recoveryPoints";
import { mergedRows } from "../../../src/azure/machines/virtualMachines";
import { healthFrom } from "../../../src/azure/machines/vmHealth";
import { vaultId, vmId } from "./fakeAzure";

const itemId = `${vaultId}/backupFabrics/Azure/protectionContainers/IaasVMContainer;iaasvmcontainerv2;rg;web01/protectedItems/VM;iaasvmcontainerv2;rg;web01`;

describe("a protected item", () => {
  it("before its first backup has no last backup, though Azure sends a date in 2001", () => {
    const item = protectedItemFrom({
      id: itemId,
      name: "VM;iaasvmcontainerv2;rg;web01",
      properties: {
        sourceResourceId: vmId,
        protectionState: "IRPending",
        lastBackupStatus: "",
        lastBackupTime: "2001-01-01T00:00:00Z",
        policyId: `${vaultId}/backupPolicies/DefaultPolicy`,
      },
    });
    expect(item).toMatchObject({
      vmName: "web01",
      vaultId,
      policyName: "DefaultPolicy",
      state: { kind: "protected" },
      lastBackup: undefined,
      lastBackupStatus: undefined,
    });
  });

  it("that is stopped has no policy", () => {
    const properties = { sourceResourceId: vmId, protectionState: "ProtectionStopped", policyId: "", policyName: "" };
    expect(protectedItemFrom({ id: itemId, properties })).toMatchObject({
      policyName: undefined,
      state: { kind: "stopped" },
    });
  });

  it("of something that is no VM is left out", () => {
    expect(protectedItemFrom({ id: itemId, properties: {} })).toBeUndefined();
  });
});

describe("rows of VMs with items", () => {
  const row = (itemProperties?: object, id = vmId) => ({
    id,
    name: "web01",
    location: "West Europe",
    properties: { storageProfile: { osDisk: { osType: "Linux" } } },
    ...(itemProperties === undefined ? {} : { itemId, itemName: "x", itemProperties }),
  });

  it("give a VM with two items once, with the item that counts", () => {
    const deleted = { sourceResourceId: vmId, isScheduledForDeferredDelete: true };
    const fresh = { sourceResourceId: vmId, protectionState: "Protected" };
    for (const rows of [
      [row(deleted), row(fresh)],
      [row(fresh), row(deleted)],
    ]) {
      expect(mergedRows(rows)).toMatchObject([{ location: "westeurope", protection: { kind: "protected" } }]);
    }
  });

  it("give a VM without an item as not protected", () => {
    expect(mergedRows([row()])).toMatchObject([
      { protection: { kind: "notProtected" }, item: undefined, osType: "Linux" },
    ]);
  });
});

describe("a job", () => {
  const job = (properties: object) =>
    jobFrom({
      id: `${vaultId}/backupJobs/j`,
      name: "j",
      properties: { startTime: new Date("2026-01-01T00:00:00Z"), status: "Failed", ...properties },
    });

  it("has tasks, percentage, and errors with their numbers as text", () => {
    expect(
      job({
        operation: "Backup",
        entityFriendlyName: "web01",
        endTime: new Date("0001-01-01T00:00:00Z"),
        extendedInfo: { progressPercentage: 40, tasksList: [{ taskId: "Take Snapshot", status: "Failed" }] },
        errorDetails: [{ errorCode: 400148, errorString: "No agent.", recommendations: ["Start it."] }],
      }),
    ).toMatchObject({
      startTime: "2026-01-01T00:00:00.000Z",
      endTime: undefined,
      percent: 40,
      tasks: [{ name: "Take Snapshot", status: "Failed" }],
      errors: [{ code: "400148", message: "No agent.", recommendations: ["Start it."] }],
    });
  });

  it("with a status that is new to us still runs", () => {
    expect(job({ status: "Pondering" })?.status).toBe("InProgress");
  });
});

describe("a policy", () => {
  const policy = (properties: object) =>
    policyFrom({
      id: `${vaultId}/backupPolicies/p`,
      name: "p",
      properties: { backupManagementType: "AzureIaasVM", ...properties },
    });

  it("of the old kind: daily, with days kept", () => {
    expect(
      policy({
        schedulePolicy: {
          schedulePolicyType: "SimpleSchedulePolicy",
          scheduleRunFrequency: "Daily",
          scheduleRunTimes: ["2024-05-13T22:30:00Z"],
        },
        retentionPolicy: { dailySchedule: { retentionDuration: { count: 30, durationType: "Days" } } },
        instantRpRetentionRangeInDays: 2,
        protectedItemsCount: 3,
      }),
    ).toMatchObject({
      kind: "Standard",
      schedule: { frequency: "Daily", time: "22:30", timeZone: "UTC", everyHours: undefined },
      dailyRetentionDays: 30,
      instantRestoreDays: 2,
      protectedItems: 3,
    });
  });

  it("of the enhanced kind: every so many hours", () => {
    expect(
      policy({
        policyType: "V2",
        schedulePolicy: {
          schedulePolicyType: "SimpleSchedulePolicyV2",
          scheduleRunFrequency: "Hourly",
          hourlySchedule: { interval: 4, scheduleWindowStartTime: new Date("2024-05-13T08:00:00Z") },
        },
      }),
    ).toMatchObject({
      kind: "Enhanced",
      schedule: { frequency: "Hourly", time: "08:00", timeZone: "UTC", everyHours: 4 },
    });
  });

  it("that keeps weekly points only says no days", () => {
    const weekly = { weeklySchedule: { retentionDuration: { count: 12, durationType: "Weeks" } } };
    expect(policy({ retentionPolicy: weekly })?.dailyRetentionDays).toBeUndefined();
  });

  it("that every vault has from the beginning is its default", () => {
    const named = (name: string) =>
      policyFrom({
        id: `${vaultId}/backupPolicies/${name}`,
        name,
        properties: { backupManagementType: "AzureIaasVM" },
      });
    expect([named("DefaultPolicy")?.isDefault, named("EnhancedPolicy")?.isDefault]).toEqual([true, false]);
  });

  it.each<[string, object]>([
    ["tiers to another place", { tieringPolicy: { ArchivedRP: { tieringMode: "TierSideways" } } }],
    [
      "tiers after days",
      { tieringPolicy: { ArchivedRP: { tieringMode: "TierAfter", duration: 90, durationType: "Days" } } },
    ],
    ["has another consistency", { snapshotConsistencyType: "OnlyApplicationConsistent" }],
  ])("that %s has no plan, so that nobody overwrites it", (_words, more) => {
    const plain = {
      schedulePolicy: {
        schedulePolicyType: "SimpleSchedulePolicy",
        scheduleRunFrequency: "Daily",
        scheduleRunTimes: ["2024-05-13T22:30:00Z"],
      },
      retentionPolicy: {
        retentionPolicyType: "LongTermRetentionPolicy",
        dailySchedule: { retentionDuration: { count: 30, durationType: "Days" } },
      },
    };
    expect(policy(plain)?.plan).toBeDefined();
    expect(policy({ ...plain, ...more })?.plan).toBeUndefined();
  });

  it("for databases is left out", () => {
    expect(policy({ backupManagementType: "AzureWorkload" })).toBeUndefined();
  });
});

describe("a recovery point", () => {
  it("lists the tiers that are valid", () => {
    const point = recoveryPointFrom({
      id: `${itemId}/recoveryPoints/123`,
      name: "123",
      properties: {
        recoveryPointTime: "2026-01-01T02:00:00Z",
        recoveryPointType: "AppConsistent",
        recoveryPointTierDetails: [
          { type: "InstantRP", status: "Deleted" },
          { type: "HardenedRP", status: "Valid" },
        ],
      },
    });
    expect(point).toMatchObject({ consistency: "AppConsistent", tiers: ["HardenedRP"] });
  });
});

describe("the health of a VM", () => {
  const running = [{ code: "ProvisioningState/succeeded" }, { code: "PowerState/running" }];
  const ready = { code: "ProvisioningState/succeeded", displayStatus: "Ready", message: "Guest Agent is running" };

  it("is ready when the agent says so", () => {
    const view = { statuses: running, vmAgent: { vmAgentVersion: "2.10.0", statuses: [ready] } };
    expect(healthFrom(view)).toMatchObject({
      power: "running",
      agent: { status: "ready", version: "2.10.0", message: "Guest Agent is running" },
      backupExtension: undefined,
    });
  });

  it("has no version when the agent does not report", () => {
    const silent = { code: "ProvisioningState/Unavailable", displayStatus: "Not Ready", message: "not reporting" };
    const view = { statuses: running, vmAgent: { vmAgentVersion: "Unknown", statuses: [silent] } };
    expect(healthFrom(view).agent).toEqual({ status: "notReady", version: undefined, message: "not reporting" });
  });

  it("finds the extension under its type when it has another name, and its error first", () => {
    const view = {
      statuses: running,
      extensions: [
        {
          name: "backup",
          type: "Microsoft.Azure.RecoveryServices.VMSnapshotLinux",
          typeHandlerVersion: "1.0.9",
          statuses: [
            { level: "Info" as const, displayStatus: "Provisioning succeeded" },
            { level: "Error" as const, displayStatus: "Failed", message: "freeze failed" },
          ],
        },
      ],
    };
    expect(healthFrom(view).backupExtension).toEqual({
      name: "backup",
      version: "1.0.9",
      status: "Failed",
      message: "freeze failed",
    });
  });

  it("says nothing of power when Azure does not", () => {
    expect(healthFrom({})).toMatchObject({ power: undefined, agent: { status: "unknown" } });
  });
});
