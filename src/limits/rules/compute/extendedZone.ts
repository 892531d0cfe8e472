import * as l10n from "@vscode/l10n";
import { certain, parameterNames, possible, related } from "../../breach";
import { enhancedPolicyFix } from "../../parts/enhancedPolicyFix";
import type { Breach, MachineRule, RuleContext, RuleExample } from "../../rule";
import type { ProtectionLink } from "../../profile/protection";

/** Machines in Azure Extended Zones and the kind of policy that protects them. */
export const extendedZone: MachineRule = {
  code: "extended-zone",
  kind: "template",
  about: "machine",
  title: () => l10n.t("VM in an Azure Extended Zone"),
  text: () => ({
    what: l10n.t("Reads the extended location of the virtual machine and the type of the policy that protects it."),
    why: l10n.t(
      "In an Extended Zone the Enhanced policy is the only one that protects a virtual machine, and every recovery point is crash-consistent.",
    ),
    fix: l10n.t("Bind the protected item to a policy with policyType V2 (Enhanced)."),
  }),
  check: (context) => {
    const { extendedZone: zone, protection } = context.vm;
    if (!zone.known || zone.value === undefined) {
      return [];
    }
    const name = zone.value;
    return protection.length === 0
      ? [unbound(context, name)]
      : protection.flatMap((link) => checkPolicy(context, name, link));
  },
};

function unbound({ vm, subject, service }: RuleContext, zone: string): Breach {
  return certain({
    message: l10n.t(
      "{0} is in the Extended Zone '{1}', where {2} protects it with an Enhanced policy only and takes crash-consistent recovery points.",
      subject,
      zone,
      service,
    ),
    severity: "information",
    condition: l10n.t("Use an Enhanced policy."),
    place: vm.extendedZone.place ?? vm.place,
  });
}

function checkPolicy(context: RuleContext, zone: string, link: ProtectionLink): readonly Breach[] {
  const { vm, subject, service } = context;
  const { policyKind, policyName } = link;
  if (policyName === "") {
    return [unbound(context, zone)];
  }
  const where = {
    condition: l10n.t("Use an Enhanced policy."),
    place: vm.extendedZone.place ?? vm.place,
    related: [related(l10n.t("The policy of the protected item."), policyKind.place ?? link.place)],
  };
  if (policyKind.known) {
    const message = l10n.t(
      "{0} is in the Extended Zone '{1}', but policy '{2}' is a Standard policy; {3} protects VMs there with an Enhanced policy only.",
      subject,
      zone,
      policyName,
      service,
    );
    return policyKind.value === "Standard"
      ? [certain({ ...where, message, fixes: [enhancedPolicyFix(link.policy)] })]
      : [];
  }
  if (policyKind.because.length > 0) {
    const message = l10n.t(
      "{0} is in the Extended Zone '{1}', where {2} protects it with an Enhanced policy only; parameter {3} decides which policy it gets.",
      subject,
      zone,
      service,
      parameterNames(policyKind.because),
    );
    return [possible(policyKind, { ...where, message })];
  }
  const message = l10n.t(
    "{0} is in the Extended Zone '{1}', so policy '{2}' must be an Enhanced policy for {3} to protect it.",
    subject,
    zone,
    policyName,
    service,
  );
  return [certain({ ...where, message, severity: "information" })];
}

export const extendedZoneExample: RuleExample = {
  bad: `{
  "type": "Microsoft.Compute/virtualMachines",
  "apiVersion": "2024-07-01",
  "name": "web",
  "location": "westus",
  "extendedLocation": { "type": "EdgeZone", "name": "losangeles" }
}
// ... and the backup policy has "policyType": "V1", or none`,
  good: `{
  "type": "Microsoft.RecoveryServices/vaults/backupPolicies",
  "apiVersion": "2024-04-01",
  "name": "backups/enhanced",
  "properties": {
    "backupManagementType": "AzureIaasVM",
    "policyType": "V2"
  }
}`,
};
