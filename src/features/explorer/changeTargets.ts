import { listId } from "./nodes/vaultNodes";

/** What a changed resource means for the tree. */
export interface ChangeTargets {
  /** Lists to read again, by node id. */
  readonly lists: readonly string[];
  /** The virtual machine or vault to read again by itself, by its id. */
  readonly reread: string | undefined;
}

const vaultPath =
  /^\/subscriptions\/([^/]+)\/resourcegroups\/[^/]+\/providers\/microsoft\.recoveryservices\/vaults\/[^/]+/;
const vmPath = /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/microsoft\.compute\/virtualmachines\/[^/]+$/;
/** Azure Backup names an item after its VM's group and name. */
const itemOfVm = /\/protecteditems\/vm(?:;|%3b)iaasvmcontainerv2(?:;|%3b)([^;%/]+)(?:;|%3b)([^;%/]+)$/;

/**
 * Which parts of the tree show a resource. VMs and vaults are read again by themselves (all lists of a vault may have
 * changed with it); an item is part of its VM; policies and jobs stand in lists of their vault.
 * @param changed lower-case ARM id
 */
export function changeTargets(changed: string): ChangeTargets {
  if (vmPath.test(changed)) {
    return { lists: [], reread: changed };
  }
  const vault = vaultPath.exec(changed);
  const [vaultId, subscriptionId] = [vault?.[0], vault?.[1]];
  if (vaultId === undefined || subscriptionId === undefined) {
    return { lists: [], reread: undefined };
  }
  const rest = changed.slice(vaultId.length);
  const lists = [
    ...(rest === "" || rest.includes("/protecteditems/") ? [listId("items", vaultId)] : []),
    ...(rest === "" || rest.startsWith("/backuppolicies/") ? [listId("policies", vaultId)] : []),
    ...(rest === "" || rest.startsWith("/backupjobs/") ? [listId("jobs", vaultId)] : []),
  ];
  return { lists, reread: rest === "" ? vaultId : vmOfItem(subscriptionId, rest) };
}

/** The id of the VM that an item is named after. @param rest of the item's id, behind the vault */
function vmOfItem(subscriptionId: string, rest: string): string | undefined {
  const [, group, name] = itemOfVm.exec(rest) ?? [];
  return group === undefined || name === undefined
    ? undefined
    : `/subscriptions/${subscriptionId}/resourcegroups/${group}/providers/microsoft.compute/virtualmachines/${name}`;
}
