import { in2015, broken, kept, type ParityCases } from "./parityCase";
import { around, network, nic, publicIp, ref, securityGroup, vm, vmWith, emptyDisk } from "./parts";

const ip = { publicIPAddress: { id: ref("Microsoft.Network/publicIPAddresses", "ip") } };
const otherIp = { publicIPAddress: { id: ref("Microsoft.Network/publicIPAddresses", "ip2") } };
const group = { networkSecurityGroup: { id: ref("Microsoft.Network/networkSecurityGroups", "nsg") } };
const pool = {
  loadBalancerBackendAddressPools: [{ id: ref("Microsoft.Network/loadBalancers/backendAddressPools", "lb", "pool") }],
};
const twoNics = vm({
  networkProfile: {
    networkInterfaces: [
      { id: ref("Microsoft.Network/networkInterfaces", "nic"), properties: { primary: true } },
      { id: ref("Microsoft.Network/networkInterfaces", "nic2"), properties: { primary: false } },
    ],
  },
});
const accelerated = vmWith(emptyDisk(0, { writeAcceleratorEnabled: true }));

const natGateway = { natGateway: { id: ref("Microsoft.Network/natGateways", "nat") } };
const storageEndpoint = { serviceEndpoints: [{ service: "Microsoft.Storage" }] };

/** The cases of the rules about networks. */
export const networkCases: ParityCases = {
  "multiple-nics": [
    in2015(broken("two interfaces", twoNics, ...around, nic({}, {}, "nic2"))),
    in2015(kept("one interface", vm(), ...around)),
  ],
  "load-balanced": [
    in2015(broken("in a pool", vm(), nic(pool), network())),
    in2015(kept("in no pool", vm(), nic({ loadBalancerBackendAddressPools: [] }), network())),
  ],
  "reserved-ip-multiple": [
    in2015(broken("two addresses", twoNics, nic(ip), nic(otherIp, {}, "nic2"), network(), publicIp(), publicIp("ip2"))),
    in2015(kept("one address", vm(), nic(ip), network(), publicIp())),
    in2015(
      kept("two that are not static", twoNics, nic(ip), nic({}, {}, "nic2"), network(), publicIp("ip", "Dynamic")),
    ),
  ],
  "reserved-ip-no-endpoint": [
    in2015(broken("nothing is open", vm(), nic(ip), network(), publicIp())),
    in2015(
      kept(
        "a port is open",
        vm(),
        nic(ip, group),
        network(),
        publicIp(),
        securityGroup({ direction: "Inbound", access: "Allow", destinationPortRange: "22" }),
      ),
    ),
  ],
  "outbound-connectivity": [
    in2015(broken("denied at the interface", vm(), nic({}, group), network(), securityGroup())),
    in2015(broken("denied in the subnet", vm(), nic(), network(group), securityGroup())),
    in2015(kept("a network of which nothing is known", vm(), nic())),
    in2015(kept("an interface of which nothing is known", vm())),
    in2015(kept("other ports", vm(), nic({}, group), network(), securityGroup({ destinationPortRange: "25" }))),
    broken("denied to a machine with Write Accelerator", accelerated, nic({}, group), network(), securityGroup()),
    kept("denied to a machine without", vm(), nic(), network(), securityGroup()),
  ],
  "static-private-ip": [
    broken(
      "a chosen address",
      vm(),
      nic({ privateIPAllocationMethod: "Static", privateIPAddress: "10.0.0.9" }),
      network(),
    ),
    kept("a given address", vm(), nic({ privateIPAllocationMethod: "Dynamic" }), network()),
  ],
  "public-ip-and-nat-gateway": [
    broken("both", vm(), nic(ip), network(natGateway), publicIp()),
    kept("a gateway only", vm(), nic(), network(natGateway)),
  ],
  "service-endpoint-storage-firewall": [
    broken("an endpoint", vm(), nic(), network(storageEndpoint)),
    kept("none", vm(), ...around),
  ],
};
