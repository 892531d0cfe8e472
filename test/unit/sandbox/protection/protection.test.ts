import { describe, expect, it } from "vitest";
import {
  column,
  development,
  devVault,
  finish,
  itemPath,
  mainVault,
  pick,
  production,
  protectWith,
  rows,
  startForTest,
  vmPath,
} from "../sandboxFixture";
import type { TestClient } from "../sandboxFixture";

const testVm = vmPath(development, "rg-dev-weu", "dev-test-01");
const testItem = itemPath(devVault, "rg-dev-weu", "dev-test-01");
const northVault = `${production}/resourceGroups/rg-backup-neu/providers/Microsoft.RecoveryServices/vaults/rsv-larkmoor-neu`;

async function statusOf(client: TestClient, vm: string): Promise<unknown> {
  const subscription = vm.split("/").slice(0, 3).join("/");
  const reply = await client.post(
    `${subscription}/providers/Microsoft.RecoveryServices/locations/westeurope/backupStatus`,
    { resourceType: "VM", resourceId: vm },
  );
  return pick(reply.body, "protectionStatus");
}

describe("protecting a VM", () => {
  it("answers 202 without a body, configures for some seconds, and ends with an item that waits for its first backup", async () => {
    const client = await startForTest();
    expect(await statusOf(client, testVm)).toBe("NotProtected");
    const accepted = await client.put(testItem, protectWith(testVm, devVault, "DefaultPolicy"));
    expect(accepted.status).toBe(202);
    expect(accepted.body).toBeUndefined();
    expect(accepted.headers.get("content-length")).toBe("0");
    expect(accepted.headers.get("location")).toContain("/operationResults/");
    expect(await statusOf(client, testVm)).toBe("Protecting");
    expect((await client.get(testItem)).status).toBe(404);
    const running = await client.follow(accepted.headers.get("azure-asyncoperation"));
    expect(pick(running.body, "status")).toBe("InProgress");
    expect(pick(running.body, "endTime")).toBe("0001-01-01T00:00:00");

    const done = await finish(client, accepted, 4000);
    expect(pick(done.body, "status")).toBe("Succeeded");
    const item = await client.get(testItem);
    expect(pick(item.body, "properties", "protectionState")).toBe("IRPending");
    expect(pick(item.body, "properties", "lastBackupTime")).toBe("2001-01-01T00:00:00Z");
    expect(pick(item.body, "properties", "policyName")).toBe("DefaultPolicy");
    expect(await statusOf(client, testVm)).toBe("Protected");
    const job = await client.get(`${devVault}/backupJobs/${String(pick(done.body, "properties", "jobId"))}`);
    expect(pick(job.body, "properties", "operation")).toBe("ConfigureBackup");
    expect(pick(job.body, "properties", "status")).toBe("Completed");
    expect(pick(job.body, "properties", "extendedInfo", "propertyBag", "Policy Name")).toBe("DefaultPolicy");
  });

  it("answers one operation under every URL that Azure has for it", async () => {
    const client = await startForTest();
    const accepted = await client.put(testItem, protectWith(testVm, devVault, "DefaultPolicy"));
    const operation = /operationsStatus\/([^?]+)/u.exec(accepted.headers.get("azure-asyncoperation") ?? "")?.[1] ?? "";
    for (const url of [`${devVault}/backupOperations/${operation}`, `${testItem}/operationsStatus/${operation}`]) {
      expect(pick((await client.get(url)).body, "name")).toBe(operation);
    }
    const results = [
      `${devVault}/backupOperationResults/${operation}`,
      `${testItem}/operationResults/${operation}`,
      `${devVault}/backupFabrics/Azure/operationResults/${operation}`,
    ];
    for (const url of results) {
      expect((await client.get(url)).status).toBe(202);
    }
    client.wait(4000);
    for (const url of results) {
      expect((await client.get(url)).status).toBe(204);
    }
    expect((await client.get(`${devVault}/backupOperations/no-such-operation`)).status).toBe(404);
  });

  it("takes names with %3B, in any casing, and keeps the id's own", async () => {
    const client = await startForTest();
    const spelled = testItem.replaceAll(";", "%3B").replace("VM%3B", "vm%3B").replace("IaasVM", "iaasvm");
    const accepted = await client.put(
      spelled.toUpperCase().replaceAll("%3B", "%3b"),
      protectWith(testVm, devVault, "defaultpolicy"),
    );
    expect(accepted.status).toBe(202);
    client.wait(4000);
    const item = await client.get(spelled);
    expect(pick(item.body, "properties", "policyName")).toBe("DefaultPolicy");
    expect(pick(item.body, "properties", "virtualMachineId")).toBe(testVm);
  });

  it("shows a new VM among the protectable ones only after a refresh, and a protected one never", async () => {
    const client = await startForTest();
    const list = async (): Promise<readonly unknown[]> =>
      column(await client.get(`${devVault}/backupProtectableItems`), "properties", "friendlyName");
    expect(await list()).not.toContain("dev-new-01");
    const accepted = await client.post(`${devVault}/backupFabrics/Azure/refreshContainers`);
    expect(accepted.status).toBe(202);
    expect((await client.follow(accepted.headers.get("location"))).status).toBe(202);
    client.wait(2000);
    expect((await client.follow(accepted.headers.get("location"))).status).toBe(204);
    expect(await list()).toContain("dev-new-01");
    expect(await list()).not.toContain("dev-sql-01");
  });

  it("refuses a vault in another region with the service's own error", async () => {
    const client = await startForTest();
    const vm = vmPath(production, "rg-shop-weu", "shop-api-01");
    const reply = await client.put(
      itemPath(northVault, "rg-shop-weu", "shop-api-01"),
      protectWith(vm, northVault, "DefaultPolicy"),
    );
    expect(reply.status).toBe(400);
    expect(pick(reply.body, "error", "code")).toBe("BMSUserErrorInvalidConfigureProtectionRequest");
  });

  it("refuses names that do not belong to the VM", async () => {
    const client = await startForTest();
    const reply = await client.put(
      itemPath(devVault, "rg-dev-weu", "dev-build-01"),
      protectWith(testVm, devVault, "DefaultPolicy"),
    );
    expect(pick(reply.body, "error", "code")).toBe("BMSUserErrorInvalidConfigureProtectionRequest");
  });

  it("refuses a second change while the first one runs", async () => {
    const client = await startForTest();
    await client.put(testItem, protectWith(testVm, devVault, "DefaultPolicy"));
    const reply = await client.put(testItem, protectWith(testVm, devVault, "EnhancedPolicy"));
    expect(reply.status).toBe(400);
    expect(pick(reply.body, "error", "code")).toBe("BMSUserErrorObjectLocked");
  });

  it("lets the job fail for a VM that another vault has, and leaves no item behind", async () => {
    const client = await startForTest();
    const other = mainVault.replace("rsv-larkmoor-weu", "rsv-erp-weu");
    const vm = vmPath(production, "rg-erp-weu", "erp-app-01");
    const item = itemPath(other, "rg-erp-weu", "erp-app-01");
    const done = await finish(client, await client.put(item, protectWith(vm, other, "DefaultPolicy")));
    expect(pick(done.body, "status")).toBe("Failed");
    expect(pick(done.body, "error", "message")).toContain("already registered\\registering with another");
    expect((await client.get(item)).status).toBe(404);
    const job = await client.get(`${other}/backupJobs/${String(pick(done.body, "properties", "jobId"))}`);
    expect(pick(job.body, "properties", "status")).toBe("Failed");
  });

  it.each([
    ["rg-warehouse-neu", "wh-stream-01", "DefaultPolicy", "UserErrorEnhancedPolicyRequired"],
    ["rg-warehouse-neu", "wh-cluster-01", "DefaultPolicy", "UserErrorEnhancedPolicyRequired"],
    ["rg-warehouse-neu", "wh-cluster-01", "EnhancedPolicy", "UserErrorSharedDiskNotSupported"],
    ["rg-warehouse-neu", "wh-files-02", "EnhancedPolicy", "UserErrorDataDiskCountExceeded"],
  ])("fails for %s/%s with %s", async (group, name, policy, code) => {
    const client = await startForTest();
    const vm = vmPath(production, group, name);
    const done = await finish(
      client,
      await client.put(itemPath(northVault, group, name), protectWith(vm, northVault, policy)),
    );
    expect(pick(done.body, "status")).toBe("Failed");
    expect(pick(done.body, "error", "code")).toBe(code);
  });

  it("takes Premium SSD v2 with an Enhanced policy, and a shared disk that is left out", async () => {
    const client = await startForTest();
    const stream = vmPath(production, "rg-warehouse-neu", "wh-stream-01");
    const cluster = vmPath(production, "rg-warehouse-neu", "wh-cluster-01");
    const first = await client.put(
      itemPath(northVault, "rg-warehouse-neu", "wh-stream-01"),
      protectWith(stream, northVault, "EnhancedPolicy"),
    );
    expect(pick((await finish(client, first)).body, "status")).toBe("Succeeded");
    const second = await client.put(itemPath(northVault, "rg-warehouse-neu", "wh-cluster-01"), {
      properties: {
        protectedItemType: "Microsoft.Compute/virtualMachines",
        sourceResourceId: cluster,
        policyId: `${northVault}/backupPolicies/EnhancedPolicy`,
        extendedProperties: { diskExclusionProperties: { diskLunList: [0], isInclusionList: false } },
      },
    });
    expect(pick((await finish(client, second)).body, "status")).toBe("Succeeded");
  });
});

