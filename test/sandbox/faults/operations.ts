import type { AzureConnection, CallOptions } from "../../../src/azure/connection";
import { found } from "../openSandbox";
import type { World } from "../openSandbox";
import { guardOperations } from "./guardOperations";
import { moveOperations } from "./moveOperations";
import { aboutItem, aboutVault, production } from "./operation";
import type { Operation } from "./operation";
import { restoreOperations } from "./restoreOperations";
import { settingOperations } from "./settingOperations";

const retainUntil = new Date("2026-04-01T00:00:00Z");

async function policyNames(connection: AzureConnection, vaultId: string): Promise<readonly string[]> {
  return (await connection.listPolicies(vaultId)).map(({ name }) => name).sort();
}

const changes: readonly Operation[] = [
  {
    name: "createVault",
    prepare: async (world) => {
      const subscription = await world.subscription(production);
      const order = {
        subscription,
        resourceGroup: "rg-depot-norway",
        name: "rsv-matrix",
        location: "norwayeast",
        redundancy: "ZoneRedundant" as const,
      };
      return {
        run: (connection, options) => connection.createVault(order, options),
        observe: async (connection) => {
          const { items } = await connection.listVaults(subscription);
          const made = items.find(({ name }) => name === order.name);
          return made === undefined
            ? undefined
            : { location: made.location, ...(await connection.getRedundancy(made.id)) };
        },
      };
    },
  },
  {
    name: "deleteVault",
    prepare: async (world) => {
      const subscription = await world.subscription(production);
      const vault = await world.connection.createVault({
        subscription,
        resourceGroup: "rg-depot-norway",
        name: "rsv-for-a-day",
        location: "norwayeast",
        redundancy: "LocallyRedundant",
      });
      return {
        waiting: { kind: "open", resourceId: vault.id, deletes: "vault" },
        run: (connection, options) => connection.deleteVault(vault.id, options),
        observe: async (connection) => (await connection.listVaults(subscription)).items.map(({ name }) => name),
      };
    },
  },
  {
    name: "undeleteVault",
    prepare: async (world) => {
      const subscription = await world.subscription(production);
      const { id, location } = await world.vault(subscription, "rsv-archive-uks");
      await world.connection.deleteVault(id);
      const listed = (connection: AzureConnection) => connection.listDeletedVaults(subscription, location);
      const deleted = (await listed(world.connection))[0];
      if (deleted === undefined) {
        throw new Error("The deleted vault is not listed.");
      }
      return {
        run: (connection, options) =>
          connection.undeleteVault(subscription, deleted, id.split("/providers/")[0] ?? "", options),
        observe: async (connection) => [
          (await connection.listVaults(subscription)).items.map(({ name }) => name),
          (await listed(connection)).length,
        ],
      };
    },
  },
  {
    name: "setRedundancy",
    prepare: async (world) => {
      const vault = await world.connection.createVault({
        subscription: await world.subscription(production),
        resourceGroup: "rg-depot-norway",
        name: "rsv-for-a-day",
        location: "norwayeast",
        redundancy: "LocallyRedundant",
      });
      return {
        run: (connection, options) => connection.setRedundancy(vault.id, "GeoRedundant", options),
        observe: (connection) => connection.getRedundancy(vault.id),
      };
    },
  },
  aboutVault(
    "createPolicy",
    "rsv-larkmoor-weu",
    (connection, vaultId, options) =>
      connection.createPolicy(
        {
          vaultId,
          name: "daily-matrix",
          plan: {
            kind: "Standard",
            schedule: { frequency: "Daily", time: "01:30" },
            timeZone: "UTC",
            instantRestoreDays: 2,
            retention: { daily: { days: 45 }, weekly: undefined, monthly: undefined, yearly: undefined },
          },
        },
        options,
      ),
    policyNames,
  ),
  aboutVault(
    "deletePolicy",
    "rsv-larkmoor-weu",
    async (connection, vaultId, options) => connection.deletePolicy(`${vaultId}/backupPolicies/daily-hr-gold`, options),
    policyNames,
  ),
  {
    name: "protect",
    prepare: async (world) => {
      const subscription = await world.subscription(production);
      const machine = (await world.connection.listVirtualMachines(subscription)).items.find(
        ({ protection, location }) => protection.kind === "notProtected" && location === "westeurope",
      );
      const vault = await world.vault(subscription, "rsv-larkmoor-weu");
      const policy = (await world.connection.listPolicies(vault.id)).find(({ name }) => name === "EnhancedPolicy");
      if (machine === undefined || policy === undefined) {
        throw new Error("The estate has no VM to protect.");
      }
      return {
        run: (connection, options) => connection.protect(machine.id, policy.id, options),
        observe: async (connection) => {
          const { items: jobs } = await connection.listJobs(vault.id);
          return {
            protection: (await connection.getVirtualMachine(machine.id)).protection.kind,
            jobs: jobs
              .filter((job) => job.vmName.toLowerCase() === machine.name && job.operation === "ConfigureBackup")
              .map(({ status }) => status),
          };
        },
      };
    },
  },
  aboutItem("backUpNow", "shop-web-01", "Backup", (connection, itemId, options) =>
    connection.backUpNow(itemId, retainUntil, options),
  ),
  aboutItem("stopKeepingData", "shop-web-01", "DisableBackup", (connection, itemId, options) =>
    connection.stopKeepingData(itemId, options),
  ),
  aboutItem("stopDeletingData", "shop-web-01", "DeleteBackupData", (connection, itemId, options) =>
    connection.stopDeletingData(itemId, options),
  ),
  aboutItem("undelete", "arc-tape-01", "Undelete", (connection, itemId, options) =>
    connection.undelete(itemId, options),
  ),
  {
    name: "cancelJob",
    mayComeTooLate: true,
    prepare: async (world) => {
      const item = await world.item(await world.subscription(production), "shop-web-01");
      const { vaultId, jobName } = await world.connection.backUpNow(item.id, retainUntil);
      return {
        run: (connection, options) => connection.cancelJob(vaultId, jobName, options),
        observe: async (connection) => (await connection.getJob(vaultId, jobName)).status,
      };
    },
  },
];

