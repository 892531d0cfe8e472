import { isJsonObject, listAt, objectAt, parseJson, textAt } from "../../http/json";
import type { Json, JsonObject } from "../../http/json";
import type { DeploymentRecord } from "../../state/records";

/** What the template says of one parameter. */
export interface DeclaredParameter {
  readonly name: string;
  /** Lower case, without a reference: `securestring`. */
  readonly type: string;
  readonly declaration: JsonObject;
}

/** A template as JSON, from the text that a deployment keeps. */
export function templateOf(text: string): JsonObject {
  const value = parseJson(text);
  return isJsonObject(value) ? value : {};
}

/** The parameters that a template declares. */
export function declaredParameters(template: JsonObject): readonly DeclaredParameter[] {
  return Object.entries(objectAt(template, "parameters")).map(([name, declaration]) => {
    const own = isJsonObject(declaration) ? declaration : {};
    const reference = textAt(own, "$ref")?.split("/").at(-1);
    const whole = reference === undefined ? own : { ...objectAt(template, "definitions", reference), ...own };
    return { name, type: textAt(whole, "type")?.toLowerCase() ?? "", declaration: whole };
  });
}

/** Whether nobody may see the value of a parameter. */
export function isSecure({ type }: DeclaredParameter): boolean {
  return type === "securestring" || type === "secureobject";
}

/** The texts that nobody may find in the estate afterwards: the values of a deployment's secure parameters. */
export function secretsOf({
  template,
  parameters,
}: Pick<DeploymentRecord, "template" | "parameters">): ReadonlySet<string> {
  const names = new Set(
    declaredParameters(templateOf(template))
      .filter(isSecure)
      .map(({ name }) => name.toLowerCase()),
  );
  const values = Object.entries(parameters).filter(([name]) => names.has(name.toLowerCase()));
  return new Set(values.flatMap(([, value]) => textsIn(value)));
}

/** Every text that is not empty in a value: a secure object may hold several. */
function textsIn(value: Json | undefined): readonly string[] {
  if (typeof value === "string") {
    return value === "" ? [] : [value];
  }
  return Array.isArray(value) || isJsonObject(value) ? Object.values<Json | undefined>(value).flatMap(textsIn) : [];
}

/** What stands in the template at a path such as `$.resources[2].properties.template.resources.vm`. */
export function nodeAt(template: JsonObject, jsonPath: string): JsonObject {
  let here: Json | undefined = template;
  for (const [, index, quoted, name] of jsonPath.matchAll(/\[(\d+)\]|\['([^']*)'\]|\.(\w+)/gu)) {
    here = index === undefined ? objectAt(here)[quoted ?? name ?? ""] : listAt(here)[Number(index)];
  }
  return isJsonObject(here) ? here : {};
}
