import { listId } from "./vaultNodes";

/** What a changed resource means for the tree. */
export interface ChangeTargets {
  /** Lists to read again, by node id. */
  readonly lists: readonly string[];
  /** The virtual machine to read again by itself, without its list. */
  readonly vm: { readonly listId: string; readonly vmId: string } | undefined;
}

const vaultPath =
  /^\/subscriptions\/([^/]+)\/resourcegroups\/[^/]+\/providers\/microsoft\.recoveryservices\/vaults\/[^/]+/;
const vmPath =
  /^\/subscriptions\/([^/]+)\/resourcegroups\/[^/]+\/providers\/microsoft\.compute\/virtualmachines\/[^/]+$/;

/**
 * Which parts of the tree show a resource. A vault stands in its subscription's list (and all its own lists may have changed);
 * items and jobs stand in lists of their vault.
 * @param changed lower-case ARM id
 */
export function changeTargets(changed: string): ChangeTargets {
  const vmSubscription = vmPath.exec(changed)?.[1];
  if (vmSubscription !== undefined) {
    return { lists: [], vm: { listId: listId("vms", vmSubscription), vmId: changed } };
  }
  const vault = vaultPath.exec(changed);
  const [vaultId, subscriptionId] = [vault?.[0], vault?.[1]];
  if (vaultId === undefined || subscriptionId === undefined) {
    return { lists: [], vm: undefined };
  }
  const rest = changed.slice(vaultId.length);
  const lists = [
    ...(rest === "" ? [listId("vaults", subscriptionId)] : []),
    ...(rest === "" || rest.includes("/protecteditems/") ? [listId("items", vaultId)] : []),
    ...(rest === "" || rest.startsWith("/backuppolicies/") ? [listId("policies", vaultId)] : []),
    ...(rest === "" || rest.startsWith("/backupjobs/") ? [listId("jobs", vaultId)] : []),
  ];
  return { lists, vm: undefined };
}
