import type { NicProfile, PublicIpProfile } from "../profile/network";
import type { VmProfile } from "../profile/vm";

export interface StaticPublicIp extends PublicIpProfile {
  readonly nic: NicProfile;
}

/** The public addresses of a machine that are certainly static, each once. */
export function staticPublicIps(vm: VmProfile): readonly StaticPublicIp[] {
  const found = new Map<string, StaticPublicIp>();
  for (const nic of vm.networkInterfaces.known ? vm.networkInterfaces.value : []) {
    for (const address of nic.publicIps) {
      if (address.allocation.known && address.allocation.value === "Static" && !found.has(address.id)) {
        found.set(address.id, { ...address, nic });
      }
    }
  }
  return [...found.values()];
}
