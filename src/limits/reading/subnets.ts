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

/** The network security groups over an interface: its own, and those of the subnets of its IP configurations. */
export function securityGroupsOver(
  nicProperties: Value | undefined,
  instance: number,
  index: ResourceIndex,
): SecurityGroups {
  const own = member(nicProperties, "networkSecurityGroup", "id");
  const subnetIds = knownItems(member(nicProperties, "ipConfigurations")).map((configuration) =>
    member(configuration, "properties", "subnet", "id"),
  );
  const subnets = subnetIds.map((id) => subnetProperties(id, instance, index));
  const references = [own, ...subnets.map((subnet) => member(subnet, "networkSecurityGroup", "id"))].filter(
    (reference) => reference !== undefined,
  );
  const found = references.map((reference) => index.find(reference, instance));
  const distinct = [...new Set(found.filter((group) => group !== undefined))];
  const groups = distinct.map((group) => {
    const facts = index.securityGroups.get(group) ?? index.recording(() => securityGroupFacts(group, index));
    index.securityGroups.set(group, facts);
    index.readAgain(facts.reads);
    return facts.result;
  });
  return {
    groups: groups.filter((group) => group !== undefined),
    complete: !subnets.includes(undefined) && !found.includes(undefined) && !groups.includes(undefined),
    missing: subnetIds[subnets.indexOf(undefined)] ?? references[found.indexOf(undefined)],
  };
}

/** The properties of a subnet, declared on its own or inside its network; undefined when it is not there. */
export function subnetProperties(
  reference: Value | undefined,
  instance: number,
  index: ResourceIndex,
): Value | undefined {
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
