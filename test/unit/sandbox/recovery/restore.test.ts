import { describe, expect, it } from "vitest";
import {
  column,
  development,
  devVault,
  finish,
  itemPath,
  listAt,
  pick,
  production,
  rows,
  startForTest,
  vmPath,
} from "../sandboxFixture";
import type { Reply, TestClient } from "../sandboxFixture";

const group = `${development}/resourceGroups/rg-dev-weu`;
const vm = vmPath(development, "rg-dev-weu", "dev-sql-01");
const item = itemPath(devVault, "rg-dev-weu", "dev-sql-01");
const compute = "?api-version=2024-07-01";
const disks = `${group}/providers/Microsoft.Compute/disks?api-version=2024-03-02`;

async function newestPoint(client: TestClient): Promise<string> {
  return String(column(await client.get(`${item}/recoveryPoints`), "name")[0]);
}

function request(point: string, more: Readonly<Record<string, unknown>>): unknown {
  return {
    properties: {
      objectType: "IaasVMRestoreRequest",
      recoveryPointId: point,
      sourceResourceId: vm,
      storageAccountId: `${group}/providers/Microsoft.Storage/storageAccounts/stdev`,
      region: "westeurope",
      createNewCloudService: false,
      originalStorageAccountOption: false,
      ...more,
    },
  };
}

async function restore(client: TestClient, more: Readonly<Record<string, unknown>>): Promise<Reply> {
  const point = await newestPoint(client);
  return client.post(`${item}/recoveryPoints/${point}/restore`, request(point, more));
}

/** The job of an accepted restore. */
async function jobOf(client: TestClient, accepted: Reply): Promise<string> {
  expect(accepted.status).toBe(202);
  const done = await finish(client, accepted, 1000);
  expect(pick(done.body, "status")).toBe("Succeeded");
  return `${devVault}/backupJobs/${String(pick(done.body, "properties", "jobId"))}`;
}

const newVm = {
  recoveryType: "AlternateLocation",
  targetVirtualMachineId: vmPath(development, "rg-dev-weu", "dev-sql-copy"),
  targetResourceGroupId: group,
  virtualNetworkId: `${group}/providers/Microsoft.Network/virtualNetworks/elsewhere`,
  subnetId: `${group}/providers/Microsoft.Network/virtualNetworks/elsewhere/subnets/default`,
};

describe("a restore that the vault or the VM does not allow", () => {
  it("goes to no other subscription where the vault has that turned off", async () => {
    const client = await startForTest();
    const elsewhere = {
      recoveryType: "RestoreDisks",
      targetResourceGroupId: `${production}/resourceGroups/rg-shop-weu`,
    };
    expect((await restore(client, elsewhere)).status).toBe(202);
    const crossSubscriptionRestoreSettings = { crossSubscriptionRestoreState: "Disabled" };
    await client.send("PATCH", devVault, { properties: { restoreSettings: { crossSubscriptionRestoreSettings } } });
    client.wait(60_000);
    const refused = await restore(client, elsewhere);
    expect(pick(refused.body, "error", "message")).toBe("The vault does not allow restores to another subscription.");
    expect((await restore(client, { ...elsewhere, targetResourceGroupId: group })).status).toBe(202);
  });

  it("takes no soft-deleted item before it is undeleted, and the validation says so too", async () => {
    const client = await startForTest();
    const point = await newestPoint(client);
    await finish(client, await client.send("DELETE", item));
    const wanted = request(point, { recoveryType: "RestoreDisks", targetResourceGroupId: group });
    const refused = await client.post(`${item}/recoveryPoints/${point}/restore`, wanted);
    expect(pick(refused.body, "error", "code")).toBe("BMSUserErrorConflictingProtectionOperation");
    const validated = await client.post(`${devVault}/backupValidateOperation`, {
      objectType: "ValidateIaasVMRestoreOperationRequest",
      restoreRequest: pick(wanted, "properties"),
    });
    expect(pick(validated.body, "validateOperationResponse", "validationResults", 0, "code")).toBe(
      "BMSUserErrorConflictingProtectionOperation",
    );
  });

  it("makes no second VM of a name while the first is being made", async () => {
    const client = await startForTest();
    const job = await jobOf(client, await restore(client, newVm));
    expect(pick((await restore(client, newVm)).body, "error", "code")).toBe("UserErrorVmAlreadyExists");
    expect((await client.post(`${job}/cancel`)).status).toBe(202);
    expect((await restore(client, newVm)).status).toBe(202);
  });

  it("replaces no disks of a VM that is gone", async () => {
    const client = await startForTest();
    await client.send("DELETE", vm + compute);
    client.wait(60_000);
    expect((await client.get(vm + compute)).status).toBe(404);
    const refused = await restore(client, { recoveryType: "OriginalLocation" });
    expect(pick(refused.body, "error", "message")).toContain("does not exist any more");
  });
});

