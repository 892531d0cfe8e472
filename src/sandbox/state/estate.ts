import type {
  DeletedVaultRecord,
  DeploymentRecord,
  GroupRecord,
  GuestRecord,
  ItemRecord,
  JobRecord,
  OperationRecord,
  PolicyRecord,
  ResourceRecord,
  ResultRecord,
  SubscriptionRecord,
  TenantRecord,
  VaultRecord,
} from "./records";
import { Table } from "./table";
import type { Origin } from "./table";

/** The person whom the sandbox knows. */
export const person = { name: "avery.quill@larkmoor.example", objectId: "5b0f3a52-6d0e-4c1c-9a37-2f7d5b1c90aa" };

/** Where the records come from of an estate that is too big to be kept as records: computed for `moment` of that estate. */
export interface Origins {
  /** Names them in a snapshot. */
  readonly name: "fleet";
  /** Milliseconds since 1970 when the estate was made. */
  readonly made: number;
  /** When the items left (by id in lower case) that the estate has records of, or has no more: what comes is not theirs. */
  readonly left: Map<string, number>;
  readonly resources: Origin<ResourceRecord>;
  readonly guests: Origin<GuestRecord>;
  readonly items: Origin<ItemRecord>;
  readonly jobs: Origin<JobRecord>;
}

/** Everything that the sandbox's Azure holds. Written to a snapshot and read from one. */
export class Estate {
  public readonly origins: Origins | undefined;
  readonly #listeners: (() => void)[] = [];
  readonly #changed = (): void => {
    for (const listener of this.#listeners) {
      listener();
    }
  };

  public readonly tenants = new Table<TenantRecord>(this.#changed);
  public readonly subscriptions = new Table<SubscriptionRecord>(this.#changed);
  public readonly groups = new Table<GroupRecord>(this.#changed);
  /** Compute and network resources: the bodies that a GET answers, by id. */
  public readonly resources: Table<ResourceRecord>;
  /** What runs inside the VMs, by the VM's id. */
  public readonly guests: Table<GuestRecord>;
  public readonly vaults = new Table<VaultRecord>(this.#changed);
  public readonly policies = new Table<PolicyRecord>(this.#changed);
  public readonly items: Table<ItemRecord>;
  public readonly jobs: Table<JobRecord>;
  /** Deleted vaults that can come back, by their own id. */
  public readonly deletedVaults = new Table<DeletedVaultRecord>(this.#changed);
  public readonly deployments = new Table<DeploymentRecord>(this.#changed);
  public readonly results = new Table<ResultRecord>(this.#changed);
  /** The values of the secrets of key vaults, by id in lower case. They are in no snapshot. */
  public readonly secrets = new Map<string, string>();
  /** By `vaultId/operation name`. */
  public readonly operations = new Table<OperationRecord>(this.#changed);

  #moment = -Infinity;

  /** @param originsOf makes the origins for this estate, which they may ask once it is there */
  public constructor(originsOf?: (estate: Estate) => Origins) {
    const origins = originsOf?.(this);
    this.origins = origins;
    this.resources = new Table(this.#changed, origins?.resources);
    this.guests = new Table(this.#changed, origins?.guests);
    this.items = new Table(this.#changed, origins?.items);
    this.jobs = new Table(this.#changed, origins?.jobs);
  }

  /** Up to when the estate has been brought, in milliseconds since 1970: the origins tell how things are then. */
  public get moment(): number {
    return Math.max(this.#moment, this.origins?.made ?? -Infinity);
  }

  /** The estate has been brought up to a moment; time does not go back. */
  public reach(moment: number): void {
    this.#moment = Math.max(this.#moment, moment);
  }

  /** Calls back after each change, as often as it happens. */
  public onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Resources of one type, in the order of their making. */
  public resourcesOf(type: string, prefix = "/"): readonly ResourceRecord[] {
    const lower = type.toLowerCase();
    return [...this.resources.each(prefix, new Set([lower]))].filter((body) => body.type.toLowerCase() === lower);
  }

  /** The protected items of a VM: only a vault of its own subscription can have one. */
  public itemsOf(vmId: string): readonly ItemRecord[] {
    const lower = vmId.toLowerCase();
    const subscription = lower.split("/").slice(0, 3).join("/");
    return [...this.items.each(`${subscription}/`)].filter((item) => item.vmId.toLowerCase() === lower);
  }
}
