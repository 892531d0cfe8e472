import { createHash } from "node:crypto";
import type { DeploymentRuntime } from "../../../template/evaluation/deploymentRuntime";
import type { JsonValue } from "../../../template/value";
import { ArmFault } from "../../http/armFault";
import type { Inside } from "../../http/call";
import { guidOf } from "../../http/formats";
import { isJsonObject } from "../../http/json";
import type { Json, JsonObject } from "../../http/json";
import { groupId, partsOf, subscriptionOfId, typeOfId } from "../../state/ids";
import type { DeploymentRecord } from "../../state/records";
import { keyVaultSecret } from "../request/keyVaultReference";
import type { LinkedContents } from "../links/linkedContents";

/** What a deployment can ask of the estate while its template is evaluated. */
export interface DeploymentState extends DeploymentRuntime {
  /** Ids of what was asked for, is not there, and is not made by the template either. */
  readonly missing: ReadonlySet<string>;
  /** The secrets of key vaults that were read. */
  readonly secrets: ReadonlySet<string>;
  /** Tells which id a bare name in `reference(name)` means, and what is still to be made. */
  readonly tell: (idOfName: (name: string) => string | undefined, isPending: (id: string) => boolean) => void;
}

/**
 * The estate as a template sees it that is deployed into it at a moment (milliseconds since 1970).
 * @param contents what the deployment links
 */
export function deploymentState(
  inside: Inside,
  record: DeploymentRecord,
  contents: LinkedContents,
  now: number,
): DeploymentState {
  const { estate } = inside;
  const missing = new Set<string>();
  const secrets = new Set<string>();
  let idOfName: (name: string) => string | undefined = () => undefined;
  let isPending: (id: string) => boolean = () => false;
  const idMeant = (named: string): string | undefined => (named.startsWith("/") ? named : idOfName(named));
  const find = (named: string): JsonObject | undefined => {
    const id = idMeant(named);
    if (id === undefined || isPending(id)) {
      return undefined;
    }
    const found = stateOf(inside, id, now);
    if (found === undefined) {
      missing.add(id);
    }
    return found;
  };
  return {
    missing,
    tell: (names, pending) => {
      idOfName = names;
      isPending = pending;
    },
    reference: (id, full) => {
      const found = find(id);
      return found === undefined ? undefined : plain(full ? wholeState(found) : (found["properties"] ?? {}));
    },
    list: (name, of) => {
      const id = idMeant(of);
      const isKnown = id !== undefined && name === "listkeys" && hasKeys(id) && find(id) !== undefined;
      return isKnown ? keysOf(id) : undefined;
    },
    resourceGroup: (subscriptionId, name) => {
      const group = estate.groups.get(groupId(subscriptionId, name));
      return group === undefined ? undefined : { location: group.location, tags: plain(group.tags) };
    },
    subscription: (id) => {
      const found = estate.subscriptions.get(id);
      return found === undefined ? undefined : { tenantId: found.tenantId, displayName: found.displayName };
    },
    secrets,
    linked: (link, from) => {
      const found = contents.read(link, from);
      return found instanceof ArmFault ? undefined : found;
    },
    secret: (parameter, reference) => secretOrNone(inside, parameter, reference, secrets),
    templateLink: record.templateLink === undefined ? undefined : plain(record.templateLink),
    newGuid: (place) => guidOf(`${record.correlationId} ${place}`),
    startTime: new Date(record.startTime),
  };
}

/**
 * Undefined for a secret that cannot be read: the deployment whose parameter it is fails for it.
 * @param read all secrets that were read
 */
function secretOrNone(inside: Inside, parameter: string, reference: Json, read: Set<string>): string | undefined {
  try {
    const secret = keyVaultSecret(inside, parameter, reference);
    read.add(secret);
    return secret;
  } catch (error) {
    if (error instanceof ArmFault) {
      return undefined;
    }
    throw error;
  }
}

/** A resource as its GET shows it. */
export function stateOf(inside: Inside, id: string, now: number): JsonObject | undefined {
  const kept = inside.estate.resources.get(id);
  if (kept !== undefined) {
    return kept;
  }
  const { status, body } = inside.ask({ method: "GET", target: encodeURI(id), apiVersion: "2024-04-01", now });
  return status === 200 && isJsonObject(body) ? body : undefined;
}

function wholeState(body: JsonObject): JsonObject {
  const id = typeof body["id"] === "string" ? body["id"] : "";
  return {
    ...body,
    subscriptionId: subscriptionOfId(id),
    resourceGroupName: partsOf(id)?.group,
    resourceId: id,
    scope: "",
  };
}

const accounts = "microsoft.storage/storageaccounts";
const workspaces = "microsoft.operationalinsights/workspaces";

/** Whether the keys of a resource are known here. */
function hasKeys(id: string): boolean {
  return [accounts, workspaces].includes(typeOfId(id)?.type.toLowerCase() ?? "");
}

/** Two keys that are always the same for the same resource, in the form of its type. */
function keysOf(id: string): JsonValue {
  const valueOf = (name: string): string => createHash("sha512").update(`${name} ${id.toLowerCase()}`).digest("base64");
  return typeOfId(id)?.type.toLowerCase() === workspaces
    ? { primarySharedKey: valueOf("primary"), secondarySharedKey: valueOf("secondary") }
    : { keys: ["key1", "key2"].map((keyName) => ({ keyName, value: valueOf(keyName), permissions: "FULL" })) };
}

/** JSON without members that are left out. */
function plain(value: Json | undefined): JsonValue {
  if (value === undefined || value === null || typeof value !== "object") {
    return value ?? null;
  }
  return isJsonObject(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([name, member]) => (member === undefined ? [] : [[name, plain(member)]])),
      )
    : value.map((each) => plain(each));
}
