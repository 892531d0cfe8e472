import { describe, expect, test } from "vitest";
import type { NicProfile } from "../../../src/limits/profile/network";
import {
  id,
  machine,
  network,
  nicResource,
  profile,
  profiles,
  ruleProperties,
  securityGroup,
  securityRule,
  valueOf,
} from "./support/templates";

function nicOf(...others: readonly unknown[]): NicProfile {
  const [nic] = valueOf(profile({ resources: [machine(), ...others] }).networkInterfaces);
  if (nic === undefined) {
    throw new Error("no interface");
  }
  return nic;
}

const group = { networkSecurityGroup: { id: id("Microsoft.Network/networkSecurityGroups", "nsg") } };
const pool = { id: id("Microsoft.Network/loadBalancers/backendAddressPools", "lb", "pool") };

describe("load balancing", () => {
  test.each([
    "loadBalancerBackendAddressPools",
    "loadBalancerInboundNatRules",
    "applicationGatewayBackendAddressPools",
  ])("follows %s of the interface", (property) => {
    expect(nicOf(nicResource({ [property]: [pool] })).loadBalanced).toMatchObject({ known: true, value: true });
  });

  test("takes an empty list for none", () => {
    expect(nicOf(nicResource({ loadBalancerBackendAddressPools: [] })).loadBalanced).toMatchObject({ value: false });
  });

  test("finds a pool that lists the interface's address from its own side", () => {
    const balancer = {
      type: "Microsoft.Network/loadBalancers",
      apiVersion: "2024-05-01",
      name: "lb",
      properties: {
        backendAddressPools: [
          { name: "pool", properties: { loadBalancerBackendAddresses: [{ properties: { ipAddress: "10.0.0.4" } }] } },
        ],
      },
    };
    expect(nicOf(nicResource({ privateIPAddress: "10.0.0.4" }), balancer).loadBalanced).toMatchObject({ value: true });
    expect(nicOf(nicResource({ privateIPAddress: "10.0.0.5" }), balancer).loadBalanced).toMatchObject({ value: false });
  });

  test("finds an application gateway that lists the interface's address", () => {
    const gateway = {
      type: "Microsoft.Network/applicationGateways",
      apiVersion: "2024-05-01",
      name: "gw",
      properties: {
        backendAddressPools: [{ properties: { backendAddresses: [{ ipAddress: "[variables('address')]" }] } }],
      },
    };
    const parts = {
      variables: { address: "10.0.0.9" },
      resources: [machine(), nicResource({ privateIPAddress: "[variables('address')]" }), gateway],
    };
    expect(valueOf(profile(parts).networkInterfaces)[0]?.loadBalanced).toMatchObject({ value: true });
  });

  test("knows nothing of an interface that the template does not declare", () => {
    expect(nicOf().loadBalanced).toMatchObject({ known: false, because: [] });
  });

  test("follows interfaces of a copy loop by their index", () => {
    const copy = { name: "loop", count: 2 };
    const nics = {
      type: "Microsoft.Network/networkInterfaces",
      apiVersion: "2024-05-01",
      name: "[format('{0}-nic{1}', parameters('prefix'), copyIndex())]",
      copy,
      properties: {
        ipConfigurations: [
          {
            properties: {
              loadBalancerBackendAddressPools: "[if(equals(copyIndex(), 1), createArray('pool'), null())]",
            },
          },
        ],
      },
    };
    const networkProfile = {
      networkInterfaces: [
        {
          id: "[resourceId('Microsoft.Network/networkInterfaces', format('{0}-nic{1}', parameters('prefix'), copyIndex()))]",
        },
      ],
    };
    const vms = machine({ networkProfile }, { name: "[format('web{0}', copyIndex())]", copy });
    const all = profiles({ parameters: { prefix: { type: "string" } }, resources: [vms, nics] });
    expect(all.map((vm) => valueOf(vm.networkInterfaces)[0]?.loadBalanced)).toMatchObject([
      { value: false },
      { value: true },
    ]);
  });
});

