import type { Subscription } from "../../azure/models";
import type { RestorePoint, RestoreRequest, StagingAccount } from "../../azure/restore/restoreModels";
import { sameId, subscriptionIdOf } from "../../host/resources/resourceId";
import type { Draft } from "./steps/draft";
import { groupIdOf } from "./steps/draft";
import { targetSubscription } from "./steps/placeSteps";
import type { FlowContext } from "./flowContext";
import type { RestoreFacts } from "./fit/restoreFacts";

/** A restore that has been answered for: what is asked of Azure, and what the sentences about it need. */
export interface RestorePlan {
  readonly request: RestoreRequest;
  readonly vmName: string;
  readonly facts: RestoreFacts;
  readonly point: RestorePoint;
  readonly account: StagingAccount;
  /** The resource group that has to be made first. */
  readonly newGroup: { readonly subscription: Subscription; readonly name: string } | undefined;
  readonly groupName: string | undefined;
  /** Name of the subscription of what is made, where that is not the vault's. */
  readonly otherSubscription?: string | undefined;
  readonly networkName: string | undefined;
}

/** @throws Error when a question was left out, which is a fault of the flow */
export function planOf(context: FlowContext, draft: Draft): RestorePlan {
  const facts = answered(draft.facts, "facts");
  const point = answered(draft.point, "point");
  const account = answered(draft.account, "account");
  const { item } = context;
  const common = {
    itemId: item.id,
    pointId: point.id,
    vmId: item.vmId,
    region: facts.region.name,
    ...(facts.region.secondary ? { secondary: true } : {}),
    storageAccountId: account.id,
    identity: draft.identity,
    diskEncryptionSetId: draft.encryptionSet?.id,
    diskAccess: draft.diskAccess,
    rehydrate: point.archived
      ? { days: answered(draft.days, "days"), priority: answered(draft.priority, "priority") }
      : undefined,
  };
  const about = { vmName: item.vmName, facts, point, account, networkName: draft.network?.name };
  if (context.kind === "replaceDisks") {
    return { ...about, request: { ...common, kind: "replaceDisks" }, newGroup: undefined, groupName: undefined };
  }
  const group = answered(draft.group, "group");
  const subscription = targetSubscription(context, draft);
  const resourceGroupId = groupIdOf(subscription.subscriptionId, group.name);
  return {
    ...about,
    groupName: group.name,
    otherSubscription: sameId(subscription.subscriptionId, subscriptionIdOf(item.vaultId) ?? "")
      ? undefined
      : subscription.name,
    newGroup: group.isNew ? { subscription, name: group.name } : undefined,
    request:
      context.kind === "newVm"
        ? {
            ...common,
            kind: "newVm",
            resourceGroupId,
            name: answered(draft.name, "name"),
            networkId: answered(draft.network, "network").id,
            subnetId: answered(draft.subnetId, "subnet"),
            zone: draft.zone,
          }
        : { ...common, kind: "disks", resourceGroupId, luns: draft.luns, zone: draft.zone },
  };
}

function answered<T>(answer: T | undefined, name: string): T {
  if (answer === undefined) {
    throw new Error(`The restore was not asked for its ${name}.`);
  }
  return answer;
}
