import * as l10n from "@vscode/l10n";
import { certain, related } from "../../breach";
import { judge } from "../../parts/judgement";
import type { VaultProfile } from "../../profile/vault";
import type { Breach, RuleExample, SharedContext, VaultRule } from "../../rule";
import { isSetTo } from "../../parts/sameSetting";

interface Context extends SharedContext {
  readonly vault: VaultProfile;
}

/** Private endpoints of a vault: how many there are, and what having any means. */
export const vaultPrivateEndpoint: VaultRule = {
  code: "vault-private-endpoint",
  kind: "vault",
  about: "vault",
  title: () => l10n.t("Private endpoint on the vault"),
  text: () => ({
    what: l10n.t(
      "Counts the private endpoints for backup that lead to the vault, and reads its public network access.",
    ),
    why: l10n.t(
      "Private endpoints are taken only for a vault that has no items yet, and only so many. The backup of virtual machines needs none, but files can then be recovered only in networks that have one.",
    ),
    fix: l10n.t("Deploy the endpoints with the vault, before anything is protected, in a subnet with room (a /26)."),
  }),
  check: (context) => {
    const { vault, row } = context;
    const count = vault.privateEndpoints.length;
    if (typeof row.value === "number" && count > row.value) {
      return [tooMany(context, row.value)];
    }
    const closed = judge(vault.publicNetworkAccess, (access) => isSetTo(access, "Disabled")).verdict === "breaks";
    return count > 0 || closed ? [note(context)] : [];
  },
};

function tooMany({ vault, service }: Context, most: number): Breach {
  return certain({
    message: l10n.t(
      "Vault '{0}' has {1} private endpoints, but {2} takes at most {3}.",
      vault.name,
      vault.privateEndpoints.length,
      service,
      most,
    ),
    severity: "error",
    place: vault.privateEndpoints[most]?.place ?? vault.place,
    related: [related(l10n.t("The vault."), vault.place)],
  });
}

function note({ vault, service }: Context): Breach {
  const [endpoint] = vault.privateEndpoints;
  return certain({
    message: l10n.t(
      "Vault '{0}' is reached through private endpoints: {1} takes them only before the first item is protected, and recovers files only in networks that have one.",
      vault.name,
      service,
    ),
    place: endpoint?.place ?? vault.publicNetworkAccess.place ?? vault.place,
    related: endpoint === undefined ? [] : [related(l10n.t("The vault."), vault.place)],
  });
}

export const vaultPrivateEndpointExample: RuleExample = {
  bad: `{
  "type": "Microsoft.Network/privateEndpoints",
  "apiVersion": "2024-05-01",
  "name": "backups-endpoint",
  "location": "westeurope",
  "properties": {
    "subnet": { "id": "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'net', 'endpoints')]" },
    "privateLinkServiceConnections": [
      {
        "name": "backups",
        "properties": {
          "privateLinkServiceId": "[resourceId('Microsoft.RecoveryServices/vaults', 'backups')]",
          "groupIds": ["AzureBackup"]
        }
      }
    ]
  }
}`,
  good: `// no private endpoint: the backup of virtual machines needs none`,
};
