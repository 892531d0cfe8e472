import * as l10n from "@vscode/l10n";
import { enhancedPolicyBreaches } from "../../parts/enhancedPolicy";
import type { MachineRule, RuleExample } from "../../rule";

/** Ultra disks and the kind of policy that protects them. */
export const ultraDiskNeedsEnhancedPolicy: MachineRule = {
  code: "ultra-disk-needs-enhanced-policy",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Ultra disks need an Enhanced policy"),
  text: () => ({
    what: l10n.t(
      "Finds Ultra disks (UltraSSD_LRS) and reads the type of the policy that protects the virtual machine.",
    ),
    why: l10n.t("A Standard policy (policyType V1) cannot protect a virtual machine that has an Ultra disk."),
    fix: l10n.t("Bind the protected item to a policy with policyType V2 (Enhanced)."),
  }),
  check: (context) => enhancedPolicyBreaches(context, { sku: "UltraSSD_LRS", label: () => l10n.t("Ultra disks") }),
};

export const ultraDiskNeedsEnhancedPolicyExample: RuleExample = {
  bad: `"dataDisks": [
  { "lun": 0, "createOption": "Empty", "diskSizeGB": 512, "managedDisk": { "storageAccountType": "UltraSSD_LRS" } }
]
// ... and the backup policy has "policyType": "V1", or none`,
  good: `{
  "type": "Microsoft.RecoveryServices/vaults/backupPolicies",
  "apiVersion": "2024-04-01",
  "name": "backups/enhanced",
  "properties": {
    "backupManagementType": "AzureIaasVM",
    "policyType": "V2",
    "schedulePolicy": {
      "schedulePolicyType": "SimpleSchedulePolicyV2",
      "scheduleRunFrequency": "Daily",
      "dailySchedule": { "scheduleRunTimes": ["2024-01-01T02:00:00Z"] }
    },
    "retentionPolicy": {
      "retentionPolicyType": "LongTermRetentionPolicy",
      "dailySchedule": {
        "retentionTimes": ["2024-01-01T02:00:00Z"],
        "retentionDuration": { "count": 30, "durationType": "Days" }
      }
    },
    "timeZone": "UTC"
  }
}`,
};
