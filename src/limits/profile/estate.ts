import type { ClassicMachineProfile, ScaleSetProfile } from "./compute";
import type { LockProfile } from "./lock";
import type { PolicyProfile } from "./policy";
import type { ProtectedItemProfile } from "./protectedItem";
import type { VaultProfile } from "./vault";
import type { VmProfile } from "./vm";

/** All that is deployed together: what one template declares, or what is known of a live machine's surroundings. */
export interface EstateProfile {
  readonly source: "template" | "azure";
  readonly machines: readonly VmProfile[];
  readonly vaults: readonly VaultProfile[];
  readonly policies: readonly PolicyProfile[];
  readonly items: readonly ProtectedItemProfile[];
  /** Locks on whole resource groups. */
  readonly locks: readonly LockProfile[];
  readonly scaleSets: readonly ScaleSetProfile[];
  readonly classicMachines: readonly ClassicMachineProfile[];
  /** False when there may be more: a vault that is only referred to, a linked template that nobody reads. */
  readonly complete: boolean;
}
