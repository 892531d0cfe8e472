import * as l10n from "@vscode/l10n";
import { isAgentless } from "../../parts/agentless";
import { certain, related } from "../../breach";
import { allDisks, diskName } from "../../parts/disks";
import type { Fix } from "../../fix";
import { isTrue, judge } from "../../parts/judgement";
import type { Breach, MachineRule, RuleContext, RuleExample } from "../../rule";
import type { DiskProfile } from "../../profile/disk";
import type { ProtectionLink } from "../../profile/protection";
import { isAzureBoostSize, takesPremiumStorage } from "../../knowledge/vmSizes";

/** What the crash-consistent backup without an agent asks of a machine and its policy. */
export const agentlessConditions: MachineRule = {
  code: "agentless-conditions",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Crash-consistent backup without an agent"),
  text: () => ({
    what: l10n.t(
      "Reads the size, the security type and the disks of virtual machines under a policy with snapshotConsistencyType OnlyCrashConsistent.",
    ),
    why: l10n.t(
      "That backup needs an Enhanced policy and a size that takes Premium storage. It leaves out confidential virtual machines, sizes on Azure Boost, Ultra, Premium SSD v2 and shared disks, disks with Write Accelerator and ephemeral OS disks; write caching may spoil the consistency.",
    ),
    fix: l10n.t("Remove snapshotConsistencyType from the policy, or set its policyType to V2."),
  }),
  check: (context) =>
    context.vm.protection
      .filter(isAgentless)
      .flatMap((link) => [
        ...checkPolicy(context, link),
        ...checkMachine(context, link),
        ...checkDisks(context, link),
        ...checkCaching(context, link),
      ]),
};

/** A breach that another policy would not have. */
function outside(link: ProtectionLink, message: string, place: Breach["place"]): Breach {
  return certain({
    message,
    place,
    condition: l10n.t("Use a policy that is not for crash-consistent backups only."),
    related: [related(l10n.t("The policy of the protected item."), link.policy?.consistency.place ?? link.place)],
    fixes: [withoutConsistency(link)],
  });
}

/** Not safe: the policy may protect more machines. */
function withoutConsistency({ policy, policyName }: ProtectionLink): Fix | undefined {
  return policy?.declaration === undefined
    ? undefined
    : {
        id: "remove-crash-consistency",
        title: l10n.t("Remove snapshotConsistencyType from policy '{0}'", policyName),
        safe: false,
        steps: [{ kind: "remove", object: policy.declaration, path: ["properties", "snapshotConsistencyType"] }],
      };
}

function checkPolicy({ vm, subject, service }: RuleContext, link: ProtectionLink): readonly Breach[] {
  if (judge(link.policyKind, (kind) => kind === "Standard").verdict !== "breaks") {
    return [];
  }
  const message = l10n.t(
    "{0} is bound to policy '{1}', a Standard policy for crash-consistent backups only, which {2} offers with Enhanced policies only.",
    subject,
    link.policyName,
    service,
  );
  return [outside(link, message, link.place ?? vm.place)];
}

function checkMachine({ vm, subject, service }: RuleContext, link: ProtectionLink): readonly Breach[] {
  if (judge(vm.securityType, (type) => type?.toLowerCase() === "confidentialvm").verdict === "breaks") {
    const message = l10n.t(
      "{0} is a confidential VM, but policy '{1}' is for crash-consistent backups only, which {2} does not take of confidential VMs.",
      subject,
      link.policyName,
      service,
    );
    return [outside(link, message, vm.securityType.place ?? vm.place)];
  }
  const size = judge(vm.size, (name) => takesPremiumStorage(name) === false || isAzureBoostSize(name));
  if (size.verdict !== "breaks") {
    return [];
  }
  const message = isAzureBoostSize(size.value)
    ? l10n.t(
        "{0} has the Azure Boost size '{1}', but policy '{2}' is for crash-consistent backups only, which {3} does not take on such sizes.",
        subject,
        size.value,
        link.policyName,
        service,
      )
    : l10n.t(
        "{0} has the size '{1}' without Premium storage, but policy '{2}' is for crash-consistent backups only, for which {3} needs a size that takes it.",
        subject,
        size.value,
        link.policyName,
        service,
      );
  return [outside(link, message, vm.size.place ?? vm.place)];
}

function checkDisks({ vm, subject, service }: RuleContext, link: ProtectionLink): readonly Breach[] {
  for (const disk of backedUp(vm, link)) {
    const flaw = flawOf(disk);
    if (flaw !== undefined) {
      const message = l10n.t(
        "{0} of {1} is {2}, but policy '{3}' is for crash-consistent backups only, which {4} does not take of such disks.",
        diskName(disk),
        subject,
        flaw,
        link.policyName,
        service,
      );
      return [outside(link, message, disk.place ?? vm.place)];
    }
  }
  return [];
}

function backedUp(vm: RuleContext["vm"], { excludedLuns }: ProtectionLink): readonly DiskProfile[] {
  return allDisks(vm).filter(
    ({ lun }) => !(lun?.known === true && excludedLuns.known && excludedLuns.value.includes(lun.value)),
  );
}

function flawOf(disk: DiskProfile): string | undefined {
  const sku = disk.sku.known ? disk.sku.value?.toLowerCase() : undefined;
  if (sku === "ultrassd_lrs") {
    return l10n.t("an Ultra disk");
  }
  if (sku === "premiumv2_lrs") {
    return l10n.t("a Premium SSD v2 disk");
  }
  if (isTrue(disk.ephemeral)) {
    return l10n.t("an ephemeral disk");
  }
  if (isTrue(disk.shared)) {
    return l10n.t("a shared disk");
  }
  return isTrue(disk.writeAccelerator) ? l10n.t("a disk with Write Accelerator") : undefined;
}

/** Told once, and of data disks only: the OS disk has write caching unless somebody switches it off. */
function checkCaching({ vm, subject }: RuleContext, link: ProtectionLink): readonly Breach[] {
  const cached = backedUp(vm, link).find(
    ({ role, caching }) => role === "data" && caching.known && caching.value?.toLowerCase() === "readwrite",
  );
  if (cached === undefined) {
    return [];
  }
  const message = l10n.t(
    "{0} of {1} has write caching, which may spoil the crash-consistent backups of policy '{2}'.",
    diskName(cached),
    subject,
    link.policyName,
  );
  return [certain({ message, severity: "information", place: cached.caching.place ?? cached.place ?? vm.place })];
}

export const agentlessConditionsExample: RuleExample = {
  bad: `"properties": {
  "backupManagementType": "AzureIaasVM",
  "policyType": "V2",
  "snapshotConsistencyType": "OnlyCrashConsistent"
}
// ... and it protects a virtual machine of the size Standard_D2s_v6, which is on Azure Boost`,
  good: `"properties": {
  "backupManagementType": "AzureIaasVM",
  "policyType": "V2"
}`,
};
