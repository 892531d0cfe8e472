import * as l10n from "@vscode/l10n";
import { certain, parameterNames, possible, related } from "./breach";
import { allDisks } from "./disks";
import type { Breach, RuleContext } from "./rule";
import type { DiskProfile, ProtectionLink } from "./vmProfile";

/** A disk SKU that only an Enhanced policy protects. */
export interface DemandingDisk {
  /** SKU in the casing of Azure: UltraSSD_LRS. */
  readonly sku: string;
  /** How a sentence calls such disks: "Ultra disks". */
  readonly label: () => string;
}

/**
 * What is wrong with a machine that has such a disk: a policy of the wrong kind is a certain breach; a policy of which the kind
 * is not known, or none at all, is worth saying only.
 */
export function enhancedPolicyBreaches(context: RuleContext, demand: DemandingDisk): readonly Breach[] {
  const disk = allDisks(context.vm).find((one) => hasSku(one, demand.sku));
  if (disk === undefined) {
    return [];
  }
  const { protection } = context.vm;
  return protection.length === 0
    ? [unbound(context, demand, disk)]
    : protection.flatMap((link) => checkPolicy(context, demand, disk, link));
}

function hasSku(disk: DiskProfile, sku: string): boolean {
  return disk.sku.known && disk.sku.value?.toLowerCase() === sku.toLowerCase();
}

function unbound({ vm, subject, service }: RuleContext, { label }: DemandingDisk, disk: DiskProfile): Breach {
  return certain({
    message: l10n.t("{0} has {1}, which {2} protects with an Enhanced policy only.", subject, label(), service),
    severity: "information",
    place: disk.sku.place ?? disk.place ?? vm.place,
    related: [related(l10n.t("The disk."), disk.resourcePlace)],
  });
}

function checkPolicy(
  { vm, subject, service }: RuleContext,
  { label }: DemandingDisk,
  disk: DiskProfile,
  link: ProtectionLink,
): readonly Breach[] {
  const { policyKind } = link;
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
    return [certain({ message, place, related: relatedPlaces })];
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
  return [certain({ message, severity: "information", place, related: relatedPlaces })];
}
