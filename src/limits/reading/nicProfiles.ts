import type { Value } from "../../template/value";
import type { Fact, Place } from "../profile/fact";
import type { NicProfile, PublicIpProfile } from "../profile/network";
import type { AddressPlaces, PooledAddresses } from "./poolAddresses";
import { asText } from "../../template/access";
import { decisive, factOf, listFact, placeOf, placeOfResource } from "./facts";
import { nicSettings, untoldNicSettings } from "./nicSettings";
import { identity, itemsOf, member } from "./reading";
import type { ReadResource } from "./resource";
import type { ResourceIndex } from "./resourceIndex";
import { ipConfigurations, securityGroupsOver, type IpConfiguration, type SecurityGroups } from "./subnets";

/** What every interface of a template is measured against. */
export interface NetworkContext {
  readonly index: ResourceIndex;
  /** Addresses in pools that are declared from the pool's side. */
  readonly pooled: PooledAddresses;
}

/** The network interfaces of a machine, as far as their number is known. */
export function nicProfiles(vm: ReadResource, network: NetworkContext): Fact<readonly NicProfile[]> {
  const profile = member(vm.body, "properties", "networkProfile");
  const inline = itemsOf(member(profile, "networkInterfaceConfigurations")) ?? [];
  return listFact<NicProfile>(member(profile, "networkInterfaces"), inlineNics(inline, vm, network), (reference) =>
    referredNic(reference, vm, network),
  );
}

/** Interfaces that are declared inside the machine. */
function inlineNics(
  configurations: readonly Value[],
  vm: ReadResource,
  network: NetworkContext,
): readonly NicProfile[] {
  return configurations.map((configuration, at) =>
    nicProfile(
      {
        id: `${vm.id}/nic/${at}`,
        reference: undefined,
        properties: member(configuration, "properties"),
        place: placeOf(configuration),
        instance: vm.instance,
      },
      network,
    ),
  );
}

/** The interface that an entry of a machine's `networkInterfaces` refers to. */
export function referredNic(reference: Value, vm: ReadResource, network: NetworkContext): NicProfile {
  const id = member(reference, "id");
  const nic = network.index.find(id, vm.instance);
  if (nic === undefined) {
    return {
      ...untoldNicSettings(network.index, id),
      id: id === undefined ? "" : identity(id),
      reference: id,
      declared: false,
      publicIps: [],
      loadBalanced: network.index.untold(id),
      hasEndpoint: network.index.untold(id),
      outboundDenials: network.index.untold(id),
      place: placeOf(id),
    };
  }
  const properties = member(nic.body, "properties");
  return nicProfile(
    { id: nic.id, reference: id, properties, place: placeOfResource(nic), instance: nic.instance },
    network,
  );
}

/** An interface that the template or Azure tells. */
interface ToldNic {
  readonly id: string;
  readonly reference: Value | undefined;
  readonly properties: Value | undefined;
  readonly place: Place | undefined;
  readonly instance: number;
}

function nicProfile({ id, reference, properties, place, instance }: ToldNic, network: NetworkContext): NicProfile {
  const configurations = ipConfigurations(properties, instance, network.index);
  const behind = {
    loadBalancer: memberFact(configurations, balancerMemberships, network.pooled.loadBalancer),
    applicationGateway: memberFact(configurations, gatewayMemberships, network.pooled.applicationGateway),
  };
  const loadBalanced = decisive([behind.loadBalancer, behind.applicationGateway]);
  const over = securityGroupsOver(properties, configurations, instance, network.index);
  const addresses = configurations.flatMap((configuration) => publicIps(configuration, instance, network.index));
  const settings = nicSettings(configurations, network.index);
  return {
    id,
    reference,
    publicIps: addresses.map(({ profile }) => profile),
    declared: true,
    loadBalanced,
    behind,
    hasEndpoint: endpointFact(decisive([loadBalanced, ...openAddresses(over, addresses)]), over, network.index),
    outboundDenials: denialsFact(over, network.index),
    staticPrivateAddress: settings.staticPrivateAddress,
    publicAddress: settings.publicAddress,
    natGateway: settings.natGateway,
    storageEndpoint: settings.storageEndpoint,
    place,
  };
}

