import type { Value } from "../../template/value";
import { cut, itemsOf, knownItems, member, sameText } from "./reading";
import type { ReadResource } from "./resource";
import type { ResourceIndex } from "./resourceIndex";
import { securityGroupFacts, type SecurityGroupFacts } from "./securityRules";

/** The security groups over an interface: the known ones, and whether that is all of them. */
export interface SecurityGroups {
  readonly groups: readonly SecurityGroupFacts[];
  readonly complete: boolean;
  /** What names the first one that is not known, or its subnet. */
  readonly missing: Value | undefined;
}

/** An IP configuration of an interface, and the subnet that it is in. */
export interface IpConfiguration {
  readonly value: Value;
  readonly properties: Value | undefined;
  /** What names the subnet. */
  readonly subnetId: Value | undefined;
  /** The properties of the subnet; undefined when they are not told. */
  readonly subnet: Value | undefined;
}

/** The IP configurations of an interface; subnets cost much to look up, and everybody asks for them. */
export function ipConfigurations(
  nicProperties: Value | undefined,
  instance: number,
  index: ResourceIndex,
): readonly IpConfiguration[] {
  return knownItems(member(nicProperties, "ipConfigurations")).map((value) => {
    const properties = member(value, "properties");
    const subnetId = member(properties, "subnet", "id");
    return { value, properties, subnetId, subnet: subnetProperties(subnetId, instance, index) };
  });
}

/** The network security groups over an interface: its own, and those of the subnets of its IP configurations. */
export function securityGroupsOver(
  nicProperties: Value | undefined,
  configurations: readonly IpConfiguration[],
  instance: number,
  index: ResourceIndex,
): SecurityGroups {
  const groups: SecurityGroupFacts[] = [];
  const met = new Set<ReadResource>();
  let missing: Value | undefined;
  const look = (properties: Value | undefined): void => {
    const reference = member(properties, "networkSecurityGroup", "id");
    const group = reference === undefined ? undefined : index.find(reference, instance);
    if (group === undefined || met.has(group)) {
      missing ??= group === undefined ? reference : undefined;
      return;
    }
    met.add(group);
    const facts = factsOfGroup(group, index);
    if (facts === undefined) {
      isWhole = false;
    } else {
      groups.push(facts);
    }
  };
  let isWhole = true;
  look(nicProperties);
  configurations.forEach(({ subnet }) => {
    look(subnet);
  });
  const lost = configurations.find(({ subnet }) => subnet === undefined);
  return {
    groups,
    complete: lost === undefined && missing === undefined && isWhole,
    missing: lost?.subnetId ?? missing,
  };
}

/** What a group says, found out once: many interfaces share it. */
function factsOfGroup(group: ReadResource, index: ResourceIndex): SecurityGroupFacts | undefined {
  const facts = index.securityGroups.get(group) ?? index.recording(() => securityGroupFacts(group, index));
  index.securityGroups.set(group, facts);
  index.readAgain(facts.reads);
  return facts.result;
}

/** The properties of a subnet, declared on its own or inside its network; undefined when it is not there. */
function subnetProperties(reference: Value | undefined, instance: number, index: ResourceIndex): Value | undefined {
  const found = index.findNearest(reference, instance);
  if (found?.type.toLowerCase() !== "microsoft.network/virtualnetworks") {
    return member(found?.body, "properties");
  }
  const name = reference === undefined ? undefined : cut(reference, "/subnets/", "last")?.after;
  return name === undefined ? undefined : inlineSubnet(found, name);
}

function inlineSubnet(network: ReadResource, name: Value): Value | undefined {
  const subnets = itemsOf(member(network.body, "properties", "subnets")) ?? [];
  return member(
    subnets.find((subnet) => sameText(member(subnet, "name"), name)),
    "properties",
  );
}