describe("public addresses", () => {
  const address = (properties: object) => ({
    type: "Microsoft.Network/publicIPAddresses",
    apiVersion: "2024-05-01",
    name: "ip",
    properties,
  });
  const withIp = nicResource({ publicIPAddress: { id: id("Microsoft.Network/publicIPAddresses", "ip") } });

  test("reads the allocation, which is dynamic unless told otherwise", () => {
    expect(nicOf(withIp, address({ publicIPAllocationMethod: "static" })).publicIps).toMatchObject([
      { allocation: { value: "Static" } },
    ]);
    expect(nicOf(withIp, address({})).publicIps).toMatchObject([{ allocation: { value: "Dynamic" } }]);
  });

  test("does not know the allocation of an address outside the template", () => {
    expect(nicOf(withIp).publicIps).toMatchObject([{ allocation: { known: false } }]);
  });

  test("sees an endpoint in an inbound rule, none when nothing lets traffic in, and does not guess beyond the template", () => {
    const open = securityGroup(securityRule("https", { direction: "Inbound", access: "Allow" }));
    expect(nicOf(withIp, network(group), open).hasEndpoint).toMatchObject({ known: true, value: true });
    expect(nicOf(withIp, network(group), securityGroup()).hasEndpoint).toMatchObject({ known: true, value: false });
    expect(nicOf(withIp).hasEndpoint.known).toBe(false);
  });

  test("takes a Basic address without a group for an endpoint, and a Standard one for none", () => {
    const subnetOnly = network({});
    const endpoint = (sku?: string) =>
      nicOf(withIp, subnetOnly, { ...address({}), ...(sku === undefined ? {} : { sku: { name: sku } }) }).hasEndpoint;
    expect(endpoint()).toMatchObject({ known: true, value: true });
    expect(endpoint("Basic")).toMatchObject({ known: true, value: true });
    expect(endpoint("Standard")).toMatchObject({ known: true, value: false });
    expect(nicOf(withIp, network(group), securityGroup(), address({})).hasEndpoint).toMatchObject({ value: false });
  });

  test("takes no rule for an endpoint that lets in only the own network or the load balancer's probes", () => {
    const from = (...sourceAddressPrefixes: readonly string[]) => {
      const sources = { sourceAddressPrefix: undefined, sourceAddressPrefixes };
      const rule = securityRule("in", { direction: "Inbound", access: "Allow", ...sources });
      return nicOf(withIp, network(group), securityGroup(rule)).hasEndpoint;
    };
    expect(from("VirtualNetwork", "AzureLoadBalancer")).toMatchObject({ known: true, value: false });
    expect(from("VirtualNetwork", "Internet")).toMatchObject({ known: true, value: true });
  });
});

describe("outbound rules", () => {
  const denied = (...rules: readonly unknown[]) =>
    valueOf(nicOf(nicResource(), network(group), securityGroup(...rules)).outboundDenials).map(
      (denial) => denial.ruleName,
    );

  test("finds a denying rule over the subnet, and over the interface itself", () => {
    expect(denied(securityRule("no-internet"))).toEqual(["no-internet"]);
    const own = nicOf(nicResource({}, group), securityGroup(securityRule("no-internet")));
    expect(valueOf(own.outboundDenials)).toMatchObject([
      { ruleName: "no-internet", nsgName: "nsg", destination: "Internet" },
    ]);
  });

  test.each(["*", "Storage", "Storage.WestEurope", "AzureBackup", "AzureActiveDirectory"])(
    "counts a denial of %s",
    (to) => {
      expect(denied(securityRule("no", { destinationAddressPrefix: to }))).toEqual(["no"]);
    },
  );

  test.each([
    ["of another destination", { destinationAddressPrefix: "VirtualNetwork" }],
    ["of another port", { destinationPortRange: "3389" }],
    ["of another protocol", { protocol: "Udp" }],
    ["of one address range only", { sourceAddressPrefix: "10.9.0.0/24" }],
    ["of inbound traffic", { direction: "Inbound" }],
  ])("does not count a denial %s", (_, properties) => {
    expect(denied(securityRule("no", properties))).toEqual([]);
  });

  test("counts ranges and lists of ports that hold 443", () => {
    expect(denied(securityRule("range", { destinationPortRange: "80-8080" }))).toEqual(["range"]);
    const list = { destinationPortRange: undefined, destinationPortRanges: ["22", "443"] };
    expect(denied(securityRule("list", list))).toEqual(["list"]);
  });

  test("lets a rule of higher priority that allows Storage lift a denial of the internet", () => {
    const allow = (priority: number) =>
      securityRule("allow", { priority, access: "Allow", destinationAddressPrefix: "Storage", protocol: "Tcp" });
    expect(denied(allow(100), securityRule("no-internet"))).toEqual([]);
    expect(denied(allow(300), securityRule("no-internet"))).toEqual(["no-internet"]);
  });

  test("does not count a denial that an allowing rule of unknown priority may lift", () => {
    const allow = securityRule("allow", { priority: "[parameters('p')]", access: "Allow" });
    const resources = [machine(), nicResource(), network(group), securityGroup(allow, securityRule("no"))];
    const [nic] = valueOf(profile({ parameters: { p: { type: "int" } }, resources }).networkInterfaces);
    expect(nic?.outboundDenials).toMatchObject({ value: [] });
  });

  test("reads rules that are resources of their own", () => {
    const rule = {
      type: "Microsoft.Network/networkSecurityGroups/securityRules",
      apiVersion: "2024-05-01",
      name: "nsg/apart",
      properties: ruleProperties(),
    };
    const nic = nicOf(nicResource(), network(group), securityGroup(), rule);
    expect(valueOf(nic.outboundDenials)).toMatchObject([{ ruleName: "apart" }]);
  });
});

test("counts interfaces that are declared inside the machine", () => {
  const networkProfile = {
    networkInterfaceConfigurations: [
      { name: "a", properties: { ipConfigurations: [{ properties: { loadBalancerBackendAddressPools: [pool] } }] } },
      { name: "b", properties: { ipConfigurations: [] } },
    ],
  };
  const nics = valueOf(profile({ resources: [machine({ networkProfile })] }).networkInterfaces);
  expect(nics.map((nic) => nic.loadBalanced)).toMatchObject([{ value: true }, { value: false }]);
});
