import { getContinuationToken } from "@azure/arm-recoveryservicesbackup";
import * as l10n from "@vscode/l10n";
import type { Arm } from "../http/armPipeline";
import { AzureError, ifThere } from "../http/azureError";
import { parseResourceId, vaultIdOf } from "../ids";
import { itemNamesIn } from "../itemNames";
import { textAt, timeAt, valueAt } from "../http/jsonRead";
import type { Page, ProtectedItem } from "../models";
import { diskSelectionFrom } from "./diskSelection";
import { protectionStateOf } from "./protectionState";
import { readPage } from "../http/sdkPage";

/** A protected item of the backup API or, with the same fields under other names, of Resource Graph. */
export function protectedItemFrom(resource: unknown): ProtectedItem | undefined {
  const id = textAt(resource, "id");
  const properties = valueAt(resource, "properties");
  const vmId =
    textAt(properties, "sourceResourceId") ??
    textAt(properties, "virtualMachineId") ??
    textAt(properties, "dataSourceInfo", "resourceID");
  if (id === undefined || vmId === undefined) {
    return undefined;
  }
  const lastBackup = timeAt(properties, "lastBackupTime");
  const inconsistent = valueAt(properties, "extendedInfo", "policyInconsistent");
  return {
    id,
    name: textAt(resource, "name") ?? itemNamesIn(id).item,
    vmName: textAt(properties, "friendlyName") ?? parseResourceId(vmId).name,
    vmId,
    vaultId: vaultIdOf(id),
    policyName: textAt(properties, "policyName") ?? textAt(properties, "policyId")?.split("/").at(-1),
    state: protectionStateOf(properties),
    lastBackup,
    // Before the first backup Azure sends an empty status, and a time in 2001 that `timeAt` leaves out.
    lastBackupStatus: textAt(properties, "lastBackupStatus"),
    lastRecoveryPoint: timeAt(properties, "lastRecoveryPoint"),
    ...(typeof inconsistent === "boolean" ? { followsPolicy: !inconsistent } : {}),
    // Only the backup API tells it; the graph's items say whose they are in another way.
    ...(valueAt(properties, "dataSourceInfo") === undefined ? { disks: diskSelectionFrom(properties) } : {}),
  };
}

/** GET backupProtectedItems, VMs only. Needs `Microsoft.RecoveryServices/Vaults/backupProtectedItems/read`. */
export async function listProtectedItems(
  arm: Arm,
  vaultId: string,
  page: string | undefined,
): Promise<Page<ProtectedItem>> {
  const vault = parseResourceId(vaultId);
  const pages = arm.backup(vault.subscriptionId).backupProtectedItems.list(vault.name, vault.resourceGroup, {
    filter: "backupManagementType eq 'AzureIaasVM' and itemType eq 'VM'",
  });
  return readPage(pages, getContinuationToken, page, protectedItemFrom);
}

/**
 * GET one protected item as Azure has it; undefined when there is none. Needs `…/protectedItems/read`.
 * @param options.extended what only the item itself tells is wanted too
 */
export async function getProtectedItem(
  arm: Arm,
  itemId: string,
  { extended = false }: { readonly extended?: boolean } = {},
): Promise<unknown> {
  const vault = parseResourceId(vaultIdOf(itemId));
  const { container, item } = itemNamesIn(itemId);
  return ifThere(
    arm
      .backup(vault.subscriptionId)
      .protectedItems.get(
        vault.name,
        vault.resourceGroup,
        "Azure",
        container,
        item,
        extended ? { filter: "expand eq 'extendedinfo'" } : {},
      ),
  );
}

/**
 * GET the protected item of an id, live. Needs `…/protectedItems/read`.
 * @throws AzureError of kind `notFound` when the vault has none
 */
export async function getItem(arm: Arm, itemId: string): Promise<ProtectedItem> {
  const item = protectedItemFrom(await getProtectedItem(arm, itemId));
  if (item === undefined) {
    throw new AzureError(l10n.t("The vault has no backup of this VM any more."), { kind: "notFound" });
  }
  return item;
}
