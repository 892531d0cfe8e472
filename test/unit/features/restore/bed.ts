import type { AzureConnection } from "../../../../src/azure/connection";
import type { BackupJob } from "../../../../src/azure/models";
import type {
  RestoreObstacle,
  RestorePoint,
  RestoreRequest,
  RestoreSource,
  RestoreVault,
  StagingAccount,
} from "../../../../src/azure/restore/restoreModels";
import { restoreAdvice } from "../../../../src/features/restore/fit/restoreAdvice";
import type { RestoreServices } from "../../../../src/features/restore/services";
import { ErrorBoundary } from "../../../../src/host/errors/errorBoundary";
import { ResourceChanges } from "../../../../src/host/resources/resourceChanges";
import { recordingLog } from "../../support/recordingLog";
import { itemOf, machine, snapshot, vault } from "../support/estate";
import { fakeConnection, onlyPage } from "../support/fakeConnection";
import { FakeSession, production } from "../support/fakeSession";
import { inventoryOf } from "../support/listInventory";
import { openOperations } from "../support/openOperations";

export const web = { ...machine(), protection: { kind: "protected" }, item: itemOf(machine(), vault()) } as const;
export const group = `/subscriptions/${production.subscriptionId}/resourceGroups/web`;

export function point(changes: Partial<RestorePoint> = {}): RestorePoint {
  const name = changes.name ?? "1";
  return {
    id: `${web.item.id}/recoveryPoints/${name}`,
    name,
    time: "2026-11-21T22:30:00.000Z",
    consistency: "AppConsistent",
    tiers: ["InstantRP", "HardenedRP"],
    archived: false,
    encrypted: false,
    managedDisks: true,
    zones: [],
    mounted: false,
    privateAccess: false,
    excludedLuns: [],
    ...changes,
  };
}

export function account(changes: Partial<StagingAccount> = {}): StagingAccount {
  const name = changes.name ?? "stage";
  return {
    id: `${group}/providers/Microsoft.Storage/storageAccounts/${name}`,
    name,
    resourceGroup: "web",
    location: "westeurope",
    kind: "StorageV2",
    sku: "Standard_LRS",
    restricted: false,
    ...changes,
  };
}

/** What a test changes of the estate. */
export interface Estate {
  readonly vault?: Partial<RestoreVault>;
  readonly points?: readonly RestorePoint[];
  /** Of the paired region, North Europe. */
  readonly copied?: readonly RestorePoint[];
  readonly source?: Partial<RestoreSource> | "gone";
  readonly accounts?: readonly StagingAccount[];
  readonly obstacles?: readonly RestoreObstacle[];
  readonly jobs?: readonly BackupJob[];
  readonly answers?: Partial<AzureConnection>;
}

/** What a command is given, and what it did. */
export interface Bed {
  readonly services: RestoreServices;
  readonly session: FakeSession;
  readonly validated: readonly RestoreRequest[];
  readonly triggered: readonly RestoreRequest[];
  readonly followed: readonly unknown[];
  readonly executed: readonly (readonly unknown[])[];
  /** Resource groups that were created: name and region. */
  readonly groups: readonly string[];
}

/** A VM 'web-01' with a backup in 'vault-weu', and an Azure that notes what is asked of it. */
export function bed(estate: Estate = {}): Bed {
  const validated: RestoreRequest[] = [];
  const triggered: RestoreRequest[] = [];
  const followed: unknown[] = [];
  const executed: (readonly unknown[])[] = [];
  const groups: string[] = [];
  const source: RestoreSource | undefined =
    estate.source === "gone"
      ? undefined
      : {
          vmId: web.id,
          location: "westeurope",
          zones: [],
          dataDisks: [
            { lun: 0, name: "data", sizeGB: 64 },
            { lun: 1, name: "log", sizeGB: 32 },
          ],
          osType: "Windows",
          power: "deallocated",
          ...estate.source,
        };
  const network = {
    id: `${group}/providers/Microsoft.Network/virtualNetworks/net`,
    name: "net",
    resourceGroup: "web",
    location: "westeurope",
  };
  const subnet = (name: string, delegatedTo?: string) => ({
    id: `${network.id}/subnets/${name}`,
    name,
    addresses: "10.0.0.0/24",
    delegatedTo,
  });
  const session = new FakeSession(
    fakeConnection({
      getItem: () => Promise.resolve(web.item),
      getVirtualMachine: (id) =>
        id === web.id
          ? Promise.resolve(web)
          : Promise.reject(Object.assign(new Error("no such VM"), { name: "AzureError", kind: "notFound" })),
      inventory: inventoryOf({ machines: [machine({ name: "bare-01" }), web] }),
      getVmSnapshot: () => Promise.resolve(snapshot()),
      getRestoreSource: () => Promise.resolve(source),
      getRestoreVault: () =>
        Promise.resolve({
          id: vault().id,
          location: "westeurope",
          redundancy: "GeoRedundant",
          crossRegionRestore: false,
          crossSubscriptionRestore: true,
          customerKey: false,
          identities: [],
          ...estate.vault,
        }),
      listRestorePoints: (_itemId, options) =>
        Promise.resolve((options?.secondary === true ? estate.copied : estate.points) ?? [point()]),
      listLocations: () =>
        Promise.resolve([
          { name: "westeurope", displayName: "West Europe", pairedRegion: "northeurope", vaults: true },
          {
            name: "northeurope",
            displayName: "North Europe",
            pairedRegion: "westeurope",
            vaults: true,
            zones: ["1", "2"],
          },
        ]),
      listJobs: onlyPage(estate.jobs ?? []),
      listResourceGroups: () => Promise.resolve([{ name: "web", location: "westeurope" }]),
      createResourceGroup: (_subscription, name, location) => {
        groups.push(`${name} ${location}`);
        return Promise.resolve();
      },
      listStagingAccounts: () => Promise.resolve(estate.accounts ?? [account()]),
      listVirtualNetworks: () =>
        Promise.resolve([
          {
            ...network,
            subnets: [subnet("front"), subnet("GatewaySubnet"), subnet("sql", "Microsoft.Sql/managedInstances")],
          },
          { ...network, name: "far", location: "eastus", subnets: [subnet("front")] },
          { ...network, name: "net-neu", location: "northeurope", subnets: [subnet("spare")] },
        ]),
      listDiskResources: (_subscription, type) =>
        Promise.resolve(
          ["westeurope", "northeurope"].map((location) => ({
            id: `${group}/providers/Microsoft.Compute/${type}/${type}-${location}`,
            name: `${type}-${location}`,
            resourceGroup: "web",
            location,
          })),
        ),
      validateRestore: (request) => {
        validated.push(request);
        return Promise.resolve(estate.obstacles ?? []);
      },
      triggerRestore: (request) => {
        triggered.push(request);
        const job = { vaultId: vault().id, jobName: "job-7" };
        return Promise.resolve(request.secondary === true ? { ...job, region: request.region } : job);
      },
      ...estate.answers,
    }),
  );
  const changes = new ResourceChanges();
  const services: RestoreServices = {
    session,
    changes,
    jobs: {
      follow: (job) => followed.push(job),
      during: (_asked, work) => work(),
      refresh: () => Promise.resolve(),
    },
    operations: openOperations(session, changes),
    boundary: new ErrorBoundary(recordingLog().log),
    now: () => new Date("2026-11-22T10:05:00.000Z"),
    loadAdvice: () => Promise.resolve({ restoreAdvice }),
    execute: (...call) => executed.push(call),
  };
  return { services, session, validated, triggered, followed, executed, groups };
}
