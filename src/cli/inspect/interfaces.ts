import type { Fact } from "../../limits/profile/fact";
import type { NicProfile, PublicIpProfile } from "../../limits/profile/network";
import { referredNic } from "../../limits/reading/nicProfiles";
import { knownItems, member } from "../../limits/reading/reading";
import { canonicalText } from "../../template/access";
import type { JsonValue } from "../../template/value";
import { wirePart } from "../wire/wireRange";
import { wireFact, wireValue } from "../wire/wireValue";
import { countJson } from "./count";
import type { Machine } from "./machine";
import type { View, WireObject } from "./view";

/** The network interfaces: referred to, or declared inside the machine. */
export function interfacesJson({ machine, profile, resource }: Machine, view: View): JsonValue {
  const network = member(machine.body, "properties", "networkProfile");
  const references = member(network, "networkInterfaces");
  const list = references ?? member(network, "networkInterfaceConfigurations");
  const names = references === undefined ? knownItems(list).map((each) => member(each, "name")) : [];
  const known = profile.networkInterfaces.known ? profile.networkInterfaces.value : undefined;
  const nics = known ?? knownItems(references).map((each) => referredNic(each, machine, view.network));
  return {
    count: countJson(list),
    ...wirePart(list?.from?.span ?? resource.nameSpan, resource.file, view.places),
    items: nics.map((nic, at) => ({
      ...(references === undefined ? { name: wireValue(names[at]) } : {}),
      ...interfaceJson(nic),
      ...wirePart(nic.place?.span ?? resource.nameSpan, resource.file, view.places),
    })),
  };
}

function interfaceJson(nic: NicProfile): WireObject {
  const configurations = `reference(${nic.reference === undefined ? "" : canonicalText(nic.reference)}).ipConfigurations`;
  const told = (fact: Fact<boolean> | undefined): JsonValue =>
    wireFact(fact ?? nic.loadBalanced, configurations, (value) => value);
  return {
    id: wireValue(nic.reference),
    declared: nic.declared ?? null,
    loadBalanced: told(nic.behind?.loadBalancer),
    applicationGateway: told(nic.behind?.applicationGateway),
    publicIps: nic.publicIps.map(publicIpJson),
    outboundDenyRules: nic.outboundDenials.known ? nic.outboundDenials.value.map(({ ruleName }) => ruleName) : [],
  };
}

function publicIpJson({ reference, allocation }: PublicIpProfile): WireObject {
  // A fact without a place is not written in the template: it is the default.
  const isDefault = allocation.known && allocation.place === undefined;
  const source = `reference(${reference === undefined ? "" : canonicalText(reference)}).publicIPAllocationMethod`;
  return {
    id: wireValue(reference),
    allocation: isDefault ? "default" : wireFact(allocation, source, (method) => method),
  };
}
