import { isJsonObject, listAt, textOf } from "../../http/json";
import type { Json, JsonObject } from "../../http/json";
import { declaredParameters } from "./templateOf";
import type { DeclaredParameter } from "./templateOf";
import { invalidTemplate } from "./templateFault";

/**
 * Refuses parameters that do not fit a template: unknown ones, missing ones, values of another type, values that the
 * declaration does not allow. A value that is given and undefined is not known yet. Throws 400 `InvalidTemplate`.
 *
 * Source: "Parameters in ARM templates" and "Resolve errors for invalid template" (Microsoft Learn, June 2026).
 */
export function checkParameters(template: JsonObject, given: JsonObject): void {
  const declared = declaredParameters(template);
  const known = new Map(declared.map((each) => [each.name.toLowerCase(), each]));
  const strangers = Object.keys(given).filter((name) => !known.has(name.toLowerCase()));
  if (strangers.length > 0) {
    throw invalidTemplate(
      `The template parameters '${strangers.join(", ")}' in the parameters file are not valid; they are not present in the original template and can therefore not be provided at deployment time. The only supported parameters for this template are '${declared.map(({ name }) => name).join(", ")}'. Please see https://aka.ms/arm-pass-parameter-values for usage details.`,
    );
  }
  const values = new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  for (const parameter of declared) {
    const value = values.get(parameter.name.toLowerCase());
    if (value === undefined && values.has(parameter.name.toLowerCase())) {
      continue;
    }
    if (value === undefined || value === null) {
      checkMissing(parameter);
    } else {
      checkValue(parameter, value);
    }
  }
}

function checkMissing({ name, declaration }: DeclaredParameter): void {
  if (declaration["defaultValue"] === undefined && declaration["nullable"] !== true) {
    throw invalidTemplate(
      `The value for the template parameter '${name}' is not provided. Please see https://aka.ms/arm-create-parameter-file for usage details.`,
    );
  }
}

const types: Readonly<Record<string, (value: Json) => boolean>> = {
  string: (value) => typeof value === "string",
  securestring: (value) => typeof value === "string",
  int: (value) => typeof value === "number" && Number.isInteger(value),
  bool: (value) => typeof value === "boolean",
  array: (value) => Array.isArray(value),
  object: isJsonObject,
  secureobject: isJsonObject,
};

function checkValue({ name, type, declaration }: DeclaredParameter, value: Json): void {
  if (types[type]?.(value) === false) {
    throw invalidTemplate(
      `Template parameter JToken type is not valid. Expected '${type}'. Actual '${actualType(value)}'. Please see https://aka.ms/resource-manager-parameter-files for usage details.`,
      name,
    );
  }
  const allowed = listAt(declaration, "allowedValues");
  if (allowed.length > 0 && !isAllowed(value, allowed)) {
    // The value of a secure parameter is not repeated.
    const shown = type.startsWith("secure")
      ? ""
      : ` The value '${textOf(value)}' is not part of the allowed value(s): '${allowed.map(textOf).join(",")}'.`;
    throw invalidTemplate(`The provided value for the template parameter '${name}' is not valid.${shown}`);
  }
  checkSize(name, declaration, value);
}

function checkSize(name: string, declaration: JsonObject, value: Json): void {
  const size = sizeOf(value);
  const { least, most } =
    typeof value === "number"
      ? { least: declaration["minValue"], most: declaration["maxValue"] }
      : { least: declaration["minLength"], most: declaration["maxLength"] };
  if (size !== undefined && (isBelow(size, least) || isBelow(most, size))) {
    throw invalidTemplate(
      `The provided value for the template parameter '${name}' is not valid. Length or value must be between '${textOf(least)}' and '${textOf(most)}'.`,
    );
  }
}

function sizeOf(value: Json): number | undefined {
  return typeof value === "number"
    ? value
    : typeof value === "string" || Array.isArray(value)
      ? value.length
      : undefined;
}

function isBelow(one: Json | undefined, other: Json | undefined): boolean {
  return typeof one === "number" && typeof other === "number" && one < other;
}

/** Of an array, every item has to be allowed. */
function isAllowed(value: Json, allowed: readonly Json[]): boolean {
  const texts = new Set(allowed.map((each) => JSON.stringify(each)));
  const items = Array.isArray(value) && !texts.has(JSON.stringify(value)) ? listAt({ value }, "value") : [value];
  return items.every((item) => texts.has(JSON.stringify(item)));
}

function actualType(value: Json): string {
  if (Array.isArray(value)) {
    return "Array";
  }
  const names: Readonly<Record<string, string>> = { string: "String", boolean: "Boolean", object: "Object" };
  return typeof value === "number" ? (Number.isInteger(value) ? "Integer" : "Float") : (names[typeof value] ?? "Null");
}
