import type { AcceptedOperation } from "../../azure/connection";

/** What somebody waits for. */
export interface OpenOperation {
  /** Of the notification: "Saving the policy Gold". */
  readonly title: string;
  /** What the views read again at the end. */
  readonly resourceId: string;
  /** Of the deletion of a vault: its status lives below the vault, and often goes with it. */
  readonly deletes?: "vault" | undefined;
}

/** What is kept of it over a reload of the window. */
export interface StoredOperation extends OpenOperation {
  /** Undefined while Azure is being asked: then nobody can tell whether it has heard. */
  readonly accepted?: AcceptedOperation | undefined;
}

function isText(value: unknown): value is string | undefined {
  return value === undefined || typeof value === "string";
}

function isAccepted(value: unknown): value is AcceptedOperation | undefined {
  if (value === undefined) {
    return true;
  }
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const { subscriptionId, statusUrl, location }: Partial<Record<keyof AcceptedOperation, unknown>> = value;
  return typeof subscriptionId === "string" && isText(statusUrl) && isText(location);
}

/** True of what can be gone on with after a reload; an older version may have written something else. */
export function isStored(value: unknown): value is StoredOperation {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const { title, resourceId, deletes, accepted }: Partial<Record<keyof StoredOperation, unknown>> = value;
  return (
    [title, resourceId].every((text) => typeof text === "string") &&
    (deletes === undefined || deletes === "vault") &&
    isAccepted(accepted)
  );
}
