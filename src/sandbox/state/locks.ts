import { ArmFault } from "../http/armFault";
import { textAt } from "../http/json";
import type { Estate } from "./estate";

/** The type of a management lock. */
export const lockType = "Microsoft.Authorization/locks";

type Level = "CanNotDelete" | "ReadOnly";

interface Lock {
  /** What is locked, in lower case: a subscription, a resource group or a resource, and everything below it. */
  readonly scope: string;
  readonly level: Level;
}

/**
 * Refuses a change that a lock forbids: a deletion of what a lock covers, or of something that holds what a lock covers, and
 * under `ReadOnly` every other change as well. Throws 409 `ScopeLocked`.
 *
 * Source: "Lock your Azure resources to protect your infrastructure" (Microsoft Learn, June 2026); the sentence as users of
 * az and Terraform have reported it (Azure/azure-cli#2688, Azure/terraform-azurerm-lz-vending#496).
 * @param path id of what is to be changed
 */
export function checkLocks(estate: Estate, path: string, change: "delete" | "write"): void {
  const target = path.toLowerCase().replace(/\/$/u, "");
  const blocking = locksOf(estate, target).filter(({ scope, level }) => {
    const isOver = target === scope || target.startsWith(`${scope}/`);
    return change === "delete" ? isOver || scope.startsWith(`${target}/`) : isOver && level === "ReadOnly";
  });
  if (blocking.length > 0) {
    const scopes = [...new Set(blocking.map(({ scope }) => scope))].map((scope) => `'${scope}'`).join(",");
    throw new ArmFault(
      409,
      "ScopeLocked",
      `The scope '${path}' cannot perform ${change} operation because following scope(s) are locked: ${scopes}. Please remove the lock and try again.`,
    );
  }
}

/** Whether a lock forbids the deletion of what has an id, as `checkLocks` says it. */
export function isLocked(estate: Estate, id: string): boolean {
  try {
    checkLocks(estate, id, "delete");
    return false;
  } catch (error) {
    if (error instanceof ArmFault) {
      return true;
    }
    throw error;
  }
}

function locksOf(estate: Estate, path: string): readonly Lock[] {
  const subscription = path.split("/").slice(0, 3).join("/");
  return estate.resourcesOf(lockType, `${subscription}/`).map(({ id, properties }) => ({
    scope: id.toLowerCase().split("/providers/microsoft.authorization/locks/")[0] ?? "",
    level: textAt(properties, "level") === "ReadOnly" ? "ReadOnly" : "CanNotDelete",
  }));
}
