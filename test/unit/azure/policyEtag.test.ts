import { describe, expect, it } from "vitest";
import type { BackupPolicy } from "../../../src/azure/models";
import { FakeAzure, refusal, subscription, vaultId } from "./fakeAzure";

const policyId = `${vaultId}/backupPolicies/daily`;
const time = "2026-01-01T22:30:00Z";

/** A policy that keeps recovery points for so many days. */
function policy(days: number, eTag: string): object {
  return {
    id: policyId,
    name: "daily",
    eTag,
    properties: {
      backupManagementType: "AzureIaasVM",
      policyType: "V1",
      instantRpRetentionRangeInDays: 2,
      timeZone: "UTC",
      schedulePolicy: {
        schedulePolicyType: "SimpleSchedulePolicy",
        scheduleRunFrequency: "Daily",
        scheduleRunTimes: [time],
      },
      retentionPolicy: {
        retentionPolicyType: "LongTermRetentionPolicy",
        dailySchedule: { retentionTimes: [time], retentionDuration: { count: days, durationType: "Days" } },
      },
    },
  };
}

function open(): FakeAzure {
  return new FakeAzure()
    .on("GET", "/tenants", { status: 200, body: { value: [{ tenantId: "tenant-a" }] } })
    .on("GET", "/subscriptions?", {
      status: 200,
      body: { value: [{ subscriptionId: subscription.subscriptionId, tenantId: "tenant-a" }] },
    });
}

/** Asks for 60 days; the answer to the PUT is lost, and the PUT that is sent again finds another etag. */
async function change(found: object): Promise<BackupPolicy> {
  const listed = open().on("GET", "/backupPolicies?", { status: 200, body: { value: [policy(60, "x")] } });
  const [wanted] = await listed.connection.listPolicies(vaultId);
  if (wanted?.plan === undefined) {
    throw new Error("the policy has no plan");
  }
  const azure = open()
    .on("GET", "/backupResourceGuardProxies", { status: 200, body: { value: [] } })
    .on("GET", "/backupPolicies/daily", { status: 200, body: policy(30, "1") }, { status: 200, body: found })
    .on("PUT", "/backupPolicies/daily", { failure: "ECONNRESET" }, refusal(412, "PreconditionFailed", "Other etag."));
  return azure.connection.updatePolicy(policyId, wanted.plan);
}

describe("a policy that has another etag when its change is sent again", () => {
  it("is changed, where it was that change which has made the etag", async () => {
    await expect(change(policy(60, "2"))).resolves.toMatchObject({ name: "daily" });
  });

  it("was changed by somebody else, where it is not as it was to be", async () => {
    await expect(change(policy(45, "2"))).rejects.toMatchObject({ kind: "conflict", code: "PolicyChangedMeanwhile" });
  });
});
