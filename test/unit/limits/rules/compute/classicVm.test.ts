import { expect, test } from "vitest";
import { briefly, shownFindings } from "../../support/templateFindings";

const code = "classic-vm";
const classic = (parts: Readonly<Record<string, unknown>> = {}) => ({
  type: "Microsoft.ClassicCompute/virtualMachines",
  apiVersion: "2017-04-01",
  name: "web",
  location: "westeurope",
  ...parts,
});

test("refuses classic VMs today, and took them in October 2015", () => {
  const [finding] = shownFindings(code, { resources: [classic()] });
  expect(finding).toMatchObject({ severity: "error", certainty: "certain", at: '"web"' });
  expect(finding?.message).toBe("VM 'web' is a classic VM, but Azure Backup no longer backs up classic VMs.");
  expect(briefly(code, { resources: [classic()] }, "2015-10")).toEqual([]);
});

test("names the parameter that decides whether there is one", () => {
  const parameters = { old: { type: "bool" } };
  expect(shownFindings(code, { parameters, resources: [classic({ condition: "[parameters('old')]" })] })).toMatchObject(
    [{ certainty: "possible", severity: "information", decidedBy: ["old"] }],
  );
  expect(briefly(code, { resources: [classic({ condition: false })] })).toEqual([]);
});
