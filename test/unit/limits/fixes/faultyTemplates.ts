import fc from "fast-check";
import { id, machine } from "../support/templates";

type Json = Readonly<Record<string, unknown>>;

/** How a value is written where a resource needs it. */
type Way = "literal" | "variable" | "parameter" | "memberOfVariable" | "computed";

interface Written {
  readonly value: unknown;
  readonly variables: Json;
  readonly parameters: Json;
}

let counter = 0;

/** A value, written in one of the ways in which authors write values. */
function written(value: boolean | number | string): fc.Arbitrary<Written> {
  return fc
    .constantFrom<Way>("literal", "literal", "literal", "variable", "parameter", "memberOfVariable", "computed")
    .map((way) => {
      const name = `x${counter++}`;
      const type = { boolean: "bool", number: "int", string: "string" }[
        typeof value as "boolean" | "number" | "string"
      ];
      const nothing = { variables: {}, parameters: {} };
      switch (way) {
        case "variable":
          return { ...nothing, value: `[variables('${name}')]`, variables: { [name]: value } };
        case "parameter":
          return {
            ...nothing,
            value: `[parameters('${name}')]`,
            parameters: { [name]: { type, defaultValue: value } },
          };
        case "memberOfVariable":
          return { ...nothing, value: `[variables('${name}').in[0]]`, variables: { [name]: { in: [value], more: 1 } } };
        case "computed":
          return {
            ...nothing,
            value: `[if(true(), variables('${name}'), variables('${name}'))]`,
            variables: { [name]: value },
          };
        case "literal":
          return { ...nothing, value };
      }
    });
}

/** A part of a template with a fault, or without. */
function maybe(faulty: boolean | number | string, good: boolean | number | string): fc.Arbitrary<Written> {
  return fc.boolean().chain((isFaulty) => written(isFaulty ? faulty : good));
}

const schedules: readonly Json[] = [
  {
    schedulePolicyType: "SimpleSchedulePolicy",
    scheduleRunFrequency: "Daily",
    scheduleRunTimes: ["2026-01-01T02:00:00Z"],
  },
  {
    schedulePolicyType: "SimpleSchedulePolicy",
    scheduleRunFrequency: "Weekly",
    scheduleRunDays: ["Sunday"],
    scheduleRunTimes: ["2026-01-01T02:00:00Z"],
  },
];

/** Templates in which several things may be wrong, each written in one of several ways. */
export const faultyTemplates: fc.Arbitrary<Json> = fc
  .record({
    agent: maybe(false, true),
    extensions: maybe(false, true),
    accelerator: maybe(true, false),
    size: maybe("Standard_B1s", "Standard_D2s_v5"),
    access: maybe("AzureActiveDirectory", "None"),
    security: maybe("TrustedLaunch", "Standard"),
    sku: maybe("UltraSSD_LRS", "StandardSSD_LRS"),
    redundancy: maybe("GeoRedundant", "LocallyRedundant"),
    crossRegion: maybe("Enabled", "Disabled"),
    softDelete: maybe("Disabled", "Enabled"),
    retention: maybe(5, 30),
    zones: fc.constantFrom<readonly string[]>([], ["1"]),
    shared: maybe(2, 1),
    schedule: fc.constantFrom(...schedules),
    policyType: fc.constantFrom("V1", "V2"),
    copies: fc.constantFrom(undefined, 2),
  })
  .map((parts) => {
    const all = Object.values(parts).filter((part): part is Written => typeof part === "object" && "variables" in part);
    return {
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      parameters: Object.assign({}, ...all.map(({ parameters }) => parameters)) as Json,
      variables: Object.assign({}, ...all.map(({ variables }) => variables)) as Json,
      resources: [
        disk("one", parts.shared.value, parts.access.value),
        machine(
          {
            hardwareProfile: { vmSize: parts.size.value },
            securityProfile: { securityType: parts.security.value },
            osProfile: {
              computerName: "web",
              allowExtensionOperations: parts.extensions.value,
              windowsConfiguration: { provisionVMAgent: parts.agent.value },
            },
            storageProfile: {
              osDisk: { createOption: "FromImage", writeAcceleratorEnabled: parts.accelerator.value },
              dataDisks: [
                { lun: 0, createOption: "Attach", managedDisk: { id: id("Microsoft.Compute/disks", "one") } },
                { lun: 1, createOption: "Empty", diskSizeGB: 64, managedDisk: { storageAccountType: parts.sku.value } },
              ],
            },
          },
          {
            zones: parts.zones,
            ...(parts.copies === undefined
              ? {}
              : { name: "[concat('web', copyIndex())]", copy: { name: "vms", count: parts.copies } }),
          },
        ),
        {
          type: "Microsoft.RecoveryServices/vaults",
          apiVersion: "2024-04-01",
          name: "backups",
          location: "westeurope",
          sku: { name: "RS0", tier: "Standard" },
          properties: {
            redundancySettings: {
              standardTierStorageRedundancy: parts.redundancy.value,
              crossRegionRestore: parts.crossRegion.value,
            },
            securitySettings: { softDeleteSettings: { softDeleteState: parts.softDelete.value } },
          },
        },
        {
          type: "Microsoft.RecoveryServices/vaults/backupPolicies",
          apiVersion: "2024-04-01",
          name: "backups/nightly",
          dependsOn: [id("Microsoft.RecoveryServices/vaults", "backups")],
          properties: {
            backupManagementType: "AzureIaasVM",
            policyType: parts.policyType,
            schedulePolicy: parts.schedule,
            retentionPolicy: {
              retentionPolicyType: "LongTermRetentionPolicy",
              dailySchedule: { retentionDuration: { count: parts.retention.value, durationType: "Days" } },
            },
          },
        },
        {
          type: "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
          apiVersion: "2024-04-01",
          name: "backups/Azure/iaasvmcontainer;iaasvmcontainerv2;group;web/vm;iaasvmcontainerv2;group;web",
          properties: {
            protectedItemType: "Microsoft.Compute/virtualMachines",
            policyId: id("Microsoft.RecoveryServices/vaults/backupPolicies", "backups", "nightly"),
            sourceResourceId: id("Microsoft.Compute/virtualMachines", "web"),
          },
        },
      ],
    };
  });

function disk(name: string, maxShares: unknown, dataAccessAuthMode: unknown): Json {
  return {
    type: "Microsoft.Compute/disks",
    apiVersion: "2024-03-02",
    name,
    location: "westeurope",
    sku: { name: "StandardSSD_LRS" },
    properties: { creationData: { createOption: "Empty" }, diskSizeGB: 64, maxShares, dataAccessAuthMode },
  };
}
