import { isTrue } from "./judgement";
import type { ProtectionLink } from "../profile/protection";
import type { VmProfile } from "../profile/vm";

/** True for a protection that takes crash-consistent snapshots only, which needs neither the VM agent nor a known guest. */
export function isAgentless({ crashConsistentOnly }: ProtectionLink): boolean {
  return crashConsistentOnly !== undefined && isTrue(crashConsistentOnly);
}

/** True when all that protects a machine takes crash-consistent snapshots only. */
export function needsNoAgent({ protection }: VmProfile): boolean {
  return protection.length > 0 && protection.every(isAgentless);
}
