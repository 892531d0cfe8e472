import { describe, expect, it } from "vitest";
import { isJsonObject, listAt, textAt } from "../../../../src/sandbox/http/json";
import type { Json, JsonObject } from "../../../../src/sandbox/http/json";
import { readEstateFile } from "../../../../src/sandbox/estate/estateFile";
import { EstateFileError } from "../../../../src/sandbox/estate/givenResource";
import { startForTest } from "../sandboxFixture";

const subscription = "/subscriptions/00000000-0000-0000-0000-000000000000";
const group = `${subscription}/resourceGroups/rg`;
const vm = `${group}/providers/Microsoft.Compute/virtualMachines/vm`;
const disk = `${group}/providers/Microsoft.Compute/disks/data`;
const vault = `${group}/providers/Microsoft.RecoveryServices/vaults/rsv`;

function itemOf(machine: string): string {
  const key = `iaasvmcontainerv2;rg;${machine}`;
  return `${vault}/backupFabrics/Azure/protectionContainers/IaasVMContainer;${key}/protectedItems/VM;${key}`;
}

/** One resource of each kind that the sandbox reads closely, whole: what is changed in them one after the other. */
const whole: readonly JsonObject[] = [
  {
    id: vm,
    location: "westeurope",
    zones: ["1"],
    identity: { type: "SystemAssigned" },
    properties: {
      hardwareProfile: { vmSize: "Standard_B1s" },
      securityProfile: { securityType: "TrustedLaunch" },
      storageProfile: {
        imageReference: { publisher: "Canonical" },
        osDisk: { osType: "Linux", name: "os", diskSizeGB: 30, managedDisk: { id: `${disk}-os` } },
        dataDisks: [{ lun: 0, diskSizeGB: 5, managedDisk: { id: disk } }],
      },
      networkProfile: { networkInterfaces: [{ id: `${group}/providers/Microsoft.Network/networkInterfaces/nic` }] },
      instanceView: { statuses: [{ code: "PowerState/running" }], vmAgent: { statuses: [{ code: "Ready" }] } },
    },
  },
  { id: disk, sku: { name: "UltraSSD_LRS" }, managedBy: vm, properties: { diskSizeGB: 5, maxShares: 2 } },
  {
    id: vault,
    location: "westeurope",
    sku: { name: "RS0" },
    properties: {
      redundancySettings: { standardTierStorageRedundancy: "GeoRedundant", crossRegionRestore: "Enabled" },
      securitySettings: { softDeleteSettings: { softDeleteState: "Enabled", softDeleteRetentionPeriodInDays: 14 } },
      privateEndpointConnections: [{ properties: { privateEndpoint: { id: `${group}/x` } } }],
    },
  },
  {
    id: `${vault}/backupPolicies/Own`,
    properties: {
      backupManagementType: "AzureIaasVM",
      policyType: "V2",
      instantRpRetentionRangeInDays: 2,
      schedulePolicy: {
        scheduleRunFrequency: "Hourly",
        hourlySchedule: {
          interval: 4,
          scheduleWindowStartTime: "2026-10-14T01:00:00Z",
          scheduleWindowDuration: 12,
        },
      },
      retentionPolicy: {
        dailySchedule: { retentionDuration: { count: 7, durationType: "Days" } },
        monthlySchedule: {
          retentionScheduleFormatType: "Daily",
          retentionScheduleDaily: { daysOfTheMonth: [{ date: 1, isLast: false }] },
          retentionDuration: { count: 12, durationType: "Months" },
        },
      },
    },
  },
  {
    id: itemOf("vm"),
    properties: {
      sourceResourceId: vm,
      policyId: `${vault}/backupPolicies/Own`,
      protectionState: "Protected",
      lastBackupTime: "2026-10-01T00:00:00Z",
      extendedProperties: { diskExclusionProperties: { diskLunList: [1], isInclusionList: false } },
    },
  },
  { id: itemOf("never-was"), properties: { policyId: `${vault}/backupPolicies/Missing` } },
];

const odd: readonly (Json | undefined)[] = [undefined, null, "12", "", 5, -1, true, [], {}, [null], [5], { a: [1] }];

/** A value with each of its parts, one at a time, exchanged for something odd; undefined leaves it out. */
function* oddOnes(value: Json | undefined, other: Json | undefined, top = true): Generator<Json | undefined> {
  const list = listAt({ value }, "value");
  for (const [index, part] of list.entries()) {
    for (const changed of oddOnes(part, other, false)) {
      yield [...list.slice(0, index), changed ?? null, ...list.slice(index + 1)];
    }
  }
  if (isJsonObject(value)) {
    for (const [name, part] of Object.entries(value)) {
      // Without an id there is no resource.
      for (const changed of top && name === "id" ? [] : oddOnes(part, other, false)) {
        yield { ...value, [name]: changed };
      }
    }
  }
  if (!top) {
    yield other;
  }
}

/** All parts at once; a region has to be one. */
function everyPart(value: JsonObject, other: Json | undefined): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      name === "location" ? part : isJsonObject(part) ? everyPart(part, other) : other,
    ]),
  );
}

const cases = odd.map((other) => [other === undefined ? "nothing" : JSON.stringify(other), other] as const);

const lists: readonly string[] = [
  "/subscriptions?api-version=2022-12-01",
  `${subscription}/resources?api-version=2021-04-01`,
  `${group}/resources?api-version=2021-04-01`,
  `${subscription}/providers/Microsoft.Compute/virtualMachines?api-version=2022-08-01`,
  `${group}/providers/Microsoft.Compute/virtualMachines?api-version=2022-08-01`,
  `${subscription}/providers/Microsoft.Compute/disks?api-version=2022-07-02`,
  `${subscription}/providers/Microsoft.RecoveryServices/vaults`,
  `${vault}/backupPolicies`,
  `${vault}/backupProtectedItems`,
  `${vault}/backupProtectableItems`,
  `${vault}/backupProtectionContainers?$filter=backupManagementType eq 'AzureIaasVM'`,
  `${vault}/backupJobs`,
  `${vault}/usages`,
  `${itemOf("vm")}/recoveryPoints`,
  `${itemOf("never-was")}/recoveryPoints`,
];

describe("an estate file with something odd in it", { timeout: 120_000 }, () => {
  it.each(cases)("is understood, or refused with a sentence that names the resource: %s", (_, other) => {
    for (const [index, resource] of whole.entries()) {
      for (const changed of oddOnes(resource, other)) {
        const resources = [...whole.slice(0, index), changed, ...whole.slice(index + 1)];
        try {
          readEstateFile(JSON.stringify({ resources }), 0);
        } catch (error) {
          if (!(error instanceof EstateFileError)) {
            throw new Error(`Not understood: ${JSON.stringify(changed)}`, { cause: error });
          }
          expect(error.message).toContain(textAt(resource, "id"));
        }
      }
    }
  });

  it.each(cases)("has lists that answer afterwards, now and a month later: %s", async (_, other) => {
    const resources = whole.map((resource) => ({ ...everyPart(resource, other), id: resource["id"] }));
    const client = await startForTest({ estate: JSON.stringify({ resources }) });
    for (const wait of [0, 31]) {
      client.wait(wait * 86_400_000);
      for (const path of lists) {
        expect([path, (await client.get(path)).status]).toEqual([path, 200]);
      }
    }
  });
});
