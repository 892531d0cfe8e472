import type { OutboundDenial } from "../limits/profile/network";
import { numberAt, textAt, textsAt, valueAt } from "./jsonRead";

/** A network security group that stands between a VM and the network, as Azure's network provider gives it. */
export interface SecurityGroup {
  readonly name: string;
  readonly rules: readonly SecurityRule[];
}

interface SecurityRule {
  readonly name: string;
  readonly priority: number;
  readonly outbound: boolean;
  readonly allow: boolean;
  readonly protocol: string;
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  readonly ports: readonly string[];
}

/** Service tags that the backup path needs on TCP 443, the same for the agent and for the extension. */
const services = ["AzureBackup", "Storage", "AzureActiveDirectory"] as const;

/** Addresses that hold all of Azure's services. */
const everything = /^(\*|any|internet|0\.0\.0\.0\/0|azurecloud(\..*)?)$/i;

/** Reads a group with its own rules; the default rules of Azure allow the Internet and need no look. */
export function securityGroupFrom(resource: unknown): SecurityGroup {
  return {
    name: textAt(resource, "name") ?? textAt(resource, "id")?.split("/").at(-1) ?? "",
    rules: rulesOf(valueAt(resource, "properties", "securityRules")),
  };
}

function rulesOf(rules: unknown): readonly SecurityRule[] {
  return (Array.isArray(rules) ? rules : [])
    .map((rule: unknown) => ({
      name: textAt(rule, "name") ?? "",
      priority: numberAt(rule, "properties", "priority") ?? 65_535,
      outbound: textAt(rule, "properties", "direction") === "Outbound",
      allow: textAt(rule, "properties", "access") === "Allow",
      protocol: textAt(rule, "properties", "protocol") ?? "*",
      sources: both(rule, "sourceAddressPrefix", "sourceAddressPrefixes"),
      destinations: both(rule, "destinationAddressPrefix", "destinationAddressPrefixes"),
      ports: both(rule, "destinationPortRange", "destinationPortRanges"),
    }))
    .toSorted((a, b) => a.priority - b.priority);
}

/** A rule names one address in one property, or several in another. */
function both(rule: unknown, one: string, several: string): readonly string[] {
  const single = textAt(rule, "properties", one);
  return [...(single === undefined ? [] : [single]), ...textsAt(rule, "properties", several)];
}

/**
 * The rules of a group that keep a VM from Azure Backup: those that deny a service on TCP 443 before a rule of higher
 * priority has allowed it. Rules about other sources than the whole network are left out, as they may not be this VM's.
 */
export function outboundDenialsOf(group: SecurityGroup): readonly OutboundDenial[] {
  const denials: OutboundDenial[] = [];
  const allowed = new Set<string>();
  const denied = new Set<string>();
  for (const rule of group.rules.filter((one) => one.outbound && concernsBackup(one))) {
    for (const destination of rule.destinations) {
      const hit = servicesAt(destination).filter((service) => !allowed.has(service) && !denied.has(service));
      hit.forEach((service) => (rule.allow ? allowed : denied).add(service));
      if (!rule.allow && hit.length > 0) {
        denials.push({ ruleName: rule.name, nsgName: group.name, destination });
      }
    }
  }
  return denials;
}

/** True when a rule lets the Internet in: today's nearest thing to an endpoint of a classic VM. */
export function opensEndpoint(group: SecurityGroup): boolean {
  const inbound = group.rules.filter((rule) => !rule.outbound);
  const closed = inbound.find((rule) => !rule.allow && fromInternet(rule) && rule.ports.includes("*"));
  return inbound.some(
    (rule) => rule.allow && fromInternet(rule) && (closed === undefined || rule.priority < closed.priority),
  );
}

function fromInternet(rule: SecurityRule): boolean {
  return rule.sources.some((source) => everything.test(source));
}

function servicesAt(destination: string): readonly string[] {
  return everything.test(destination)
    ? services
    : services.filter((service) => destination.toLowerCase().split(".")[0] === service.toLowerCase());
}

function concernsBackup(rule: SecurityRule): boolean {
  return (
    /^(\*|tcp)$/i.test(rule.protocol) &&
    rule.sources.some((source) => everything.test(source) || /^virtualnetwork$/i.test(source)) &&
    rule.ports.some(includesHttps)
  );
}

function includesHttps(port: string): boolean {
  const [from, to = from] = port.split("-");
  return port === "*" || (Number(from) <= 443 && 443 <= Number(to));
}
