import * as l10n from "@vscode/l10n";
import { certain, parameterNames, possible, related } from "../breach";
import { allDisks } from "./disks";
import type { Fix, FixStep } from "../fix";
import { judge, type Judgement } from "./judgement";
import type { DiskProfile } from "../profile/disk";
import type { UnknownFact } from "../profile/fact";
import type { ProtectionLink } from "../profile/protection";
import type { VaultProfile } from "../profile/vault";
import type { Breach, RuleContext } from "../rule";

/** A disk SKU that geo-redundant vaults take in some regions only. */
export interface RegionalDisk {
  /** SKU in the casing of Azure: UltraSSD_LRS. */
  readonly sku: string;
  /** How a sentence calls such disks: "Ultra disks". */
  readonly label: string;
}

/** A machine with such a disk that goes to a geo-redundant vault outside the regions of the row. */
export function geoRedundantBreaches(context: RuleContext, demand: RegionalDisk): readonly Breach[] {
  const regions = context.row.value;
  if (typeof regions !== "object") {
    return [];
  }
  const disk = allDisks(context.vm).find(
    ({ sku }) => judge(sku, (value) => value?.toLowerCase() === demand.sku.toLowerCase()).verdict === "breaks",
  );
  return disk === undefined
    ? []
    : context.vm.protection.flatMap((link) => checkVault(context, demand, disk, link, regions.map(String)));
}

function checkVault(
  context: RuleContext,
  demand: RegionalDisk,
  disk: DiskProfile,
  link: ProtectionLink,
  regions: readonly string[],
): readonly Breach[] {
  if (link.vault === undefined) {
    return [];
  }
  const redundancy = judge(link.vault.redundancy, isGeoRedundant);
  const region = judge(link.vaultLocation, (name) => !regions.includes(name));
  if (redundancy.verdict === "keeps" || region.verdict === "keeps") {
    return [];
  }
  const open = [redundancy, region].flatMap(openFact);
  const [first] = open;
  if (first !== undefined) {
    const because = [...new Set(open.flatMap((fact) => fact.because))];
    return [openBreach(context, demand, disk, link, { ...first, because })];
  }
  return [certainBreach(context, demand, disk, link, link.vault)];
}

/** A vault is geo-redundant unless it says otherwise. */
function isGeoRedundant(redundancy: string | undefined): boolean {
  return redundancy === undefined || /geo/i.test(redundancy);
}

function openFact(judgement: Judgement<unknown>): readonly UnknownFact[] {
  return judgement.verdict === "open" ? [judgement.fact] : [];
}

function openBreach(
  { vm, subject, service }: RuleContext,
  { label }: RegionalDisk,
  disk: DiskProfile,
  link: ProtectionLink,
  fact: UnknownFact,
): Breach {
  const message = l10n.t(
    "Parameter {0} decides whether vault '{1}' is geo-redundant in a region where {2} takes no {3} into such a vault, as {4} has them.",
    parameterNames(fact.because),
    link.vaultName,
    service,
    label,
    subject,
  );
  const place = disk.sku.place ?? disk.place ?? vm.place;
  return possible(fact, { message, place, related: [related(l10n.t("The vault."), link.vault?.place)] });
}

function certainBreach(
  { vm, subject, service }: RuleContext,
  { label }: RegionalDisk,
  disk: DiskProfile,
  link: ProtectionLink,
  vault: VaultProfile,
): Breach {
  const message = l10n.t(
    "{0} has {1} and goes to the geo-redundant vault '{2}', but {3} takes such disks into geo-redundant vaults in other regions only.",
    subject,
    label,
    link.vaultName,
    service,
  );
  return certain({
    message,
    place: disk.sku.place ?? disk.place ?? vm.place,
    related: [related(l10n.t("The vault."), vault.redundancy.place ?? vault.place)],
    condition: l10n.t("Use a locally redundant or zone-redundant vault."),
    fixes: [localRedundancy(vault)],
  });
}

/**
 * Not safe: the redundancy of a vault holds for everything in it, and cannot be changed once it protects something. A vault with
 * cross-region restore would have to lose that too, which nobody should do by the way.
 */
function localRedundancy({ name, redundancy, crossRegionRestore, declaration }: VaultProfile): Fix | undefined {
  const value = "LocallyRedundant";
  const path = ["properties", "redundancySettings", "standardTierStorageRedundancy"];
  const step: FixStep | undefined =
    redundancy.place !== undefined
      ? { kind: "replace", value: redundancy.place, by: value }
      : declaration === undefined
        ? undefined
        : { kind: "set", object: declaration, path, value };
  return step === undefined || !crossRegionRestore.known || crossRegionRestore.value === true
    ? undefined
    : { id: "local-redundancy", title: l10n.t("Make vault '{0}' locally redundant", name), safe: false, steps: [step] };
}
