import type { InventoryCalls } from "./inventory/inventory";
import type { JobCalls } from "./jobs/jobCalls";
import type { Location, Page, Subscription, SubscriptionList, VirtualMachine, VmHealth, VmSnapshot } from "./models";
import type { PolicyCalls } from "./policies/policyCalls";
import type { ProtectionCalls } from "./protection/protectionCalls";
import type { RestoreCalls } from "./restore/restoreCalls";
import type { VaultCalls } from "./vaults/vaultCalls";

/** Every call can be cancelled; a cancelled call rejects with an `AbortError`. Failures are `AzureError`s. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called while Azure works, or asks to wait: `{ waitSeconds }` when throttled. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Called when Azure has accepted something that it carries out by itself: with this it can be asked after again. */
  readonly onAccepted?: ((operation: AcceptedOperation) => void) | undefined;
}

/** An operation that Azure carries out by itself, as it can be remembered over a reload of the window. */
export interface AcceptedOperation {
  readonly subscriptionId: string;
  /** `Azure-AsyncOperation` of Azure's answer. */
  readonly statusUrl?: string | undefined;
  /** `Location` of Azure's answer, which counts where there is no status. */
  readonly location?: string | undefined;
}

/** What a call tells while it goes on. */
export type Progress =
  | { readonly kind: "working"; readonly percent: number | undefined }
  | { readonly kind: "throttled"; readonly waitSeconds: number };

/** Everything the features ask of Azure, for one account. Implemented in `azureClient.ts`, in the bundle `azure.js`. */
export interface AzureConnection
  extends VaultCalls, PolicyCalls, ProtectionCalls, JobCalls, RestoreCalls, InventoryCalls {
  /** @param options.onFound gets what is known so far, each time a tenant has answered */
  listSubscriptions(
    options?: CallOptions & { readonly onFound?: ((soFar: SubscriptionList) => void) | undefined },
  ): Promise<SubscriptionList>;
  listLocations(subscription: Subscription, options?: CallOptions): Promise<readonly Location[]>;
  listResourceGroups(
    subscription: Subscription,
    options?: CallOptions,
  ): Promise<readonly { readonly name: string; readonly location: string }[]>;
  createResourceGroup(subscription: Subscription, name: string, location: string, options?: CallOptions): Promise<void>;
  /** Waits for the end of what was accepted before: fails as the call that began it would have. */
  awaitOperation(operation: AcceptedOperation, options?: CallOptions): Promise<void>;

  /** From Resource Graph, each with its protection state, sorted by name. */
  listVirtualMachines(subscription: Subscription, page?: string, options?: CallOptions): Promise<Page<VirtualMachine>>;
  /** VMs by region name, for choosing a vault's region. */
  countVirtualMachines(subscription: Subscription, options?: CallOptions): Promise<ReadonlyMap<string, number>>;

  getVirtualMachine(id: string, options?: CallOptions): Promise<VirtualMachine>;
  getVmHealth(id: string, options?: CallOptions): Promise<VmHealth>;
  /** The live VM and what its backup depends on: model, disks, network interfaces, NSGs, its protected item. */
  getVmSnapshot(id: string, options?: CallOptions): Promise<VmSnapshot>;
}
