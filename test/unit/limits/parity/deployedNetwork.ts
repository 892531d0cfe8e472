import { listAt, textAt } from "../../../../src/azure/http/jsonRead";
import type { AzureResource, Deployment } from "./deployed";
import { merged, objectAt, type Json } from "./json";

/** An interface: its configurations get ids and what Azure chooses for them. */
export function deployedNic(nic: AzureResource): readonly AzureResource[] {
  const configurations = listAt(nic.properties, "ipConfigurations").map((given, index) => {
    const configuration = objectAt({ given }, "given");
    const name = textAt(configuration, "name") ?? `ipconfig${index + 1}`;
    const defaults = {
      name,
      id: `${nic.id}/ipConfigurations/${name}`,
      type: "Microsoft.Network/networkInterfaces/ipConfigurations",
      properties: {
        provisioningState: "Succeeded",
        privateIPAddress: "10.0.0.4",
        privateIPAllocationMethod: "Dynamic",
        privateIPAddressVersion: "IPv4",
        primary: index === 0,
      },
    };
    return merged(defaults, configuration);
  });
  const properties = { primary: true, nicType: "Standard", tapConfigurations: [], ...nic.properties };
  return [{ ...nic, properties: { ...properties, ipConfigurations: configurations } }];
}

/** The interfaces that a machine declares inside itself become resources of their own. */
export function inlineNics(vm: AzureResource): readonly AzureResource[] {
  const place = vm.id.split("/Microsoft.Compute/")[0] ?? "";
  return listAt(vm.properties, "networkProfile", "networkInterfaceConfigurations").flatMap((configuration, index) => {
    const name = textAt(configuration, "name") ?? `nic${index}`;
    return deployedNic({
      id: `${place}/Microsoft.Network/networkInterfaces/${name}`,
      name,
      type: "Microsoft.Network/networkInterfaces",
      properties: objectAt(configuration, "properties"),
    });
  });
}

/** A network has its subnets inside, also those that are declared on their own. */
export function deployedNetwork(network: AzureResource, deployment: Deployment): readonly AzureResource[] {
  const own = deployment
    .ofType("Microsoft.Network/virtualNetworks/subnets")
    .filter(({ id }) => id.toLowerCase().startsWith(`${network.id.toLowerCase()}/subnets/`))
    .map(({ name, properties }) => ({ name, properties }));
  const subnets = [...listAt(network.properties, "subnets"), ...own].map((subnet) => child(network, "subnets", subnet));
  return [{ ...network, properties: { ...network.properties, subnets } }];
}

const emptyLists = {
  sourcePortRanges: [],
  destinationPortRanges: [],
  sourceAddressPrefixes: [],
  destinationAddressPrefixes: [],
};

/** A group has its rules inside, also those that are declared on their own, and besides them the default ones. */
export function deployedSecurityGroup(group: AzureResource, deployment: Deployment): readonly AzureResource[] {
  const own = deployment
    .ofType("Microsoft.Network/networkSecurityGroups/securityRules")
    .filter(({ id }) => id.toLowerCase().startsWith(`${group.id.toLowerCase()}/securityrules/`))
    .map(({ name, properties }) => ({ name, properties }));
  const securityRules = [...listAt(group.properties, "securityRules"), ...own].map((rule) =>
    merged({ properties: emptyLists }, child(group, "securityRules", rule)),
  );
  const defaultSecurityRules = ["AllowVnetOutBound", "AllowInternetOutBound", "DenyAllOutBound"].map((name, index) =>
    child(group, "defaultSecurityRules", {
      name,
      properties: { priority: 65_000 + index, direction: "Outbound", access: index === 2 ? "Deny" : "Allow" },
    }),
  );
  return [{ ...group, properties: { ...group.properties, securityRules, defaultSecurityRules } }];
}

function child(parent: AzureResource, kind: string, given: unknown): Json {
  const name = textAt(given, "name") ?? "";
  return merged(
    {
      id: `${parent.id}/${kind}/${name}`,
      type: `${parent.type}/${kind}`,
      properties: { provisioningState: "Succeeded" },
    },
    objectAt({ given }, "given"),
  );
}
