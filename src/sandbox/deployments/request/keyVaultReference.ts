import { ArmFault, badRequest } from "../../http/armFault";
import type { Inside } from "../../http/call";
import { at, textAt } from "../../http/json";
import type { Json } from "../../http/json";
import type { Estate } from "../../state/estate";
import { mayAct } from "../../login/rights";
import { partsOf, subscriptionOfId } from "../../state/ids";

/**
 * The value that a parameter takes from a key vault: `{ "keyVault": { "id": … }, "secretName": …, "secretVersion": … }`. Throws
 * as Azure Resource Manager does when the vault is not there, is not for templates, may not be used, or has no such secret.
 *
 * Source: "Use Azure Key Vault to pass a secret as a parameter during deployment" (Microsoft Learn, June 2026); the codes also
 * in Azure/azure-powershell#3318 and #5324, Azure/bicep#6859.
 * @param parameter its name in the template
 */
export function keyVaultSecret({ estate }: Pick<Inside, "estate">, parameter: string, reference: Json): string {
  const vaultId = textAt(reference, "keyVault", "id") ?? "";
  const secretName = textAt(reference, "secretName") ?? "";
  const vault = estate.resources.get(vaultId);
  if (vault?.type.toLowerCase() !== "microsoft.keyvault/vaults") {
    throw badRequest("KeyVaultParameterReferenceNotFound", `The specified KeyVault '${vaultId}' could not be found.`);
  }
  if (!mayDeployFrom(estate, vault.id)) {
    throw new ArmFault(
      403,
      "KeyVaultParameterReferenceAuthorizationFailed",
      `The client does not have permission to perform action 'MICROSOFT.KEYVAULT/VAULTS/DEPLOY/ACTION' on the specified KeyVault resource '${vault.id}'. Please see https://aka.ms/arm-keyvault for usage details.`,
    );
  }
  if (at(vault.properties, "enabledForTemplateDeployment") !== true) {
    throw notRetrieved(parameter, "Forbidden", "Access denied to first party service.");
  }
  const id = `${vault.id}/secrets/${secretName}`;
  const value = estate.secrets.get(id.toLowerCase());
  const version = textAt(reference, "secretVersion");
  const current = textAt(estate.resources.get(id), "properties", "secretUriWithVersion")?.split("/").at(-1);
  if (value === undefined || (version !== undefined && version !== current)) {
    throw notRetrieved(
      parameter,
      "NotFound",
      `A secret with (name/id) ${[secretName, ...(version === undefined ? [] : [version])].join("/")} was not found in this key vault.`,
    );
  }
  return value;
}

function mayDeployFrom(estate: Estate, id: string): boolean {
  const place = { subscriptionId: subscriptionOfId(id), group: partsOf(id)?.group ?? "" };
  return mayAct(estate, undefined, place, "Microsoft.KeyVault/vaults/deploy/action");
}

function notRetrieved(parameter: string, status: string, why: string): ArmFault {
  return badRequest(
    "KeyVaultParameterReferenceSecretRetrieveFailed",
    `The secret of KeyVault parameter '${parameter}' cannot be retrieved. Http status code: '${status}'. Error message: '${why}'. Please see https://aka.ms/arm-keyvault for usage details.`,
  );
}
