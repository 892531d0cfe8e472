import { badRequest } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { ok } from "../../http/call";
import { guidOf } from "../../http/formats";
import { jsonIn, textAt } from "../../http/json";
import { findRegion } from "../../estate/regions";
import type { ItemRecord, RecoveryPointRecord, VaultRecord } from "../../state/records";
import { pointOf } from "./recoveryPoints";
import { itemOf, subscriptionOf, vaultOf } from "../scope";

/** Until a recovery point is in the secondary region as well: "Set cross region restore" (Microsoft Learn, 2025). */
const replicationLasts = 12 * 3_600_000;

/** What of an item has arrived in the paired region. */
export function arrived(call: Call, vault: VaultRecord, item: ItemRecord): readonly RecoveryPointRecord[] {
  return vault.crossRegionRestore
    ? item.points.filter((point) => point.archivedAt === undefined && point.vaultedAt + replicationLasts <= call.now)
    : [];
}

/** Whom a token for a region is for. */
function audienceOf(region: string): string {
  return `https://RecoveryServices/IaasCoord/aadmgmt/${region}`;
}

/** Who the service of a region is, for whom a token has to be asked. */
export function aadProperties(call: Call): Answer {
  const { subscriptionId, tenantId } = subscriptionOf(call);
  const location = call.param("location").toLowerCase();
  return ok({
    id: `/subscriptions/${subscriptionId}`,
    properties: {
      tenantId,
      audience: audienceOf(location),
      servicePrincipalObjectId: guidOf(`backup service of ${location}`),
    },
  });
}

/** The sandbox's own proof that somebody may read a recovery point; clients hand it on without looking into it. */
export function accessToken(call: Call): Answer {
  const vault = vaultOf(call);
  const item = itemOf(call);
  const point = pointOf(call, item);
  if (!arrived(call, vault, item).includes(point)) {
    throw badRequest(
      "BMSUserErrorInvalidInput",
      "The recovery point is not available in the secondary region: cross region restore is off, or it has not been replicated yet.",
    );
  }
  const pair = findRegion(vault.location)?.paired;
  if (textAt(call.body, "properties", "audience") !== audienceOf(pair ?? "")) {
    throw badRequest(
      "BMSUserErrorInvalidInput",
      "The request does not say for which service of the secondary region it is.",
    );
  }
  const token = Buffer.from(JSON.stringify({ item: item.id, point: point.name })).toString("base64url");
  return ok({
    id: `${item.id}/recoveryPoints/${point.name}`,
    name: point.name,
    type: "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/recoveryPoints",
    properties: {
      objectType: "WorkloadCrrAccessToken",
      accessTokenString: token,
      subscriptionId: vault.subscriptionId,
      resourceGroupName: vault.group,
      resourceName: vault.name,
      resourceId: guidOf(vault.id),
      recoveryPointId: point.name,
      recoveryPointTime: new Date(point.time).toLocaleString("en-US", { timeZone: "UTC" }).replace(",", ""),
      containerName: item.key,
      containerType: "IaasVMContainer",
      backupManagementType: "AzureIaasVM",
      datasourceType: "VM",
      datasourceName: item.vmName,
      datasourceId: guidOf(item.id),
      datasourceContainerName: item.key,
      coordinatorServiceStampUri: "https://coordinator.sandbox.invalid",
      protectionServiceStampId: guidOf("protection stamp"),
      protectionServiceStampUri: "https://protection.sandbox.invalid",
      tokenExtendedInformation: "",
    },
  });
}

/** What an access token lets somebody restore. */
export interface Granted {
  readonly item: ItemRecord;
  readonly point: RecoveryPointRecord;
}

/** What a token of `accessToken` is for; throws 400 for a text that is none. */
export function grantedBy(call: Call): Granted {
  const text = textAt(call.body, "crossRegionRestoreAccessDetails", "accessTokenString") ?? "";
  const content = jsonIn(Buffer.from(text, "base64url").toString("utf8"));
  const item = call.estate.items.get(textAt(content, "item") ?? "");
  const point = item?.points.find(({ name }) => name === textAt(content, "point"));
  if (item === undefined || point === undefined) {
    throw badRequest("BMSUserErrorInvalidInput", "The access token of the recovery point is not valid.");
  }
  return { item, point };
}
