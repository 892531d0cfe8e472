import type { NicProfile, PublicIpProfile } from "../profile/network";
import type { VmProfile } from "../profile/vm";

/** A static public address, with the interface that has it. */
export interface StaticPublicIp extends PublicIpProfile {
  readonly nic: NicProfile;
}

/** The public addresses of a machine that are certainly static, each once. */
export function staticPublicIps(vm: VmProfile): readonly StaticPublicIp[] {
  const found: StaticPublicIp[] = [];
  for (const nic of vm.networkInterfaces.known ? vm.networkInterfaces.value : []) {
    for (const address of nic.publicIps) {
      const { allocation } = address;
      // Machines have few addresses.
      if (allocation.known && allocation.value === "Static" && !found.some(({ id }) => id === address.id)) {
        found.push({ ...address, nic });
      }
    }
  }
  return found;
}
