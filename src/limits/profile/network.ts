import type { Value } from "../../template/value";
import type { Fact, Place } from "./fact";

/** A public address of a network interface. */
export interface PublicIpProfile {
  readonly id: string;
  /** How it is referred to; undefined for addresses that are declared inside the interface. */
  readonly reference?: Value | undefined;
  readonly allocation: Fact<"Static" | "Dynamic">;
  readonly place?: Place | undefined;
}

/** A security rule that denies what a VM sends to a destination. */
export interface OutboundDenial {
  readonly ruleName: string;
  readonly nsgName: string;
  readonly destination: string;
  readonly place?: Place | undefined;
}

/** A network interface of a VM. */
export interface NicProfile {
  readonly id: string;
  /** How it is referred to; undefined for interfaces that are declared inside the machine. */
  readonly reference?: Value | undefined;
  /** False when it is only referred to: the template does not declare it, or Azure does not let it be read. */
  readonly declared?: boolean | undefined;
  readonly publicIps: readonly PublicIpProfile[];
  /** In the back end of a load balancer or application gateway, or target of an inbound NAT rule. */
  readonly loadBalanced: Fact<boolean>;
  /** The same, told apart: load balancers (pools and NAT rules) and application gateways. */
  readonly behind?: { readonly loadBalancer: Fact<boolean>; readonly applicationGateway: Fact<boolean> } | undefined;
  /** True when an inbound NAT rule or an NSG rule opens an endpoint for it: today's nearest thing to a classic endpoint. */
  readonly hasEndpoint: Fact<boolean>;
  readonly outboundDenials: Fact<readonly OutboundDenial[]>;
  /** True when an IP configuration has a private address of its own choice and not one that the network gives. */
  readonly staticPrivateAddress: Fact<boolean>;
  /** True when an IP configuration has a public address, whatever is known of the address itself. */
  readonly publicAddress: Fact<boolean>;
  /** True when a subnet of it goes out through a NAT gateway. */
  readonly natGateway: Fact<boolean>;
  /** True when a subnet of it has a service endpoint for Azure Storage. */
  readonly storageEndpoint: Fact<boolean>;
  readonly place?: Place | undefined;
}
