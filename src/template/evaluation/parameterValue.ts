import type { JsonMember, JsonNode } from "../json/node";
import type { ProvenanceStep, TextSpan, Value } from "../value";
import { known, unknown } from "../values/make";
import { cameThrough } from "../values/provenance";
import type { Context } from "./context";
import { DeclaredType } from "./declaredType";
import { spanOf } from "./evaluator";
import type { Evaluator } from "./evaluator";
import { veiled } from "./veiled";

/** The value that a parameter file, a caller or an outer deployment gives to a parameter. */
export type SuppliedParameter =
  | { readonly secret: true }
  | { readonly secret: false; readonly value: Value; readonly step?: Omit<ProvenanceStep, "kind"> };

/** What is needed to tell a parameter's value. */
export interface ParameterSource {
  readonly evaluator: Evaluator;
  readonly template: JsonNode | undefined;
  readonly prefix: string;
  readonly supplied: SuppliedParameter | undefined;
  readonly context: Context;
}

/** The value of a declared parameter: what is supplied, else its default, else unknown. Secure ones are always unknown. */
export function declaredValue(declaration: JsonMember, source: ParameterSource): Value {
  const name = declaration.key;
  const declared = new DeclaredType(declaration.value, source.template);
  const text = `${source.prefix}parameters('${name}')`;
  const because = [name];
  const through = (value: Value, span: TextSpan | undefined): Value => cameThrough(value, "parameter", name, span);
  const own = declaration.value === undefined ? undefined : spanOf(declaration.value);
  // Only a deployment reads secrets: it has to hand them on.
  const isDeploying = source.evaluator.runtime !== undefined;
  if ((declared.isSecure && !isDeploying) || source.supplied?.secret === true) {
    return through(unknown(text, "secure", { because, type: declared.valueType }), own);
  }
  if (source.supplied !== undefined) {
    const { value, step } = source.supplied;
    const supplied = step === undefined ? value : cameThrough(value, "parameterFile", step.name, step.span);
    return through(isDeploying ? supplied : veiled(supplied, declared, text, because), value.from?.span ?? own);
  }
  const fallback = declared.fact("defaultValue");
  if (fallback !== undefined) {
    const value = source.evaluator.node(fallback, source.context);
    return through(isDeploying ? value : veiled(value, declared, text, because), spanOf(fallback));
  }
  return through(declared.isNullable ? known(null) : declared.unknown(text, { reason: "noDefault", because }), own);
}
