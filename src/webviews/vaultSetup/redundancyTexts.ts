import * as l10n from "@vscode/l10n";
import type { RedundancyChoice } from "./messages";

/** In the order in which they are offered. */
export const redundancies: readonly RedundancyChoice[] = ["GeoRedundant", "LocallyRedundant", "ZoneRedundant"];

/** A redundancy by its name and abbreviation. */
export function redundancyName(redundancy: RedundancyChoice): string {
  switch (redundancy) {
    case "GeoRedundant":
      return l10n.t("Geo-redundant (GRS)");
    case "LocallyRedundant":
      return l10n.t("Locally redundant (LRS)");
    case "ZoneRedundant":
      return l10n.t("Zone-redundant (ZRS)");
  }
}

/** What a redundancy survives, in one sentence. */
export function redundancyMeaning(redundancy: RedundancyChoice): string {
  switch (redundancy) {
    case "GeoRedundant":
      return l10n.t(
        "Copies in this region and in its paired region. Survives the loss of a region, and is the only choice that can later allow restores in the paired region.",
      );
    case "LocallyRedundant":
      return l10n.t("Three copies in one datacenter of the region. The lowest price, and lost with that datacenter.");
    case "ZoneRedundant":
      return l10n.t(
        "Copies in several availability zones of the region. Survives the loss of a zone, and the data never leaves the region.",
      );
  }
}

/** When the choice becomes final ("Create and configure a Recovery Services vault", 2025-12-10). */
export function redundancyDeadline(): string {
  return l10n.t(
    "You can change the redundancy until the first item is protected in the vault. After that it can no longer change.",
  );
}
