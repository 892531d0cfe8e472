import * as l10n from "@vscode/l10n";
import { certain, parameterNames, possible, related } from "../../breach";
import { enhancedPolicyFix } from "../../parts/enhancedPolicyFix";
import { judge } from "../../parts/judgement";
import type { Breach, MachineRule, RuleContext, RuleExample } from "../../rule";
import type { ProtectionLink } from "../../profile/protection";
import { replacing } from "../../parts/valueFix";

/**
 * Trusted Launch machines under a Standard policy. The texts disagree whether that works; by the better one it does for a machine
 * that is not protected yet, when it is asked for with an API version that is new enough.
 */
export const trustedLaunchNeedsEnhancedPolicy: MachineRule = {
  code: "trusted-launch-needs-enhanced-policy",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Trusted Launch VM and the policy type"),
  text: () => ({
    what: l10n.t(
      "Reads the security type of the virtual machine, the type of the policy that protects it and the API version of the protected item.",
    ),
    why: l10n.t(
      "An Enhanced policy protects Trusted Launch virtual machines in any case; a Standard policy only those that are protected with API version 2025-01-01 or later.",
    ),
    fix: l10n.t(
      "Bind the protected item to a policy with policyType V2 (Enhanced), or raise the API version of the protected item.",
    ),
  }),
  check: (context) => {
    const { vm } = context;
    const trusted = judge(vm.securityType, (type) => type?.toLowerCase() === "trustedlaunch");
    // What Azure protects already it has accepted, under whichever policy.
    return trusted.verdict === "breaks" && vm.source === "template"
      ? vm.protection.flatMap((link) => checkLink(context, link))
      : [];
  },
};

function checkLink(context: RuleContext, link: ProtectionLink): readonly Breach[] {
  const { vm, row } = context;
  const { policyKind, apiVersion } = link;
  const since = row.value;
  const elsewhere = !policyKind.known && policyKind.because.length === 0 && link.policyName !== "";
  const standard = judge(policyKind, (kind) => kind === "Standard");
  if (typeof since !== "string" || apiVersion === undefined || (standard.verdict === "keeps" && !elsewhere)) {
    return [];
  }
  // Preview versions end in "-preview"; their dates compare like the others.
  const old = judge(apiVersion, (version) => version.slice(0, since.length) < since);
  if (old.verdict === "keeps") {
    return [];
  }
  const where = {
    condition: l10n.t("Use an Enhanced policy."),
    place: vm.securityType.place ?? vm.place,
    related: [
      related(l10n.t("The policy of the protected item."), policyKind.place ?? link.place),
      related(l10n.t("The API version of the protected item."), apiVersion.place),
    ],
  };
  const open = standard.verdict === "open" ? standard.fact : old.verdict === "open" ? old.fact : undefined;
  if (open !== undefined) {
    return [possible(open, { ...where, message: openMessage(context, open.because, since) })];
  }
  const title = l10n.t("Raise the API version of the protected item to {0}", since);
  const fixes = [
    replacing(apiVersion.place, { id: "raise-api-version", title, by: since }),
    enhancedPolicyFix(link.policy),
  ];
  if (elsewhere) {
    const message = l10n.t(
      "{0} uses Trusted Launch, so policy '{1}' must be an Enhanced policy for {2} to protect it, or the API version of the protected item {3} or later.",
      context.subject,
      link.policyName,
      context.service,
      since,
    );
    return [certain({ ...where, message, severity: "information", fixes })];
  }
  const message = l10n.t(
    "{0} uses Trusted Launch, but policy '{1}' is a Standard policy; {2} takes that only from API version {3} of the protected item on.",
    context.subject,
    link.policyName,
    context.service,
    since,
  );
  return [certain({ ...where, message, severity: "error", fixes })];
}

function openMessage({ subject, service }: RuleContext, because: readonly string[], since: string): string {
  return l10n.t(
    "{0} uses Trusted Launch, which {1} protects with an Enhanced policy, or from API version {2} of the protected item on; parameter {3} decides.",
    subject,
    service,
    since,
    parameterNames(because),
  );
}

export const trustedLaunchNeedsEnhancedPolicyExample: RuleExample = {
  bad: `{
  "type": "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
  "apiVersion": "2023-04-01",
  "name": "[variables('itemName')]",
  "properties": {
    "protectedItemType": "Microsoft.Compute/virtualMachines",
    "policyId": "[resourceId('Microsoft.RecoveryServices/vaults/backupPolicies', 'backups', 'DefaultPolicy')]",
    "sourceResourceId": "[resourceId('Microsoft.Compute/virtualMachines', 'web')]"
  }
}
// ... and VM 'web' has "securityProfile": { "securityType": "TrustedLaunch" }`,
  good: `{
  "type": "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
  "apiVersion": "2025-01-01",
  "name": "[variables('itemName')]",
  "properties": {
    "protectedItemType": "Microsoft.Compute/virtualMachines",
    "policyId": "[resourceId('Microsoft.RecoveryServices/vaults/backupPolicies', 'backups', 'EnhancedPolicy')]",
    "sourceResourceId": "[resourceId('Microsoft.Compute/virtualMachines', 'web')]"
  }
}`,
};
