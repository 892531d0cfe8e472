/** A template with one virtual machine of so many data disks; `count` may be an expression. */
export function templateWithDisks(count: number | string, parameters: object = {}): string {
  return JSON.stringify(
    {
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      parameters,
      resources: [
        {
          type: "Microsoft.Compute/virtualMachines",
          apiVersion: "2024-07-01",
          name: "files01",
          location: "westeurope",
          properties: {
            hardwareProfile: { vmSize: "Standard_D32s_v5" },
            storageProfile: {
              imageReference: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
              osDisk: { createOption: "FromImage", managedDisk: { storageAccountType: "StandardSSD_LRS" } },
              copy: [
                {
                  name: "dataDisks",
                  count,
                  input: { lun: "[copyIndex('dataDisks')]", createOption: "Empty", diskSizeGB: 128 },
                },
              ],
            },
          },
        },
      ],
    },
    undefined,
    2,
  );
}

/** A template with a vault and Linux machines of these names, whose agents are not provisioned. */
export function templateWithoutAgents(...names: readonly string[]): string {
  return JSON.stringify(
    {
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      resources: [
        ...names.map((name) => ({
          type: "Microsoft.Compute/virtualMachines",
          apiVersion: "2024-07-01",
          name,
          location: "westeurope",
          properties: {
            hardwareProfile: { vmSize: "Standard_D2s_v5" },
            osProfile: { linuxConfiguration: { provisionVMAgent: false } },
            storageProfile: { osDisk: { osType: "Linux", createOption: "FromImage" } },
          },
        })),
        {
          type: "Microsoft.RecoveryServices/vaults",
          apiVersion: "2024-04-01",
          name: "backups",
          location: "westeurope",
          sku: { name: "RS0", tier: "Standard" },
          properties: { redundancySettings: { standardTierStorageRedundancy: "LocallyRedundant" } },
        },
      ],
    },
    undefined,
    2,
  );
}
