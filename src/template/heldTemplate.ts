import type { JsonNode } from "./json/node";
import { memberNode } from "./json/node";

/** A template, where it is in its file, and the parameter values that the file gives with it. */
export interface HeldTemplate {
  readonly template: JsonNode | undefined;
  /** `$` for a file that is a template. */
  readonly jsonPath: string;
  /** The `parameters` of a deployment stack, as in a parameter file. */
  readonly parameters: JsonNode | undefined;
}

/** Words without one of which a file holds no template: whether to look at its shape is decided by a search for them. */
export function mayHoldTemplate(text: string): boolean {
  return text.includes('"mainTemplate"') || stackWords.some((word) => text.includes(`"${word}"`));
}

/** What deployment stacks have to say, and nothing else has. */
const stackWords = ["actionOnUnmanage", "denySettings"];

/**
 * The template that a file is, or holds: a template spec (`mainTemplate`, alone or as the properties of a version), or a
 * deployment stack as it is sent to Azure (`properties.template` beside `actionOnUnmanage`).
 * Sources: Azure REST API, "Template Spec Versions" (2022-02-01) and "Deployment Stacks" (2024-03-01).
 */
export function heldTemplate(root: JsonNode | undefined): HeldTemplate {
  const properties = memberNode(root, "properties");
  if (memberNode(root, "resources") === undefined) {
    for (const [holder, jsonPath] of [
      [root, "$"],
      [properties, "$.properties"],
    ] as const) {
      const template = memberNode(holder, "mainTemplate");
      if (template?.kind === "object") {
        return { template, jsonPath: `${jsonPath}.mainTemplate`, parameters: undefined };
      }
    }
    const inStack = memberNode(properties, "template");
    if (inStack?.kind === "object" && stackWords.some((word) => memberNode(properties, word) !== undefined)) {
      return { template: inStack, jsonPath: "$.properties.template", parameters: memberNode(properties, "parameters") };
    }
  }
  return { template: root, jsonPath: "$", parameters: undefined };
}