describe("a VM that was deleted", () => {
  const machineDisks = (machine: unknown): readonly unknown[] => [
    pick(machine, "properties", "storageProfile", "osDisk"),
    ...listAt(machine, "properties", "storageProfile", "dataDisks"),
  ];

  async function withoutMachine(): Promise<{ readonly client: TestClient; readonly before: unknown }> {
    const client = await startForTest();
    const before = (await client.get(vm + compute)).body;
    await client.send("DELETE", vm + compute);
    client.wait(60_000);
    for (const disk of machineDisks(before)) {
      await client.send("DELETE", `${String(pick(disk, "managedDisk", "id"))}?api-version=2024-03-02`);
    }
    client.wait(60_000);
    return { client, before };
  }

  it("comes back as a new VM with the disks and the size of its backup", async () => {
    const { client, before } = await withoutMachine();
    const job = await jobOf(client, await restore(client, newVm));
    client.wait(30_000);
    expect(pick((await client.get(job)).body, "properties", "status")).toBe("Completed");
    const made = (await client.get(newVm.targetVirtualMachineId + compute)).body;
    expect(pick(made, "properties", "hardwareProfile")).toEqual(pick(before, "properties", "hardwareProfile"));
    expect(machineDisks(made)).toHaveLength(machineDisks(before).length);
    const sizes = await Promise.all(
      machineDisks(made).map((disk) => client.get(`${String(pick(disk, "managedDisk", "id"))}?api-version=2024-03-02`)),
    );
    expect(sizes.map(({ body }) => pick(body, "properties", "diskSizeGB"))).toEqual(
      machineDisks(before).map((disk) => pick(disk, "diskSizeGB")),
    );
  });

  it("gives its disks to a restore of disks, and its size and system to its recovery points", async () => {
    const { client, before } = await withoutMachine();
    await jobOf(client, await restore(client, { recoveryType: "RestoreDisks", targetResourceGroupId: group }));
    client.wait(20_000);
    const made = column(await client.get(disks), "name").filter((name) =>
      /^dev-sql-01-(?:os|data)disk-/u.test(String(name)),
    );
    expect(made).toHaveLength(machineDisks(before).length);
    const [point] = rows(await client.get(`${item}/recoveryPoints`));
    expect(pick(point, "properties", "virtualMachineSize")).toBe(
      pick(before, "properties", "hardwareProfile", "vmSize"),
    );
  });
});

describe("restoring disks", () => {
  it("runs a job with a task, then the disks are in the target group, attached to nothing", async () => {
    const client = await startForTest();
    const before = rows(await client.get(disks)).length;
    const machine = await client.get(vm + compute);
    const job = await jobOf(
      client,
      await restore(client, { recoveryType: "RestoreDisks", targetResourceGroupId: group }),
    );
    const running = await client.get(job);
    expect(pick(running.body, "properties", "operation")).toBe("Restore");
    expect(pick(running.body, "properties", "actionsInfo")).toEqual(["Cancellable"]);
    expect(pick(running.body, "properties", "extendedInfo", "tasksList", 0, "taskId")).toBe("Transfer data from vault");
    expect(pick(running.body, "properties", "extendedInfo", "propertyBag", "Job Type")).toBe("Recover disks");
    expect(rows(await client.get(disks))).toHaveLength(before);

    client.wait(20_000);
    const done = await client.get(job);
    expect(pick(done.body, "properties", "status")).toBe("Completed");
    expect(pick(done.body, "properties", "extendedInfo", "propertyBag", "Template Blob Uri")).toMatch(
      /^https:\/\/stdev\.blob\.core\.windows\.net\/dev-sql-01-/u,
    );
    const fresh = rows(await client.get(disks)).filter((disk) =>
      /^dev-sql-01-(?:os|data)disk-/u.test(String(pick(disk, "name"))),
    );
    const taken = 1 + listAt(machine.body, "properties", "storageProfile", "dataDisks").length;
    expect(fresh).toHaveLength(taken);
    expect(fresh.map((disk) => pick(disk, "properties", "diskState"))).toEqual(fresh.map(() => "Unattached"));
    expect((await client.get(vm + compute)).body).toEqual(machine.body);
  });

  it("leaves files in the storage account alone when no target group is named", async () => {
    const client = await startForTest();
    const before = rows(await client.get(disks)).length;
    await jobOf(client, await restore(client, { recoveryType: "RestoreDisks" }));
    client.wait(20_000);
    expect(rows(await client.get(disks))).toHaveLength(before);
  });

  it("takes only the OS disk when the list of LUNs is empty", async () => {
    const client = await startForTest();
    const before = rows(await client.get(disks)).length;
    const wish = { recoveryType: "RestoreDisks", targetResourceGroupId: group, restoreDiskLunList: [] };
    await jobOf(client, await restore(client, wish));
    client.wait(20_000);
    expect(rows(await client.get(disks))).toHaveLength(before + 1);
  });

  it("makes nothing when it is cancelled", async () => {
    const client = await startForTest();
    const before = rows(await client.get(disks)).length;
    const job = await jobOf(
      client,
      await restore(client, { recoveryType: "RestoreDisks", targetResourceGroupId: group }),
    );
    expect((await client.post(`${job}/cancel`)).status).toBe(202);
    client.wait(20_000);
    expect(pick((await client.get(job)).body, "properties", "status")).toBe("Cancelled");
    expect(rows(await client.get(disks))).toHaveLength(before);
  });

  it("does not hinder a backup of the same item", async () => {
    const client = await startForTest();
    await jobOf(client, await restore(client, { recoveryType: "RestoreDisks" }));
    const backup = await client.post(`${item}/backup`, { properties: { objectType: "IaasVMBackupRequest" } });
    expect(backup.status).toBe(202);
  });
});

