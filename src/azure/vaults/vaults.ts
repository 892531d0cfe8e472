import { getContinuationToken } from "@azure/arm-recoveryservices";
import * as l10n from "@vscode/l10n";
import type { Arm } from "../http/armPipeline";
import { AzureError, ifThere, isForbidden, isMissing } from "../http/azureError";
import { mapBounded } from "../http/bounded";
import { normalLocation, parseResourceId, sameId } from "../ids";
import { textAt } from "../http/jsonRead";
import { acceptedFrom, waitForOperation } from "../http/longRunning";
import type { Accepted } from "../http/longRunning";
import type { Page, Redundancy, Vault, Verdict } from "../models";
import { getRedundancy, isRedundancy, setRedundancy } from "./redundancy";
import { fromGraphOrArm, queryGraph } from "../inventory/resourceGraph";
import { readPage } from "../http/sdkPage";
import { sinceBegun } from "../http/sinceBegun";
import { translateError } from "../http/translateError";

const vaultsQuery = `resources
| where type =~ 'microsoft.recoveryservices/vaults'
| project id, name, resourceGroup, location, subscriptionId, properties
| order by name asc, id asc`;

/** What a vault is to be. */
export interface VaultRequest {
  readonly subscription: { readonly subscriptionId: string };
  readonly resourceGroup: string;
  readonly name: string;
  readonly location: string;
  readonly redundancy: Redundancy;
}

/** A vault as ARM or Resource Graph gives it. */
export function vaultFrom(resource: unknown): Vault | undefined {
  const id = textAt(resource, "id");
  if (id === undefined) {
    return undefined;
  }
  const { subscriptionId, resourceGroup, name } = parseResourceId(id);
  const redundancy = textAt(resource, "properties", "redundancySettings", "standardTierStorageRedundancy");
  return {
    id,
    name: textAt(resource, "name") ?? name,
    subscriptionId,
    // The id has the case in which the group was named; Resource Graph's own column is lower case.
    resourceGroup,
    location: normalLocation(textAt(resource, "location") ?? ""),
    provisioningState: textAt(resource, "properties", "provisioningState") ?? "Unknown",
    redundancy: isRedundancy(redundancy) ? redundancy : undefined,
    ...(textAt(resource, "properties", "redundancySettings", "crossRegionRestore") === "Enabled"
      ? { crossRegionRestore: true }
      : {}),
  };
}

/** Vaults of a subscription by name, from Resource Graph. Needs `Microsoft.RecoveryServices/Vaults/read`. */
export async function listVaults(arm: Arm, subscriptionId: string, page: string | undefined): Promise<Page<Vault>> {
  return fromGraphOrArm(
    arm,
    page,
    async (token) => {
      const { rows, next } = await queryGraph(arm, [subscriptionId], vaultsQuery, token);
      const items = rows.map(vaultFrom).filter((vault) => vault !== undefined);
      return { items: await withRecent(arm, subscriptionId, items, token === undefined), next };
    },
    async (token) => {
      const found = await readPage(
        arm.vaults(subscriptionId).vaults.listBySubscriptionId(),
        getContinuationToken,
        token,
        vaultFrom,
      );
      return { ...found, items: found.items.toSorted((a, b) => a.name.localeCompare(b.name)) };
    },
  );
}

/** Vaults that were made or changed a moment ago, as they are now; new ones go onto the first page. */
async function withRecent(
  arm: Arm,
  subscriptionId: string,
  vaults: readonly Vault[],
  isFirstPage: boolean,
): Promise<readonly Vault[]> {
  const ids = arm.recent
    .below(`/subscriptions/${subscriptionId}/`)
    .filter((id) => /\/Microsoft\.RecoveryServices\/vaults\/[^/]+$/i.test(id))
    .filter((id) => isFirstPage || vaults.some((vault) => sameId(vault.id, id)));
  const found = (await mapBounded(ids, 4, (id) => vaultIfThere(arm, id))).filter((vault) => vault !== undefined);
  return [...vaults.filter((vault) => !ids.some((id) => sameId(id, vault.id))), ...found].toSorted((a, b) =>
    a.name.localeCompare(b.name),
  );
}

async function vaultIfThere(arm: Arm, id: string): Promise<Vault | undefined> {
  try {
    return await getVault(arm, id);
  } catch (error) {
    if (isMissing(error) || isForbidden(error)) {
      return undefined;
    }
    throw error;
  }
}

