import type { AzureConnection, CallOptions } from "../../../src/azure/connection";
import type { World } from "../openSandbox";
import { production } from "./operation";
import type { Operation } from "./operation";

/** The id of a Resource Guard that is made for it, in the resource group of a vault. */
async function newGuard({ sandbox }: World, vaultId: string): Promise<string> {
  const guardId = `${vaultId.split("/providers/")[0] ?? ""}/providers/Microsoft.DataProtection/resourceGuards/gate`;
  await fetch(`${sandbox.url}${guardId}?api-version=2023-05-01`, {
    method: "PUT",
    headers: { authorization: `Bearer ${sandbox.token}`, "content-type": "application/json" },
    body: JSON.stringify({ location: "westeurope", properties: {} }),
  });
  return guardId;
}

function aboutGuard(
  name: string,
  isGuarded: boolean,
  run: (connection: AzureConnection, vaultId: string, guardId: string, options: CallOptions) => Promise<unknown>,
): Operation {
  return {
    name,
    prepare: async (world) => {
      const item = await world.item(await world.subscription(production), "shop-web-01");
      const guardId = await newGuard(world, item.vaultId);
      if (isGuarded) {
        await world.connection.setResourceGuard(item.vaultId, guardId);
      }
      return {
        run: (connection, options) => run(connection, item.vaultId, guardId, options),
        observe: async (connection) => {
          const { items: jobs } = await connection.listJobs(item.vaultId);
          return {
            guard: (await connection.getResourceGuard(item.vaultId))?.guardId,
            state: (await connection.getItem(item.id)).state.kind,
            deletions: jobs.filter(({ operation }) => operation === "DeleteBackupData").map(({ status }) => status),
          };
        },
      };
    },
  };
}

/** Resource Guards of vaults, and what they guard. */
export const guardOperations: readonly Operation[] = [
  aboutGuard("setResourceGuard", false, (connection, vaultId, guardId, options) =>
    connection.setResourceGuard(vaultId, guardId, options),
  ),
  aboutGuard("removeResourceGuard", true, (connection, vaultId, _, options) =>
    connection.removeResourceGuard(vaultId, options),
  ),
  {
    ...aboutGuard("stopDeletingData, guarded", true, async (connection, vaultId, _, options) => {
      const { items } = await connection.listProtectedItems(vaultId, undefined, options);
      const item = items.find(({ vmName }) => vmName === "shop-web-01");
      return connection.stopDeletingData(item?.id ?? "", options);
    }),
    refusedAs: "invalid",
  },
];
