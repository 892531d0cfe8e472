import * as l10n from "@vscode/l10n";
import { certain, parameterNames, parametersMayBreak, possible, related } from "../../breach";
import type { Breach, MachineRule, RuleContext, RuleExample } from "../../rule";
import type { ProtectionLink } from "../../profile/protection";
import { replacing } from "../../parts/valueFix";

/** A protected item that binds the machine to a vault of another region. */
export const regionMismatch: MachineRule = {
  code: "region-mismatch",
  kind: "vault",
  about: "machine",
  title: () => l10n.t("Vault and VM in different regions"),
  text: () => ({
    what: l10n.t(
      "Compares the region of the virtual machine with the region of the vault that a protected item of the template names.",
    ),
    why: l10n.t("A vault protects virtual machines of its own region only, in 2015 as today: the protection fails."),
    fix: l10n.t(
      "Give the vault the virtual machine's location, or protect the virtual machine in a vault of its region.",
    ),
  }),
  check: (context) => context.vm.protection.flatMap((link) => checkLink(context, link)),
};

function checkLink({ vm, subject, service }: RuleContext, link: ProtectionLink): readonly Breach[] {
  const { location } = vm;
  const { vaultLocation } = link;
  const parts = {
    place: vaultLocation.place ?? link.place ?? vm.place,
    related: [
      related(l10n.t("The location of the virtual machine."), location.place),
      related(l10n.t("The protected item that binds the two."), link.place),
    ],
  };
  if (location.known && vaultLocation.known) {
    if (location.value === vaultLocation.value) {
      return [];
    }
    const message = l10n.t(
      "{0} is in {1}, but its vault '{2}' is in {3}; {4} protects virtual machines in the region of the vault only.",
      subject,
      location.value,
      link.vaultName,
      vaultLocation.value,
      service,
    );
    const title = l10n.t("Put the vault in {0}", location.value);
    const fixes = [replacing(vaultLocation.place, { id: "vault-in-vm-region", title, by: location.value })];
    return [certain({ ...parts, message, fixes })];
  }
  const open = vaultLocation.known ? location : vaultLocation;
  const other = vaultLocation.known ? vaultLocation : location;
  const sameText = !open.known && !other.known && open.text !== undefined && open.text === other.text;
  const differs = (region: string): boolean => !other.known || region !== other.value;
  if (sameText || !other.known || !parametersMayBreak(open, differs)) {
    return [];
  }
  const message = l10n.t(
    "Parameter {0} decides whether {1} and its vault '{2}' are in the same region, as {3} needs them to be.",
    parameterNames(open.because),
    subject,
    link.vaultName,
    service,
  );
  return [possible(open, { ...parts, message })];
}

export const regionMismatchExample: RuleExample = {
  bad: `{
  "type": "Microsoft.RecoveryServices/vaults",
  "apiVersion": "2024-04-01",
  "name": "backups",
  "location": "northeurope",
  "sku": { "name": "RS0", "tier": "Standard" },
  "properties": {}
}
// ... while the protected item names a virtual machine in "westeurope"`,
  good: `{
  "type": "Microsoft.RecoveryServices/vaults",
  "apiVersion": "2024-04-01",
  "name": "backups",
  "location": "westeurope",
  "sku": { "name": "RS0", "tier": "Standard" },
  "properties": {}
}`,
};