/** GET one vault. Needs `Microsoft.RecoveryServices/Vaults/read`. @throws AzureError of kind `notFound` */
export async function getVault(arm: Arm, id: string): Promise<Vault> {
  const { subscriptionId, resourceGroup, name } = parseResourceId(id);
  const vault = vaultFrom(await arm.vaults(subscriptionId).vaults.get(resourceGroup, name));
  if (vault === undefined) {
    throw new AzureError(l10n.t("Azure's answer for the vault '{0}' has no id.", name), { kind: "unexpected" });
  }
  return vault;
}

/**
 * POST checkNameAvailability: the service's word on a name in a region. A region without vaults, or a name that breaks the
 * rules, is a verdict too. Needs `Microsoft.RecoveryServices/locations/checkNameAvailability/action`.
 */
export async function checkVaultName(
  arm: Arm,
  subscriptionId: string,
  resourceGroup: string,
  location: string,
  name: string,
): Promise<Verdict> {
  try {
    const answer = await arm.vaults(subscriptionId).recoveryServices.checkNameAvailability(resourceGroup, location, {
      type: "Microsoft.RecoveryServices/vaults",
      name,
    });
    return { ok: answer.nameAvailable === true, code: answer.reason, message: answer.message };
  } catch (error) {
    const failure = translateError(error);
    if (failure instanceof AzureError && failure.kind === "invalid") {
      return { ok: false, code: failure.code, message: failure.message };
    }
    throw failure;
  }
}

/** Seconds between two looks at a vault that is being made, and how many there are. */
const creationPause = 5;
const creationLooks = 60;

/**
 * Makes a vault with its redundancy in one PUT, so that none is ever left with another one, waits until it is provisioned
 * and reads both back. A vault of that name is left alone, as the PUT would change it. Cancelling stops the waiting; Azure
 * goes on. Needs `Microsoft.RecoveryServices/Vaults/write`.
 * @throws AzureError `conflict` when the name is taken in the group
 */
export async function createVault(arm: Arm, request: VaultRequest): Promise<Vault> {
  const { subscriptionId } = request.subscription;
  const id = `/subscriptions/${subscriptionId}/resourceGroups/${request.resourceGroup}/providers/Microsoft.RecoveryServices/vaults/${request.name}`;
  await refuseTakenName(arm, id, request);
  await waitForOperation(arm, subscriptionId, await putVault(arm, request, id));
  arm.recent.note(id);
  const vault = await sinceBegun(() => provisioned(arm, id));
  if (vault.provisioningState !== "Succeeded") {
    throw new AzureError(
      l10n.t("The vault '{0}' was not created: its state is '{1}'.", request.name, vault.provisioningState),
      { kind: "server", code: vault.provisioningState },
    );
  }
  await setNewRedundancy(arm, vault, request.redundancy);
  return { ...vault, redundancy: request.redundancy };
}

/**
 * The vault when it is no longer being made. The operation is not enough: a request that arrived twice names none. GET of
 * the vault, as often as it takes. Needs `Microsoft.RecoveryServices/Vaults/read`.
 */
export async function provisioned(arm: Arm, id: string): Promise<Vault> {
  let vault = await getVault(arm, id);
  for (let look = 0; look < creationLooks && vault.provisioningState === "Provisioning"; look += 1) {
    await arm.sleep(creationPause);
    vault = await getVault(arm, id);
  }
  return vault;
}

async function refuseTakenName(arm: Arm, id: string, request: VaultRequest): Promise<void> {
  if ((await ifThere(getVault(arm, id))) !== undefined) {
    throw new AzureError(
      l10n.t("The resource group '{0}' has a vault named '{1}' already.", request.resourceGroup, request.name),
      { kind: "conflict", code: "VaultAlreadyExists" },
    );
  }
}

/** The SDK has a poller only, which looks once by itself: then nobody could tell whether the PUT failed or the look. */
async function putVault(arm: Arm, request: VaultRequest, id: string): Promise<Accepted> {
  const answer = await arm.send(request.subscription.subscriptionId, {
    method: "PUT",
    path: id,
    apiVersion: "2024-04-01",
    body: {
      location: request.location,
      sku: { name: "RS0", tier: "Standard" },
      properties: {
        publicNetworkAccess: "Enabled",
        redundancySettings: { standardTierStorageRedundancy: request.redundancy },
      },
    },
  });
  return acceptedFrom(answer.header);
}

async function setNewRedundancy(arm: Arm, vault: Vault, redundancy: Redundancy): Promise<void> {
  const now = await sinceBegun(() => getRedundancy(arm, vault.id));
  if (now.redundancy === redundancy) {
    return;
  }
  await sinceBegun(
    () => setRedundancy(arm, vault.id, redundancy),
    (message) => l10n.t("The vault '{0}' was created, but its redundancy is not set: {1}", vault.name, message),
  );
}
