import { canonicalText } from "../../../src/template/access";
import { evaluateTemplate } from "../../../src/template/evaluateTemplate";
import type { EvaluatedTemplate, EvaluationOptions, TemplateResource } from "../../../src/template/model";
import type { JsonValue, Value } from "../../../src/template/value";
import { toJson } from "../../../src/template/values/unknowns";

/** The sections of a template that a test cares about. */
export interface Sections {
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly functions?: readonly unknown[];
  readonly resources?: unknown;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly languageVersion?: string;
  readonly definitions?: Readonly<Record<string, unknown>>;
}

/** Parameters that expressions of the tests may name: none has a value. */
const open = {
  text: { type: "string" },
  other: { type: "string" },
  number: { type: "int" },
  flag: { type: "bool" },
  list: { type: "array" },
  thing: { type: "object" },
  tier: { type: "string", allowedValues: ["Standard", "Premium"] },
  password: { type: "secureString", defaultValue: "hunter2" },
};

/** The text of a template with a resource group scope. */
export function templateText(sections: Sections): string {
  return JSON.stringify({
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    resources: [],
    ...sections,
  });
}

/** A whole template, evaluated. */
export function evaluate(sections: Sections, options?: EvaluationOptions): EvaluatedTemplate {
  return evaluateTemplate(templateText(sections), options);
}

/** The value of one expression (without brackets) in a template with the parameters above. */
export function valueOf(expression: string, sections: Sections = {}): Value {
  const parameters = { ...open, ...sections.parameters };
  const outputs = { it: { type: "string", value: `[${expression}]` } };
  const value = evaluate({ ...sections, parameters, outputs }).outputs.get("it");
  if (value === undefined) {
    throw new Error("The template has no such output.");
  }
  return value;
}

/** The plain JSON of an expression that is known through and through. */
export function jsonOf(expression: string, sections?: Sections): JsonValue | undefined {
  const value = valueOf(expression, sections);
  if (value.kind === "unknown" && value.problem !== undefined) {
    throw new Error(value.problem);
  }
  return toJson(value);
}

/** The canonical text of an expression's value. */
export function textOf(expression: string, sections?: Sections): string {
  return canonicalText(valueOf(expression, sections));
}

/** The sentence that says what is wrong with an expression. */
export function problemOf(expression: string, sections?: Sections): string | undefined {
  const value = valueOf(expression, sections);
  return value.kind === "unknown" ? value.problem : undefined;
}

/** The only resource whose type ends so. */
export function resource(template: EvaluatedTemplate, type: string, instance = 0): TemplateResource {
  const found = template.resources.filter((each) => each.type.toLowerCase().endsWith(type.toLowerCase()));
  const chosen = found[instance];
  if (chosen === undefined) {
    throw new Error(`There is no ${type} ${instance}.`);
  }
  return chosen;
}

/** A virtual machine as small as tests need it. */
export function machine(name: string, more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return { type: "Microsoft.Compute/virtualMachines", apiVersion: "2024-07-01", name, location: "westeurope", ...more };
}

/** A network interface as small as tests need it. */
export function nic(name: string, more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    type: "Microsoft.Network/networkInterfaces",
    apiVersion: "2024-05-01",
    name,
    location: "westeurope",
    ...more,
  };
}
