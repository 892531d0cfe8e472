import { textAt, without } from "../http/json";
import type { JsonObject } from "../http/json";
import type { Estate } from "./estate";

/**
 * The properties of a resource as everybody may see them: the value of a secret of a key vault is kept apart, where only
 * deployments find it, and never in a snapshot.
 */
export function keepSecret(estate: Estate, id: string, type: string, properties: JsonObject): JsonObject {
  const value = textAt(properties, "value");
  if (type.toLowerCase() !== "microsoft.keyvault/vaults/secrets" || value === undefined) {
    return properties;
  }
  estate.secrets.set(id.toLowerCase(), value);
  return without(properties, "value");
}
