import * as l10n from "@vscode/l10n";
import { certain, parameterNames, possible, related } from "../breach";
import { allDisks } from "./disks";
import { enhancedPolicyFix } from "./enhancedPolicyFix";
import { judge, ofParameter, type Judgement } from "./judgement";
import type { Breach, RuleContext } from "../rule";
import type { DiskProfile } from "../profile/disk";
import type { UnknownFact } from "../profile/fact";
import type { ProtectionLink } from "../profile/protection";

/** A disk SKU that only an Enhanced policy protects. */
export interface DemandingDisk {
  /** SKU in the casing of Azure: UltraSSD_LRS. */
  readonly sku: string;
  /** How a sentence calls such disks: "Ultra disks". */
  readonly label: () => string;
}

/** What to do about a policy of the wrong kind, as an instruction. */
export function enhancedPolicyCondition(): string {
  return l10n.t("Use an Enhanced policy.");
}

/**
 * What is wrong with a machine that has such a disk: a policy of the wrong kind is a certain breach; a policy of which the kind
 * is not known, or none at all, is worth saying only. A disk whose SKU parameters decide may be such a disk: that is said when
 * its allowed values name the SKU, or when the policy would certainly be the wrong one.
 */
export function enhancedPolicyBreaches(context: RuleContext, demand: DemandingDisk): readonly Breach[] {
  const { protection } = context.vm;
  const disks = allDisks(context.vm).map((disk) => ({ disk, judgement: judgeSku(disk, demand.sku) }));
  const certainOne = disks.find(({ judgement }) => judgement.verdict === "breaks");
  if (certainOne !== undefined) {
    return protection.length === 0
      ? [unbound(context, demand, certainOne.disk)]
      : protection.flatMap((link) => checkPolicy(context, demand, certainOne.disk, link));
  }
  if (
    protection.length > 0 &&
    protection.every(({ policyKind }) => policyKind.known && policyKind.value === "Enhanced")
  ) {
    return [];
  }
  const standard = protection.find(({ policyKind }) => policyKind.known && policyKind.value === "Standard");
  return disks
    .flatMap(({ disk, judgement }) =>
      judgement.verdict === "open" && (standard !== undefined || judgement.breaking.length > 0)
        ? [openBreach(context, demand, disk, judgement.fact, standard)]
        : [],
    )
    .slice(0, 1);
}

function judgeSku({ sku }: DiskProfile, wanted: string): Judgement<string | undefined> {
  return judge(sku, (value) => value?.toLowerCase() === wanted.toLowerCase());
}

function openBreach(
  { vm, subject, service }: RuleContext,
  { label, sku }: DemandingDisk,
  disk: DiskProfile,
  fact: UnknownFact,
  standard: ProtectionLink | undefined,
): Breach {
  const message = l10n.t(
    "Parameter {0} decides whether {1} has {2}, which {3} protects with an Enhanced policy only.",
    parameterNames(fact.because),
    subject,
    label(),
    service,
  );
  return possible(fact, {
    message,
    place: disk.sku.place ?? disk.place ?? vm.place,
    related: [related(l10n.t("The policy of the protected item."), standard?.policyKind.place ?? standard?.place)],
    breakingValues: ofParameter(fact, sku),
  });
}

function unbound({ vm, subject, service }: RuleContext, { label }: DemandingDisk, disk: DiskProfile): Breach {
  return certain({
    message: l10n.t("{0} has {1}, which {2} protects with an Enhanced policy only.", subject, label(), service),
    severity: "information",
    condition: enhancedPolicyCondition(),
    place: disk.sku.place ?? disk.place ?? vm.place,
    related: [related(l10n.t("The disk."), disk.resourcePlace)],
  });
}

function checkPolicy(
  context: RuleContext,
  demand: DemandingDisk,
  disk: DiskProfile,
  link: ProtectionLink,
): readonly Breach[] {
  const { vm, subject, service } = context;
  const { label } = demand;
  const { policyKind } = link;
  if (link.policyName === "") {
    return [unbound(context, demand, disk)];
  }
  if (policyKind.known && policyKind.value === "Enhanced") {
    return [];
  }
  const place = disk.sku.place ?? disk.place ?? vm.place;
  const relatedPlaces = [
    related(l10n.t("The policy of the protected item."), policyKind.place ?? link.place),
    related(l10n.t("The disk."), disk.resourcePlace),
  ];
  if (policyKind.known) {
    const message = l10n.t(
      "{0} has {1}, but policy '{2}' is a Standard policy; {3} protects such disks with an Enhanced policy only.",
      subject,
      label(),
      link.policyName,
      service,
    );
    const fixes = [enhancedPolicyFix(link.policy)];
    return [certain({ message, place, related: relatedPlaces, condition: enhancedPolicyCondition(), fixes })];
  }
  if (policyKind.because.length > 0) {
    const message = l10n.t(
      "{0} has {1}, which {2} protects with an Enhanced policy only; parameter {3} decides which policy it gets.",
      subject,
      label(),
      service,
      parameterNames(policyKind.because),
    );
    return [possible(policyKind, { message, place, related: relatedPlaces })];
  }
  const message = l10n.t(
    "{0} has {1}, so policy '{2}' must be an Enhanced policy for {3} to protect it.",
    subject,
    label(),
    link.policyName,
    service,
  );
  const condition = enhancedPolicyCondition();
  return [certain({ message, severity: "information", place, related: relatedPlaces, condition })];
}
