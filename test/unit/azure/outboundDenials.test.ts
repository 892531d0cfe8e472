import { describe, expect, it } from "vitest";
import { opensEndpoint, outboundDenialsOf, securityGroupFrom } from "../../../src/azure/outboundDenials";

interface Rule {
  readonly name?: string;
  readonly priority: number;
  readonly access: "Allow" | "Deny";
  readonly direction?: "Inbound" | "Outbound";
  readonly to?: string;
  readonly from?: string;
  readonly port?: string;
  readonly protocol?: string;
}

function group(...rules: Rule[]) {
  return securityGroupFrom({
    name: "nsg-web",
    properties: {
      securityRules: rules.map((rule) => ({
        name: rule.name ?? `rule-${rule.priority}`,
        properties: {
          priority: rule.priority,
          access: rule.access,
          direction: rule.direction ?? "Outbound",
          protocol: rule.protocol ?? "*",
          sourceAddressPrefix: rule.from ?? "*",
          sourcePortRange: "*",
          destinationAddressPrefix: rule.to ?? "*",
          destinationPortRange: rule.port ?? "*",
        },
      })),
    },
  });
}

const denied = (...rules: Rule[]) => outboundDenialsOf(group(...rules)).map((denial) => denial.ruleName);

describe("outbound denials", () => {
  it("finds a rule that denies the Internet", () => {
    expect(outboundDenialsOf(group({ name: "no-internet", priority: 100, access: "Deny", to: "Internet" }))).toEqual([
      { ruleName: "no-internet", nsgName: "nsg-web", destination: "Internet" },
    ]);
  });

  it("finds none in a group without rules of its own", () => {
    expect(denied()).toEqual([]);
  });

  it("lets a rule of higher priority that allows everything win", () => {
    expect(
      denied({ priority: 4000, access: "Deny", to: "Internet" }, { priority: 100, access: "Allow", to: "AzureCloud" }),
    ).toEqual([]);
  });

  it("is not calmed by a rule of lower priority", () => {
    expect(
      denied(
        { name: "deny", priority: 100, access: "Deny", to: "Internet" },
        { priority: 200, access: "Allow", to: "*" },
      ),
    ).toEqual(["deny"]);
  });

  it("still finds the denial when only some of the services are allowed before it", () => {
    const allow = (priority: number, to: string): Rule => ({ priority, access: "Allow", to, port: "443" });
    const deny: Rule = { name: "deny", priority: 4096, access: "Deny", to: "*" };
    expect(denied(allow(100, "AzureBackup"), deny)).toEqual(["deny"]);
    expect(
      denied(allow(100, "AzureBackup"), allow(110, "Storage.WestEurope"), allow(120, "AzureActiveDirectory"), deny),
    ).toEqual([]);
  });

  it("finds a denial of storage alone", () => {
    expect(denied({ name: "no-storage", priority: 100, access: "Deny", to: "Storage", port: "443" })).toEqual([
      "no-storage",
    ]);
  });

  it.each([
    ["of other ports", { port: "25" }],
    ["of a range without 443", { port: "1000-2000" }],
    ["of UDP", { protocol: "Udp" }],
    ["towards an address of its own", { to: "10.1.0.0/16" }],
    ["from other machines", { from: "10.9.0.4" }],
    ["of incoming traffic", { direction: "Inbound" as const }],
  ])("leaves a denial %s alone", (_what, rule) => {
    expect(denied({ priority: 100, access: "Deny", ...rule })).toEqual([]);
  });

  it("understands a range that holds 443", () => {
    expect(denied({ priority: 100, access: "Deny", port: "400-500" })).toEqual(["rule-100"]);
  });

  it("names a rule once for each destination that it denies", () => {
    const several = securityGroupFrom({
      name: "n",
      properties: {
        securityRules: [
          {
            name: "both",
            properties: {
              priority: 1,
              access: "Deny",
              direction: "Outbound",
              protocol: "Tcp",
              sourceAddressPrefix: "VirtualNetwork",
              destinationAddressPrefixes: ["Storage", "AzureBackup"],
              destinationPortRanges: ["80", "443"],
            },
          },
        ],
      },
    });
    expect(outboundDenialsOf(several).map((denial) => denial.destination)).toEqual(["Storage", "AzureBackup"]);
  });
});

describe("endpoints", () => {
  const inbound = (access: "Allow" | "Deny", priority: number, from: string, port = "3389"): Rule => ({
    direction: "Inbound",
    access,
    priority,
    from,
    port,
  });

  it("are opened by a rule that lets the Internet in", () => {
    expect(opensEndpoint(group(inbound("Allow", 100, "Internet")))).toBe(true);
  });

  it("are not opened for the own network", () => {
    expect(opensEndpoint(group(inbound("Allow", 100, "VirtualNetwork")))).toBe(false);
  });

  it("stay closed behind a rule of higher priority that denies everything", () => {
    expect(opensEndpoint(group(inbound("Allow", 200, "*"), inbound("Deny", 100, "*", "*")))).toBe(false);
  });
});
