import { describe, expect, it } from "vitest";
import { planFrom } from "../../../../src/azure/policies/readPlan";
import { changedProperties } from "../../../../src/azure/policies/writePlan";

const now = Date.parse("2026-03-02T10:00:00Z");
const time = "2026-01-10T22:00:00Z";

describe("the properties of a policy after a change", () => {
  const before = {
    backupManagementType: "AzureIaasVM",
    policyType: "V2",
    protectedItemsCount: 3,
    newerSetting: { level: 3 },
    schedulePolicy: {
      schedulePolicyType: "SimpleSchedulePolicyV2",
      scheduleRunFrequency: "Daily",
      dailySchedule: { scheduleRunTimes: [time] },
      scheduleWeeklyFrequency: 0,
    },
    retentionPolicy: {
      retentionPolicyType: "LongTermRetentionPolicy",
      dailySchedule: { retentionTimes: [time], retentionDuration: { count: 30, durationType: "Days" } },
      newerSchedule: { count: 1 },
    },
    instantRPDetails: { azureBackupRGNamePrefix: "rg-snap-", newerName: "x" },
    timeZone: "UTC",
  };

  it("keep what no published version has, at every level", () => {
    const plan = planFrom(before);
    if (plan === undefined) {
      throw new Error("the policy has no plan");
    }
    const after = changedProperties(
      before,
      { ...plan, snapshotGroup: undefined, retention: { ...plan.retention, daily: { days: 60 } } },
      now,
    );
    expect(after).toMatchObject({
      newerSetting: { level: 3 },
      schedulePolicy: { scheduleWeeklyFrequency: 0 },
      retentionPolicy: { newerSchedule: { count: 1 }, dailySchedule: { retentionDuration: { count: 60 } } },
      instantRPDetails: { newerName: "x" },
    });
    expect(after).not.toHaveProperty("instantRPDetails.azureBackupRGNamePrefix");
    expect(after).not.toHaveProperty("protectedItemsCount");
  });
});
