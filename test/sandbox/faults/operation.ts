import type { AzureConnection, CallOptions } from "../../../src/azure/connection";
import type { OpenOperation } from "../../../src/host/operations/storedOperation";
import { World } from "../openSandbox";
import type { SavedWorld } from "../openSandbox";

/** An operation of the matrix, in a fresh world. */
export interface Operation {
  readonly name: string;
  /** Brings the world to where the operation makes sense; gives what it is about. */
  readonly prepare: (world: World) => Promise<Prepared>;
  /** True when time alone may bring it to an end that leaves nothing to do, which is no failure. */
  readonly mayComeTooLate?: boolean;
  /** What a user may be told of a 403 beside that: where a guard cannot be read, Azure has the last word. */
  readonly refusedAs?: "invalid";
  /** True when Azure does it once more each time it is asked: who has cancelled it looks first, and does not ask again. */
  readonly repeats?: boolean;
}

/** How the extension waits for an operation: with the jobs, or without one. */
export type Waiting =
  | {
      readonly kind: "job";
      readonly vaultId: string;
      readonly region?: string;
      readonly vmName: string;
      readonly operation: string;
    }
  | ({ readonly kind: "open" } & Pick<OpenOperation, "resourceId" | "deletes">);

/** An operation that can be run, and what can be seen of its effect. */
export interface Prepared {
  readonly run: (connection: AzureConnection, options: CallOptions) => Promise<unknown>;
  /** What a person would see of it in Azure, with no times and no new ids: equal for "done once" and only for that. */
  readonly observe: (connection: AzureConnection) => Promise<unknown>;
  /** How the end is found after a reload of the window; without a job when left out. */
  readonly waiting?: Waiting;
}

/** An operation that is ready to be run in any number of worlds. */
export interface ReadyOperation extends Prepared {
  /** Where the operation makes sense. */
  readonly start: SavedWorld;
}

/** Brings an operation to where it makes sense, once for all its trials. */
export async function readyFor(operation: Operation): Promise<ReadyOperation> {
  const world = await World.open();
  try {
    const prepared = await operation.prepare(world);
    return { ...prepared, start: await world.save() };
  } finally {
    await world.sandbox.close();
  }
}

/** The subscription that most operations are about. */
export const production = "Larkmoor Production";
/** An operation about the protected item of a VM; seen by its state and the jobs of its kind. */
export function aboutItem(
  name: string,
  vmName: string,
  jobOperation: string,
  run: (connection: AzureConnection, itemId: string, options: CallOptions) => Promise<unknown>,
): Operation {
  return {
    name,
    prepare: async (world) => {
      const item = await world.item(await world.subscription(production), vmName);
      return {
        waiting: { kind: "job", vaultId: item.vaultId, vmName, operation: jobOperation },
        run: (connection, options) => run(connection, item.id, options),
        observe: async (connection) => {
          const { items: jobs } = await connection.listJobs(item.vaultId);
          const { state, policyName } = await connection.getItem(item.id);
          return {
            state: state.kind,
            policyName,
            jobs: jobs
              .filter((job) => job.vmName.toLowerCase() === vmName && job.operation === jobOperation)
              .map(({ status }) => status),
          };
        },
      };
    },
  };
}

/** An operation about a vault and its settings. */
export function aboutVault(
  name: string,
  vaultName: string,
  run: (connection: AzureConnection, vaultId: string, options: CallOptions) => Promise<unknown>,
  observe: (connection: AzureConnection, vaultId: string) => Promise<unknown>,
): Operation {
  return {
    name,
    prepare: async (world) => {
      const { id } = await world.vault(await world.subscription(production), vaultName);
      return {
        run: (connection, options) => run(connection, id, options),
        observe: (connection) => observe(connection, id),
      };
    },
  };
}
