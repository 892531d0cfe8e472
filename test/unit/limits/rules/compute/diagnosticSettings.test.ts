import { expect, test } from "vitest";
import { briefly, shownFindings } from "../../support/templateFindings";
import { id, machine } from "../../support/templates";

const code = "diagnostic-settings";
const vmId = id("Microsoft.Compute/virtualMachines", "web");
const setting = (parts: Readonly<Record<string, unknown>> = {}) => ({
  type: "Microsoft.Insights/diagnosticSettings",
  apiVersion: "2021-05-01-preview",
  name: "metrics",
  scope: vmId,
  properties: {},
  ...parts,
});

test.each([
  ["a scope by id", setting()],
  ["a scope by type and name", setting({ scope: "Microsoft.Compute/virtualMachines/web" })],
  [
    "the older form",
    setting({
      type: "Microsoft.Compute/virtualMachines/providers/diagnosticSettings",
      name: "web/Microsoft.Insights/metrics",
      scope: undefined,
    }),
  ],
])("warns of a setting that is declared with %s", (_, resource) => {
  const [finding] = shownFindings(code, { resources: [machine(), resource] });
  expect(finding).toMatchObject({ severity: "warning", certainty: "certain" });
  expect(finding?.message).toContain("VM 'web' has the diagnostic setting 'metrics'");
  expect(finding?.at).toContain("metrics");
});

test("names the parameter that decides whether there is one", () => {
  const parameters = { monitored: { type: "bool" } };
  const open = setting({ condition: "[parameters('monitored')]" });
  expect(shownFindings(code, { parameters, resources: [machine(), open] })).toMatchObject([
    { certainty: "possible", severity: "information", decidedBy: ["monitored"] },
  ]);
});

test("leaves out settings of others, those that are not deployed, and October 2015", () => {
  const others = setting({ scope: id("Microsoft.Network/networkInterfaces", "nic") });
  expect(briefly(code, { resources: [machine(), others] })).toEqual([]);
  expect(briefly(code, { resources: [machine(), setting({ condition: false })] })).toEqual([]);
  expect(briefly(code, { resources: [machine(), setting()] }, "2015-10")).toEqual([]);
});
