import type { AzureConnection, CallOptions } from "../../../src/azure/connection";
import type { RestorePoint, RestoreRequest } from "../../../src/azure/restore/restoreModels";
import { found } from "../openSandbox";
import type { World } from "../openSandbox";
import type { Operation } from "./operation";

const vmName = "shop-cache-01";
const pair = "northeurope";

/** The newest recovery point of a VM that is stopped, and a restore that replaces the VM's disks with it. */
async function subjectOf({ connection, ...world }: Restorable) {
  const subscription = await world.subscription();
  const vm = found((await connection.listVirtualMachines(subscription)).items, vmName);
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

/** A restore of disks in the paired region of the vault, from the newest point that has been copied there. */
async function abroad({ connection, ...world }: Restorable): Promise<RestoreRequest> {
  const subscription = await world.subscription();
  const { request, item } = await subjectOf({ connection, ...world });
  const [point] = await connection.listRestorePoints(item.id, { secondary: true });
  const accounts = await connection.listStagingAccounts(subscription);
  const account = accounts.find((one) => one.location === pair);
  if (point === undefined || account === undefined) {
    throw new Error(`Nothing can be restored in ${pair}.`);
  }
  return {
    ...request,
    kind: "disks",
    region: pair,
    secondary: true,
    pointId: point.id,
    storageAccountId: account.id,
    resourceGroupId: account.id.split("/providers/")[0] ?? "",
    luns: undefined,
    zone: undefined,
  };
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
      const subject = await subjectOf(restorable(world));
      await before(connection, subject);
      return {
        ...(name.startsWith("trigger")
          ? { waiting: { kind: "job", vaultId: subject.item.vaultId, vmName, operation: "Restore" } as const }
          : {}),
        run: (asked, options) => run(asked, subject, options),
        observe: async (seeing) => {
          const { items: jobs } = await seeing.listJobs(subject.item.vaultId);
          const points = await seeing.listRestorePoints(subject.item.id);
          return {
            restores: jobs
              .filter((job) => job.operation === "Restore" && job.vmName.toLowerCase() === vmName)
              .map(({ status }) => status),
            mounted: points.filter((point: RestorePoint) => point.mounted).length,
          };
        },
      };
    },
  };
}

function restorable(world: World): Restorable {
  return { connection: world.connection, subscription: () => world.subscription("Larkmoor Production") };
}

function inPairedRegion(
  name: string,
  run: (connection: AzureConnection, request: RestoreRequest, options: CallOptions) => Promise<unknown>,
): Operation {
  return {
    name,
    repeats: true,
    prepare: async (world) => {
      const request = await abroad(restorable(world));
      const { vaultId } = await world.item(await world.subscription("Larkmoor Production"), vmName);
      return {
        ...(name.startsWith("trigger")
          ? { waiting: { kind: "job", vaultId, region: pair, vmName, operation: "CrossRegionRestore" } as const }
          : {}),
        run: (asked, options) => run(asked, request, options),
        observe: async (seeing) => {
          const { items } = await seeing.listJobs(vaultId, undefined, { region: pair });
          return items.map(({ operation, status }) => `${operation} ${status}`);
        },
      };
    },
  };
}

/** Restores and file recovery. */
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
  inPairedRegion("validateRestore in the paired region", (connection, request, options) =>
    connection.validateRestore(request, options),
  ),
  inPairedRegion("triggerRestore in the paired region", (connection, request, options) =>
    connection.triggerRestore(request, options),
  ),
];
