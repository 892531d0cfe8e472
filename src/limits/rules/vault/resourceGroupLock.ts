import * as l10n from "@vscode/l10n";
import { related } from "../../breach";
import { breachOfFact } from "../../parts/judgedBreach";
import { judge } from "../../parts/judgement";
import type { EstateProfile } from "../../profile/estate";
import type { Place } from "../../profile/fact";
import type { LockProfile } from "../../profile/lock";
import type { Breach, EstateRule, RuleExample } from "../../rule";
import { isSetTo } from "../../parts/sameSetting";

/** A lock on a group in which the service keeps its snapshots. */
export const resourceGroupLock: EstateRule = {
  code: "resource-group-lock",
  kind: "vault",
  about: "estate",
  title: () => l10n.t("Lock on the restore point resource group"),
  text: () => ({
    what: l10n.t(
      "Finds locks on the resource groups in which the service keeps snapshots: AzureBackupRG_<region>_<number>, or as a policy of the template names them.",
    ),
    why: l10n.t("Under a lock, old snapshots cannot be deleted, and after some days backups fail."),
    fix: l10n.t("Lock other groups, and leave these to the service."),
  }),
  check: ({ estate, row, service }) => {
    const { value } = row;
    if (typeof value !== "string" || estate.locks.length === 0) {
      return [];
    }
    const prefixes = [{ prefix: value, place: undefined }, ...policyPrefixes(estate)];
    return estate.locks.filter(isClosed).flatMap((lock) => checkLock(lock, prefixes, service));
  },
};

interface Prefix {
  readonly prefix: string;
  readonly place: Place | undefined;
}

function policyPrefixes({ policies }: EstateProfile): readonly Prefix[] {
  return policies.flatMap(({ snapshotGroupPrefix: fact }) =>
    fact.known && fact.value !== undefined && fact.value !== "" ? [{ prefix: fact.value, place: fact.place }] : [],
  );
}

/** Both levels keep things from being deleted. */
function isClosed({ level, deployed }: LockProfile): boolean {
  const closes = (one: string | undefined): boolean => isSetTo(one, "CanNotDelete") || isSetTo(one, "ReadOnly");
  return deployed.known && judge(level, closes).verdict === "breaks";
}

function checkLock(lock: LockProfile, prefixes: readonly Prefix[], service: string): readonly Breach[] {
  const prefixOf = (group: string): Prefix | undefined =>
    prefixes.find(({ prefix }) => group.toLowerCase().startsWith(prefix.toLowerCase()));
  const own = lock.resourceGroup.known ? prefixOf(lock.resourceGroup.value) : undefined;
  return breachOfFact(lock.resourceGroup, (group) => prefixOf(group) !== undefined, {
    place: lock.place,
    onlyBounded: true,
    related: [related(l10n.t("The policy that keeps its snapshots there."), own?.place)],
    certain: (group) =>
      l10n.t(
        "Lock '{0}' closes resource group '{1}', from which {2} must be able to delete old snapshots; backups fail under it.",
        lock.name,
        group,
        service,
      ),
    possible: (parameters) =>
      l10n.t(
        "Parameter {0} decides whether lock '{1}' closes a resource group from which {2} must be able to delete old snapshots.",
        parameters,
        lock.name,
        service,
      ),
  });
}

export const resourceGroupLockExample: RuleExample = {
  bad: `{
  "type": "Microsoft.Resources/deployments",
  "apiVersion": "2022-09-01",
  "name": "locks",
  "resourceGroup": "AzureBackupRG_westeurope_1",
  "properties": {
    "mode": "Incremental",
    "template": {
      "resources": [
        {
          "type": "Microsoft.Authorization/locks",
          "apiVersion": "2020-05-01",
          "name": "keep",
          "properties": { "level": "CanNotDelete" }
        }
      ]
    }
  }
}`,
  good: `// no lock on AzureBackupRG_westeurope_1`,
};
