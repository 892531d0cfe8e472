import { memberNode } from "../../../template/json/node";
import { parseJson } from "../../../template/json/parseJson";

/** A file name beside a template that may hold its parameters. */
export interface ParameterFileName {
  readonly name: string;
  /** True when the name says whose parameters it holds; false for a bare `parameters.json`, whose content must agree. */
  readonly named: boolean;
}

const extension = /\.(jsonc?|json5)$/i;

/**
 * Where the parameters of a template are looked for, best first: `azuredeploy.parameters.json` for `azuredeploy.json`,
 * then `parameters.json`, as the Azure portal exports it. Empty for names that are parameter files themselves.
 * @param templateName the template's file name, without its folder
 */
export function parameterFileNames(templateName: string): readonly ParameterFileName[] {
  const stem = templateName.replace(extension, "");
  if (stem === "" || /(^|\.)parameters$/i.test(stem)) {
    return [];
  }
  return [
    { name: `${stem}.parameters.json`, named: true },
    { name: `${stem}.parameters.jsonc`, named: true },
    { name: "parameters.json", named: false },
  ];
}

/**
 * Whether a parameter file can be this template's: Azure refuses a deployment that gives a parameter which the template
 * does not declare, so a file that names others belongs to another template.
 */
export function parametersAgree(templateText: string, parameterText: string): boolean {
  const declared = new Set(parameterNamesOf(templateText));
  return parameterNamesOf(parameterText).every((name) => declared.has(name));
}

/** The names under `parameters`, in lower case, for templates and parameter files alike. */
function parameterNamesOf(text: string): readonly string[] {
  const parameters = memberNode(parseJson(text).root, "parameters");
  return parameters?.kind === "object" ? parameters.members.map(({ key }) => key.toLowerCase()) : [];
}
