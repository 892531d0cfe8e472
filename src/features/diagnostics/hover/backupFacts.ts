import * as vscode from "vscode";
import type { ScaleSetProfile } from "../../../limits/profile/compute";
import type { Fact } from "../../../limits/profile/fact";
import type { PolicyProfile, RetentionProfile } from "../../../limits/profile/policy";
import type { ProtectedItemProfile } from "../../../limits/profile/protectedItem";
import type { ProtectionLink } from "../../../limits/profile/protection";
import type { VaultProfile } from "../../../limits/profile/vault";
import { daysText, monthsText, weeksText, yearsText } from "../../../wording/countText";
import { deployedFacts, factText, isTrue, unknownText } from "./factText";

/** What a vault evaluates to. Settings that nobody sets are told of only where their absence has a meaning of its own. */
export function vaultFacts(vault: VaultProfile, items: readonly ProtectedItemProfile[]): readonly string[] {
  const unset = vscode.l10n.t("not set");
  return [
    ...deployedFacts(vault.deployed),
    vscode.l10n.t("region: {0}", factText(vault.location)),
    vscode.l10n.t("redundancy: {0}", factText(vault.redundancy, unset)),
    ...crossRegionFacts(vault),
    ...softDeleteFacts(vault),
    ...told(vault.immutability, (state) => vscode.l10n.t("immutability: {0}", state)),
    ...(isTrue(vault.customerKey) ? [vscode.l10n.t("encrypted with a customer-managed key")] : []),
    itemCount(items.filter(({ vaultId }) => vaultId === vault.id)),
  ];
}

function crossRegionFacts({ crossRegionRestore }: VaultProfile): readonly string[] {
  if (!crossRegionRestore.known) {
    return [vscode.l10n.t("Cross Region Restore: {0}", unknownText(crossRegionRestore))];
  }
  switch (crossRegionRestore.value) {
    case true:
      return [vscode.l10n.t("Cross Region Restore: on")];
    case false:
      return [vscode.l10n.t("Cross Region Restore: off")];
    case undefined:
      return [];
  }
}

function softDeleteFacts({ softDelete, softDeleteDays }: VaultProfile): readonly string[] {
  const days = softDeleteDays.known ? softDeleteDays.value : undefined;
  return told(softDelete, (state) =>
    days === undefined
      ? vscode.l10n.t("soft delete: {0}", state)
      : vscode.l10n.t("soft delete: {0} for {1}", state, daysText(days)),
  );
}

/** What a backup policy evaluates to. */
export function policyFacts(policy: PolicyProfile, items: readonly ProtectedItemProfile[]): readonly string[] {
  const { kind, retention } = policy;
  return [
    ...deployedFacts(policy.deployed),
    kind.known ? kindText(kind.value) : vscode.l10n.t("kind: {0}", unknownText(kind)),
    ...scheduleFacts(policy),
    ...told(policy.instantRestoreDays, (days) =>
      vscode.l10n.t("snapshots kept for instant restore: {0}", daysText(days)),
    ),
    ...(retention.length === 0 ? [] : [vscode.l10n.t("retention: {0}", retention.map(retentionText).join(", "))]),
    ...told(policy.timeZone, (zone) => vscode.l10n.t("time zone: {0}", zone)),
    ...(isOnlyCrashConsistent(policy) ? [vscode.l10n.t("crash-consistent snapshots only")] : []),
    itemCount(items.filter(({ policyId }) => policyId === policy.id)),
  ];
}

function isOnlyCrashConsistent({ consistency }: PolicyProfile): boolean {
  return consistency.known && consistency.value?.toLowerCase() === "onlycrashconsistent";
}

/** A policy's kind, as the portal calls it. */
function kindText(kind: "Standard" | "Enhanced"): string {
  return kind === "Enhanced" ? vscode.l10n.t("Enhanced policy") : vscode.l10n.t("Standard policy");
}

function scheduleFacts({ frequency, hourlyInterval }: PolicyProfile): readonly string[] {
  if (frequency.known && frequency.value?.toLowerCase() === "hourly" && hourlyInterval.known) {
    return hourlyInterval.value === undefined
      ? [vscode.l10n.t("schedule: {0}", frequency.value)]
      : [vscode.l10n.t("schedule: every {0} hours", hourlyInterval.value)];
  }
  return told(frequency, (each) => vscode.l10n.t("schedule: {0}", each));
}

function retentionText({ schedule, count, unit }: RetentionProfile): string {
  const kept = durationText(factText(count), unit.known ? unit.value : unknownText(unit));
  switch (schedule) {
    case "daily":
      return vscode.l10n.t("daily backups {0}", kept);
    case "weekly":
      return vscode.l10n.t("weekly backups {0}", kept);
    case "monthly":
      return vscode.l10n.t("monthly backups {0}", kept);
    case "yearly":
      return vscode.l10n.t("yearly backups {0}", kept);
  }
}

function durationText(count: string, unit: string): string {
  switch (unit.toLowerCase()) {
    case "days":
      return daysText(count);
    case "weeks":
      return weeksText(count);
    case "months":
      return monthsText(count);
    case "years":
      return yearsText(count);
    default:
      return `${count} ${unit}`;
  }
}

/** What a protected item evaluates to: which machine it binds to what. */
export function itemFacts(item: ProtectedItemProfile, link: ProtectionLink | undefined): readonly string[] {
  const region = link?.vaultLocation;
  const policyKind = link?.policyKind;
  return [
    ...deployedFacts(item.deployed),
    region?.known === true
      ? vscode.l10n.t("vault: {0} in {1}", item.vaultName, region.value)
      : vscode.l10n.t("vault: {0}", item.vaultName),
    ...(item.policyId === undefined
      ? []
      : [
          policyKind?.known === true
            ? vscode.l10n.t("policy: {0} ({1})", item.policyName, kindText(policyKind.value))
            : vscode.l10n.t("policy: {0}", item.policyName),
        ]),
    ...(item.policyId === undefined || item.policyDeclared
      ? []
      : [vscode.l10n.t("the policy is not declared here, so it has to be there already")]),
    ...disksLeftOut(link),
  ];
}

function disksLeftOut(link: ProtectionLink | undefined): readonly string[] {
  if (link === undefined) {
    return [];
  }
  const { excludedLuns } = link;
  if (!excludedLuns.known) {
    return [vscode.l10n.t("disks left out: {0}", unknownText(excludedLuns))];
  }
  return excludedLuns.value.length === 0
    ? [vscode.l10n.t("all disks")]
    : [vscode.l10n.t("left out: LUN {0}", excludedLuns.value.join(", "))];
}

/** What a scale set evaluates to. */
export function scaleSetFacts({ deployed, orchestration }: ScaleSetProfile): readonly string[] {
  return [...deployedFacts(deployed), vscode.l10n.t("orchestration: {0}", factText(orchestration))];
}

/** Nothing for a setting that nobody sets. */
function told(
  fact: Fact<string | undefined> | Fact<number | undefined>,
  sentence: (value: string) => string,
): readonly string[] {
  return fact.known && fact.value === undefined ? [] : [sentence(factText(fact))];
}

function itemCount(items: readonly ProtectedItemProfile[]): string {
  return items.length === 1
    ? vscode.l10n.t("1 protected item in this template")
    : vscode.l10n.t("{0} protected items in this template", items.length);
}
