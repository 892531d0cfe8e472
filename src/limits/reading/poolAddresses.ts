import type { Value } from "../../template/value";
import type { Place } from "../profile/fact";
import { placeOf } from "./facts";
import { identity, knownItems, member } from "./reading";
import type { ReadResource } from "./resource";
import type { ResourceIndex } from "./resourceIndex";

/** Addresses as text that is equal for equal addresses, and where each is written. */
export type AddressPlaces = ReadonlyMap<string, Place | undefined>;

/** The addresses that load balancers and application gateways list in their pools themselves. */
export interface PooledAddresses {
  readonly loadBalancer: AddressPlaces;
  readonly applicationGateway: AddressPlaces;
}

/** Reads the pools of every load balancer and application gateway that the template declares. */
export function poolAddresses(index: ResourceIndex): PooledAddresses {
  return {
    loadBalancer: placesOf([
      ...index.ofType("Microsoft.Network/loadBalancers").flatMap(balancerPools).flatMap(balancerAddresses),
      ...index.ofType("Microsoft.Network/loadBalancers/backendAddressPools").map(bodyOf).flatMap(balancerAddresses),
    ]),
    applicationGateway: placesOf(index.ofType("Microsoft.Network/applicationGateways").flatMap(gatewayAddresses)),
  };
}

function placesOf(addresses: readonly Value[]): AddressPlaces {
  return new Map(addresses.map((address) => [identity(address), placeOf(address)]));
}

function bodyOf(resource: ReadResource): Value {
  return resource.body;
}

function balancerPools(balancer: ReadResource): readonly Value[] {
  return knownItems(member(balancer.body, "properties", "backendAddressPools"));
}

function balancerAddresses(pool: Value): readonly Value[] {
  return knownItems(member(pool, "properties", "loadBalancerBackendAddresses")).flatMap((entry) =>
    present(member(entry, "properties", "ipAddress")),
  );
}

function gatewayAddresses(gateway: ReadResource): readonly Value[] {
  return knownItems(member(gateway.body, "properties", "backendAddressPools"))
    .flatMap((pool) => knownItems(member(pool, "properties", "backendAddresses")))
    .flatMap((entry) => present(member(entry, "ipAddress")));
}

function present(value: Value | undefined): readonly Value[] {
  return value === undefined ? [] : [value];
}
