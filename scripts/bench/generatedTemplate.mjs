/**
 * A template as a generator writes them: machines with everything they need, each resource written out, names by expressions.
 * @param {number} machines
 * @returns {string} about 2 KB for each machine
 */
export function generatedTemplate(machines) {
  const resources = [shared.securityGroup, shared.network];
  for (let index = 0; index < machines; index += 1) {
    resources.push(publicAddress(index), networkInterface(index), virtualMachine(index), extension(index));
  }
  return JSON.stringify({ ...head, resources, outputs }, undefined, 2);
}

/** A template of about so many characters. */
export function templateOfSize(characters) {
  const one = generatedTemplate(1).length;
  const each = (generatedTemplate(11).length - one) / 10;
  return generatedTemplate(Math.max(1, Math.round((characters - one) / each)));
}

/** A template whose resources alone are counted, four for each machine and two that they share. */
export function templateOfResources(count) {
  return generatedTemplate(Math.max(1, Math.round((count - 2) / 4)));
}

/** A template that asks for a trillion values. */
export const endlessTemplate = JSON.stringify({
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  variables: {
    all: "[range(0, 10000)]",
    cubed:
      "[map(range(0, 10000), lambda('a', map(range(0, 10000), lambda('b', map(range(0, 10000), lambda('c', add(lambdaVariables('a'), lambdaVariables('c'))))))))]",
    copy: [
      { name: "many", count: 10_000, input: { copy: [{ name: "more", count: 10_000, input: "[variables('all')]" }] } },
    ],
  },
  resources: [
    {
      type: "Microsoft.Compute/virtualMachines",
      apiVersion: "2023-03-01",
      name: "[concat('vm', copyIndex(), '-', length(variables('cubed')[0][0]))]",
      copy: { name: "machines", count: 10_000 },
      properties: {
        storageProfile: {
          copy: [
            {
              name: "dataDisks",
              count: 10_000,
              input: { copy: [{ name: "zones", count: 10_000, input: "[variables('many')[copyIndex('zones')]]" }] },
            },
          ],
        },
      },
    },
  ],
});

const head = {
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  parameters: {
    prefix: { type: "string", defaultValue: "app", metadata: { description: "Begins the name of every resource." } },
    location: { type: "string", defaultValue: "[resourceGroup().location]" },
    size: { type: "string", allowedValues: ["Standard_D2s_v5", "Standard_D4s_v5"] },
    adminPassword: { type: "securestring" },
  },
  variables: { network: "[concat(parameters('prefix'), '-vnet')]", tags: { owner: "[parameters('prefix')]" } },
};

const outputs = { location: { type: "string", value: "[parameters('location')]" } };

const shared = {
  securityGroup: {
    type: "Microsoft.Network/networkSecurityGroups",
    apiVersion: "2023-09-01",
    name: "[concat(parameters('prefix'), '-nsg')]",
    location: "[parameters('location')]",
    properties: {
      securityRules: [
        {
          name: "ssh",
          properties: {
            protocol: "Tcp",
            sourcePortRange: "*",
            destinationPortRange: "22",
            sourceAddressPrefix: "*",
            destinationAddressPrefix: "*",
            access: "Allow",
            priority: 1000,
            direction: "Inbound",
          },
        },
      ],
    },
  },
  network: {
    type: "Microsoft.Network/virtualNetworks",
    apiVersion: "2023-09-01",
    name: "[variables('network')]",
    location: "[parameters('location')]",
    properties: {
      addressSpace: { addressPrefixes: ["10.0.0.0/8"] },
      subnets: [
        {
          name: "default",
          properties: {
            addressPrefix: "10.0.0.0/16",
            networkSecurityGroup: {
              id: "[resourceId('Microsoft.Network/networkSecurityGroups', concat(parameters('prefix'), '-nsg'))]",
            },
          },
        },
      ],
    },
  },
};

function publicAddress(index) {
  return {
    type: "Microsoft.Network/publicIPAddresses",
    apiVersion: "2023-09-01",
    name: `[concat(parameters('prefix'), '-ip-${index}')]`,
    location: "[parameters('location')]",
    sku: { name: "Standard" },
    properties: { publicIPAllocationMethod: "Static" },
  };
}

function networkInterface(index) {
  return {
    type: "Microsoft.Network/networkInterfaces",
    apiVersion: "2023-09-01",
    name: `[concat(parameters('prefix'), '-nic-${index}')]`,
    location: "[parameters('location')]",
    dependsOn: [`[resourceId('Microsoft.Network/publicIPAddresses', concat(parameters('prefix'), '-ip-${index}'))]`],
    properties: {
      ipConfigurations: [
        {
          name: "ipconfig1",
          properties: {
            privateIPAllocationMethod: "Dynamic",
            publicIPAddress: {
              id: `[resourceId('Microsoft.Network/publicIPAddresses', concat(parameters('prefix'), '-ip-${index}'))]`,
            },
            subnet: {
              id: "[resourceId('Microsoft.Network/virtualNetworks/subnets', variables('network'), 'default')]",
            },
          },
        },
      ],
    },
  };
}

function virtualMachine(index) {
  return {
    type: "Microsoft.Compute/virtualMachines",
    apiVersion: "2023-09-01",
    name: `[concat(parameters('prefix'), '-vm-${index}')]`,
    location: "[parameters('location')]",
    tags: "[variables('tags')]",
    properties: {
      hardwareProfile: { vmSize: "[parameters('size')]" },
      storageProfile: {
        imageReference: {
          publisher: "Canonical",
          offer: "0001-com-ubuntu-server-jammy",
          sku: "22_04-lts",
          version: "latest",
        },
        osDisk: { createOption: "FromImage", managedDisk: { storageAccountType: "Premium_LRS" } },
        dataDisks: [{ lun: 0, createOption: "Empty", diskSizeGB: 128 + (index % 4) }],
      },
      osProfile: {
        computerName: `[concat('vm', ${index})]`,
        adminUsername: "azureuser",
        adminPassword: "[parameters('adminPassword')]",
        linuxConfiguration: { provisionVMAgent: true },
      },
      networkProfile: {
        networkInterfaces: [
          { id: `[resourceId('Microsoft.Network/networkInterfaces', concat(parameters('prefix'), '-nic-${index}'))]` },
        ],
      },
    },
  };
}

function extension(index) {
  return {
    type: "Microsoft.Compute/virtualMachines/extensions",
    apiVersion: "2023-09-01",
    name: `[concat(parameters('prefix'), '-vm-${index}', '/agent')]`,
    location: "[parameters('location')]",
    dependsOn: [`[resourceId('Microsoft.Compute/virtualMachines', concat(parameters('prefix'), '-vm-${index}'))]`],
    properties: { publisher: "Microsoft.Azure.Monitor", type: "AzureMonitorLinuxAgent", typeHandlerVersion: "1.0" },
  };
}
