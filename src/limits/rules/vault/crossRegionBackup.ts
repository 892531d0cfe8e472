import * as l10n from "@vscode/l10n";
import { certain, related } from "../../breach";
import type { MachineRule, RuleExample } from "../../rule";
import type { KnownFact } from "../../profile/fact";
import type { VaultSite } from "../../profile/vault";

/**
 * There are vaults, but none that could take the machine. Says nothing about a machine that a protected item already binds to a
 * vault: that is region-mismatch. A warning at most, since a vault elsewhere (or for other things) may have been meant.
 */
export const crossRegionBackup: MachineRule = {
  code: "cross-region-backup",
  kind: "vault",
  about: "machine",
  title: () => l10n.t("Backing up to another region"),
  text: () => ({
    what: l10n.t(
      "Looks for a vault in the region of a virtual machine that no protected item binds to a vault: in the template, or in the subscription of a running virtual machine.",
    ),
    why: l10n.t("A vault takes virtual machines of its own region only, so none of these vaults can protect this one."),
    fix: l10n.t("Create a vault in the virtual machine's region: each region needs its own."),
  }),
  check: ({ vm, subject, service }) => {
    const { location, vaults } = vm;
    if (vm.protection.length > 0 || !location.known) {
      return [];
    }
    const placed = vaults.filter(isPlaced);
    const [first] = placed;
    // A vault of unknown region may be the right one.
    if (
      first === undefined ||
      placed.length < vaults.length ||
      placed.some((v) => v.location.value === location.value)
    ) {
      return [];
    }
    const message =
      vm.source === "template"
        ? l10n.t(
            "No vault of this template is in {0}, where {1} is; {2} does not back up across regions.",
            location.value,
            subject,
            service,
          )
        : l10n.t(
            "No vault of the subscription is in {0}, where {1} is; {2} does not back up across regions.",
            location.value,
            subject,
            service,
          );
    return [
      certain({
        message,
        severity: "warning",
        place: first.location.place ?? first.place ?? location.place ?? vm.place,
        related: [related(l10n.t("The location of the virtual machine."), location.place)],
      }),
    ];
  },
};

interface PlacedVault extends VaultSite {
  readonly location: KnownFact<string>;
}

function isPlaced(vault: VaultSite): vault is PlacedVault {
  return vault.location.known;
}

export const crossRegionBackupExample: RuleExample = {
  bad: `{ "type": "Microsoft.RecoveryServices/vaults", "name": "backups", "location": "northeurope" },
{ "type": "Microsoft.Compute/virtualMachines", "name": "web", "location": "westeurope" }`,
  good: `{ "type": "Microsoft.RecoveryServices/vaults", "name": "backups", "location": "westeurope" },
{ "type": "Microsoft.Compute/virtualMachines", "name": "web", "location": "westeurope" }`,
};
