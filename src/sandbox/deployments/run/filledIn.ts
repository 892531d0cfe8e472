import { guidOf } from "../../http/formats";
import type { JsonObject } from "../../http/json";

type Fill = (name: string, id: string) => JsonObject;

/**
 * Properties that a provider adds to what was put, of types of which the sandbox knows no more. Templates hand them on, mostly to
 * the extensions of virtual machines. Types are in lower case.
 *
 * Source: the templates' outputs in "Azure resource reference" (Microsoft Learn, June 2026) for each type.
 */
const fills: Readonly<Record<string, Fill>> = {
  "microsoft.keyvault/vaults": (name) => ({ vaultUri: `https://${name.toLowerCase()}.vault.azure.net/` }),
  "microsoft.operationalinsights/workspaces": (_, id) => ({ customerId: guidOf(`workspace ${id.toLowerCase()}`) }),
  "microsoft.sql/servers": (name) => ({
    fullyQualifiedDomainName: `${name.toLowerCase()}.database.windows.net`,
    state: "Ready",
  }),
};

/** What a provider adds to the properties of a resource; nothing for most types. */
export function filledIn(type: string, name: string, id: string): JsonObject {
  return fills[type.toLowerCase()]?.(name, id) ?? {};
}
