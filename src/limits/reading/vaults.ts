import { asBoolean, asText } from "../../template/access";
import { known } from "../../template/values/make";
import type { Value } from "../../template/value";
import type { Fact } from "../profile/fact";
import type { VaultEndpoint, VaultProfile } from "../profile/vault";
import { factOf, numberFact, placeOf, placeOfResource, regionFact, unknownFact } from "./facts";
import { cut, itemsOf, knownItems, member, memberAt, shown } from "./reading";
import type { ReadResource } from "./resource";
import type { ResourceIndex } from "./resourceIndex";

const vaultType = "Microsoft.RecoveryServices/vaults";
const endpointType = "Microsoft.Network/privateEndpoints";

/** The vaults of a template, or those of Azure that were read. Of a vault that is only referred to (`existing`) little is known. */
export function vaultProfiles(index: ResourceIndex): readonly VaultProfile[] {
  const vaults = index.ofType(vaultType);
  if (vaults.length === 0) {
    return [];
  }
  const endpoints = declaredEndpoints(index);
  return vaults.map((vault) => ({
    ...vaultProfile(vault, index),
    privateEndpoints: [...(endpoints.get(vault.id) ?? []), ...listedEndpoints(vault)],
  }));
}

/** The profile of one vault, without the private endpoints that are declared elsewhere. */
function vaultProfile(vault: ReadResource, index: ResourceIndex): VaultProfile {
  const common = {
    id: vault.id,
    name: shown(vault.name),
    location: regionFact(vault.location),
    deployed: factOf(vault.condition, true, asBoolean),
    subscription: subscriptionFact(vault),
    privateEndpoints: [],
    place: placeOfResource(vault),
  };
  return vault.existing
    ? { ...common, ...untoldSettings(index) }
    : {
        ...common,
        resourceName: factOf(vault.name, "", asText),
        ...settings(vault, index),
        declaration: vault.span === undefined ? undefined : { span: vault.span, chain: [] },
      };
}

type VaultSettings = Omit<VaultProfile, "id" | "name" | "location" | "deployed" | "subscription" | "privateEndpoints">;

function untoldSettings(index: ResourceIndex): VaultSettings {
  const untold = index.untold();
  return {
    resourceName: untold,
    redundancy: untold,
    crossRegionRestore: untold,
    softDelete: untold,
    softDeleteDays: untold,
    immutability: untold,
    immutabilityDays: untold,
    customerKey: untold,
    publicNetworkAccess: untold,
    crossSubscriptionRestore: untold,
  };
}

function settings(vault: ReadResource, index: ResourceIndex): Omit<VaultSettings, "resourceName"> {
  const own = (...path: readonly string[]): Value | undefined => memberAt(member(vault.body, "properties"), path);
  const storage = childSettings(vault, "backupstorageconfig", index);
  const backup = childSettings(vault, "backupconfig", index);
  const redundancy = own("redundancySettings", "standardTierStorageRedundancy");
  const second = storage("storageModelType") ?? storage("storageType");
  const secondPlace = placeOf(second ?? storage("crossRegionRestoreFlag"));
  const softDelete = (name: string): Value | undefined => own("securitySettings", "softDeleteSettings", name);
  const immutability = (...path: readonly string[]): Value | undefined =>
    own("securitySettings", "immutabilitySettings", ...path);
  return {
    redundancy: redundancyFact(vault, redundancy ?? second, index),
    secondRedundancy: own("redundancySettings") === undefined ? undefined : secondPlace,
    crossRegionRestore: factOf<boolean | undefined>(
      own("redundancySettings", "crossRegionRestore") ?? storage("crossRegionRestoreFlag"),
      undefined,
      isOn,
    ),
    softDelete: textFact(softDelete("softDeleteState") ?? backup("softDeleteFeatureState")),
    softDeleteDays: numberFact(
      softDelete("softDeleteRetentionPeriodInDays") ?? backup("softDeleteRetentionPeriodInDays"),
    ),
    immutability: textFact(immutability("state")),
    immutabilityDays: numberFact(immutability("configuration", "durationInDays")),
    customerKey: filled(own("encryption", "keyVaultProperties")),
    publicNetworkAccess: textFact(own("publicNetworkAccess")),
    crossSubscriptionRestore: textFact(
      own("restoreSettings", "crossSubscriptionRestoreSettings", "crossSubscriptionRestoreState"),
    ),
  };
}

