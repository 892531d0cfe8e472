import { describe, expect, test } from "vitest";
import { findingsIn, outcomesIn } from "../../support/outcomes";
import { id, machine, network, nicResource, type TemplateParts } from "../../support/templates";

const wired = (configuration: object, subnet: object, parameters = {}): TemplateParts => ({
  parameters,
  resources: [machine(), nicResource({ ...configuration }), network({ ...subnet })],
});
const publicIPAddress = { id: id("Microsoft.Network/publicIPAddresses", "ip") };
const natGateway = { id: id("Microsoft.Network/natGateways", "nat") };

/** Code, what it notes, and what it does not. */
const notes: readonly (readonly [string, readonly TemplateParts[], readonly TemplateParts[]])[] = [
  [
    "static-private-ip",
    [wired({ privateIPAllocationMethod: "Static", privateIPAddress: "10.0.0.9" }, {})],
    [wired({ privateIPAllocationMethod: "Dynamic" }, {}), wired({}, {}), { resources: [machine()] }],
  ],
  [
    "public-ip-and-nat-gateway",
    [
      wired({ publicIPAddress }, { natGateway }),
      wired(
        { publicIPAddress: { id: "[resourceId('Microsoft.Network/publicIPAddresses', parameters('ip'))]" } },
        { natGateway },
        {
          ip: { type: "string" },
        },
      ),
    ],
    [
      wired({ publicIPAddress }, {}),
      wired({}, { natGateway }),
      wired({ publicIPAddress: null }, { natGateway }),
      wired(
        { publicIPAddress: "[if(parameters('open'), createObject('id', 'x'), null())]" },
        { natGateway },
        {
          open: { type: "bool" },
        },
      ),
    ],
  ],
  [
    "service-endpoint-storage-firewall",
    [
      wired({}, { serviceEndpoints: [{ service: "Microsoft.Sql" }, { service: "Microsoft.Storage" }] }),
      wired({}, { serviceEndpoints: [{ service: "microsoft.storage.global" }] }),
    ],
    [wired({}, { serviceEndpoints: [{ service: "Microsoft.Sql" }] }), wired({}, {})],
  ],
];

describe.each(notes)("%s", (code, noted, others) => {
  test.each(noted.map((parts) => ({ parts })))("informs of $parts.resources", ({ parts }) => {
    expect(outcomesIn(code, parts)).toEqual(["certain information"]);
    expect(outcomesIn(code, parts, "2015-10")).toEqual([]);
  });

  test.each(others.map((parts) => ({ parts })))("says nothing of $parts.resources", ({ parts }) => {
    expect(outcomesIn(code, parts)).toEqual([]);
  });
});

test("points at the address and not at the machine", () => {
  const parts = wired({ privateIPAllocationMethod: "Static" }, {});
  const [finding] = findingsIn("static-private-ip", parts);
  expect(finding?.message).toContain("VM 'web' has a static private IP address");
  expect(finding?.place?.span.length).toBe('"Static"'.length);
});
