import * as vscode from "vscode";
import type { Redundancy } from "../azure/models";

/** "Geo-redundant (GRS)". */
export function redundancyText(redundancy: Redundancy): string {
  switch (redundancy) {
    case "GeoRedundant":
      return vscode.l10n.t("Geo-redundant (GRS)");
    case "LocallyRedundant":
      return vscode.l10n.t("Locally redundant (LRS)");
    case "ZoneRedundant":
      return vscode.l10n.t("Zone-redundant (ZRS)");
  }
}
