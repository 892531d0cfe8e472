import { guidOf } from "../http/formats";
import { listAt, objectAt } from "../http/json";
import type { Json } from "../http/json";
import type { Estate } from "../state/estate";
import { groupId } from "../state/ids";
import type { ResourceRecord } from "../state/records";
import type { MachineSeed, SiteSeed } from "./machineSeed";
import { addSecurityGroup } from "./buildSecurityGroup";

/** Adds the network interfaces of a VM, and what they stand behind; answers the references of its network profile. */
export function addMachineNetwork(estate: Estate, site: SiteSeed, seed: MachineSeed, vmId: string): readonly Json[] {
  const subnet = addVirtualNetwork(estate, site);
  const group = addSecurityGroup(estate, site, seed.outbound ?? "open");
  return Array.from({ length: seed.nics ?? 1 }, (_, index) => {
    const id = addInterface(estate, site, seed, vmId, index, subnet, group);
    return { id, properties: { primary: index === 0, deleteOption: "Detach" } };
  });
}

function networkId(site: SiteSeed, type: string, name: string): string {
  return `${groupId(site.subscriptionId, site.group)}/providers/Microsoft.Network/${type}/${name}`;
}

function addVirtualNetwork(estate: Estate, site: SiteSeed): string {
  const name = `vnet-${site.group.replace(/^rg-/u, "")}`;
  const id = networkId(site, "virtualNetworks", name);
  const subnet = `${id}/subnets/default`;
  if (estate.resources.get(id) === undefined) {
    estate.resources.set(id, {
      name,
      id,
      etag: `W/"${guidOf(id)}"`,
      type: "Microsoft.Network/virtualNetworks",
      location: site.location,
      properties: {
        provisioningState: "Succeeded",
        addressSpace: { addressPrefixes: ["10.20.0.0/16"] },
        subnets: [
          {
            name: "default",
            id: subnet,
            properties: { provisioningState: "Succeeded", addressPrefix: "10.20.0.0/24" },
            type: "Microsoft.Network/virtualNetworks/subnets",
          },
        ],
      },
    });
  }
  return subnet;
}

function addInterface(
  estate: Estate,
  site: SiteSeed,
  seed: MachineSeed,
  vmId: string,
  index: number,
  subnet: string,
  securityGroup: string,
): string {
  const name = `${seed.name}-nic${index === 0 ? "" : index + 1}`;
  const id = networkId(site, "networkInterfaces", name);
  const primary = index === 0;
  const configuration = `${id}/ipConfigurations/ipconfig1`;
  estate.resources.set(id, {
    name,
    id,
    etag: `W/"${guidOf(id)}"`,
    type: "Microsoft.Network/networkInterfaces",
    location: site.location,
    tags: {},
    properties: {
      provisioningState: "Succeeded",
      resourceGuid: guidOf(`guid ${id}`),
      ipConfigurations: [
        {
          name: "ipconfig1",
          id: configuration,
          type: "Microsoft.Network/networkInterfaces/ipConfigurations",
          properties: {
            provisioningState: "Succeeded",
            privateIPAllocationMethod: "Dynamic",
            subnet: { id: subnet },
            primary: true,
            privateIPAddressVersion: "IPv4",
            ...(primary && seed.publicIp !== undefined
              ? { publicIPAddress: { id: addPublicIp(estate, site, seed.name, seed.publicIp, configuration) } }
              : {}),
            ...(primary && seed.loadBalancer !== undefined
              ? { loadBalancerBackendAddressPools: [{ id: addToPool(estate, site, seed.loadBalancer, configuration) }] }
              : {}),
          },
        },
      ],
      enableAcceleratedNetworking: true,
      enableIPForwarding: false,
      networkSecurityGroup: { id: securityGroup },
      primary,
      virtualMachine: { id: vmId },
      nicType: "Standard",
    },
  });
  return id;
}

function addPublicIp(
  estate: Estate,
  site: SiteSeed,
  owner: string,
  allocation: "Static" | "Dynamic",
  configuration: string,
): string {
  const name = `${owner}-ip`;
  const id = networkId(site, "publicIPAddresses", name);
  estate.resources.set(id, {
    name,
    id,
    etag: `W/"${guidOf(id)}"`,
    type: "Microsoft.Network/publicIPAddresses",
    location: site.location,
    sku: { name: allocation === "Static" ? "Standard" : "Basic", tier: "Regional" },
    properties: {
      provisioningState: "Succeeded",
      publicIPAddressVersion: "IPv4",
      publicIPAllocationMethod: allocation,
      idleTimeoutInMinutes: 4,
      ipConfiguration: { id: configuration },
    },
  });
  return id;
}

/** Puts an IP configuration into the back end of a load balancer, which is made with its first member. */
function addToPool(estate: Estate, site: SiteSeed, name: string, configuration: string): string {
  const id = networkId(site, "loadBalancers", name);
  const pool = `${id}/backendAddressPools/machines`;
  const before = estate.resources.get(id);
  const members = listAt(
    listAt(before, "properties", "backendAddressPools")[0],
    "properties",
    "backendIPConfigurations",
  );
  const frontend = `${id}/frontendIPConfigurations/public`;
  const body: ResourceRecord = {
    name,
    id,
    etag: `W/"${guidOf(id)}"`,
    type: "Microsoft.Network/loadBalancers",
    location: site.location,
    sku: { name: "Standard", tier: "Regional" },
    properties: {
      ...objectAt(before, "properties"),
      provisioningState: "Succeeded",
      frontendIPConfigurations: [
        {
          name: "public",
          id: frontend,
          properties: {
            provisioningState: "Succeeded",
            privateIPAllocationMethod: "Dynamic",
            publicIPAddress: { id: addPublicIp(estate, site, name, "Static", frontend) },
          },
        },
      ],
      backendAddressPools: [
        {
          name: "machines",
          id: pool,
          properties: {
            provisioningState: "Succeeded",
            backendIPConfigurations: [...members, { id: configuration }],
          },
        },
      ],
      loadBalancingRules: [],
      probes: [],
      inboundNatRules: [],
    },
  };
  estate.resources.set(id, body);
  return pool;
}
