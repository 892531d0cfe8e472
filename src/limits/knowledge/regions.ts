import type { CloudKind } from "../matrices/matrix";

/** A region as Azure compares it: "West Europe" and "westeurope" are the same. */
export function normalisedRegion(region: string): string {
  return region.replace(/\s+/g, "").toLowerCase();
}

/** The cloud that a region belongs to, by the way the closed clouds name their regions. */
export function cloudOf(region: string): CloudKind {
  const name = normalisedRegion(region);
  if (name.startsWith("usgov") || name.startsWith("usdod")) {
    return "usGovernment";
  }
  if (name.startsWith("china")) {
    return "china";
  }
  // The closed German cloud of 2015 to 2021; today's Germany West Central and Germany North are public.
  return name === "germanycentral" || name === "germanynortheast" ? "germany" : "public";
}
