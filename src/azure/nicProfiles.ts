import * as l10n from "@vscode/l10n";
import type { Fact } from "../limits/profile/fact";
import type { NicProfile, PublicIpProfile } from "../limits/profile/network";
import type { Arm } from "./armPipeline";
import { mapBounded } from "./bounded";
import { known, mapFact, readFact, unknown } from "./facts";
import { parseResourceId, sameId } from "./ids";
import { listAt, textAt } from "./jsonRead";
import { opensEndpoint, outboundDenialsOf, securityGroupFrom } from "./outboundDenials";
import type { SecurityGroup } from "./outboundDenials";

const apiVersion = "2024-01-01";

/**
 * A VM's network interfaces with their public addresses, load balancers and security groups (the interface's and the
 * subnet's). GETs of Microsoft.Network; needs read of each. What is refused becomes an unknown fact.
 */
export async function readNicProfiles(arm: Arm, nicIds: readonly string[]): Promise<Fact<readonly NicProfile[]>> {
  // Several interfaces share a subnet and a group: each is asked for once.
  const shared = sharedReader(arm);
  const nics = await mapBounded(nicIds, 4, async (id) =>
    mapFact(await shared(l10n.t("the network interface '{0}'", nameIn(id)), id), (nic) => ({ id, nic })),
  );
  for (const nic of nics) {
    if (!nic.known) {
      return unknown(nic.reason);
    }
  }
  const found = nics.flatMap((nic) => (nic.known ? [nic.value] : []));
  return known(await mapBounded(found, 4, ({ id, nic }) => nicProfile(shared, id, nic)));
}

type Reader = (what: string, id: string) => Promise<Fact<unknown>>;

function sharedReader(arm: Arm): Reader {
  const reads = new Map<string, Promise<Fact<unknown>>>();
  return (what, id) => {
    const key = id.toLowerCase();
    const pending =
      reads.get(key) ??
      readFact(what, async () => {
        const { subscriptionId } = parseResourceId(id);
        return (await arm.send(subscriptionId, { method: "GET", path: id, apiVersion })).body;
      });
    reads.set(key, pending);
    return pending;
  };
}

async function nicProfile(read: Reader, id: string, nic: unknown): Promise<NicProfile> {
  const configurations = listAt(nic, "properties", "ipConfigurations");
  const [publicIps, groups] = await Promise.all([readPublicIps(read, configurations), readGroups(read, nic)]);
  const natRules = configurations.some((one) => listAt(one, "properties", "loadBalancerInboundNatRules").length > 0);
  const pools = configurations.some(
    (one) =>
      listAt(one, "properties", "loadBalancerBackendAddressPools").length > 0 ||
      listAt(one, "properties", "applicationGatewayBackendAddressPools").length > 0,
  );
  return {
    id,
    publicIps,
    loadBalanced: known(pools || natRules),
    hasEndpoint: natRules ? known(true) : mapFact(groups, (all) => all.some(opensEndpoint)),
    outboundDenials: mapFact(groups, (all) => all.flatMap(outboundDenialsOf)),
    staticPrivateAddress: known(
      configurations.some((one) => textAt(one, "properties", "privateIPAllocationMethod") === "Static"),
    ),
    publicAddress: known(publicIps.length > 0),
    natGateway: await anySubnet(
      read,
      configurations,
      (one) => textAt(one, "properties", "natGateway", "id") !== undefined,
    ),
    storageEndpoint: await anySubnet(read, configurations, (one) =>
      listAt(one, "properties", "serviceEndpoints").some((endpoint) =>
        /^microsoft\.storage(\.|$)/i.test(textAt(endpoint, "service") ?? ""),
      ),
    ),
  };
}

/** Whether a subnet of the configurations is so; unknown as soon as one of their networks cannot be read. */
async function anySubnet(
  read: Reader,
  configurations: readonly unknown[],
  test: (subnet: unknown) => boolean,
): Promise<Fact<boolean>> {
  for (const configuration of configurations) {
    const subnetId = textAt(configuration, "properties", "subnet", "id");
    if (subnetId === undefined) {
      continue;
    }
    const networkId = subnetId.replace(/\/subnets\/[^/]*$/i, "");
    const network = await read(l10n.t("the virtual network '{0}'", nameIn(networkId)), networkId);
    if (!network.known) {
      return unknown(network.reason);
    }
    if (test(listAt(network.value, "properties", "subnets").find((one) => sameId(textAt(one, "id"), subnetId)))) {
      return known(true);
    }
  }
  return known(false);
}

async function readPublicIps(read: Reader, configurations: readonly unknown[]): Promise<readonly PublicIpProfile[]> {
  const ids = configurations
    .map((one) => textAt(one, "properties", "publicIPAddress", "id"))
    .filter((id) => id !== undefined);
  return mapBounded(ids, 4, async (id) => {
    const address = await read(l10n.t("the public IP address '{0}'", nameIn(id)), id);
    const allocation: PublicIpProfile["allocation"] = address.known
      ? known(textAt(address.value, "properties", "publicIPAllocationMethod") === "Static" ? "Static" : "Dynamic")
      : unknown(address.reason);
    return { id, allocation };
  });
}

/** The groups on the interface and on its subnets; unknown as soon as one of them cannot be read. */
async function readGroups(read: Reader, nic: unknown): Promise<Fact<readonly SecurityGroup[]>> {
  const subnetIds = new Set(
    listAt(nic, "properties", "ipConfigurations")
      .map((one) => textAt(one, "properties", "subnet", "id"))
      .filter((id) => id !== undefined),
  );
  const ids = new Set<string>();
  const own = textAt(nic, "properties", "networkSecurityGroup", "id");
  if (own !== undefined) {
    ids.add(own);
  }
  for (const subnetId of subnetIds) {
    // The network tells of all its subnets at once.
    const networkId = subnetId.replace(/\/subnets\/[^/]*$/i, "");
    const network = await read(l10n.t("the virtual network '{0}'", nameIn(networkId)), networkId);
    if (!network.known) {
      return unknown(network.reason);
    }
    const subnet = listAt(network.value, "properties", "subnets").find((one) => sameId(textAt(one, "id"), subnetId));
    const id = textAt(subnet, "properties", "networkSecurityGroup", "id");
    if (id !== undefined) {
      ids.add(id);
    }
  }
  const groups: SecurityGroup[] = [];
  for (const id of ids) {
    const group = await read(l10n.t("the network security group '{0}'", nameIn(id)), id);
    if (!group.known) {
      return unknown(group.reason);
    }
    groups.push(securityGroupFrom(group.value));
  }
  return known(groups);
}

function nameIn(id: string): string {
  return id.split("/").at(-1) ?? id;
}
