/**
 * Names that a template, a template spec, a deployment stack and a parameter file have at the top, in lower case.
 * Sources: "Template structure and syntax" (Microsoft Learn, 2025); Azure REST API, "Template Specs" and "Template Spec Versions"
 * (2022-02-01), "Deployment Stacks" (2024-03-01).
 */
const namesAtTheTop: ReadonlySet<string> = new Set([
  "$schema",
  "apiprofile",
  "contentversion",
  "definitions",
  "description",
  "displayname",
  "extensions",
  "functions",
  "id",
  "identity",
  "imports",
  "languageversion",
  "linkedtemplates",
  "location",
  "maintemplate",
  "metadata",
  "name",
  "outputs",
  "parameters",
  "properties",
  "resources",
  "systemdata",
  "tags",
  "type",
  "uiformdefinition",
  "variables",
]);

const skipped = /(?:[\s\uFEFF]|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const begin = /\{/y;
const name = /"([^"\\\n]*)"\s*:/y;
const scalar = /(?:"(?:[^"\\\n]|\\.)*"|[\w.+-]+)\s*,/y;

/** A file that has so many plain members before anything else is not told by them. */
const mostNames = 20;

/**
 * Whether the members that come first in a text, up to the first object or array, all have names as a template's. True when
 * that cannot be told. It takes no longer for a text of megabytes than for a short one.
 */
export function mayBeginTemplate(text: string): boolean {
  let at = after(begin, text, after(skipped, text, 0) ?? 0);
  for (let count = 0; at !== undefined && count < mostNames; count++) {
    name.lastIndex = after(skipped, text, at) ?? at;
    const found = name.exec(text)?.[1];
    if (found === undefined) {
      return true;
    }
    if (!namesAtTheTop.has(found.toLowerCase())) {
      return false;
    }
    at = after(scalar, text, after(skipped, text, name.lastIndex) ?? name.lastIndex);
  }
  return true;
}

/** Where a pattern ends that begins at a place; undefined when it does not. */
function after(pattern: RegExp, text: string, from: number): number | undefined {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
