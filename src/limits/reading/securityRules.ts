import type { Value } from "../../template/value";
import type { OutboundDenial } from "../profile/network";
import { asInteger, asText } from "../../template/access";
import { placeOf } from "./facts";
import { cut, itemsOf, member, sameText, shown } from "./reading";
import type { ReadResource } from "./resource";
import type { ResourceIndex } from "./resourceIndex";

/** What the backup path of October 2015 reaches over HTTPS. */
type Destination = "Storage" | "AzureBackup" | "AzureActiveDirectory";

const allDestinations: readonly Destination[] = ["Storage", "AzureBackup", "AzureActiveDirectory"];
const everything = ["*", "any", "0.0.0.0/0", "internet", "azurecloud"];
const httpsPort = 443;

/** One security rule; a part that is not known is undefined. */
interface SecurityRule {
  readonly name: string;
  readonly value: Value;
  readonly properties: Value | undefined;
  readonly direction: string | undefined;
  readonly access: string | undefined;
  readonly priority: number | undefined;
}

/** What the rules of a network security group do to the backup path; undefined when the rules are not known. */
export interface SecurityGroupFacts {
  readonly denials: readonly OutboundDenial[];
  /** True when a rule lets traffic in from elsewhere. */
  readonly opens: boolean;
}

/** Reads the rules of a network security group, the ones declared as resources of their own too. */
export function securityGroupFacts(group: ReadResource, index: ResourceIndex): SecurityGroupFacts | undefined {
  const inline = itemsOf(member(group.body, "properties", "securityRules"));
  if (inline === undefined) {
    return undefined;
  }
  const own = index
    .ofType("Microsoft.Network/networkSecurityGroups/securityRules")
    .filter((rule) => sameText(cut(rule.name, "/", "last")?.before, group.name));
  const rules = [...inline.map(fromItem), ...own.map(fromResource)];
  const allows = rules.filter((rule) => rule.direction === "outbound" && rule.access === "allow");
  return {
    denials: rules.filter((rule) => denies(rule, allows)).map((rule) => denialOf(rule, group)),
    opens: rules.some((rule) => rule.direction === "inbound" && rule.access === "allow" && !isInternal(rule)),
  };
}

function fromItem(item: Value): SecurityRule {
  const name = member(item, "name");
  return securityRule(name === undefined ? "" : shown(name), item);
}

function fromResource(resource: ReadResource): SecurityRule {
  return securityRule(shown(cut(resource.name, "/", "last")?.after ?? resource.name), resource.body);
}

function securityRule(name: string, value: Value): SecurityRule {
  const properties = member(value, "properties");
  const lower = (property: string): string | undefined => {
    const found = member(properties, property);
    return found === undefined ? undefined : asText(found)?.toLowerCase();
  };
  const priority = member(properties, "priority");
  return {
    name,
    value,
    properties,
    direction: lower("direction"),
    access: lower("access"),
    priority: priority === undefined ? undefined : asInteger(priority),
  };
}

function denialOf(rule: SecurityRule, group: ReadResource): OutboundDenial {
  const access = member(rule.properties, "access");
  return {
    ruleName: rule.name,
    nsgName: shown(group.name),
    destination: (destinationsOf(rule) ?? []).join(", "),
    place: placeOf(access) ?? placeOf(rule.value),
  };
}

/** True when a rule certainly denies the machine a destination that no stronger rule allows. */
function denies(rule: SecurityRule, allows: readonly SecurityRule[]): boolean {
  const { direction, access, priority } = rule;
  if (direction !== "outbound" || access !== "deny" || priority === undefined || !coversHttps(rule)) {
    return false;
  }
  const destinations = destinationsOf(rule) ?? [];
  return neededOf(destinations).some(
    (needed) => !allows.some((allow) => (allow.priority ?? 0) < priority && mayAllow(allow, needed)),
  );
}

/** What of the backup path a rule's destinations stand for. A rule over everything is measured by Storage, which was the need. */
function neededOf(destinations: readonly string[]): readonly Destination[] {
  const lower = destinations.map((destination) => destination.toLowerCase());
  const named = allDestinations.filter((needed) => lower.some((one) => one.split(".")[0] === needed.toLowerCase()));
  return lower.some((one) => everything.includes(one)) && !named.includes("Storage") ? ["Storage", ...named] : named;
}

/** True when a rule allows a destination, or might: what is not known must not lead to a certain finding. */
function mayAllow(rule: SecurityRule, needed: Destination): boolean {
  const destinations = destinationsOf(rule);
  const ports = portsOf(rule);
  const reaches =
    destinations === undefined ||
    destinations.some((one) => {
      const tag = one.toLowerCase().split(".")[0] ?? "";
      return everything.includes(one.toLowerCase()) || tag === "azurecloud" || tag === needed.toLowerCase();
    });
  return reaches && (ports === undefined || ports.some(holdsHttps)) && protocolMatches(rule) !== false;
}

/** True when a rule certainly is about HTTPS from anywhere in the network. */
function coversHttps(rule: SecurityRule): boolean {
  const source = textsOf(rule, "sourceAddressPrefix", "sourceAddressPrefixes");
  const wide = source?.some((one) => ["*", "any", "virtualnetwork", "0.0.0.0/0"].includes(one.toLowerCase())) ?? false;
  return wide && protocolMatches(rule) === true && (portsOf(rule)?.some(holdsHttps) ?? false);
}

/** True when a rule certainly is about traffic from inside only, which is no endpoint. */
function isInternal(rule: SecurityRule): boolean {
  const sources = textsOf(rule, "sourceAddressPrefix", "sourceAddressPrefixes");
  return sources?.every((one) => ["virtualnetwork", "azureloadbalancer"].includes(one.toLowerCase())) ?? false;
}

function protocolMatches(rule: SecurityRule): boolean | undefined {
  const protocol = member(rule.properties, "protocol");
  const text = protocol === undefined ? undefined : asText(protocol)?.toLowerCase();
  return text === undefined ? undefined : ["*", "tcp"].includes(text);
}

function destinationsOf(rule: SecurityRule): readonly string[] | undefined {
  return textsOf(rule, "destinationAddressPrefix", "destinationAddressPrefixes");
}

function portsOf(rule: SecurityRule): readonly string[] | undefined {
  return textsOf(rule, "destinationPortRange", "destinationPortRanges");
}

/** The texts of a property and of its plural; undefined when some are not known or none is given. */
function textsOf(rule: SecurityRule, single: string, plural: string): readonly string[] | undefined {
  const one = member(rule.properties, single);
  const many = itemsOf(member(rule.properties, plural));
  if (many === undefined) {
    return undefined;
  }
  const texts = [...(one === undefined ? [] : [one]), ...many].map(asPrefix);
  return texts.length > 0 && texts.every((text) => text !== undefined) ? texts : undefined;
}

/** Ports may be written as numbers. */
function asPrefix(value: Value): string | undefined {
  return asText(value) ?? asInteger(value)?.toString();
}

function holdsHttps(range: string): boolean {
  if (range === "*") {
    return true;
  }
  const [from, to] = range.split("-").map(Number);
  return from !== undefined && from <= httpsPort && httpsPort <= (to ?? from);
}
