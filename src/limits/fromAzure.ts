import * as l10n from "@vscode/l10n";
import { asText } from "../template/access";
import type { Value } from "../template/value";
import { known } from "../template/values/make";
import { MachineProfiler } from "./fromTemplate";
import type { EstateProfile } from "./profile/estate";
import type { LockProfile } from "./profile/lock";
import type { VmProfile } from "./profile/vm";
import { azureResources } from "./reading/azureResource";
import type { EstateSurroundings } from "./reading/estate";
import type { ReadResource, ResourceSource } from "./reading/resource";
import { normalisedRegion } from "./knowledge/regions";

/** What was read of a running machine and of everything around it. */
export interface AzureSnapshot {
  readonly vmId: string;
  /** Resources as a GET of Azure Resource Manager returns them, the machine among them (with its instance view). */
  readonly resources: readonly unknown[];
  /** What could not be read, and why: "no permission to read the disk 'data'". */
  readonly unreadable: readonly { readonly id: string; readonly reason: string }[];
}

/**
 * The running machine of a snapshot.
 * @throws Error when the snapshot is of another machine
 */
export function profileOfAzure(snapshot: AzureSnapshot): VmProfile {
  return readSnapshot(snapshot).machine;
}

/** A running machine and what it has to do with. */
export interface LiveEstate extends EstateProfile {
  readonly machine: VmProfile;
  /** What could not be read, and why: rules are silent about it. */
  readonly unread: AzureSnapshot["unreadable"];
}

/**
 * The running machine of a snapshot with what it has to do with: the vault, the policy and the item that protect it, and locks
 * that may be in their way. Other vaults of its subscription are only known to the machine.
 * @throws Error when the snapshot is of another machine
 */
export function estateOfAzure(snapshot: AzureSnapshot): LiveEstate {
  const { machine, surroundings } = readSnapshot(snapshot);
  const vaults = surroundings.vaults.filter(({ id }) => surroundings.items.some(({ vaultId }) => vaultId === id));
  const locks = surroundings.locks.filter((lock) => concerns(lock, machine));
  return { ...surroundings, source: "azure", machine, machines: [machine], vaults, locks, unread: snapshot.unreadable };
}

/** The groups in which Azure Backup keeps snapshots are named by their region: `AzureBackupRG_westeurope_1`. */
function concerns({ resourceGroup }: LockProfile, { location }: VmProfile): boolean {
  const region = resourceGroup.known ? /^azurebackuprg_(.+)_\d+$/i.exec(resourceGroup.value)?.[1] : undefined;
  return region === undefined || !location.known || normalisedRegion(region) === location.value;
}

function readSnapshot(snapshot: AzureSnapshot): {
  readonly machine: VmProfile;
  readonly surroundings: EstateSurroundings;
} {
  const source = new AzureSource(snapshot);
  const vm = source.find(known(snapshot.vmId));
  if (vm === undefined) {
    throw new Error(`The snapshot has no resource '${snapshot.vmId}'.`);
  }
  const profiler = new MachineProfiler(source);
  return { machine: profiler.profile(vm).result, surroundings: profiler.surroundings.result.estate };
}

/** The resources of a snapshot, found by their ids. */
class AzureSource implements ResourceSource {
  readonly resources: readonly ReadResource[];
  readonly #byId: ReadonlyMap<string, ReadResource>;
  readonly #reasons: ReadonlyMap<string, string>;

  constructor({ resources, unreadable }: AzureSnapshot) {
    this.resources = resources.flatMap(azureResources);
    this.#byId = new Map(this.resources.map((resource) => [resource.id, resource]));
    this.#reasons = new Map(unreadable.map(({ id, reason }) => [id.toLowerCase(), reason]));
  }

  readonly find = (reference: Value): ReadResource | undefined => this.#byId.get(idIn(reference));

  readonly findNearest = (reference: Value): ReadResource | undefined => nearest(this.#byId, idIn(reference));

  readonly reasonFor = (reference: Value | undefined): string =>
    (reference === undefined ? undefined : nearest(this.#reasons, idIn(reference))) ?? l10n.t("Azure does not tell");
}

function idIn(reference: Value): string {
  const id = reference.kind === "object" ? reference.members.get("id") : reference;
  return asText(id)?.toLowerCase() ?? "";
}

/** What is kept for an id, or for the nearest one above it: a subnet is read with its network. */
function nearest<T>(byId: ReadonlyMap<string, T>, id: string): T | undefined {
  for (let here = id; here.includes("/"); here = here.split("/").slice(0, -2).join("/")) {
    const found = byId.get(here);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