describe("asking before protecting", () => {
  const ask = async (vm: string, vault: string, policy: string): Promise<unknown> => {
    const client = await startForTest();
    const subscription = vm.split("/").slice(0, 3).join("/");
    const reply = await client.post(
      `${subscription}/providers/Microsoft.RecoveryServices/locations/westeurope/backupPreValidateProtection`,
      {
        resourceType: "VM",
        resourceId: vm,
        vaultId: vault,
        properties: JSON.stringify({ policyId: `${vault}/backupPolicies/${policy}` }),
      },
    );
    expect(reply.status).toBe(200);
    return reply.body;
  };

  it("succeeds for a VM that fits", async () => {
    const verdict = await ask(testVm, devVault, "DefaultPolicy");
    expect(pick(verdict, "status")).toBe("Succeeded");
    expect(pick(verdict, "containerName")).toBe("iaasvmcontainer;iaasvmcontainerv2;rg-dev-weu;dev-test-01");
  });

  it("answers 200 with a failed verdict for a VM that is protected already", async () => {
    const verdict = await ask(vmPath(development, "rg-dev-weu", "dev-sql-01"), devVault, "DefaultPolicy");
    expect(pick(verdict, "status")).toBe("Failed");
    expect(pick(verdict, "errorCode")).toBe("VirtualMachineAlreadyProtected");
  });

  it("says when the policy does not fit the disks", async () => {
    const verdict = await ask(vmPath(production, "rg-warehouse-neu", "wh-stream-01"), northVault, "DefaultPolicy");
    expect(pick(verdict, "errorCode")).toBe("UserErrorEnhancedPolicyRequired");
  });

  it("says when the vault is in another region", async () => {
    const verdict = await ask(vmPath(production, "rg-shop-weu", "shop-api-01"), northVault, "DefaultPolicy");
    expect(pick(verdict, "errorMessage")).toMatch(/westeurope.*northeurope/u);
  });
});

