import * as l10n from "@vscode/l10n";
import { certain, related } from "../../breach";
import { setProperties } from "../../parts/propertyFix";
import type { VaultProfile } from "../../profile/vault";
import type { Breach, RuleExample, SharedContext, VaultRule } from "../../rule";

interface Context extends SharedContext {
  readonly vault: VaultProfile;
}

/** Whether a vault says how its storage is replicated, which cannot be changed once it protects something. */
export const vaultRedundancy: VaultRule = {
  code: "vault-redundancy",
  kind: "vault",
  about: "vault",
  title: () => l10n.t("Vault storage redundancy"),
  text: () => ({
    what: l10n.t("Looks for the redundancy of the vault's storage: in the vault, and in its backupstorageconfig."),
    why: l10n.t(
      "It can be chosen only while the vault protects nothing; a vault that says nothing is geo-redundant, which costs more.",
    ),
    fix: l10n.t("Set redundancySettings.standardTierStorageRedundancy of the vault, and nowhere else."),
  }),
  check: (context) => {
    const { vault } = context;
    if (vault.secondRedundancy !== undefined) {
      return [setTwice(context, vault.secondRedundancy)];
    }
    return vault.redundancy.known && vault.redundancy.value === undefined ? [unset(context)] : [];
  },
};

function unset({ vault, service }: Context): Breach {
  return certain({
    message: l10n.t(
      "Vault '{0}' does not say how its storage is replicated, so it is geo-redundant; {1} takes no other choice once something is protected.",
      vault.name,
      service,
    ),
    place: vault.place,
    fixes: [choice(vault, "GeoRedundant"), choice(vault, "LocallyRedundant"), choice(vault, "ZoneRedundant")],
  });
}

function choice({ declaration }: VaultProfile, redundancy: string): ReturnType<typeof setProperties> {
  return setProperties(
    { id: `redundancy-${redundancy.toLowerCase()}`, title: l10n.t("Make the vault {0}", redundancy), safe: false },
    declaration,
    [{ path: ["properties", "redundancySettings", "standardTierStorageRedundancy"], value: redundancy }],
  );
}

function setTwice({ vault, service }: Context, place: NonNullable<VaultProfile["secondRedundancy"]>): Breach {
  return certain({
    message: l10n.t(
      "Vault '{0}' sets its redundancy itself and in its backupstorageconfig; {1} refuses the second once the first was used.",
      vault.name,
      service,
    ),
    severity: "warning",
    place,
    related: [related(l10n.t("The vault's own setting."), vault.redundancy.place ?? vault.place)],
  });
}

export const vaultRedundancyExample: RuleExample = {
  bad: `{
  "type": "Microsoft.RecoveryServices/vaults",
  "apiVersion": "2024-04-01",
  "name": "backups",
  "location": "westeurope",
  "sku": { "name": "RS0", "tier": "Standard" },
  "properties": {}
}`,
  good: `{
  "type": "Microsoft.RecoveryServices/vaults",
  "apiVersion": "2024-04-01",
  "name": "backups",
  "location": "westeurope",
  "sku": { "name": "RS0", "tier": "Standard" },
  "properties": {
    "redundancySettings": { "standardTierStorageRedundancy": "LocallyRedundant" }
  }
}`,
};
