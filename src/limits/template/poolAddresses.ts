import type { TemplateResource } from "../../template/model";
import type { Value } from "../../template/value";
import type { Place } from "../vmProfile";
import { placeOf } from "./facts";
import { identity, knownItems, member } from "./reading";
import type { ResourceIndex } from "./resourceIndex";

/** The addresses that load balancers and application gateways list in their pools themselves, and where each is written. */
export function poolAddresses(index: ResourceIndex): ReadonlyMap<string, Place | undefined> {
  const addresses = [
    ...index.ofType("Microsoft.Network/loadBalancers").flatMap(balancerPools).flatMap(balancerAddresses),
    ...index.ofType("Microsoft.Network/loadBalancers/backendAddressPools").map(bodyOf).flatMap(balancerAddresses),
    ...index.ofType("Microsoft.Network/applicationGateways").flatMap(gatewayAddresses),
  ];
  return new Map(addresses.map((address) => [identity(address), placeOf(address)]));
}

function bodyOf(resource: TemplateResource): Value {
  return resource.body;
}

function balancerPools(balancer: TemplateResource): readonly Value[] {
  return knownItems(member(balancer.body, "properties", "backendAddressPools"));
}

function balancerAddresses(pool: Value): readonly Value[] {
  return knownItems(member(pool, "properties", "loadBalancerBackendAddresses")).flatMap((entry) =>
    present(member(entry, "properties", "ipAddress")),
  );
}

function gatewayAddresses(gateway: TemplateResource): readonly Value[] {
  return knownItems(member(gateway.body, "properties", "backendAddressPools"))
    .flatMap((pool) => knownItems(member(pool, "properties", "backendAddresses")))
    .flatMap((entry) => present(member(entry, "ipAddress")));
}

function present(value: Value | undefined): readonly Value[] {
  return value === undefined ? [] : [value];
}
