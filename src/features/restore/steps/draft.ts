import type { Subscription } from "../../../azure/models";
import type {
  DiskAccessChoice,
  RegionalResource,
  RestorePoint,
  StagingAccount,
  VaultIdentity,
  VirtualNetwork,
} from "../../../azure/restore/restoreModels";
import type { RestoreRegion } from "../fit/restoreRegion";
import type { RestoreFacts } from "../fit/restoreFacts";

/** What the user has answered so far. */
export interface Draft {
  /** Where the backup can be restored. */
  readonly regions?: readonly RestoreRegion[] | undefined;
  readonly region?: RestoreRegion | undefined;
  readonly facts?: RestoreFacts | undefined;
  readonly point?: RestorePoint | undefined;
  readonly priority?: "Standard" | "High" | undefined;
  readonly days?: number | undefined;
  /** Undefined for all data disks. */
  readonly luns?: readonly number[] | undefined;
  readonly subscription?: Subscription | undefined;
  readonly group?: ResourceGroupChoice | undefined;
  readonly name?: string | undefined;
  readonly network?: VirtualNetwork | undefined;
  readonly subnetId?: string | undefined;
  readonly zone?: string | undefined;
  readonly account?: StagingAccount | undefined;
  readonly identity?: VaultIdentity | undefined;
  /** Undefined for what encrypts the disks of the VM. */
  readonly encryptionSet?: RegionalResource | undefined;
  readonly diskAccess?: DiskAccessChoice | undefined;
}

/** A resource group that is there, or one that is to be made; its name is empty until it has been asked for. */
export interface ResourceGroupChoice {
  readonly name: string;
  readonly isNew: boolean;
}

/** Id of a resource group of a subscription. */
export function groupIdOf(subscriptionId: string, name: string): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${name}`;
}