describe("the keys of restored disks, and the way to them", () => {
  const set = `${group}/providers/Microsoft.Compute/diskEncryptionSets/keys`;
  const wanted = { recoveryType: "RestoreDisks", targetResourceGroupId: group };

  it("takes a disk encryption set of a vault with a customer's key only", async () => {
    const client = await startForTest();
    const refused = await restore(client, { ...wanted, diskEncryptionSetId: set });
    expect(refused.status).toBe(400);
    expect(pick(refused.body, "error", "message")).toContain("customer-managed key");
  });

  it("lists disk encryption sets and disk accesses, of which this estate has none", async () => {
    const client = await startForTest();
    for (const type of ["diskEncryptionSets", "diskAccesses"]) {
      const { status, body } = await client.get(
        `${development}/providers/Microsoft.Compute/${type}?api-version=2024-03-02`,
      );
      expect([status, body]).toEqual([200, { value: [] }]);
    }
  });

  it.each([
    ["EnablePrivateAccessForAllDisks", 400],
    ["EnablePublicAccessForAllDisks", 202],
    ["SameAsOnSourceDisks", 202],
  ])("is asked for as %s, without a disk access: %d", async (targetDiskNetworkAccessOption, status) => {
    const client = await startForTest();
    const settings = { targetDiskNetworkAccessSettings: { targetDiskNetworkAccessOption } };
    expect((await restore(client, { ...wanted, ...settings })).status).toBe(status);
  });
});

