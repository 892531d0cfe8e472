import { expect, test } from "vitest";
import { editsOfFix } from "../../../../../src/limits/fixes/editsOfFix";
import { checkTemplate } from "../../../../../src/limits/check/checkTemplate";
import { evaluateTemplate } from "../../../../../src/template/evaluateTemplate";
import type { Finding } from "../../../../../src/limits/finding";
import { imageOf, protectedBy, protectedItem, policy, vault } from "../../support/templateFindings";
import { machine, templateText, type TemplateParts } from "../../support/templates";

const schedule = {
  schedulePolicy: {
    schedulePolicyType: "SimpleSchedulePolicy",
    scheduleRunFrequency: "Daily",
    scheduleRunTimes: ["2024-01-01T02:00:00Z"],
  },
};
const standard = { policyType: "V1", ...schedule };
const agentless = { policyType: "V2", snapshotConsistencyType: "OnlyCrashConsistent" };
const trusted = machine({ securityProfile: { securityType: "TrustedLaunch" } });
const inZone = machine({}, { extendedLocation: { type: "EdgeZone", name: "losangeles" } });
const lrs = vault({ redundancySettings: { standardTierStorageRedundancy: "LocallyRedundant" } });
const windows = (configuration: object) =>
  machine({ osProfile: { computerName: "web", windowsConfiguration: configuration } });

/** The rule, a template that it finds fault with, and the fixes that it offers. */
const cases: readonly (readonly [string, TemplateParts, readonly string[]])[] = [
  ["vm-size-minimum", { resources: [machine({ hardwareProfile: { vmSize: "Standard_B1s" } })] }, ["wider-size"]],
  [
    "vm-size-minimum",
    {
      parameters: { size: { type: "string", defaultValue: "Standard_A1_v2" } },
      resources: [machine({ hardwareProfile: { vmSize: "[parameters('size')]" } })],
    },
    ["wider-size"],
  ],
  [
    "vm-name-length",
    { resources: [machine({ osProfile: { computerName: "a-name-of-20-letters", windowsConfiguration: {} } })] },
    ["shorten-computer-name"],
  ],
  ["trusted-launch-needs-enhanced-policy", protectedBy(trusted, standard), ["raise-api-version", "enhanced-policy"]],
  ["extended-zone", protectedBy(inZone, standard), ["enhanced-policy"]],
  [
    "availability-zone",
    { resources: [machine({}, { zones: ["1"] }), lrs, policy(), protectedItem()] },
    ["zone-redundant-vault"],
  ],
  ["vm-agent-disabled", { resources: [windows({ provisionVMAgent: false })] }, ["provision-agent"]],
  [
    "extension-operations-disabled",
    { resources: [machine({ osProfile: { allowExtensionOperations: false } })] },
    ["allow-extensions"],
  ],
  [
    "os-version-windows-server",
    { resources: [machine(imageOf("MicrosoftWindowsServer", "WindowsServer", "2012-R2-Datacenter"))] },
    ["newer-image"],
  ],
  [
    "agentless-conditions",
    protectedBy(machine({ hardwareProfile: { vmSize: "Standard_D2_v3" } }), agentless),
    ["remove-crash-consistency"],
  ],
];

function findings(text: string, code: string): readonly Finding[] {
  const { findings: all } = checkTemplate(evaluateTemplate(text), text, { limits: "current", lifted: "off" });
  return all.filter((finding) => finding.code === code);
}

test.each(cases)("%s is put right by each of its fixes", (code, parts, ids) => {
  const text = templateText(parts);
  const [finding] = findings(text, code);
  expect(finding?.fixes.map(({ id }) => id)).toEqual(ids);
  for (const fix of finding?.fixes ?? []) {
    const edits = editsOfFix(text, fix);
    const mended = (edits ?? []).reduceRight(
      (all, { offset, length, newText }) => all.slice(0, offset) + newText + all.slice(offset + length),
      text,
    );
    expect(mended).not.toBe(text);
    expect(evaluateTemplate(mended).problems).toEqual([]);
    expect(findings(mended, code)).toEqual([]);
  }
});