/** Every vault that Azure has is replicated somehow: what is not told of it is not known. */
function redundancyFact(
  vault: ReadResource,
  value: Value | undefined,
  index: ResourceIndex,
): VaultProfile["redundancy"] {
  return value === undefined && index.source === "azure"
    ? index.untold(known(`${vault.id}/backupstorageconfig/vaultstorageconfig`))
    : textFact(value);
}

/** The properties of the vault's configuration of a kind, when there is one that is deployed for certain. */
function childSettings(
  vault: ReadResource,
  kind: string,
  index: ResourceIndex,
): (...path: readonly string[]) => Value | undefined {
  const child = index
    .ofType(`${vaultType}/${kind}`)
    .find(({ id, condition }) => id.startsWith(`${vault.id}/${kind}/`) && asBoolean(condition) === true);
  return (...path) => memberAt(member(child?.body, "properties"), path);
}

/** The subscription of a resource's id. */
export function subscriptionFact({ id, idValue }: ReadResource): Fact<string | undefined> {
  return subscriptionIn(idValue ?? known(id));
}

/** The subscription that an id names; known `undefined` when it names none. */
export function subscriptionIn(id: Value): Fact<string | undefined> {
  const rest = cut(id, "/subscriptions/", "first")?.after;
  const name = rest === undefined ? undefined : (cut(rest, "/", "first")?.before ?? rest);
  // An id of which nothing is known may name any.
  return id.kind === "unknown"
    ? unknownFact(id, asText)
    : factOf<string | undefined>(name, undefined, (value) => asText(value)?.toLowerCase());
}

function textFact(value: Value | undefined): Fact<string | undefined> {
  return factOf<string | undefined>(value, undefined, asText);
}

/** `Enabled` and `Disabled` in the vault, a truth value in its configuration. */
function isOn(value: Value): boolean | undefined {
  const text = asText(value)?.toLowerCase();
  return text === "enabled" ? true : text === "disabled" ? false : asBoolean(value);
}

function filled(value: Value | undefined): Fact<boolean> {
  return factOf(value, false, (given) => (given.kind === "object" ? given.members.size > 0 : undefined));
}

/** The private endpoints for backup that the source declares, by id of their vault. */
function declaredEndpoints(index: ResourceIndex): ReadonlyMap<string, readonly VaultEndpoint[]> {
  const found = new Map<string, VaultEndpoint[]>();
  // One that may not be deployed is no reason to say anything.
  for (const endpoint of index.ofType(endpointType).filter(({ condition }) => asBoolean(condition) === true)) {
    const vaults = new Set(connectionsOf(endpoint).map((each) => index.find(each, endpoint.instance)?.id));
    for (const id of vaults) {
      if (id !== undefined) {
        const list = found.get(id) ?? [];
        found.set(id, [...list, { name: shown(endpoint.name), place: placeOfResource(endpoint) }]);
      }
    }
  }
  return found;
}

/** What an endpoint's connections for backup lead to. */
function connectionsOf({ body }: ReadResource): readonly (Value | undefined)[] {
  return ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"]
    .flatMap((name) => knownItems(member(body, "properties", name)))
    .map((connection) => member(connection, "properties"))
    .filter(isForBackup)
    .map((connection) => member(connection, "privateLinkServiceId"));
}

/** The endpoints that Azure lists in the vault itself. */
function listedEndpoints({ body }: ReadResource): readonly VaultEndpoint[] {
  return knownItems(member(body, "properties", "privateEndpointConnections"))
    .filter((connection) => isForBackup(member(connection, "properties")))
    .map((connection) => ({ name: asText(member(connection, "name")) ?? "", place: placeOf(connection) }));
}

function isForBackup(connection: Value | undefined): boolean {
  const groups = itemsOf(member(connection, "groupIds")) ?? [];
  return groups.some((group) => asText(group)?.toLowerCase() === "azurebackup");
}
