import type { EstateProfile } from "../profile/estate";
import { classicMachines, scaleSets } from "./compute";
import { lockProfiles } from "./locks";
import { policyProfiles } from "./policies";
import { protectedItemProfiles } from "./protectedItems";
import { member } from "./reading";
import type { ResourceIndex } from "./resourceIndex";
import { vaultProfiles } from "./vaults";

/** All of an estate but its machines, which are profiled one by one. */
export type EstateSurroundings = Omit<EstateProfile, "source" | "machines">;

/** Everything besides machines that rules are asked about. */
export function estateSurroundings(index: ResourceIndex): EstateSurroundings {
  return {
    vaults: vaultProfiles(index),
    policies: policyProfiles(index),
    items: protectedItemProfiles(index),
    locks: lockProfiles(index),
    scaleSets: scaleSets(index),
    classicMachines: classicMachines(index),
    complete: isComplete(index),
  };
}

/** False where a vault is only referred to, or another template is linked that may deploy more. */
function isComplete(index: ResourceIndex): boolean {
  return (
    index.source === "template" &&
    index.ofType("Microsoft.RecoveryServices/vaults").every(({ existing }) => !existing) &&
    index
      .ofType("Microsoft.Resources/deployments")
      .every(({ body }) => member(body, "properties", "templateLink") === undefined)
  );
}
