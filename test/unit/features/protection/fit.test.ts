import { describe, expect, it } from "vitest";
import type { BackupPolicy } from "../../../../src/azure/models";
import { policyProblem } from "../../../../src/features/protection/choices/policyFit";
import { policySummary } from "../../../../src/wording/policyText";
import { parseDay, retentionProblem } from "../../../../src/features/protection/choices/retention";
import { vaultProblem } from "../../../../src/features/protection/choices/vaultFit";
import type { VmProfile } from "../../../../src/limits/profile/vm";
import { disk, known } from "../../limits/support/profiles";
import { machine, policy, profile, vault } from "../support/estate";
import { production } from "../support/fakeSession";
import { daily, nothing } from "../support/policyPlans";

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
  function problem(one: BackupPolicy, profiles: readonly VmProfile[], machines = 1, rules?: unknown) {
    return policyProblem(one, { profiles, machines, rules });
  }

  it.each([
    ["Ultra disks", disk({ sku: known("UltraSSD_LRS") })],
    ["Premium SSD v2 disks", disk({ sku: known("PremiumV2_LRS") })],
    ["shared", disk({ shared: known(true), lun: known(3) })],
  ])("has to be Enhanced for %s", (words, demanding) => {
    const profiles = [profile(), profile({ dataDisks: known([demanding]) })];
    expect(problem(policy(), profiles)).toContain(words);
    expect(problem(policy({ kind: "Enhanced" }), profiles)).toBeUndefined();
    expect(problem(policy(), [profile()])).toBeUndefined();
  });

  it("is not to blame for what keeps a VM from being protected at all", () => {
    const profiles = [profile({ dataDisks: known([disk({ sizeGB: known(70_000) })]) })];
    expect(problem(policy(), profiles)).toBeUndefined();
  });

  it("protects at most 100 VMs", () => {
    expect(problem(policy({ protectedItems: 99 }), [])).toBeUndefined();
    expect(problem(policy({ protectedItems: 99 }), [], 2)).toBe(
      "Policy 'DefaultPolicy' gets 101 virtual machines, but Azure Backup takes at most 100.",
    );
  });

  it("is judged by what the settings say of the rules", () => {
    const ultra = [profile({ dataDisks: known([disk({ sku: known("UltraSSD_LRS") })]) })];
    expect(problem(policy(), ultra, 1, { "ultra-disk-needs-enhanced-policy": "off" })).toBeUndefined();
    expect(problem(policy({ protectedItems: 10 }), [], 1, { "policy-vm-count": { value: 10 } })).toContain(
      "The limit of 10 is set in your settings; the matrix says 100.",
    );
  });

  it("is summed up in a line", () => {
    expect(policySummary(policy())).toBe("Standard, daily at 22:30 UTC, keeps 30 days, snapshots 2 days");
    expect(policySummary(policy({ isDefault: true }))).toMatch(/^default, Standard/);
    expect(policySummary(policy({ dailyRetentionDays: 1, instantRestoreDays: 1 }))).toContain(
      "keeps 1 day, snapshots 1 day",
    );
    const weekly = policy({
      schedule: { frequency: "Weekly", time: "22:30", timeZone: "UTC", everyHours: undefined },
      dailyRetentionDays: undefined,
      plan: {
        ...daily,
        schedule: { frequency: "Weekly", time: "22:30", days: ["Sunday"] },
        retention: { ...nothing, weekly: { weeks: 12, days: ["Sunday"] } },
      },
    });
    expect(policySummary(weekly)).toBe("Standard, weekly at 22:30 UTC, keeps 12 weeks, snapshots 2 days");
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
