import { describe, expect, it } from "vitest";
import {
  column,
  development,
  devVault,
  finish,
  itemPath,
  pick,
  protectWith,
  startForTest,
  vmPath,
} from "../sandboxFixture";

describe("what the editor calls an error, the sandbox refuses", () => {
  const group = `${development}/resourceGroups/rg-dev-weu`;
  const disk = `${group}/providers/Microsoft.Compute/disks/odd`;
  const vm = vmPath(development, "rg-dev-weu", "odd");
  const item = itemPath(devVault, "rg-dev-weu", "odd");
  const osDisk = { osType: "Linux", managedDisk: { id: `${disk}-os` } };

  /** Protects a VM of an estate with nothing else but its vault; how that ended. */
  async function protectOdd(properties: object, disks: readonly object[] = []): Promise<unknown> {
    const estate = JSON.stringify({
      resources: [
        { id: devVault, location: "westeurope" },
        { id: vm, location: "westeurope", properties },
        ...disks.map((each) => ({ location: "westeurope", ...each })),
      ],
    });
    const client = await startForTest({ estate });
    const done = await finish(client, await client.put(item, protectWith(vm, devVault, "EnhancedPolicy")));
    return pick(done.body, "error", "code") ?? pick(done.body, "status");
  }

  const storageProfile = { osDisk, dataDisks: [{ lun: 0, managedDisk: { id: disk } }] };

  it.each([
    [
      "a disk of Trusted Launch as data disk",
      { securityProfile: { securityType: "TrustedLaunch" } },
      "UserErrorSecuredDataDiskNotSupported",
    ],
    [
      "a disk behind a sign-in",
      { dataAccessAuthMode: "AzureActiveDirectory" },
      "UserErrorDataAccessAuthModeNotSupported",
    ],
    ["a disk of more than 64 TB", { diskSizeGB: 65_537 }, "UserErrorDiskSizeExceeded"],
    ["a disk of 64 TB", { diskSizeGB: 65_536 }, "Succeeded"],
  ])("%s", async (_, properties, ends) => {
    expect(await protectOdd({ storageProfile }, [{ id: disk, properties }])).toBe(ends);
  });

  it.each([
    [8, "UserErrorTotalDiskSizeExceeded"],
    [7, "Succeeded"],
  ])("%i disks of 64 TB beside the OS disk", async (count, ends) => {
    const dataDisks = Array.from({ length: count }, (_, lun) => ({ lun, diskSizeGB: 65_536 }));
    expect(await protectOdd({ storageProfile: { osDisk, dataDisks } })).toBe(ends);
  });

  it("a VM that forbids extensions, when it is backed up", async () => {
    const resources = [{ id: devVault }, { id: vm, properties: { osProfile: { allowExtensionOperations: false } } }];
    const client = await startForTest({ estate: JSON.stringify({ resources }) });
    await finish(client, await client.put(item, protectWith(vm, devVault, "DefaultPolicy")));
    await finish(client, await client.post(`${item}/backup`, {}));
    const jobs = await client.get(`${devVault}/backupJobs?$filter=${encodeURIComponent("operation eq 'Backup'")}`);
    expect(column(jobs, "properties", "errorDetails", 0, "errorTitle")).toEqual([
      "UserErrorExtensionOperationsNotAllowed",
    ]);
  });

  it.each([
    ["Standard_DC2as_v5", "UserErrorConfidentialVmSizeNotSupported"],
    ["Standard_DC2as_v6", "Succeeded"],
  ])("a confidential VM of the size %s", async (vmSize, ends) => {
    const securityProfile = { securityType: "ConfidentialVM" };
    expect(await protectOdd({ hardwareProfile: { vmSize }, securityProfile })).toBe(ends);
  });
});
