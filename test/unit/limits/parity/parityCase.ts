import type { LimitsId } from "../../../../src/limits/finding";
import type { RuleCode } from "../../../../src/limits/matrices/matrix";
import type { Declared } from "./parts";

/** One template whose machine is judged as a template and as what Azure has after its deployment. */
export interface ParityCase {
  readonly what: string;
  readonly limits: LimitsId;
  /** Whether the rule finds anything under these limits. */
  readonly finds: boolean;
  readonly resources: readonly Declared[];
}

/** The cases of some rules. */
export type ParityCases = Readonly<Partial<Record<RuleCode, readonly ParityCase[]>>>;

/** A template in which the rule finds something today. */
export function broken(what: string, ...resources: readonly Declared[]): ParityCase {
  return { what, limits: "current", finds: true, resources };
}

/** A template in which the rule finds nothing today. */
export function kept(what: string, ...resources: readonly Declared[]): ParityCase {
  return { what, limits: "current", finds: false, resources };
}

/** The same under the limits of October 2015. */
export function in2015(each: ParityCase): ParityCase {
  return { ...each, limits: "2015-10" };
}
