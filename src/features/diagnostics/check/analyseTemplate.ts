import { readOverrides } from "../../../limits/check/overrides";
import { TemplateAnalyser } from "../../../limits/check/templateAnalyser";
import type { ParameterFile, TemplateFiles } from "../../../template/model";
import type { Analysis, CheckSettings } from "./templateCheck";

/** After so many milliseconds of analysis the editor gets its turn: with what collecting garbage may add, less than a frame. */
const longestSlice = 2;

/** What the analysis of a document needs from outside; replaced in tests. */
export interface Turns {
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  /** Gives other work its turn. */
  readonly yieldNow: () => Promise<void>;
}

const turnsOfNode: Turns = {
  now: () => performance.now(),
  yieldNow: () => new Promise((resolve) => setImmediate(resolve)),
};

/** Analyses the versions of one document, in slices; what an edit cannot have touched is kept from the version before. */
export class DocumentAnalysis {
  readonly #analyser = new TemplateAnalyser();
  readonly #turns: Turns;
  #newest = 0;

  /** @param turns how it gives way to other work */
  public constructor(turns: Turns = turnsOfNode) {
    this.#turns = turns;
  }

  /**
   * The whole analysis of one version: evaluated, its machines profiled, every rule asked. Undefined when a later one was asked
   * for meanwhile, or `overtaken` says so.
   * @param files the files that the template may link; with the same ones as before, what an edit left alone is kept
   */
  public async analyse(
    text: string,
    parameterFiles: readonly ParameterFile[],
    settings: CheckSettings,
    overtaken: () => boolean = () => false,
    files?: TemplateFiles,
  ): Promise<Analysis | undefined> {
    const turn = ++this.#newest;
    const { rules, faults } = readOverrides(settings.rules);
    const steps = this.#analyser.analyse(text, { parameterFiles, files }, { ...settings, rules });
    let since = this.#turns.now();
    for (;;) {
      const step = steps.next();
      if (step.done === true) {
        return { ...step.value, settingFaults: faults.map(({ message }) => message) };
      }
      if (this.#turns.now() - since >= longestSlice) {
        await this.#turns.yieldNow();
        if (this.#newest !== turn || overtaken()) {
          return undefined;
        }
        since = this.#turns.now();
      }
    }
  }
}
