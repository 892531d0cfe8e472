import * as l10n from "@vscode/l10n";
import { enhancedPolicyBreaches } from "../../parts/enhancedPolicy";
import type { MachineRule, RuleExample } from "../../rule";

/** Premium SSD v2 disks and the kind of policy that protects them. */
export const premiumSsdV2NeedsEnhancedPolicy: MachineRule = {
  code: "premium-ssd-v2-needs-enhanced-policy",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Premium SSD v2 disks need an Enhanced policy"),
  text: () => ({
    what: l10n.t(
      "Finds Premium SSD v2 disks (PremiumV2_LRS) and reads the type of the policy that protects the virtual machine.",
    ),
    why: l10n.t("A Standard policy (policyType V1) cannot protect a virtual machine that has a Premium SSD v2 disk."),
    fix: l10n.t("Bind the protected item to a policy with policyType V2 (Enhanced)."),
  }),
  check: (context) =>
    enhancedPolicyBreaches(context, { sku: "PremiumV2_LRS", label: () => l10n.t("Premium SSD v2 disks") }),
};

export const premiumSsdV2NeedsEnhancedPolicyExample: RuleExample = {
  bad: `"dataDisks": [
  { "lun": 0, "createOption": "Empty", "diskSizeGB": 256, "managedDisk": { "storageAccountType": "PremiumV2_LRS" } }
]
// ... and the protected item names a Standard policy
"policyId": "[resourceId('Microsoft.RecoveryServices/vaults/backupPolicies', 'backups', 'standard')]"`,
  good: `"dataDisks": [
  { "lun": 0, "createOption": "Empty", "diskSizeGB": 256, "managedDisk": { "storageAccountType": "PremiumV2_LRS" } }
]
// ... and the protected item names a policy with "policyType": "V2"
"policyId": "[resourceId('Microsoft.RecoveryServices/vaults/backupPolicies', 'backups', 'enhanced')]"`,
};
