import type { RuleCode } from "../matrices/matrix";
import type { RuleExample } from "../rule";
import { reservedIpMultipleExample } from "../rules/network/reservedIpMultiple";
import { reservedIpNoEndpointExample } from "../rules/network/reservedIpNoEndpoint";
import { multipleNicsExample } from "../rules/network/multipleNics";
import { loadBalancedExample } from "../rules/network/loadBalanced";
import { outboundConnectivityExample } from "../rules/network/outboundConnectivity";
import { staticPrivateIpExample } from "../rules/network/staticPrivateIp";
import { publicIpAndNatGatewayExample } from "../rules/network/publicIpAndNatGateway";
import { serviceEndpointStorageFirewallExample } from "../rules/network/serviceEndpointStorageFirewall";

/** The examples on the pages of the rules about networks. */
export const networkExamples: Readonly<Partial<Record<RuleCode, RuleExample>>> = {
  "reserved-ip-multiple": reservedIpMultipleExample,
  "reserved-ip-no-endpoint": reservedIpNoEndpointExample,
  "multiple-nics": multipleNicsExample,
  "load-balanced": loadBalancedExample,
  "outbound-connectivity": outboundConnectivityExample,
  "static-private-ip": staticPrivateIpExample,
  "public-ip-and-nat-gateway": publicIpAndNatGatewayExample,
  "service-endpoint-storage-firewall": serviceEndpointStorageFirewallExample,
};
