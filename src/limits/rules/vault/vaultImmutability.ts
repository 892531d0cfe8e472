import * as l10n from "@vscode/l10n";
import { replacing } from "../../parts/valueFix";
import { breachOfFact } from "../../parts/judgedBreach";
import type { VaultProfile } from "../../profile/vault";
import { outsideRange } from "../../parts/outsideRange";
import { rangeOf } from "../../parts/ranges";
import type { Breach, RuleExample, SharedContext, VaultRule } from "../../rule";
import { isSetTo } from "../../parts/sameSetting";

interface Context extends SharedContext {
  readonly vault: VaultProfile;
}

/** Immutability that is locked, which is final, and the days of a time-based one. */
export const vaultImmutability: VaultRule = {
  code: "vault-immutability",
  kind: "vault",
  about: "vault",
  title: () => l10n.t("Immutability"),
  text: () => ({
    what: l10n.t("Reads the immutability of the vault and, where it is based on time, its days."),
    why: l10n.t(
      "Immutability keeps backups from being deleted early and retention from being shortened. Once it is locked, nobody can take it back.",
    ),
    fix: l10n.t("Try it unlocked first, and lock it when you are sure."),
  }),
  check: (context) => [...locked(context), ...badDays(context)],
};

function locked({ vault, service }: Context): readonly Breach[] {
  return breachOfFact(vault.immutability, (state) => isSetTo(state, "Locked"), {
    place: vault.place,
    onlyBounded: true,
    certain: () =>
      l10n.t("Vault '{0}' has its immutability locked, which {1} never lets anybody take back.", vault.name, service),
    possible: (parameters) =>
      l10n.t(
        "Parameter {0} decides whether the immutability of vault '{1}' is locked, which nobody can take back.",
        parameters,
        vault.name,
      ),
    fixesFor: () => [
      replacing(vault.immutability.place, {
        id: "unlock-immutability",
        title: l10n.t("Leave the immutability unlocked"),
        by: "Unlocked",
      }),
    ],
  });
}

function badDays({ vault, row, service }: Context): readonly Breach[] {
  const range = rangeOf(row);
  if (range === undefined) {
    return [];
  }
  const { least, most } = range;
  return outsideRange(vault.immutabilityDays, range, {
    place: vault.place,
    severity: "error",
    certain: (days) =>
      l10n.t(
        "Vault '{0}' is immutable for {1} days, but {2} takes {3} to {4}.",
        vault.name,
        days,
        service,
        least,
        most,
      ),
    possible: (parameters) =>
      l10n.t(
        "Vault '{0}' is immutable for as many days as parameter {1} says; {2} takes {3} to {4}.",
        vault.name,
        parameters,
        service,
        least,
        most,
      ),
    fixId: "clamp-immutability-days",
    fixTitle: (nearest) => l10n.t("Make it immutable for {0} days", nearest),
  });
}

export const vaultImmutabilityExample: RuleExample = {
  bad: `"securitySettings": { "immutabilitySettings": { "state": "Locked" } }`,
  good: `"securitySettings": { "immutabilitySettings": { "state": "Unlocked" } }`,
};
