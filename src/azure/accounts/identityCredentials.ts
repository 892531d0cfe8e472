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
 * @param authority where the cloud's people log in; the public cloud's place when left out. The environment variable
 * AZURE_AUTHORITY_HOST, which other tools share, goes first.
 */
export function defaultCredential(tenantId?: string, authority?: string): TokenCredential {
  const authorityHost = process.env["AZURE_AUTHORITY_HOST"] ?? authority;
  return new DefaultAzureCredential({
    ...(authorityHost === undefined ? {} : { authorityHost }),
    ...(tenantId === undefined ? {} : { tenantId, additionallyAllowedTenants: ["*"] }),
  });
}
