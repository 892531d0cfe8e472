import type { EvaluatedTemplate, EvaluationOptions, TemplateResource } from "../../template/model";
import { TemplateSession } from "../../template/templateSession";
import { checkSurroundings, checkTogether } from "./checkEstate";
import { optionsKey, type CheckOptions } from "./checkOptions";
import { checkMachine, summarise, type CheckedMachine, type TemplateCheck } from "./checkTemplate";
import type { Finding } from "../finding";
import { Suppressions } from "../suppression/suppressions";
import { estateOf, machinesOf, MachineProfiler, type Surroundings } from "../fromTemplate";
import type { Recorded } from "../reading/resourceIndex";

/** What the analysis of one version of a text gives. */
export interface TemplateAnalysis extends TemplateCheck {
  readonly template: EvaluatedTemplate;
}

/** What is kept of the last version. */
interface Kept {
  readonly options: string;
  readonly surroundings: Recorded<Surroundings>;
  /** What was found in the vaults and policies of the surroundings. */
  readonly found: readonly Finding[];
  readonly machines: ReadonlyMap<TemplateResource, Recorded<CheckedMachine>>;
}

/**
 * Analyses the versions of one text that is being edited: evaluates it, profiles its machines, asks every rule. It works in steps
 * of a millisecond or so, so that an editor stays responsive with the largest template, and it keeps what an edit cannot have
 * touched. The analysis of an earlier version must not be used any more once a later one has been begun.
 */
export class TemplateAnalyser {
  readonly #session = new TemplateSession();
  #kept: Kept | undefined;

  /** Analyses a version in small steps: whoever takes them may pause between two, or give up. */
  *analyse(text: string, evaluation: EvaluationOptions, options: CheckOptions): Generator<void, TemplateAnalysis> {
    const last = this.#kept;
    this.#kept = undefined;
    const { template, replaced } = yield* this.#session.evaluate(text, evaluation);
    const key = optionsKey(options);
    const same = last !== undefined && replaced !== undefined && last.options === key;
    const changed = new Set(replaced?.keys());
    const untouched = ({ reads }: Recorded<unknown>): boolean => ![...changed].some((resource) => reads.has(resource));
    const surroundings = same && untouched(last.surroundings) ? last.surroundings : undefined;
    const profiler = new MachineProfiler(template, surroundings);
    const machines = new Map<TemplateResource, Recorded<CheckedMachine>>();
    for (const vm of machinesOf(template)) {
      const earlier = surroundings === undefined ? undefined : last?.machines.get(vm);
      if (earlier !== undefined && untouched(earlier)) {
        machines.set(vm, earlier);
      } else {
        const { result, reads } = profiler.profile(vm);
        machines.set(vm, { result: checkMachine(result, options), reads });
        yield;
      }
    }
    const checked = [...machines.values()].map(({ result }) => result);
    const { estate } = profiler.surroundings.result;
    const found = surroundings === undefined ? checkSurroundings(estate, options) : (last?.found ?? []);
    yield;
    const together = checkTogether(
      estateOf(
        estate,
        checked.map(({ vm }) => vm),
      ),
      options,
    );
    const check = summarise(checked, [...found, ...together], Suppressions.of(template, text), options);
    this.#kept = { options: key, surroundings: profiler.surroundings, found, machines };
    return { ...check, template };
  }
}
