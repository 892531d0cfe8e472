import { expect, test } from "vitest";
import { checkTemplate } from "../../../../../src/limits/check/checkTemplate";
import type { Finding } from "../../../../../src/limits/finding";
import { editsOfFix } from "../../../../../src/limits/fixes/editsOfFix";
import { evaluateTemplate } from "../../../../../src/template/evaluateTemplate";
import { item, policy, vault } from "../../support/backup";
import { machine, templateText } from "../../support/templates";

const findingsIn = (text: string): readonly Finding[] =>
  checkTemplate(evaluateTemplate(text), text, { limits: "current", lifted: "off" }).findings;

/** The text after a fix; undefined when the fix has nothing to change. */
function fixed(text: string, fix: Finding["fixes"][number]): string | undefined {
  const edits = editsOfFix(text, fix);
  return edits?.reduceRight(
    (now, { offset, length, newText }) => now.slice(0, offset) + newText + now.slice(offset + length),
    text,
  );
}

const settings = (properties: object) => vault({ securitySettings: properties });
const redundancy = (standardTierStorageRedundancy: string, crossRegionRestore?: string) =>
  vault({ redundancySettings: { standardTierStorageRedundancy, crossRegionRestore } }, { location: "ukwest" });
const retention = (name: string, count: number, durationType: string) =>
  policy({ retentionPolicy: { [name]: { retentionDuration: { count, durationType } } } });
const enhanced = (interval: number, instantRpRetentionRangeInDays: number) =>
  policy({
    policyType: "V2",
    instantRpRetentionRangeInDays,
    schedulePolicy: {
      schedulePolicyType: "SimpleSchedulePolicyV2",
      scheduleRunFrequency: "Hourly",
      hourlySchedule: { interval, scheduleWindowDuration: 12 },
    },
  });

test.each<[string, number, readonly unknown[]]>([
  ["region-mismatch", 1, [vault({}, { location: "northeurope" }), policy(), item(), machine()]],
  ["vault-name", 1, [vault({}, { name: "my_vault" })]],
  ["vault-redundancy", 3, [vault({ redundancySettings: undefined })]],
  ["vault-zrs-region", 2, [redundancy("ZoneRedundant")]],
  ["vault-cross-region-restore", 1, [redundancy("LocallyRedundant", "Enabled")]],
  ["vault-soft-delete", 1, [settings({ softDeleteSettings: { softDeleteState: "Disabled" } })]],
  ["vault-soft-delete-retention", 1, [settings({ softDeleteSettings: { softDeleteRetentionPeriodInDays: 200 } })]],
  ["vault-immutability", 1, [settings({ immutabilitySettings: { state: "Locked" } })]],
  [
    "vault-immutability",
    1,
    [settings({ immutabilitySettings: { state: "Unlocked", configuration: { durationInDays: 1 } } })],
  ],
  [
    "vault-cross-subscription-restore",
    1,
    [
      vault({
        restoreSettings: {
          crossSubscriptionRestoreSettings: { crossSubscriptionRestoreState: "PermanentlyDisabled" },
        },
      }),
    ],
  ],
  ["policy-name", 1, [policy({}, { name: "backups/every_night!" })]],
  ["schedule-frequency", 1, [policy({ schedulePolicy: { scheduleRunFrequency: "Hourly" } })]],
  ["schedule-hourly-interval", 1, [enhanced(7, 7)]],
  ["instant-restore-days-standard", 1, [policy({ instantRpRetentionRangeInDays: 9 })]],
  ["instant-restore-days-enhanced", 1, [enhanced(4, 30)]],
  ["retention-maximum", 1, [retention("yearlySchedule", 100, "Years")]],
  ["retention-minimum-daily", 1, [retention("dailySchedule", 1, "Days")]],
])("each fix of %s (%i) puts the finding right and adds no other", (code, count, resources) => {
  const text = templateText({ resources });
  const before = findingsIn(text);
  const fixes = before.filter((finding) => finding.code === code).flatMap((finding) => finding.fixes);
  expect(fixes).toHaveLength(count);
  for (const fix of fixes) {
    const after = fixed(text, fix);
    expect(after, fix.title).toBeDefined();
    const codes = findingsIn(after ?? "").map((finding) => finding.code);
    expect(codes, fix.title).not.toContain(code);
    const known = before.map((finding) => finding.code);
    // Zone-redundant storage is not offered where this vault is: a choice that only its author can make.
    expect(codes.filter((each) => !known.includes(each) && each !== "vault-zrs-region")).toEqual([]);
  }
});

test("a name that variables give is put right where it is written, for all that refer to it", () => {
  const variables = { vault: "my_vault" };
  const resources = [
    vault({}, { name: "[variables('vault')]" }),
    policy({}, { name: "[concat(variables('vault'), '/nightly')]" }),
  ];
  const text = templateText({ variables, resources });
  const [finding] = findingsIn(text).filter(({ code }) => code === "vault-name");
  const [fix] = finding?.fixes ?? [];
  expect(fix?.safe).toBe(false);
  expect(fix === undefined ? undefined : fixed(text, fix)).toBe(text.replace("my_vault", "my-vault"));
});
