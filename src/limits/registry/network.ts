import type { Rule, RuleHeader } from "../rule";
import { reservedIpMultiple } from "../rules/network/reservedIpMultiple";
import { reservedIpNoEndpoint } from "../rules/network/reservedIpNoEndpoint";
import { multipleNics } from "../rules/network/multipleNics";
import { loadBalanced } from "../rules/network/loadBalanced";
import { outboundConnectivity } from "../rules/network/outboundConnectivity";
import { staticPrivateIp } from "../rules/network/staticPrivateIp";
import { publicIpAndNatGateway } from "../rules/network/publicIpAndNatGateway";
import { serviceEndpointStorageFirewall } from "../rules/network/serviceEndpointStorageFirewall";
import { nsgPresent } from "../rules/network/nsgPresent";

/** The rules about networks, in the order in which their findings are shown: what stops a backup altogether first. */
export const networkRules: readonly Rule[] = [
  reservedIpMultiple,
  reservedIpNoEndpoint,
  multipleNics,
  loadBalanced,
  outboundConnectivity,
  staticPrivateIp,
  publicIpAndNatGateway,
  serviceEndpointStorageFirewall,
];

/** What is told about networks and needs no check, since nothing is outside of it. */
export const networkHeaders: readonly RuleHeader[] = [nsgPresent];
