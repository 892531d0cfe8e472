import * as l10n from "@vscode/l10n";
import { certain, parameterNames, parametersMayBreak, possible, related } from "../../breach";
import { diskName, onePerPlace } from "../../parts/disks";
import { enhancedPolicyFix } from "../../parts/enhancedPolicyFix";
import { excludeLun, exclusionCondition } from "../../parts/excludeLun";
import type { Fix } from "../../fix";
import type { VmProfile } from "../../profile/vm";
import type { Breach, MachineRule, RuleContext, RuleExample } from "../../rule";
import type { DiskProfile } from "../../profile/disk";
import type { ProtectionLink } from "../../profile/protection";

/** Shared disks, which are never backed up with a machine, and only left out by an Enhanced policy. */
export const sharedDisk: MachineRule = {
  code: "shared-disk",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Shared disk attached"),
  text: () => ({
    what: l10n.t("Finds attached disks that several virtual machines can share (maxShares above 1)."),
    why: l10n.t(
      "A shared disk is not backed up with its virtual machine. A Standard policy refuses the whole virtual machine; an Enhanced policy protects the rest when the disk is excluded.",
    ),
    fix: l10n.t(
      "Use an Enhanced policy, exclude the disk's LUN with diskExclusionProperties, and protect the disk itself in another way.",
    ),
  }),
  check: (context) => {
    const disks = context.vm.dataDisks;
    return disks.known ? onePerPlace(disks.value, sharedPlace).flatMap((disk) => checkDisk(context, disk)) : [];
  },
};

function checkDisk(context: RuleContext, disk: DiskProfile): readonly Breach[] {
  const { vm, subject, service } = context;
  const place = sharedPlace(disk) ?? vm.place;
  if (disk.shared.known) {
    return disk.shared.value ? [sharedBreach(context, disk)] : [];
  }
  if (!parametersMayBreak(disk.shared, (shared) => shared)) {
    return [];
  }
  return [
    possible(disk.shared, {
      message: l10n.t(
        "Parameter {0} decides whether a disk of {1} is shared; {2} does not back up shared disks with their VM.",
        parameterNames(disk.shared.because),
        subject,
        service,
      ),
      place,
    }),
  ];
}

function sharedBreach({ vm, subject, service }: RuleContext, disk: DiskProfile): Breach {
  const parts = { place: sharedPlace(disk) ?? vm.place, related: [related(l10n.t("The disk."), disk.resourcePlace)] };
  if (vm.protection.some((link) => leavesOut(link, disk))) {
    return certain({
      ...parts,
      severity: "warning",
      message: l10n.t(
        "{0} of {1} is shared and left out of the backup; {2} cannot back it up with the VM, so it needs protection of its own.",
        diskName(disk),
        subject,
        service,
      ),
    });
  }
  return certain({
    ...parts,
    message: l10n.t(
      "{0} of {1} is shared; {2} protects the VM only with an Enhanced policy that excludes the disk.",
      diskName(disk),
      subject,
      service,
    ),
    condition: conditionOf(vm, disk),
    fixes: vm.protection.map((link) => leaveOutFix(link, disk)),
  });
}

/** The policy has to become an Enhanced one too, if it is not: one without the other puts nothing right. */
function leaveOutFix(link: ProtectionLink, disk: DiskProfile): Fix | undefined {
  const exclude = excludeLun(link, disk);
  if (isEnhanced(link.policyKind)) {
    return exclude;
  }
  const enhance = enhancedPolicyFix(link.policy);
  if (enhance === undefined || exclude === undefined || disk.lun?.known !== true) {
    return undefined;
  }
  return {
    id: "enhanced-policy-without-disk",
    title: l10n.t("Make '{0}' an Enhanced policy and exclude LUN {1} from the backup", link.policyName, disk.lun.value),
    safe: false,
    steps: [...enhance.steps, ...exclude.steps],
  };
}

/** What is missing for the rest of the machine to be protected. */
function conditionOf({ protection }: VmProfile, disk: DiskProfile): string | undefined {
  const enhanced = protection.length > 0 && protection.every(({ policyKind }) => isEnhanced(policyKind));
  if (enhanced) {
    return exclusionCondition(disk);
  }
  return disk.lun?.known === true
    ? l10n.t("Use an Enhanced policy that excludes LUN {0}.", disk.lun.value)
    : l10n.t("Use an Enhanced policy that excludes the disk.");
}

function leavesOut({ policyKind, excludedLuns }: ProtectionLink, disk: DiskProfile): boolean {
  return (
    isEnhanced(policyKind) &&
    excludedLuns.known &&
    disk.lun?.known === true &&
    excludedLuns.value.includes(disk.lun.value)
  );
}

function isEnhanced(kind: ProtectionLink["policyKind"]): boolean {
  return kind.known && kind.value === "Enhanced";
}

function sharedPlace(disk: DiskProfile): DiskProfile["place"] {
  return disk.place ?? disk.shared.place;
}

export const sharedDiskExample: RuleExample = {
  bad: `{
  "type": "Microsoft.Compute/disks",
  "apiVersion": "2024-03-02",
  "name": "quorum",
  "location": "westeurope",
  "sku": { "name": "Premium_LRS" },
  "properties": { "creationData": { "createOption": "Empty" }, "diskSizeGB": 256, "maxShares": 2 }
}
// ... attached as a data disk of a virtual machine`,
  good: `"properties": {
  "protectedItemType": "Microsoft.Compute/virtualMachines",
  "policyId": "[resourceId('Microsoft.RecoveryServices/vaults/backupPolicies', 'backups', 'enhanced')]",
  "sourceResourceId": "[resourceId('Microsoft.Compute/virtualMachines', 'node1')]",
  "extendedProperties": {
    "diskExclusionProperties": { "diskLunList": [0], "isInclusionList": false }
  }
}`,
};
