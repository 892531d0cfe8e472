import type { Inside } from "../../http/call";
import { at, textAt, without } from "../../http/json";
import type { Json, JsonObject } from "../../http/json";
import { keyVaultSecret } from "./keyVaultReference";
import { declaredParameters, isSecure } from "./templateOf";

/** Parameters by name, each `{ "value": … }` or `{ "reference": … }`. */
export type ParameterEntries = readonly (readonly [string, Json | undefined])[];

/** Values by name, those of key vaults included. Throws as `keyVaultSecret` does. */
export function parameterValues(inside: Pick<Inside, "estate">, entries: ParameterEntries): JsonObject {
  return Object.fromEntries(
    entries.map(([name, entry]) => {
      const reference = at(entry, "reference");
      const value = reference === undefined ? at(entry, "value") : keyVaultSecret(inside, name, reference);
      return [name, value ?? null];
    }),
  );
}

/** Parameters as the deployment's GET shows them: defaults that need no evaluation, and references as such; never a secret. */
export function shownParameters(template: JsonObject, entries: ParameterEntries): JsonObject {
  const lower = new Map(entries.map(([name, entry]) => [name.toLowerCase(), entry]));
  return Object.fromEntries(
    declaredParameters(template).flatMap((parameter) => {
      const { name, declaration } = parameter;
      const type = capitalised(parameter.type);
      const entry = lower.get(name.toLowerCase());
      const reference = at(entry, "reference");
      if (reference !== undefined) {
        return [[name, { type, reference }] as const];
      }
      if (isSecure(parameter)) {
        return [[name, { type }] as const];
      }
      const value = at(entry, "value") ?? declaration["defaultValue"];
      return value === undefined ? [] : [[name, { type, value }] as const];
    }),
  );
}

/** A link as the deployment's GET shows it: its query may be a signature. */
export function shownLink(link: JsonObject): JsonObject {
  const uri = textAt(link, "uri")?.split("?")[0];
  return { ...without(link, "queryString"), ...(uri === undefined ? {} : { uri }) };
}

/** `string` → `String`, `securestring` → `SecureString`: how Azure writes types in its answers. */
function capitalised(type: string): string {
  const name = type.toLowerCase();
  const secure = name.startsWith("secure");
  const rest = secure ? name.slice("secure".length) : name;
  return `${secure ? "Secure" : ""}${rest.slice(0, 1).toUpperCase()}${rest.slice(1)}`;
}
