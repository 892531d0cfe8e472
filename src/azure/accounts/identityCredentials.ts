import { AzureCliCredential, DefaultAzureCredential } from "@azure/identity";
import type { TokenCredential } from "@azure/core-auth";

/**
 * Tokens of the account that `az login` signed in.
 * @param tenantId a tenant other than the one that the CLI has as its default
 */
export function azureCliCredential(tenantId?: string): TokenCredential {
  return new AzureCliCredential(tenantId === undefined ? {} : { tenantId });
}

/**
 * Environment, managed identity, CLI …, in the order of @azure/identity: for containers and build machines.
 * @param tenantId a tenant other than the credential's own
 */
export function defaultCredential(tenantId?: string): TokenCredential {
  return new DefaultAzureCredential(tenantId === undefined ? {} : { tenantId, additionallyAllowedTenants: ["*"] });
}
