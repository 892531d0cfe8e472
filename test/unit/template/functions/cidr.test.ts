import { describe, expect, it } from "vitest";
import { jsonOf, valueOf } from "../inTemplate";

// Values of the pages about CIDR functions of the Azure documentation, but for those that say otherwise.
describe("address ranges", () => {
  it.each([
    [
      "parseCidr('10.144.0.0/20')",
      {
        network: "10.144.0.0",
        netmask: "255.255.240.0",
        broadcast: "10.144.15.255",
        firstUsable: "10.144.0.1",
        lastUsable: "10.144.15.254",
        cidr: 20,
      },
    ],
    [
      "parseCidr('fdad:3236:5555::/48')",
      {
        network: "fdad:3236:5555::",
        netmask: "ffff:ffff:ffff::",
        firstUsable: "fdad:3236:5555::",
        lastUsable: "fdad:3236:5555:ffff:ffff:ffff:ffff:ffff",
        cidr: 48,
      },
    ],
    [
      "map(range(0, 5), lambda('i', cidrSubnet('10.144.0.0/20', 24, lambdaVariables('i'))))",
      ["10.144.0.0/24", "10.144.1.0/24", "10.144.2.0/24", "10.144.3.0/24", "10.144.4.0/24"],
    ],
    [
      "map(range(0, 3), lambda('i', cidrSubnet('fdad:3236:5555::/48', 52, lambdaVariables('i'))))",
      ["fdad:3236:5555::/52", "fdad:3236:5555:1000::/52", "fdad:3236:5555:2000::/52"],
    ],
    ["map(range(0, 2), lambda('i', cidrHost('10.144.3.0/24', lambdaVariables('i'))))", ["10.144.3.1", "10.144.3.2"]],
    ["cidrHost('fdad:3236:5555:3000::/52', 0)", "fdad:3236:5555:3000::1"],
    ["cidrHost('10.0.0.0/29', 5)", "10.0.0.6"],
    ["parseCidr('10.144.9.7/20').network", "10.144.0.0"],
    ["cidrSubnet('10.0.0.0/8', 8, 0)", "10.0.0.0/8"],
    ["cidrSubnet('::ffff:10.0.0.0/104', 120, 1)", "::ffff:a00:100/120"],
  ])("%s", (expression, value) => {
    expect(jsonOf(expression)).toEqual(value);
  });

  it.each([
    ["cidrSubnet('10.144.0.0/20', 24, 16)", "has no part 16 of size /24"],
    ["cidrSubnet('10.144.0.0/20', 16, 0)", "does not fit into"],
    ["cidrSubnet('10.144.0.0/20', 33, 0)", "does not fit into"],
    ["cidrHost('10.0.0.0/29', 6)", "no host with the index 6"],
    ["cidrHost('10.0.0.0/29', -1)", "no host with the index -1"],
    ["parseCidr('10.0.0.256/8')", "is not an address range"],
    ["parseCidr('10.0.0.0/33')", "is not an address range"],
    ["parseCidr('10.0.0.0')", "is not an address range"],
    ["parseCidr('1::2::3/64')", "is not an address range"],
  ])("%s says that it %s", (expression, part) => {
    expect(() => jsonOf(expression)).toThrow(part);
  });

  it("do not say what is usable of a range of one address", () => {
    expect(valueOf("parseCidr('10.0.0.4/32').firstUsable")).toMatchObject({ kind: "unknown", reason: "unsupported" });
    expect(valueOf("cidrHost('10.0.0.4/31', 0)").kind).toBe("unknown");
  });

  it("are bounded by the allowed values of their parts", () => {
    const parameters = { size: { type: "int", allowedValues: [24, 25] } };
    expect(valueOf("cidrSubnet('10.0.0.0/16', parameters('size'), 1)", { parameters })).toMatchObject({
      allowed: ["10.0.1.0/24", "10.0.0.128/25"],
    });
  });
});
