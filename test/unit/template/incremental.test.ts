import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TemplateAnalyser } from "../../../src/limits/check/templateAnalyser";
import { analysed, told, toldAnew } from "./incrementalEdits";

const template = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {
    "count": { "type": "int" },
    "size": { "type": "string", "allowedValues": ["Standard_A1", "Standard_DS1"] }
  },
  "variables": { "region": "westus", "disks": [1023, 4095] },
  "resources": [
    {
      "type": "Microsoft.Network/publicIPAddresses", "apiVersion": "2023-01-01", "name": "ip", "location": "westus",
      "properties": { "publicIPAllocationMethod": "Static" }
    },
    {
      "type": "Microsoft.Network/networkInterfaces", "apiVersion": "2023-01-01", "name": "nic", "location": "westus",
      "properties": {
        "networkSecurityGroup": { "id": "[resourceId('Microsoft.Network/networkSecurityGroups', 'nsg')]" },
        "ipConfigurations": [{
          "name": "one",
          "properties": {
            "publicIPAddress": { "id": "[resourceId('Microsoft.Network/publicIPAddresses', 'ip')]" },
            "privateIPAddress": "10.0.0.4"
          }
        }]
      }
    },
    {
      "type": "Microsoft.Network/networkSecurityGroups", "apiVersion": "2023-01-01", "name": "nsg",
      "properties": { "securityRules": [{ "name": "no", "properties": {
        "direction": "Outbound", "access": "Deny", "priority": 100, "protocol": "*", "sourceAddressPrefix": "*",
        "sourcePortRange": "*", "destinationAddressPrefix": "Storage", "destinationPortRange": "443" } }] }
    },
    {
      "type": "Microsoft.Network/loadBalancers", "apiVersion": "2023-01-01", "name": "lb",
      "properties": { "backendAddressPools": [{ "name": "p", "properties": { "loadBalancerBackendAddresses": [
        { "name": "a", "properties": { "ipAddress": "10.0.0.4" } } ] } }] }
    },
    {
      "type": "Microsoft.Compute/virtualMachines", "apiVersion": "2023-03-01", "name": "first",
      "location": "[variables('region')]",
      "properties": {
        "hardwareProfile": { "vmSize": "[parameters('size')]" },
        "storageProfile": {
          "osDisk": { "createOption": "FromImage", "managedDisk": { "storageAccountType": "Premium_LRS" } },
          "dataDisks": [{ "lun": 0, "diskSizeGB": "[variables('disks')[1]]", "vhd": { "uri": "https://x/y.vhd" } }]
        },
        "networkProfile": { "networkInterfaces": [
          { "id": "[resourceId('Microsoft.Network/networkInterfaces', 'nic')]" }] }
      }
    },
    {
      "type": "Microsoft.Compute/virtualMachines", "apiVersion": "2023-03-01",
      "copy": { "name": "loop", "count": 3 }, "name": "[concat('vm', copyIndex())]", "location": "eastus",
      "metadata": { "azureVmBackup": { "suppress": ["vm-agent-disabled", "shared-disk"] } },
      "properties": {
        "storageProfile": {
          "osDisk": { "createOption": "FromImage" },
          "copy": [{ "name": "dataDisks", "count": "[parameters('count')]",
            "input": { "lun": "[copyIndex('dataDisks')]", "diskSizeGB": 5000 } }]
        },
        "osProfile": { "windowsConfiguration": { "provisionVMAgent": false } },
        "networkProfile": { "networkInterfaces": [
          { "id": "[resourceId('Microsoft.Network/networkInterfaces', 'nic')]" }, { "id": "x" }] }
      },
      "resources": [{ "type": "extensions", "apiVersion": "2023-03-01", "name": "ext", "properties": { "a": "[nosuch()]" } }]
    },
    {
      "type": "Microsoft.RecoveryServices/vaults", "apiVersion": "2023-01-01", "name": "vault", "location": "northeurope",
      "properties": {}
    },
    {
      "type": "Microsoft.Resources/deployments", "apiVersion": "2021-04-01", "name": "inner",
      "properties": { "mode": "Incremental", "template": { "resources": [
        { "type": "Microsoft.Compute/virtualMachines", "apiVersion": "2023-03-01", "name": "deep", "properties": {} }] } }
    }
  ],
  "outputs": { "o": { "type": "string", "value": "[reference('first').x]" } }
}`;

/** What people type, and what breaks. */
const insertions = [
  "",
  "x",
  "1",
  "9999",
  " ",
  "\n\n",
  '"',
  "{",
  "}",
  "]",
  ",",
  '"Static"',
  '"Dynamic"',
  "true",
  "[parameters('size')]",
  "[parameters('none')]",
  "[concat('a'",
  '"name": "z", ',
  '}, "name": "z", "more": {',
  '"vhd": {},',
  "/* ",
  "*/",
  "// ",
  "\n// azure-vm-backup-disable-next-line data-disk-count -- why\n",
  "/* azure-vm-backup-disable multiple-nics, nothing */",
  "Standard_LRS",
];

interface Edit {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(60)),
  inserted: fc.constantFrom(...insertions),
});

function applied(text: string, { at, removed, inserted }: Edit): string {
  const from = Math.floor(at * text.length);
  return text.slice(0, from) + inserted + text.slice(from + removed);
}

function replaced(text: string, old: string, now: string): string {
  expect(text).toContain(old);
  return text.replace(old, now);
}

describe("the analysis of a text that is being edited", () => {
  it("tells after any edits what an analysis of the whole text tells", () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        const analyser = new TemplateAnalyser();
        analysed(analyser, template);
        let text = template;
        for (const each of edits) {
          const next = applied(text, each);
          expect(told(analysed(analyser, next))).toEqual(toldAnew(next));
          // Typists undo what breaks their text: otherwise most sequences would stay broken after the first edit.
          text = each.removed > 3 ? text : next;
        }
      }),
      { numRuns: 120, seed: 7 },
    );
  }, 60_000);

  it("tells after edits of single values what an analysis of the whole text tells", () => {
    const values = [...template.matchAll(/(?<=": )("[^"\n]*"|\d+|true|false)/g)];
    const value = fc.record({
      which: fc.nat(values.length - 1),
      inserted: fc.constantFrom('"Static"', '"x"', "7", "5000", "true", "{}", "[]", "\"[parameters('size')]\"", "null"),
    });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), (changes) => {
        const analyser = new TemplateAnalyser();
        analysed(analyser, template);
        for (const { which, inserted } of changes) {
          const at = values[which]?.index ?? 0;
          const next = template.slice(0, at) + inserted + template.slice(at + (values[which]?.[0].length ?? 0));
          expect(told(analysed(analyser, next))).toEqual(toldAnew(next));
          // Back again, so that the next one is an edit of one place too.
          analysed(analyser, template);
        }
      }),
      { numRuns: 80, seed: 11 },
    );
  }, 60_000);

  it("keeps the resources and the profiles that an edit inside another resource cannot have touched", () => {
    const analyser = new TemplateAnalyser();
    const before = analysed(analyser, template);
    const resources = [...before.template.resources];
    const after = analysed(analyser, replaced(template, '"provisionVMAgent": false', '"provisionVMAgent": true'));
    const kept = after.template.resources.filter((resource) => resources.includes(resource));
    expect(after.template.resources.length - kept.length).toBe(6);
    expect(after.profiles[0]).toBe(before.profiles[0]);
    expect(after.profiles[1]).not.toBe(before.profiles[1]);
  });

  it("profiles a machine anew when the interface changes that it refers to", () => {
    const analyser = new TemplateAnalyser();
    const before = analysed(analyser, template);
    const edited = replaced(template, '"publicIPAllocationMethod": "Static"', '"publicIPAllocationMethod": "Dynamic"');
    const after = analysed(analyser, edited);
    expect(after.profiles[0]).not.toBe(before.profiles[0]);
    expect(told(after)).toEqual(toldAnew(edited));
  });

  it("moves the positions of everything behind an edit", () => {
    const analyser = new TemplateAnalyser();
    analysed(analyser, template);
    const edited = replaced(template, '"Static"', '   "Dynamic"');
    const spans = analysed(analyser, edited).template.resources.map(({ nameSpan }) =>
      edited.slice(nameSpan.offset, nameSpan.offset + nameSpan.length),
    );
    expect(spans).toContain('"first"');
    expect(spans).toContain('"deep"');
    expect(spans).toContain('"vault"');
  });

  it("starts anew after an analysis that was given up", () => {
    const analyser = new TemplateAnalyser();
    analysed(analyser, template);
    const edited = replaced(template, '"provisionVMAgent": false', '"provisionVMAgent": true');
    analyser.analyse(edited, {}, { limits: "2015-10", lifted: "hint" }).next();
    const other = replaced(edited, '"Static"', '"Dynamic"');
    expect(told(analysed(analyser, other))).toEqual(toldAnew(other));
  });
});
