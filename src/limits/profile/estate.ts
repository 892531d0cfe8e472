import type { PolicyProfile } from "./policy";
import type { VaultProfile } from "./vault";
import type { VmProfile } from "./vm";

/** All that is deployed together: what one template declares, or what is known of a live machine's surroundings. */
export interface EstateProfile {
  readonly source: "template" | "azure";
  readonly machines: readonly VmProfile[];
  readonly vaults: readonly VaultProfile[];
  readonly policies: readonly PolicyProfile[];
}
