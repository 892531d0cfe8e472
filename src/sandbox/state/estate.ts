import type {
  GroupRecord,
  GuestRecord,
  ItemRecord,
  JobRecord,
  OperationRecord,
  PolicyRecord,
  ResourceRecord,
  SubscriptionRecord,
  TenantRecord,
  VaultRecord,
} from "./records";
import { Table } from "./table";

/** The person whom the sandbox knows. */
export const person = { name: "avery.quill@larkmoor.example", objectId: "5b0f3a52-6d0e-4c1c-9a37-2f7d5b1c90aa" };

/** Everything that the sandbox's Azure holds. Written to a snapshot and read from one. */
export class Estate {
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
  public readonly resources = new Table<ResourceRecord>(this.#changed);
  /** What runs inside the VMs, by the VM's id. */
  public readonly guests = new Table<GuestRecord>(this.#changed);
  public readonly vaults = new Table<VaultRecord>(this.#changed);
  public readonly policies = new Table<PolicyRecord>(this.#changed);
  public readonly items = new Table<ItemRecord>(this.#changed);
  public readonly jobs = new Table<JobRecord>(this.#changed);
  /** By `vaultId/operation name`. */
  public readonly operations = new Table<OperationRecord>(this.#changed);

  /** Calls back after each change, as often as it happens. */
  public onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Resources of one type, in the order of their making. */
  public resourcesOf(type: string, prefix = "/"): readonly ResourceRecord[] {
    const lower = type.toLowerCase();
    return this.resources.below(prefix).filter((body) => body.type.toLowerCase() === lower);
  }
}
