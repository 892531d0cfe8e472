import type { Subscription } from "../../azure/models";
import { sameId, subscriptionIdOf } from "./resourceId";
import type { AzureSession } from "../session";

/** The chosen subscription that a resource is in; undefined when it is not chosen, or not of this account. */
export function subscriptionOf(
  { subscriptions }: Pick<AzureSession, "subscriptions">,
  resourceId: string,
): Subscription | undefined {
  const id = subscriptionIdOf(resourceId);
  return id === undefined ? undefined : subscriptions.find((one) => sameId(one.subscriptionId, id));
}

/** Whether a resource can be asked after: somebody is signed in, and has chosen its subscription. */
export function isReachable(session: Pick<AzureSession, "state" | "subscriptions">, resourceId: string): boolean {
  return session.state === "ready" && subscriptionOf(session, resourceId) !== undefined;
}
