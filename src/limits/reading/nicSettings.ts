import { asText } from "../../template/access";
import type { Value } from "../../template/value";
import type { Fact } from "../profile/fact";
import type { NicProfile } from "../profile/network";
import { decisive, factOf, placeOf, presence } from "./facts";
import { knownItems, member } from "./reading";
import type { ResourceIndex } from "./resourceIndex";
import type { IpConfiguration } from "./subnets";

/** What an interface's IP configurations and their subnets say besides load balancing and security. */
export type NicSettings = Pick<NicProfile, "staticPrivateAddress" | "publicAddress" | "natGateway" | "storageEndpoint">;

/** The settings that an interface of which the template or Azure tells nothing has: nobody knows them. */
export function untoldNicSettings(index: ResourceIndex, id: Value | undefined): NicSettings {
  const untold = index.untold(id);
  return { staticPrivateAddress: untold, publicAddress: untold, natGateway: untold, storageEndpoint: untold };
}

/** The settings of an interface, from its IP configurations and the subnets that they name. */
export function nicSettings(configurations: readonly IpConfiguration[], index: ResourceIndex): NicSettings {
  const eachSubnet = (read: (subnet: Value) => Fact<boolean>): Fact<boolean> =>
    decisive(
      configurations.map(({ subnetId, subnet }) => (subnet === undefined ? index.untold(subnetId) : read(subnet))),
    );
  return {
    staticPrivateAddress: decisive(configurations.map(hasStaticAddress)),
    publicAddress: decisive(configurations.map(hasPublicAddress)),
    natGateway: eachSubnet(natGateway),
    storageEndpoint: eachSubnet(storageEndpoint),
  };
}

function hasStaticAddress({ properties }: IpConfiguration): Fact<boolean> {
  return factOf(member(properties, "privateIPAllocationMethod"), false, isStatic);
}

function natGateway(subnet: Value): Fact<boolean> {
  return presence(member(subnet, "natGateway", "id"));
}

function isStatic(method: Value): boolean | undefined {
  const text = asText(method)?.toLowerCase();
  return text === undefined ? undefined : text === "static";
}

function hasPublicAddress({ properties }: IpConfiguration): Fact<boolean> {
  const inline = member(properties, "publicIPAddressConfiguration");
  return inline?.kind === "object"
    ? { known: true, value: true, place: placeOf(inline) }
    : presence(member(properties, "publicIPAddress", "id"));
}

function storageEndpoint(subnet: Value): Fact<boolean> {
  const endpoints = knownItems(member(subnet, "serviceEndpoints"));
  return decisive(endpoints.map((endpoint) => factOf(member(endpoint, "service"), false, isStorage)));
}

/** `Microsoft.Storage`, and `Microsoft.Storage.Global` for accounts of other regions. */
function isStorage(service: Value): boolean | undefined {
  const text = asText(service)?.toLowerCase();
  return text === undefined ? undefined : text === "microsoft.storage" || text.startsWith("microsoft.storage.");
}
