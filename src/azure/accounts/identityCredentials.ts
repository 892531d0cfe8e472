import { AzureCliCredential, DefaultAzureCredential } from "@azure/identity";
import type { TokenCredential } from "@azure/core-auth";
import { chinaCloud, publicCloud, usGovernmentCloud } from "./clouds";

/** Microsoft's own, which vouch for each other. */
const knownAuthorities = [publicCloud, usGovernmentCloud, chinaCloud].map(({ authority }) => authority);

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
 * AZURE_AUTHORITY_HOST, which other tools share, goes first. Microsoft is not asked whether it knows one of another's: a cloud
 * of one's own, such as an Azure Stack Hub, may be out of its reach.
 */
export function defaultCredential(tenantId?: string, authority?: string): TokenCredential {
  const authorityHost = process.env["AZURE_AUTHORITY_HOST"] ?? authority;
  return new DefaultAzureCredential({
    ...(authorityHost === undefined
      ? {}
      : { authorityHost, disableInstanceDiscovery: !knownAuthorities.includes(authorityHost.replace(/\/+$/, "")) }),
    ...(tenantId === undefined ? {} : { tenantId, additionallyAllowedTenants: ["*"] }),
  });
}
