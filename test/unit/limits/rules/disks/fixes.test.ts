import { expect, test } from "vitest";
import { checkTemplate } from "../../../../../src/limits/check/checkTemplate";
import type { Finding } from "../../../../../src/limits/finding";
import { editsOfFix } from "../../../../../src/limits/fixes/editsOfFix";
import { evaluateTemplate } from "../../../../../src/template/evaluateTemplate";
import { enhancedPolicy, protectedBy, withAttachedDisk, withDataDisks } from "../../support/outcomes";
import { machine, templateText } from "../../support/templates";

const ultra = withDataDisks([
  { lun: 0, createOption: "Empty", diskSizeGB: 64, managedDisk: { storageAccountType: "UltraSSD_LRS" } },
]);
const large = withDataDisks([
  { lun: 3, createOption: "Empty", diskSizeGB: 70_000 },
  { lun: 4, createOption: "Empty", diskSizeGB: 32 },
]);
const weekly = {
  schedulePolicy: {
    schedulePolicyType: "SimpleSchedulePolicy",
    scheduleRunFrequency: "Weekly",
    scheduleRunDays: ["Sunday"],
    scheduleRunTimes: ["2024-01-01T02:00:00Z"],
  },
};
const accelerated = machine({
  storageProfile: { osDisk: { createOption: "FromImage", writeAcceleratorEnabled: true } },
});
const excluding = (diskLunList: readonly number[], isInclusionList = false) =>
  protectedBy({ exclusion: { diskLunList, isInclusionList } });
const inVault = (vault: Readonly<Record<string, unknown>>) =>
  protectedBy({ policy: enhancedPolicy, vaultLocation: "uksouth", vault });
const geoRedundant = { redundancySettings: { standardTierStorageRedundancy: "GeoRedundant" } };
const onPremium = withDataDisks([{ lun: 0, managedDisk: { storageAccountType: "Premium_LRS" } }]);

function findings(text: string, code: string): readonly Finding[] {
  const limits = code === "premium-storage" ? "2015-10" : "current";
  const { findings: all } = checkTemplate(evaluateTemplate(text), text, { limits, lifted: "off" });
  return all.filter((finding) => finding.code === code);
}

/** The text after the fix of the first finding. */
function fixed(text: string, code: string, id: string): string {
  const fix = findings(text, code)[0]?.fixes.find((each) => each.id === id);
  const edits = fix === undefined ? undefined : editsOfFix(text, fix);
  if (edits === undefined) {
    throw new Error(`${code} has no fix '${id}' that can be taken`);
  }
  return edits.toReversed().reduce((now, { offset, length, newText }) => {
    return now.slice(0, offset) + newText + now.slice(offset + length);
  }, text);
}

test.each([
  ["ultra-disk-needs-enhanced-policy", "enhanced-policy", "a daily policy", [ultra, ...protectedBy()]],
  ["ultra-disk-needs-enhanced-policy", "enhanced-policy", "a weekly one", [ultra, ...protectedBy({ policy: weekly })]],
  ["disk-size-max", "exclude-lun", "no exclusion", [large, ...protectedBy()]],
  ["disk-size-max", "exclude-lun", "another exclusion", [large, ...excluding([4])]],
  ["disk-size-max", "exclude-lun", "an inclusion", [large, ...excluding([3, 4], true)]],
  ["selective-disk-exclusion", "remove-unknown-luns", "a LUN too many", [large, ...excluding([7])]],
  ["ultra-disk-crr-region", "local-redundancy", "no redundancy", [ultra, ...inVault({})]],
  ["ultra-disk-crr-region", "local-redundancy", "a redundancy", [ultra, ...inVault(geoRedundant)]],
  ["write-accelerator-os-disk", "turn-off-write-accelerator", "the OS disk", [accelerated]],
  ["premium-storage", "standard-storage", "a data disk", [onPremium]],
  [
    "disk-entra-data-access",
    "allow-data-access",
    "an attached disk",
    withAttachedDisk({ dataAccessAuthMode: "AzureActiveDirectory" }),
  ],
])("%s: '%s' puts %s right", (code, id, _, resources) => {
  const text = JSON.stringify(JSON.parse(templateText({ resources })), undefined, 2);
  expect(findings(fixed(text, code, id), code)).toEqual([]);
});

test("excluding a shared disk leaves a warning that it needs protection of its own", () => {
  const text = templateText({
    resources: [...withAttachedDisk({ maxShares: 2 }), ...protectedBy({ policy: enhancedPolicy })],
  });
  const after = findings(fixed(text, "shared-disk", "exclude-lun"), "shared-disk");
  expect(after).toMatchObject([{ severity: "warning", condition: undefined }]);
});
