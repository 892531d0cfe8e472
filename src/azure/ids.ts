import { AzureError } from "./http/azureError";

/** An ARM resource id, taken apart. Names keep their case; comparing is up to `sameId`. */
export interface ResourceId {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  /** Microsoft.RecoveryServices */
  readonly provider: string;
  /** The first resource's name: the vault's, for everything inside a vault. */
  readonly rootName: string;
  /** The last resource's name. */
  readonly name: string;
  /** Names by type in lower case: `{ vaults: "v", backuppolicies: "p" }`. */
  readonly names: Readonly<Record<string, string>>;
}

/**
 * Takes an id such as `/subscriptions/S/resourceGroups/G/providers/P/vaults/V/backupPolicies/B` apart.
 * @throws AzureError of kind `invalid` for anything else
 */
export function parseResourceId(id: string): ResourceId {
  const match = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/([^/]+)\/(.+)$/i.exec(id);
  const [, subscriptionId, resourceGroup, provider, rest] = match ?? [];
  if (subscriptionId === undefined || resourceGroup === undefined || provider === undefined || rest === undefined) {
    throw new AzureError(`'${id}' is not the id of an Azure resource.`, { kind: "invalid", code: "InvalidResourceId" });
  }
  const segments = rest.split("/").map(decoded);
  const names: Record<string, string> = {};
  for (let index = 0; index + 1 < segments.length; index += 2) {
    names[(segments[index] ?? "").toLowerCase()] = segments[index + 1] ?? "";
  }
  return {
    subscriptionId,
    resourceGroup: decoded(resourceGroup),
    provider,
    rootName: segments[1] ?? "",
    name: segments.at(-1) ?? "",
    names,
  };
}

/** The vault's id in the id of anything inside a vault. */
export function vaultIdOf(id: string): string {
  const match =
    /^(\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.RecoveryServices\/vaults\/[^/]+)/i.exec(id);
  return match?.[1] ?? id;
}

/** ARM compares subscriptions, groups, types and names without case. */
export function sameId(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one.toLowerCase() === other?.toLowerCase();
}

/** `West Europe` and `westeurope` name the same region. */
export function normalLocation(location: string): string {
  return location.replaceAll(/\s/g, "").toLowerCase();
}

/** Item names come as `VM%3Biaasvm…` in some answers and with a plain `;` in others. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
