import * as l10n from "@vscode/l10n";
import { certain, related } from "../../breach";
import { allDisks } from "../../parts/disks";
import { enhancedPolicyCondition } from "../../parts/enhancedPolicy";
import { enhancedPolicyFix } from "../../parts/enhancedPolicyFix";
import { isTrue } from "../../parts/judgement";
import type { DiskSelection, ProtectionLink } from "../../profile/protection";
import type { VmProfile } from "../../profile/vm";
import type { Breach, MachineRule, RuleContext, RuleExample } from "../../rule";
import { replacing } from "../../parts/valueFix";

/** The disks that a protected item takes, against those that the machine has. */
export const selectiveDiskExclusion: MachineRule = {
  code: "selective-disk-exclusion",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Disks left out of the backup"),
  text: () => ({
    what: l10n.t(
      "Reads diskExclusionProperties of the protected item and compares its LUNs with those of the data disks.",
    ),
    why: l10n.t(
      "The OS disk cannot be left out, and a LUN that no data disk has does nothing. Once disks are left out, only disks can be restored and no whole virtual machine; a machine with Azure Disk Encryption then needs an Enhanced policy. Stopping and resuming the protection drops the setting.",
    ),
    fix: l10n.t("List LUNs of data disks only, and leave disks out only when restoring disks is enough."),
  }),
  check: (context) => context.vm.protection.flatMap((link) => checkSelection(context, link)),
};

function checkSelection(context: RuleContext, link: ProtectionLink): readonly Breach[] {
  const { selection } = link;
  if (selection === undefined) {
    return [];
  }
  return [...strangers(context, selection), ...consequence(context, link, selection)];
}

/** LUNs of the list that no data disk has. */
function strangers({ vm, subject }: RuleContext, { listed, isInclusion }: DiskSelection): readonly Breach[] {
  const luns = lunsOf(vm);
  if (luns === undefined || !listed.known || !isInclusion.known) {
    return [];
  }
  // Negative numbers are no LUNs: some tools write the OS disk so.
  const isKnown = (lun: number): boolean => lun < 0 || luns.includes(lun);
  const unknown = listed.value.filter((lun) => !isKnown(lun));
  if (unknown.length === 0) {
    return [];
  }
  const fix = replacing(listed.place, {
    id: "remove-unknown-luns",
    title: l10n.t("Remove the LUNs that no data disk has"),
    by: listed.value.filter(isKnown),
    // The instances of a copy loop may differ in their disks.
    harmless: vm.declaration?.instances === 1,
  });
  return [
    certain({
      message: l10n.t(
        "The protected item of {0} lists LUN {1}, which none of its data disks has.",
        subject,
        unknown.join(", "),
      ),
      place: listed.place ?? vm.place,
      related: [related(l10n.t("The virtual machine."), vm.place)],
      fixes: [fix],
      undisputed: true,
    }),
  ];
}

/** The LUNs of all data disks; undefined when some are not known. */
function lunsOf({ dataDisks }: VmProfile): readonly number[] | undefined {
  if (!dataDisks.known) {
    return undefined;
  }
  const luns = dataDisks.value.flatMap(({ lun }) => (lun?.known === true ? [lun.value] : []));
  return luns.length === dataDisks.value.length ? luns : undefined;
}

/** What it means for a restore that disks are left out. */
function consequence(
  { vm, subject, service }: RuleContext,
  link: ProtectionLink,
  selection: DiskSelection,
): readonly Breach[] {
  const out = link.excludedLuns.known ? link.excludedLuns.value : [];
  const left = allDisks(vm).flatMap(({ lun }) => (lun?.known === true && out.includes(lun.value) ? [lun.value] : []));
  if (left.length === 0) {
    return [];
  }
  const place = selection.place ?? link.place ?? vm.place;
  const encrypted = [vm.encryptionExtension, ...allDisks(vm).map(({ guestEncrypted }) => guestEncrypted)].some(isTrue);
  if (encrypted && link.policyKind.known && link.policyKind.value === "Standard") {
    const message = l10n.t(
      "The protected item of {0} leaves LUN {1} out of the backup, which {2} does for VMs with Azure Disk Encryption under an Enhanced policy only.",
      subject,
      left.join(", "),
      service,
    );
    const fixes = [enhancedPolicyFix(link.policy)];
    return [certain({ message, place, condition: enhancedPolicyCondition(), fixes })];
  }
  const message = l10n.t(
    "The protected item of {0} leaves LUN {1} out of the backup, so {2} can restore disks only and no whole VM.",
    subject,
    left.join(", "),
    service,
  );
  // The sources disagree about encrypted machines only.
  return [certain({ message, severity: "information", place, undisputed: !encrypted })];
}

export const selectiveDiskExclusionExample: RuleExample = {
  bad: `"extendedProperties": {
  "diskExclusionProperties": { "diskLunList": [7], "isInclusionList": false }
}
// ... of a protected item whose virtual machine has data disks with the LUNs 0 and 1`,
  good: `"extendedProperties": {}
// ... of the protected item: all disks are backed up`,
};
