import { isArrayOf, isOptionalNumber, isOptionalString, isRecord } from "../shared/guards";

/** What the *Create vault* panel and the extension say to each other. */

/** How the vault keeps its copies. */
export type RedundancyChoice = "GeoRedundant" | "LocallyRedundant" | "ZoneRedundant";

/** A subscription that the vault can be in. */
export interface SubscriptionChoice {
  readonly subscriptionId: string;
  readonly name: string;
  readonly tenantName?: string | undefined;
}

/** A region that the vault can be in. */
export interface RegionChoice {
  /** westeurope */
  readonly name: string;
  /** West Europe */
  readonly displayName: string;
  readonly virtualMachines: number;
  /** False where Azure makes no vaults: shown only when VMs are there, and cannot be chosen. */
  readonly supported: boolean;
}

/** A resource group that the vault can be in. */
export interface ResourceGroupChoice {
  readonly name: string;
  readonly location: string;
}

/** Everything that the form has decided. */
export interface VaultPlan {
  readonly subscriptionId: string;
  readonly location: string;
  readonly resourceGroup: string;
  readonly newResourceGroup: boolean;
  readonly name: string;
  readonly redundancy: RedundancyChoice;
}

/** The quick-start page of a vault. */
export interface VaultPage {
  readonly id: string;
  readonly name: string;
  readonly resourceGroup: string;
  readonly subscriptionName: string;
  readonly location: string;
  /** Azure's own word: Succeeded, Creating … */
  readonly provisioningState: string;
  readonly redundancy?: RedundancyChoice | undefined;
  /** Why the redundancy could not be read. */
  readonly redundancyProblem?: string | undefined;
  readonly locked: boolean;
  /** VMs of the subscription in the vault's region, undefined when they could not be counted. */
  readonly virtualMachines?: number | undefined;
  /** Protected items, undefined when they could not be counted. */
  readonly protectedItems?: number | undefined;
  /** True right after this panel has made the vault. */
  readonly justCreated: boolean;
}

/** What the extension tells the panel. */
export type ToVaultPanel =
  | {
      readonly kind: "form";
      readonly subscriptions: readonly SubscriptionChoice[];
      readonly preselected?: string | undefined;
      /** Region to propose. */
      readonly location?: string | undefined;
    }
  | {
      readonly kind: "places";
      readonly subscriptionId: string;
      readonly regions: readonly RegionChoice[];
      readonly resourceGroups: readonly ResourceGroupChoice[];
    }
  | { readonly kind: "placesFailed"; readonly subscriptionId: string; readonly message: string }
  | {
      readonly kind: "nameChecked";
      /** Number of the question; answers to older questions are dropped. */
      readonly question: number;
      readonly result: "free" | "taken" | "unknown";
      readonly message?: string | undefined;
    }
  | { readonly kind: "creating"; readonly plan: VaultPlan; readonly stage: string }
  | { readonly kind: "createFailed"; readonly message: string }
  | { readonly kind: "vault"; readonly vault: VaultPage }
  | { readonly kind: "failed"; readonly message: string };

/** What the panel asks of the extension. */
export type FromVaultPanel =
  | { readonly kind: "ready" }
  | { readonly kind: "loadPlaces"; readonly subscriptionId: string }
  | {
      readonly kind: "checkName";
      readonly question: number;
      readonly subscriptionId: string;
      readonly resourceGroup: string;
      readonly location: string;
      readonly name: string;
    }
  | { readonly kind: "create"; readonly plan: VaultPlan }
  | { readonly kind: "cancel" }
  | { readonly kind: "protectVms" }
  | { readonly kind: "setRedundancy" }
  | { readonly kind: "showJobs" }
  | { readonly kind: "openInPortal" }
  | { readonly kind: "reload" };

function isSubscription(value: unknown): value is SubscriptionChoice {
  return (
    isRecord(value) &&
    typeof value["subscriptionId"] === "string" &&
    typeof value["name"] === "string" &&
    isOptionalString(value["tenantName"])
  );
}

function isRegion(value: unknown): value is RegionChoice {
  return (
    isRecord(value) &&
    typeof value["name"] === "string" &&
    typeof value["displayName"] === "string" &&
    typeof value["virtualMachines"] === "number" &&
    typeof value["supported"] === "boolean"
  );
}

function isResourceGroup(value: unknown): value is ResourceGroupChoice {
  return isRecord(value) && typeof value["name"] === "string" && typeof value["location"] === "string";
}

/** Whether a value is a redundancy that Azure knows. */
export function isRedundancyChoice(value: unknown): value is RedundancyChoice {
  return value === "GeoRedundant" || value === "LocallyRedundant" || value === "ZoneRedundant";
}

function isVaultPlan(value: unknown): value is VaultPlan {
  return (
    isRecord(value) &&
    ["subscriptionId", "location", "resourceGroup", "name"].every((key) => typeof value[key] === "string") &&
    typeof value["newResourceGroup"] === "boolean" &&
    isRedundancyChoice(value["redundancy"])
  );
}

function isVaultPage(value: unknown): value is VaultPage {
  return (
    isRecord(value) &&
    ["id", "name", "resourceGroup", "subscriptionName", "location", "provisioningState"].every(
      (key) => typeof value[key] === "string",
    ) &&
    (value["redundancy"] === undefined || isRedundancyChoice(value["redundancy"])) &&
    isOptionalString(value["redundancyProblem"]) &&
    typeof value["locked"] === "boolean" &&
    isOptionalNumber(value["virtualMachines"]) &&
    isOptionalNumber(value["protectedItems"]) &&
    typeof value["justCreated"] === "boolean"
  );
}

type Fields = Readonly<Record<string, unknown>>;

const guards: Readonly<Record<ToVaultPanel["kind"], (message: Fields) => boolean>> = {
  form: (message) =>
    isArrayOf(message["subscriptions"], isSubscription) &&
    isOptionalString(message["preselected"]) &&
    isOptionalString(message["location"]),
  places: (message) =>
    typeof message["subscriptionId"] === "string" &&
    isArrayOf(message["regions"], isRegion) &&
    isArrayOf(message["resourceGroups"], isResourceGroup),
  placesFailed: (message) => typeof message["subscriptionId"] === "string" && typeof message["message"] === "string",
  nameChecked: (message) =>
    typeof message["question"] === "number" &&
    ["free", "taken", "unknown"].some((result) => result === message["result"]) &&
    isOptionalString(message["message"]),
  creating: (message) => isVaultPlan(message["plan"]) && typeof message["stage"] === "string",
  createFailed: (message) => typeof message["message"] === "string",
  vault: (message) => isVaultPage(message["vault"]),
  failed: (message) => typeof message["message"] === "string",
};

/** Guards the panel's side of the line: what does not have the agreed shape is dropped. */
export function isToVaultPanel(value: unknown): value is ToVaultPanel {
  if (!isRecord(value) || typeof value["kind"] !== "string") {
    return false;
  }
  const guard = new Map(Object.entries(guards)).get(value["kind"]);
  return guard?.(value) === true;
}