const balancerMemberships = ["loadBalancerBackendAddressPools", "loadBalancerInboundNatRules"];
const gatewayMemberships = ["applicationGatewayBackendAddressPools"];

function memberFact(
  configurations: readonly IpConfiguration[],
  memberships: readonly string[],
  pooled: AddressPlaces,
): Fact<boolean> {
  const facts: Fact<boolean>[] = [];
  for (const { properties } of configurations) {
    for (const name of memberships) {
      facts.push(factOf(member(properties, name), false, isFilled));
    }
    if (pooled.size > 0) {
      facts.push(fromPoolSide(member(properties, "privateIPAddress"), pooled));
    }
  }
  return decisive(facts);
}

function isFilled(list: Value): boolean | undefined {
  const items = itemsOf(list);
  return items === undefined ? undefined : items.length > 0;
}

function fromPoolSide(address: Value | undefined, pooled: AddressPlaces): Fact<boolean> {
  const key = address === undefined ? undefined : identity(address);
  return key !== undefined && pooled.has(key)
    ? { known: true, value: true, place: pooled.get(key) }
    : { known: true, value: false };
}

/** What a known group denies is denied, whatever the groups are that are not known. */
function denialsFact(over: SecurityGroups, index: ResourceIndex): NicProfile["outboundDenials"] {
  const denials = over.groups.flatMap((group) => group.denials);
  return over.complete || denials.length > 0 ? { known: true, value: denials } : index.untold(over.missing);
}

function endpointFact(opened: Fact<boolean>, over: SecurityGroups, index: ResourceIndex): Fact<boolean> {
  if ((opened.known && opened.value) || over.groups.some((group) => group.opens)) {
    return { known: true, value: true };
  }
  return opened.known && over.complete ? { known: true, value: false } : index.untold(over.missing);
}

/** Where no group is, addresses of the SKU Basic let everything in; those of the SKU Standard let nothing in. */
function openAddresses(over: SecurityGroups, addresses: readonly PublicIp[]): readonly Fact<boolean>[] {
  return over.complete && over.groups.length === 0 ? addresses.map(({ basic }) => basic) : [];
}

/** A public address, and whether it is certainly one of the SKU Basic. */
interface PublicIp {
  readonly profile: PublicIpProfile;
  readonly basic: Fact<boolean>;
}

function publicIps(
  { value, properties }: IpConfiguration,
  instance: number,
  index: ResourceIndex,
): readonly PublicIp[] {
  const inline = member(properties, "publicIPAddressConfiguration");
  if (inline !== undefined) {
    const allocation = allocationOf(member(inline, "properties", "publicIPAllocationMethod"));
    const profile = { id: `${identity(value)}/ip`, allocation, place: placeOf(inline) };
    return [{ profile, basic: isBasic(member(inline, "sku", "name")) }];
  }
  const id = member(properties, "publicIPAddress", "id");
  if (id === undefined) {
    return [];
  }
  const resource = index.find(id, instance);
  const allocation =
    resource === undefined
      ? index.untold(id)
      : allocationOf(member(resource.body, "properties", "publicIPAllocationMethod"));
  const basic = resource === undefined ? index.untold(id) : isBasic(member(resource.body, "sku", "name"));
  return [{ profile: { id: resource?.id ?? identity(id), reference: id, allocation, place: placeOf(id) }, basic }];
}

/** A public address without an SKU is a Basic one. */
function isBasic(sku: Value | undefined): Fact<boolean> {
  return factOf(sku, true, (name) => {
    const text = asText(name)?.toLowerCase();
    return text === undefined ? undefined : text === "basic";
  });
}

/** A public address without a method is dynamic. */
function allocationOf(method: Value | undefined): PublicIpProfile["allocation"] {
  return factOf<"Static" | "Dynamic">(method, "Dynamic", (value) => {
    const text = asText(value)?.toLowerCase();
    return text === "static" ? "Static" : text === "dynamic" ? "Dynamic" : undefined;
  });
}