describe("stopping, resuming and deleting", () => {
  const vm = vmPath(development, "rg-dev-weu", "dev-sql-01");
  const item = itemPath(devVault, "rg-dev-weu", "dev-sql-01");
  const stop = {
    properties: {
      protectedItemType: "Microsoft.Compute/virtualMachines",
      sourceResourceId: vm,
      policyId: "",
      protectionState: "ProtectionStopped",
    },
  };

  it("stops protection and keeps the recovery points, then resumes with a policy", async () => {
    const client = await startForTest();
    const stopped = await finish(client, await client.put(item, stop));
    expect(pick(stopped.body, "status")).toBe("Succeeded");
    const { body } = await client.get(item);
    expect(pick(body, "properties", "protectionState")).toBe("ProtectionStopped");
    expect(pick(body, "properties", "policyId")).toBe("");
    expect(rows(await client.get(`${item}/recoveryPoints`)).length).toBeGreaterThan(0);
    expect((await client.post(`${item}/backup`, {})).status).toBe(400);
    await finish(client, await client.put(item, protectWith(vm, devVault, "daily-dev-7d")));
    expect(pick((await client.get(item)).body, "properties", "protectionState")).toBe("Protected");
  });

  it("keeps a deleted item for 14 days, lets it be undeleted, and only then protected", async () => {
    const client = await startForTest();
    const accepted = await client.send("DELETE", item);
    expect(accepted.status).toBe(202);
    expect(accepted.headers.get("azure-asyncoperation")).toContain("/backupOperations/");
    await finish(client, accepted);
    const { body } = await client.get(item);
    expect(pick(body, "properties", "isScheduledForDeferredDelete")).toBe(true);
    expect(pick(body, "properties", "deferredDeleteTimeRemaining")).toMatch(/^13\.23:59:\d\d$/u);
    const containers = await client.get(`${devVault}/backupDeletedProtectionContainers`);
    expect(column(containers, "properties", "registrationStatus")).toEqual(["SoftDeleted"]);
    const early = await client.put(item, protectWith(vm, devVault, "DefaultPolicy"));
    expect(pick(early.body, "error", "code")).toBe("BMSUserErrorConflictingProtectionOperation");
    const undelete = { properties: { ...stop.properties, isRehydrate: true } };
    await finish(client, await client.put(item, undelete));
    expect(pick((await client.get(item)).body, "properties", "isScheduledForDeferredDelete")).toBeUndefined();
    await finish(client, await client.put(item, protectWith(vm, devVault, "DefaultPolicy")));
    expect(pick((await client.get(item)).body, "properties", "protectionState")).toBe("Protected");
  });

  it("does nothing else with a deleted item, whose time does not begin anew", async () => {
    const client = await startForTest();
    const point = `${item}/recoveryPoints/${String(column(await client.get(`${item}/recoveryPoints`), "name")[0])}`;
    await finish(client, await client.send("DELETE", item));
    client.wait(86_400_000);
    const refusals = [
      await client.put(item, stop),
      await client.send("DELETE", item),
      await client.post(`${item}/backup`, {}),
      await client.post(`${point}/provisionInstantItemRecovery`, {
        properties: { objectType: "IaasVMILRRegistrationRequest" },
      }),
      await client.post(`${point}/move`, { sourceTierType: "HardenedRP", targetTierType: "ArchivedRP" }),
    ];
    expect(refusals.map((reply) => [reply.status, pick(reply.body, "error", "code")])).toEqual(
      refusals.map(() => [400, "BMSUserErrorConflictingProtectionOperation"]),
    );
    client.wait(13 * 86_400_000);
    expect((await client.get(item)).status).toBe(404);
  });

  it("forgets a deleted item when its time is over", async () => {
    const client = await startForTest();
    await client.send("DELETE", item);
    client.wait(14 * 86_400_000);
    expect((await client.get(item)).status).toBe(404);
  });

  it("deletes at once when soft delete is off", async () => {
    const client = await startForTest();
    await client.send("PATCH", `${devVault}/backupconfig/vaultconfig`, {
      properties: { softDeleteFeatureState: "Disabled" },
    });
    await finish(client, await client.send("DELETE", item));
    expect((await client.get(item)).status).toBe(404);
    expect((await client.send("DELETE", item)).status).toBe(204);
  });
});

describe("the protected items of a vault", () => {
  it("are paged and carry each state of the estate", async () => {
    const client = await startForTest();
    const first = await client.get(`${mainVault}/backupProtectedItems`);
    const second = await client.follow(String(pick(first.body, "nextLink")));
    const states = new Map(
      [...rows(first), ...rows(second)].map((row) => [
        pick(row, "properties", "friendlyName"),
        pick(row, "properties", "protectionState"),
      ]),
    );
    expect(states.get("shop-web-01")).toBe("Protected");
    expect(states.get("erp-app-02")).toBe("ProtectionError");
    expect(states.get("shop-legacy-01")).toBe("ProtectionStopped");
    expect(states.get("erp-dc-01")).toBe("IRPending");
  });

  it("can be filtered by the VM's name", async () => {
    const client = await startForTest();
    const filter = encodeURIComponent("backupManagementType eq 'AzureIaasVM' and friendlyName eq 'ERP-APP-01'");
    expect(rows(await client.get(`${mainVault}/backupProtectedItems?$filter=${filter}`))).toHaveLength(1);
  });
});
