import { found } from "../openSandbox";
import { production } from "./operation";
import type { Operation } from "./operation";

const toArchive: Operation = {
  name: "moveToArchive, beside another point's move",
  prepare: async (world) => {
    const { connection } = world;
    const owner = await world.subscription(production);
    const { id: vmId } = await world.machine(owner, "arc-tape-01");
    const { id: vaultId } = await world.vault(owner, "rsv-archive-uks");
    await connection.protect(vmId, `${vaultId}/backupPolicies/monthly-first-sunday-24m`);
    const item = await world.item(owner, "arc-tape-01");
    world.pass(100 * 86_400);
    const [other, point] = await connection.listArchivable(item.id);
    if (other === undefined || point === undefined) {
      throw new Error("Two recovery points are needed that can be moved.");
    }
    await connection.moveToArchive(other.id);
    return {
      run: (asked, options) => asked.moveToArchive(point.id, options),
      observe: async (seeing) => {
        const { items: jobs } = await seeing.listJobs(vaultId);
        return {
          tiers: found(await seeing.listRecoveryPoints(item.id), point.name).tiers,
          jobs: jobs.filter(({ operation }) => operation === "MoveRecoveryPoint").map(({ status }) => status),
        };
      },
    };
  },
};

const toOtherVault: Operation = {
  name: "protect, in another vault",
  prepare: async (world) => {
    const { connection } = world;
    const subscription = await world.subscription(production);
    const item = await world.item(subscription, "shop-web-01");
    await connection.stopKeepingData(item.id);
    await connection.createResourceGroup(subscription, "rg-new-home", "westeurope");
    const { id } = await connection.createVault({
      subscription,
      resourceGroup: "rg-new-home",
      name: "rsv-new-home",
      location: "westeurope",
      redundancy: "LocallyRedundant",
    });
    const policyId = `${id}/backupPolicies/EnhancedPolicy`;
    return {
      waiting: { kind: "job", vaultId: id, vmName: "shop-web-01", operation: "ConfigureBackup" },
      run: (asked, options) => asked.protect(item.vmId, policyId, { ...options, leavesVault: true }),
      observe: async (seeing) => {
        const { items: jobs } = await seeing.listJobs(id);
        return {
          before: (await seeing.getItem(item.id)).state,
          vaultId: (await seeing.getVirtualMachine(item.vmId)).item?.vaultId.toLowerCase(),
          jobs: jobs.map(({ operation, status }) => `${operation} ${status}`),
        };
      },
    };
  },
};

/** What goes to another place: recovery points to the archive tier, VMs to another vault. */
export const moveOperations: readonly Operation[] = [toArchive, toOtherVault];
