import { badRequest } from "../../http/armFault";
import type { ArmFault } from "../../http/armFault";
import { textAt } from "../../http/json";
import type { Json } from "../../http/json";
import type { Estate } from "../../state/estate";
import type { ResourceRecord } from "../../state/records";
import { children } from "../putResource";

const nicType = "Microsoft.Network/networkInterfaces";

/**
 * Why a network resource cannot be deleted, in the provider's own codes: an interface that a machine has, and an address, a
 * network or a security group that an interface has. Undefined when nothing is in the way.
 *
 * Source: "Troubleshoot virtual network deletion" and aka.ms/deletenic, deletepublicip, deletesubnet, deletensg (Microsoft
 * Learn, June 2026).
 */
export function usedBy(estate: Estate, { id, name, type, properties }: ResourceRecord): ArmFault | undefined {
  const kind = type.split("/").at(-1)?.toLowerCase();
  if (kind === "networkinterfaces") {
    return interfaceInUse(id, textAt(properties, "virtualMachine", "id"));
  }
  if (kind === "publicipaddresses") {
    return addressInUse(id, textAt(properties, "ipConfiguration", "id"));
  }
  if (kind === "virtualnetworks") {
    return networkInUse(estate, id);
  }
  return kind === "networksecuritygroups" ? groupInUse(estate, id, name) : undefined;
}

function interfaceInUse(id: string, machine: string | undefined): ArmFault | undefined {
  return machine === undefined
    ? undefined
    : badRequest(
        "NicInUse",
        `Network Interface ${id} is used by existing resource ${machine}. In order to delete the network interface, it must be dissociated from the resource. To learn more, see aka.ms/deletenic.`,
      );
}

function addressInUse(id: string, configuration: string | undefined): ArmFault | undefined {
  return configuration === undefined
    ? undefined
    : badRequest(
        "PublicIPAddressCannotBeDeleted",
        `Public IP address ${id} can not be deleted since it is still allocated to resource ${configuration}. In order to delete the public IP, disassociate/detach the Public IP address from the resource. To learn how to do this, see aka.ms/deletepublicip.`,
      );
}

function networkInUse(estate: Estate, id: string): ArmFault | undefined {
  for (const nic of nicsAround(estate, id)) {
    for (const configuration of configurationsOf(nic)) {
      const subnet = textAt(configuration, "properties", "subnet", "id");
      if (subnet?.toLowerCase().startsWith(`${id.toLowerCase()}/subnets/`) === true) {
        return badRequest(
          "InUseSubnetCannotBeDeleted",
          `Subnet ${subnet.split("/").at(-1) ?? ""} is in use by ${textAt(configuration, "id") ?? nic.id} and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.`,
        );
      }
    }
  }
  return undefined;
}

function groupInUse(estate: Estate, id: string, name: string): ArmFault | undefined {
  const isIt = (owner: Json | undefined): boolean =>
    textAt(owner, "properties", "networkSecurityGroup", "id")?.toLowerCase() === id.toLowerCase();
  const subnets = estate
    .resourcesOf("Microsoft.Network/virtualNetworks", prefixOf(id))
    .flatMap(({ properties }) => children(properties["subnets"]));
  const users = [...nicsAround(estate, id), ...subnets].filter(isIt).map((each) => textAt(each, "id") ?? "");
  return users.length === 0
    ? undefined
    : badRequest(
        "InUseNetworkSecurityGroupCannotBeDeleted",
        `Network security group ${name} cannot be deleted because it is in use by the following resources: ${users.join(", ")}. In order to delete the Network security group, remove the association with the resource(s). To learn how to do this, see aka.ms/deletensg.`,
      );
}

function configurationsOf({ properties }: ResourceRecord): ReturnType<typeof children> {
  return children(properties["ipConfigurations"]);
}

/** Networks are used inside of their own subscription only. */
function nicsAround(estate: Estate, id: string): readonly ResourceRecord[] {
  return estate.resourcesOf(nicType, prefixOf(id));
}

function prefixOf(id: string): string {
  return `${id.split("/").slice(0, 3).join("/")}/`;
}
