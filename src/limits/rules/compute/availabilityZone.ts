import * as l10n from "@vscode/l10n";
import { certain, related } from "../../breach";
import { judge } from "../../parts/judgement";
import type { Breach, MachineRule, RuleContext, RuleExample } from "../../rule";
import type { ProtectionLink } from "../../profile/protection";
import type { VaultProfile } from "../../profile/vault";
import { replacing } from "../../parts/valueFix";

/** Machines that are pinned to a zone, and the vaults from which they can be restored into another one. */
export const availabilityZone: MachineRule = {
  code: "availability-zone",
  kind: "template",
  about: "machine",
  title: () => l10n.t("VM pinned to an availability zone"),
  text: () => ({
    what: l10n.t(
      "Reads the zone of the virtual machine, and the redundancy and cross-region restore of the vault that protects it.",
    ),
    why: l10n.t(
      "A restore into another zone needs a zone-redundant vault, or cross-region restore to a paired region that has zones; never from snapshots, for encrypted virtual machines or in place.",
    ),
    fix: l10n.t("Use a zone-redundant vault; the redundancy can be changed only while the vault protects nothing."),
  }),
  check: (context) => {
    const { zones, protection } = context.vm;
    return zones.known && zones.value.length > 0 ? protection.flatMap((link) => checkVault(context, link)) : [];
  },
};

function checkVault({ vm, subject, service }: RuleContext, { vault, vaultName }: ProtectionLink): readonly Breach[] {
  if (vault === undefined || !staysInZone(vault)) {
    return [];
  }
  const { redundancy } = vault;
  return [
    certain({
      message: l10n.t(
        "{0} is pinned to an availability zone; {1} restores it into another one only from a zone-redundant vault or one with cross-region restore, and vault '{2}' is neither.",
        subject,
        service,
        vaultName,
      ),
      place: vm.zones.place ?? vm.place,
      related: [related(l10n.t("The redundancy of the vault."), redundancy.place ?? vault.place)],
      fixes: [
        replacing(redundancy.place, {
          id: "zone-redundant-vault",
          title: l10n.t("Make the vault '{0}' zone-redundant", vaultName),
          by: "ZoneRedundant",
        }),
      ],
    }),
  ];
}

/** A redundancy that nobody sets is left out: what Azure makes of it then stands in no text. */
function staysInZone({ redundancy, crossRegionRestore }: VaultProfile): boolean {
  const bound = judge(redundancy, (value) => value !== undefined && value.toLowerCase() !== "zoneredundant");
  return bound.verdict === "breaks" && judge(crossRegionRestore, (value) => value !== true).verdict === "breaks";
}

export const availabilityZoneExample: RuleExample = {
  bad: `{
  "type": "Microsoft.RecoveryServices/vaults",
  "apiVersion": "2024-04-01",
  "name": "backups",
  "location": "westeurope",
  "sku": { "name": "RS0", "tier": "Standard" },
  "properties": { "redundancySettings": { "standardTierStorageRedundancy": "LocallyRedundant" } }
}
// ... and it protects a virtual machine with "zones": ["1"]`,
  good: `{
  "type": "Microsoft.RecoveryServices/vaults",
  "apiVersion": "2024-04-01",
  "name": "backups",
  "location": "westeurope",
  "sku": { "name": "RS0", "tier": "Standard" },
  "properties": { "redundancySettings": { "standardTierStorageRedundancy": "ZoneRedundant" } }
}`,
};
