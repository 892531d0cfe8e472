import * as l10n from "@vscode/l10n";
import { certain } from "../../breach";
import { tally } from "../../parts/counts";
import type { EstateRule, RuleExample } from "../../rule";

/** The vaults of one subscription, as far as they are deployed or known together. */
export const vaultCount: EstateRule = {
  code: "vault-count",
  kind: "vault",
  about: "estate",
  title: () => l10n.t("Vaults in a subscription"),
  text: () => ({
    what: l10n.t("Counts the vaults that are deployed together, or that a subscription has."),
    why: l10n.t("A subscription holds only so many vaults; further ones are refused."),
    fix: l10n.t("Put several applications into one vault, or use another subscription."),
  }),
  check: ({ estate, row, service }) => {
    const most = row.value;
    const count = tally(estate.vaults).certain;
    if (typeof most !== "number" || count <= most) {
      return [];
    }
    const message = l10n.t(
      "There are {0} vaults here, but {1} takes at most {2} in a subscription.",
      count,
      service,
      most,
    );
    return [certain({ message, place: estate.vaults[most]?.place })];
  },
};

export const vaultCountExample: RuleExample = {
  bad: `{
  "type": "Microsoft.RecoveryServices/vaults",
  "apiVersion": "2024-04-01",
  "name": "[concat('backups', copyIndex())]",
  "location": "westeurope",
  "copy": { "name": "vaults", "count": 501 }
}`,
  good: `{
  "type": "Microsoft.RecoveryServices/vaults",
  "apiVersion": "2024-04-01",
  "name": "backups",
  "location": "westeurope"
}`,
};