const questions: readonly Operation[] = [
  reading(
    "listVirtualMachines",
    (world) => world.subscription(production),
    (connection, subscription, options) => connection.listVirtualMachines(subscription, undefined, options),
  ),
  reading(
    "listVaults",
    (world) => world.subscription(production),
    (connection, subscription, options) => connection.listVaults(subscription, undefined, options),
  ),
  reading(
    "getVmSnapshot",
    async (world) =>
      found((await world.connection.listVirtualMachines(await world.subscription(production))).items, "shop-web-01"),
    (connection, { id }, options) => connection.getVmSnapshot(id, options),
  ),
  reading(
    "listRecoveryPoints",
    async (world) => world.item(await world.subscription(production), "shop-web-01"),
    (connection, { id }, options) => connection.listRecoveryPoints(id, options),
  ),
  reading(
    "listJobs",
    async (world) => world.vault(await world.subscription(production), "rsv-larkmoor-weu"),
    (connection, { id }, options) => connection.listJobs(id, undefined, options),
  ),
];

function reading<T>(
  name: string,
  about: (world: World) => Promise<T>,
  run: (connection: AzureConnection, about: T, options: CallOptions) => Promise<unknown>,
): Operation {
  return {
    name,
    prepare: async (world) => {
      const subject = await about(world);
      return {
        run: (connection, options) => run(connection, subject, options),
        observe: () => Promise.resolve("read"),
      };
    },
  };
}

/** Every operation that changes something, and questions that stand for those of their kind. */
export const operations: readonly Operation[] = [
  ...changes,
  ...settingOperations,
  ...guardOperations,
  ...moveOperations,
  ...restoreOperations,
  ...questions,
];
