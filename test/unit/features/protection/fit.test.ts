import { describe, expect, it } from "vitest";
import { policyProblem } from "../../../../src/features/protection/policyFit";
import { policySummary } from "../../../../src/wording/policyText";
import { parseDay, retentionProblem } from "../../../../src/features/protection/retention";
import { vaultProblem } from "../../../../src/features/protection/vaultFit";
import { disk, known } from "../../limits/support/profiles";
import { machine, policy, profile, vault } from "../support/estate";
import { production } from "../support/fakeSession";

const other = { ...production, subscriptionId: "22222222-0000-0000-0000-000000000002", name: "Test" };
const foreign = { ...other, subscriptionId: "33333333-0000-0000-0000-000000000003", tenantId: "another" };
const context = { vm: machine(), subscriptions: [production, other, foreign] };

describe("a vault for a VM", () => {
  it("fits in the VM's region", () => {
    expect(vaultProblem(vault(), context)).toBeUndefined();
  });

  it("fits in another subscription of the same tenant", () => {
    expect(vaultProblem(vault({ subscriptionId: other.subscriptionId }), context)).toBeUndefined();
  });

  it("does not fit in another tenant", () => {
    expect(vaultProblem(vault({ subscriptionId: foreign.subscriptionId }), context)).toContain("another tenant");
  });

  it("does not fit while it is being deleted", () => {
    expect(vaultProblem(vault({ provisioningState: "Deleting" }), context)).toContain("Deleting");
  });
});

describe("a policy for a VM", () => {
  it.each(["UltraSSD_LRS", "PremiumV2_LRS"])("has to be Enhanced for a disk of %s", (sku) => {
    const profiles = [profile({ dataDisks: known([disk({ sku: known(sku) })]) })];
    expect(policyProblem(policy(), profiles, 1)).toContain("Enhanced");
    expect(policyProblem(policy({ kind: "Enhanced" }), profiles, 1)).toBeUndefined();
  });

  it("protects at most 100 VMs", () => {
    expect(policyProblem(policy({ protectedItems: 99 }), [], 1)).toBeUndefined();
    expect(policyProblem(policy({ protectedItems: 99 }), [], 2)).toContain("at most 100");
  });

  it("is summed up in a line", () => {
    expect(policySummary(policy())).toBe("Standard, daily at 22:30 UTC, keeps 30 days, snapshots 2 days");
    const hourly = policy({
      kind: "Enhanced",
      schedule: { frequency: "Hourly", time: "08:00", timeZone: "UTC", everyHours: 4 },
      instantRestoreDays: undefined,
    });
    expect(policySummary(hourly)).toBe("Enhanced, every 4 hours, keeps 30 days");
  });
});

describe("the day to keep a recovery point until", () => {
  const now = new Date("2026-11-22T10:00:00.000Z");

  it.each(["", "soon", "2026-02-30", "22.11.2026"])("is not %j", (text) => {
    expect(retentionProblem(text, now)).toBe("Enter a day like 2026-12-22.");
  });

  it("is not in the past, nor more than 99 years away", () => {
    expect(retentionProblem("2026-11-22", now)).toContain("later than tomorrow");
    expect(retentionProblem("2199-01-01", now)).toContain("99 years");
  });

  it("ends with that day in UTC", () => {
    expect(retentionProblem("2026-12-31", now)).toBeUndefined();
    expect(parseDay(" 2026-12-31 ")?.toISOString()).toBe("2026-12-31T23:59:59.000Z");
  });
});