describe("restoring a new VM", () => {
  it("makes the VM with a network interface in the subnet, which the vault finds after a refresh", async () => {
    const client = await startForTest();
    const job = await jobOf(client, await restore(client, newVm));
    client.wait(30_000);
    const { body } = await client.get(job);
    expect(listAt(body, "properties", "extendedInfo", "tasksList").map((task) => pick(task, "taskId"))).toEqual([
      "Transfer data from vault",
      "Create the restored virtual machine",
    ]);
    const made = await client.get(newVm.targetVirtualMachineId + compute);
    expect(pick(made.body, "properties", "osProfile")).toBeUndefined();
    expect(pick(made.body, "properties", "storageProfile", "osDisk", "createOption")).toBe("Attach");
    const nic = String(pick(made.body, "properties", "networkProfile", "networkInterfaces", 0, "id"));
    const interfaceBody = (await client.get(`${nic}?api-version=2024-01-01`)).body;
    expect(pick(interfaceBody, "properties", "ipConfigurations", 0, "properties", "subnet", "id")).toBe(newVm.subnetId);

    const filter = encodeURIComponent("backupManagementType eq 'AzureIaasVM' and friendlyName eq 'dev-sql-copy'");
    expect(rows(await client.get(`${devVault}/backupProtectableItems?$filter=${filter}`))).toHaveLength(0);
    await client.post(`${devVault}/backupFabrics/Azure/refreshContainers`);
    expect(rows(await client.get(`${devVault}/backupProtectableItems?$filter=${filter}`))).toHaveLength(1);
  });

  it.each([
    ["a VM of that name exists", { targetVirtualMachineId: vm }, "UserErrorVmAlreadyExists"],
    ["the target group does not exist", { targetResourceGroupId: `${group}x` }, "UserErrorTargetResourceGroupNotFound"],
    ["no subnet is named", { subnetId: "" }, "BMSUserErrorInvalidInput"],
    ["the region is not the vault's", { region: "northeurope" }, "BMSUserErrorInvalidInput"],
    ["the source is another VM", { sourceResourceId: `${vm}x` }, "BMSUserErrorInvalidInput"],
    ["there is no staging account", { storageAccountId: "" }, "BMSUserErrorInvalidInput"],
    ["the recovery type is unknown", { recoveryType: "Elsewhere" }, "BMSUserErrorInvalidInput"],
  ])("is refused when %s, and the validation says the same", async (_, more, code) => {
    const client = await startForTest();
    const refused = await restore(client, { ...newVm, ...more });
    expect(refused.status).toBe(400);
    expect(pick(refused.body, "error", "code")).toBe(code);
    if ("sourceResourceId" in more) {
      return;
    }
    const point = await newestPoint(client);
    const restoreRequest = pick(request(point, { ...newVm, ...more }), "properties");
    const verdict = await client.post(`${devVault}/backupValidateOperation`, {
      properties: { objectType: "ValidateIaasVMRestoreOperationRequest", restoreRequest },
    });
    expect(verdict.status).toBe(200);
    expect(pick(verdict.body, "validateOperationResponse", "validationResults", 0, "code")).toBe(code);
  });

  it("can be validated as an operation, whose status and results hold the verdict", async () => {
    const client = await startForTest();
    const point = await newestPoint(client);
    const accepted = await client.post(`${devVault}/backupTriggerValidateOperation`, {
      properties: {
        objectType: "ValidateIaasVMRestoreOperationRequest",
        restoreRequest: pick(request(point, newVm), "properties"),
      },
    });
    expect(accepted.status).toBe(202);
    expect((await client.follow(accepted.headers.get("location"))).status).toBe(202);
    const done = await finish(client, accepted, 2000);
    expect(pick(done.body, "properties")).toEqual({
      objectType: "OperationStatusValidateOperationExtendedInfo",
      validateOperationResponse: { validationResults: [] },
    });
    const result = await client.follow(accepted.headers.get("location"));
    expect(result.body).toEqual({ validateOperationResponse: { validationResults: [] } });
  });
});

describe("replacing disks", () => {
  it("gives the VM other disks, keeps the old ones, and lets nothing else run meanwhile", async () => {
    const client = await startForTest();
    const before = await client.get(vm + compute);
    const old = String(pick(before.body, "properties", "storageProfile", "osDisk", "managedDisk", "id"));
    await jobOf(client, await restore(client, { recoveryType: "OriginalLocation" }));
    const second = await client.post(`${item}/backup`, { properties: { objectType: "IaasVMBackupRequest" } });
    expect(pick(second.body, "error", "code")).toBe("BMSUserErrorObjectLocked");
    client.wait(30_000);
    const after = await client.get(vm + compute);
    const fresh = String(pick(after.body, "properties", "storageProfile", "osDisk", "managedDisk", "id"));
    expect(fresh).not.toBe(old);
    const version = "?api-version=2024-03-02";
    expect(pick((await client.get(old + version)).body, "properties", "diskState")).toBe("Unattached");
    expect(pick((await client.get(fresh + version)).body, "managedBy")).toBe(vm);
  });

  it("fails in its last task when the VM goes meanwhile", async () => {
    const client = await startForTest();
    const job = await jobOf(client, await restore(client, { recoveryType: "OriginalLocation" }));
    await client.send("DELETE", vm + compute);
    client.wait(60_000);
    const { body } = await client.get(job);
    expect(pick(body, "properties", "status")).toBe("Failed");
    expect(listAt(body, "properties", "extendedInfo", "tasksList").map((task) => pick(task, "status"))).toEqual([
      "Completed",
      "Failed",
    ]);
    expect(pick(body, "properties", "errorDetails", 0, "errorCode")).toBe(320001);
    const names = column(await client.get(disks), "name");
    expect(names.filter((name) => /^dev-sql-01-(?:os|data)disk-/u.test(String(name)))).toEqual([]);
  });
});
