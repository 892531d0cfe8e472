import { guidOf } from "../http/formats";
import type { JsonObject } from "../http/json";
import type { Estate } from "../state/estate";
import { groupId } from "../state/ids";
import type { MachineSeed, SiteSeed } from "./machineSeed";

type Outbound = NonNullable<MachineSeed["outbound"]>;

interface Rule {
  readonly name: string;
  readonly priority: number;
  readonly direction: "Inbound" | "Outbound";
  readonly access: "Allow" | "Deny";
  readonly source: string;
  readonly destination: string;
  readonly port: string;
  readonly protocol?: string;
}

const internal: Rule = {
  name: "allow-https-in",
  priority: 300,
  direction: "Inbound",
  access: "Allow",
  source: "*",
  destination: "*",
  port: "443",
  protocol: "Tcp",
};

const denials: Readonly<Record<Outbound, readonly Rule[]>> = {
  open: [],
  noInternet: [
    {
      name: "deny-internet-out",
      priority: 4000,
      direction: "Outbound",
      access: "Deny",
      source: "*",
      destination: "Internet",
      port: "*",
    },
  ],
  noStorage: [
    {
      name: "deny-storage-out",
      priority: 3900,
      direction: "Outbound",
      access: "Deny",
      source: "*",
      destination: "Storage",
      port: "443",
      protocol: "Tcp",
    },
  ],
};

/** The rules that every network security group has: names and priorities are Azure's. */
const defaults: readonly Rule[] = [
  {
    name: "AllowVnetInBound",
    priority: 65_000,
    direction: "Inbound",
    access: "Allow",
    source: "VirtualNetwork",
    destination: "VirtualNetwork",
    port: "*",
  },
  {
    name: "AllowAzureLoadBalancerInBound",
    priority: 65_001,
    direction: "Inbound",
    access: "Allow",
    source: "AzureLoadBalancer",
    destination: "*",
    port: "*",
  },
  {
    name: "DenyAllInBound",
    priority: 65_500,
    direction: "Inbound",
    access: "Deny",
    source: "*",
    destination: "*",
    port: "*",
  },
  {
    name: "AllowVnetOutBound",
    priority: 65_000,
    direction: "Outbound",
    access: "Allow",
    source: "VirtualNetwork",
    destination: "VirtualNetwork",
    port: "*",
  },
  {
    name: "AllowInternetOutBound",
    priority: 65_001,
    direction: "Outbound",
    access: "Allow",
    source: "*",
    destination: "Internet",
    port: "*",
  },
  {
    name: "DenyAllOutBound",
    priority: 65_500,
    direction: "Outbound",
    access: "Deny",
    source: "*",
    destination: "*",
    port: "*",
  },
];

/** The network security group of a site for one kind of outbound policy; made when it is first asked for. */
export function addSecurityGroup(estate: Estate, site: SiteSeed, outbound: Outbound): string {
  const name = `nsg-${site.group.replace(/^rg-/u, "")}${outbound === "open" ? "" : "-closed"}`;
  const id = `${groupId(site.subscriptionId, site.group)}/providers/Microsoft.Network/networkSecurityGroups/${name}`;
  if (estate.resources.get(id) === undefined) {
    estate.resources.set(id, {
      name,
      id,
      etag: `W/"${guidOf(id)}"`,
      type: "Microsoft.Network/networkSecurityGroups",
      location: site.location,
      tags: {},
      properties: {
        provisioningState: "Succeeded",
        resourceGuid: guidOf(`guid ${id}`),
        securityRules: [internal, ...denials[outbound]].map((rule) => ruleBody(`${id}/securityRules`, rule)),
        defaultSecurityRules: defaultSecurityRules(id),
      },
    });
  }
  return id;
}

/** The rules that Azure adds to the network security group with this id. */
export function defaultSecurityRules(id: string): readonly JsonObject[] {
  return defaults.map((rule) => ruleBody(`${id}/defaultSecurityRules`, rule));
}

function ruleBody(parent: string, rule: Rule): JsonObject {
  return {
    name: rule.name,
    id: `${parent}/${rule.name}`,
    etag: `W/"${guidOf(parent)}"`,
    type: `Microsoft.Network/networkSecurityGroups/${parent.split("/").at(-1) ?? ""}`,
    properties: {
      provisioningState: "Succeeded",
      protocol: rule.protocol ?? "*",
      sourcePortRange: "*",
      destinationPortRange: rule.port,
      sourceAddressPrefix: rule.source,
      destinationAddressPrefix: rule.destination,
      access: rule.access,
      priority: rule.priority,
      direction: rule.direction,
      sourcePortRanges: [],
      destinationPortRanges: [],
      sourceAddressPrefixes: [],
      destinationAddressPrefixes: [],
    },
  };
}
