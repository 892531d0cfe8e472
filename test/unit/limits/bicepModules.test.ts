import { expect, test } from "vitest";
import { shown } from "../../../src/limits/reading/reading";
import { profilesOfTemplate } from "../../../src/limits/fromTemplate";
import { evaluateTemplate } from "../../../src/template/evaluateTemplate";
import { valueOf } from "./support/templates";

const groupSchema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";

/** A module as Bicep compiles it into a template of the subscription. */
function moduleOf(name: string, more: Readonly<Record<string, unknown>>, template: Readonly<Record<string, unknown>>) {
  const { parameters, ...rest } = more;
  return {
    type: "Microsoft.Resources/deployments",
    apiVersion: "2022-09-01",
    name,
    resourceGroup: "rg-app",
    ...rest,
    properties: {
      expressionEvaluationOptions: { scope: "inner" },
      mode: "Incremental",
      parameters,
      template: { $schema: groupSchema, languageVersion: "2.0", contentVersion: "1.0.0.0", ...template },
    },
  };
}

const network = moduleOf(
  "net",
  {},
  {
    resources: {
      nsg: {
        type: "Microsoft.Network/networkSecurityGroups",
        apiVersion: "2024-01-01",
        name: "nsg",
        properties: {
          securityRules: [
            {
              name: "nothing-out",
              properties: {
                ...{ direction: "Outbound", access: "Deny", priority: 4000, protocol: "*" },
                ...{ sourceAddressPrefix: "*", sourcePortRange: "*" },
                ...{ destinationAddressPrefix: "*", destinationPortRange: "*" },
              },
            },
          ],
        },
      },
      vnet: {
        type: "Microsoft.Network/virtualNetworks",
        apiVersion: "2024-01-01",
        name: "vnet",
        properties: {
          subnets: [
            {
              name: "app",
              properties: {
                networkSecurityGroup: { id: "[resourceId('Microsoft.Network/networkSecurityGroups', 'nsg')]" },
              },
            },
          ],
        },
      },
    },
    outputs: {
      subnet: {
        type: "string",
        value: "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'app')]",
      },
    },
  },
);

const machines = moduleOf(
  "[format('vm-{0}', parameters('vms')[copyIndex()].name)]",
  {
    copy: { name: "machines", count: "[length(parameters('vms'))]" },
    parameters: {
      name: { value: "[parameters('vms')[copyIndex()].name]" },
      size: { value: "[coalesce(tryGet(parameters('vms')[copyIndex()], 'size'), 'Standard_B2s')]" },
      disks: { value: "[parameters('vms')[copyIndex()].disks]" },
      subnet: { value: "[reference('network').outputs.subnet.value]" },
    },
  },
  {
    parameters: {
      ...{ name: { type: "string" }, size: { type: "string" } },
      ...{ disks: { type: "array" }, subnet: { type: "string" } },
    },
    resources: {
      pip: {
        type: "Microsoft.Network/publicIPAddresses",
        apiVersion: "2024-01-01",
        name: "[format('{0}-pip', parameters('name'))]",
        properties: { publicIPAllocationMethod: "Static" },
      },
      nics: {
        copy: { name: "nics", count: "[length(range(0, 2))]" },
        type: "Microsoft.Network/networkInterfaces",
        apiVersion: "2024-01-01",
        name: "[format('{0}-nic{1}', parameters('name'), range(0, 2)[copyIndex()])]",
        properties: {
          ipConfigurations: [
            {
              properties: {
                subnet: { id: "[parameters('subnet')]" },
                publicIPAddress:
                  "[if(equals(range(0, 2)[copyIndex()], 0), createObject('id', resourceInfo('pip').id), null())]",
              },
            },
          ],
        },
      },
      vm: {
        type: "Microsoft.Compute/virtualMachines",
        apiVersion: "2024-07-01",
        name: "[parameters('name')]",
        location: "westeurope",
        properties: {
          hardwareProfile: { vmSize: "[parameters('size')]" },
          storageProfile: {
            imageReference: { publisher: "canonical", offer: "ubuntu-24_04-lts", sku: "server" },
            dataDisks:
              "[map(range(0, length(parameters('disks'))), lambda('i', createObject('lun', lambdaVariables('i'), 'diskSizeGB', parameters('disks')[lambdaVariables('i')])))]",
          },
          networkProfile: {
            networkInterfaces:
              "[map(range(0, 2), lambda('i', createObject('id', resourceId('Microsoft.Network/networkInterfaces', format('{0}-nic{1}', parameters('name'), lambdaVariables('i'))))))]",
          },
        },
      },
    },
    outputs: { id: { type: "string", value: "[resourceInfo('vm').id]" } },
  },
);

const backup = moduleOf(
  "backup",
  {
    resourceGroup: "rg-backup",
    parameters: {
      ids: {
        copy: [
          {
            name: "value",
            count: "[length(parameters('vms'))]",
            input: "[reference(format('machines[{0}]', copyIndex('value'))).outputs.id.value]",
          },
        ],
      },
    },
  },
  {
    parameters: { ids: { type: "array" } },
    resources: {
      vault: {
        type: "Microsoft.RecoveryServices/vaults",
        apiVersion: "2024-04-01",
        name: "safe",
        location: "westeurope",
      },
      item: {
        copy: { name: "item", count: "[length(parameters('ids'))]" },
        type: "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
        apiVersion: "2024-04-01",
        name: "[format('safe/Azure/iaasvmcontainer;iaasvmcontainerv2;{0};{1}/vm;iaasvmcontainerv2;{0};{1}', split(parameters('ids')[copyIndex()], '/')[4], last(split(parameters('ids')[copyIndex()], '/')))]",
        properties: { sourceResourceId: "[parameters('ids')[copyIndex()]]" },
      },
    },
  },
);

test("machines, networks and backup are joined through the modules of a subscription's template", () => {
  const text = JSON.stringify({
    $schema: "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#",
    languageVersion: "2.0",
    contentVersion: "1.0.0.0",
    parameters: {
      vms: {
        type: "array",
        defaultValue: [
          { name: "a", disks: [64, 128] },
          { name: "b", size: "Standard_D4s_v5", disks: [] },
        ],
      },
    },
    resources: { network, machines, backup },
  });
  const template = evaluateTemplate(text);
  expect(template.problems).toEqual([]);
  const described = profilesOfTemplate(template).map((vm) => ({
    name: valueOf(vm.name),
    size: valueOf(vm.size),
    osType: valueOf(vm.osType),
    disks: valueOf(vm.dataDisks).map(({ lun, sizeGB }) => [lun && valueOf(lun), valueOf(sizeGB)]),
    interfaces: valueOf(vm.networkInterfaces).length,
    denied: valueOf(vm.networkInterfaces).map(({ outboundDenials }) =>
      valueOf(outboundDenials).map(({ ruleName }) => ruleName),
    ),
    protectedBy: vm.protection.length,
  }));
  const denied = [["nothing-out"], ["nothing-out"]];
  const common = { osType: "Linux", interfaces: 2, denied, protectedBy: 1 };
  expect(described).toEqual([
    {
      ...common,
      name: "a",
      size: "Standard_B2s",
      disks: [
        [0, 64],
        [1, 128],
      ],
    },
    { ...common, name: "b", size: "Standard_D4s_v5", disks: [] },
  ]);
  const item = template.resources.find(({ type }) => type.endsWith("protectedItems"));
  expect(item === undefined ? "" : shown(item.name)).toContain("/vm;iaasvmcontainerv2;rg-app;a");
});
