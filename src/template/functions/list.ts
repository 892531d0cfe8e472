import type { DeploymentRuntime } from "../evaluation/deploymentRuntime";
import type { Value } from "../value";
import { canonicalText } from "../values/canonical";
import { fromJson, unknown } from "../values/make";

/** What a function of the `list…` family gives: only a deployment can ask for keys and the like. */
export function listed(name: string, args: readonly Value[], runtime: DeploymentRuntime | undefined): Value {
  const [id] = args;
  const state = id?.kind === "known" && typeof id.value === "string" ? runtime?.list(name, id.value) : undefined;
  return state === undefined ? unknown(`${name}(${args.map(canonicalText).join(", ")})`, "runtime") : fromJson(state);
}
