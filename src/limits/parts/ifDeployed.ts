import type { Fact } from "../profile/fact";
import type { Breach } from "../rule";

/** The breaches of a thing that a condition may keep from being deployed: only possible where parameters decide that. */
export function ifDeployed(breaches: readonly Breach[], deployed: Fact<boolean>): readonly Breach[] {
  if (deployed.known) {
    return deployed.value ? breaches : [];
  }
  return breaches.map((breach) => ({
    ...breach,
    certainty: "possible",
    decidedBy: [...new Set([...breach.decidedBy, ...deployed.because])],
  }));
}
