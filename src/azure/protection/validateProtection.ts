import * as l10n from "@vscode/l10n";
import { ifThere } from "../http/azureError";
import type { Arm } from "../http/armPipeline";
import { findProtection } from "./findProtection";
import { parseResourceId, sameId } from "../ids";
import type { Vault, Verdict } from "../models";
import { getPolicy } from "../policies/policies";

/**
 * POST locations/REGION/backupPreValidateProtection, the check that Azure itself makes before it protects a VM. Its
 * specification knows nothing of policies, so the policy is looked up beside it.
 * Needs `Microsoft.RecoveryServices/locations/backupPreValidateProtection/action`.
 */
export async function validateProtection(arm: Arm, vmId: string, vault: Vault, policyName: string): Promise<Verdict> {
  const { subscriptionId } = parseResourceId(vmId);
  const policyId = `${vault.id}/backupPolicies/${policyName}`;
  const [answer, policy] = await Promise.all([
    arm.backup(subscriptionId).protectionIntentOperations.validate(vault.location, {
      resourceType: "VM",
      resourceId: vmId,
      vaultId: vault.id,
      // Free text, "configuration to be validated" in the specification; a service that ignores it loses nothing.
      properties: JSON.stringify({ policyId }),
    }),
    ifThere(getPolicy(arm, policyId)),
  ]);
  // A stopped or deleted item in this vault is "already protected" to this check, and no obstacle to `protect`.
  const refused = answer.status !== "Succeeded" && !(await isOwnItem(arm, vmId, vault, answer.errorCode));
  if (refused) {
    const said = [answer.errorMessage, answer.recommendation].filter((text) => text !== undefined && text !== "");
    return { ok: false, code: answer.errorCode, message: said.length === 0 ? undefined : said.join(" ") };
  }
  return policy !== undefined
    ? { ok: true, code: undefined, message: undefined }
    : {
        ok: false,
        code: "PolicyNotFound",
        message: l10n.t("The vault '{0}' has no policy '{1}' for virtual machines.", vault.name, policyName),
      };
}

async function isOwnItem(arm: Arm, vmId: string, vault: Vault, code: string | undefined): Promise<boolean> {
  if (!/AlreadyProtected/i.test(code ?? "")) {
    return false;
  }
  const { vaultId } = await findProtection(arm, vmId, vault.location);
  return sameId(vaultId, vault.id);
}
