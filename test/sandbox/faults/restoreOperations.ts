import type { AzureConnection, CallOptions } from "../../../src/azure/connection";
import type { RestorePoint, RestoreRequest } from "../../../src/azure/restore/restoreModels";
import { found } from "../openSandbox";
import type { World } from "../openSandbox";
import type { Operation } from "./operation";

/** The newest recovery point of a VM that is stopped, and a restore that replaces the VM's disks with it. */
async function subjectOf({ connection, ...world }: Restorable) {
  const subscription = await world.subscription();
  const vm = found((await connection.listVirtualMachines(subscription)).items, "shop-cache-01");
  const vault = await connection.getRestoreVault(vm.item?.vaultId ?? "");
  const [point] = await connection.listRestorePoints(vm.item?.id ?? "");
  const accounts = await connection.listStagingAccounts(subscription);
  const account = accounts.find((one) => one.location === vault.location);
  if (vm.item === undefined || point === undefined || account === undefined) {
    throw new Error("The estate has nothing to restore.");
  }
  const request: RestoreRequest = {
    kind: "replaceDisks",
    itemId: vm.item.id,
    pointId: point.id,
    vmId: vm.id,
    region: vault.location,
    storageAccountId: account.id,
  };
  return { item: vm.item, point, request };
}

interface Restorable {
  readonly connection: AzureConnection;
  readonly subscription: () => ReturnType<World["subscription"]>;
}

type Subject = Awaited<ReturnType<typeof subjectOf>>;

function restoring(
  name: string,
  run: (connection: AzureConnection, subject: Subject, options: CallOptions) => Promise<unknown>,
  before: (connection: AzureConnection, subject: Subject) => Promise<unknown> = () => Promise.resolve(),
): Operation {
  return {
    name,
    prepare: async (world) => {
      const { connection } = world;
      const subject = await subjectOf({ connection, subscription: () => world.subscription("Larkmoor Production") });
      await before(connection, subject);
      return {
        run: (asked, options) => run(asked, subject, options),
        observe: async (seeing) => {
          const { items: jobs } = await seeing.listJobs(subject.item.vaultId);
          const points = await seeing.listRestorePoints(subject.item.id);
          return {
            restores: jobs
              .filter((job) => job.operation === "Restore" && job.vmName.toLowerCase() === "shop-cache-01")
              .map(({ status }) => status),
            mounted: points.filter((point: RestorePoint) => point.mounted).length,
          };
        },
      };
    },
  };
}

/** Restores and file recovery. Restored disks are left to other tests: asked for twice, Azure makes them twice. */
export const restoreOperations: readonly Operation[] = [
  restoring("validateRestore", (connection, { request }, options) => connection.validateRestore(request, options)),
  restoring("triggerRestore", (connection, { request }, options) => connection.triggerRestore(request, options)),
  restoring("provisionFileRecovery", (connection, { request, point }, options) =>
    connection.provisionFileRecovery({ pointId: point.id, vmId: request.vmId, renew: point.mounted }, options),
  ),
  restoring(
    "revokeFileRecovery",
    (connection, { point }, options) => connection.revokeFileRecovery(point.id, options),
    (connection, { request, point }) =>
      connection.provisionFileRecovery({ pointId: point.id, vmId: request.vmId, renew: false }),
  ),
];
