import * as vscode from "vscode";
import type { VaultChange } from "../../azure/models";
import { confirmName } from "../../host/prompts/confirmName";
import { pick } from "../../host/prompts/prompts";
import type { FlowPlace, Step } from "../../host/prompts/steps";
import { runSteps } from "../../host/prompts/steps";

/** A change that the user wants, and what has to be confirmed first by typing the vault's name, if anything. */
export interface WantedChange {
  readonly change: VaultChange;
  readonly warning: string | undefined;
}

/**
 * Asks how a setting of a vault is to be.
 * @returns undefined when it is to stay as it is
 * @throws CancellationError, StepBack
 */
export type SettingFlow = (vaultName: string, from: FlowPlace) => Promise<WantedChange | undefined>;

/**
 * The questions of a setting, and at their end, where a change comes with a warning, the vault's name to type.
 * @param wantedOf what answers change, however many of them are given; undefined for nothing
 */
export function settingFlow<A>(
  title: string,
  start: A,
  steps: readonly Step<A>[],
  wantedOf: (answers: A) => WantedChange | undefined,
): SettingFlow {
  return async (vaultName, from) => {
    const confirm: Step<A> = {
      applies: (answers) => wantedOf(answers)?.warning !== undefined,
      ask: async (answers, step) => {
        await confirmName({ title, step, prompt: wantedOf(answers)?.warning ?? "", name: vaultName });
        return answers;
      },
    };
    return wantedOf(await runSteps(start, [...steps, confirm], from));
  };
}

/** A setting that is in one of a few states. */
export interface StateQuestion<S extends string> {
  readonly title: string;
  readonly placeholder: string;
  /** Undefined when Azure does not say. */
  readonly present: S | undefined;
  readonly states: readonly {
    readonly state: S;
    readonly label: string;
    readonly detail: string;
    /** Why it cannot be so from now on. */
    readonly problem?: string | undefined;
  }[];
}

/** Asks for a state; the present one is marked, and changes nothing. */
export async function askState<S extends string>(
  { title, placeholder, present, states }: StateQuestion<S>,
  step: Parameters<Step<unknown>["ask"]>[1],
  former: S | undefined,
): Promise<S> {
  return pick<S>({
    title,
    placeholder,
    step,
    choices: states.map(({ state, label, detail, problem }) => ({
      label,
      detail,
      description: state === present ? vscode.l10n.t("now") : undefined,
      picked: state === (former ?? present),
      unsuitable: state === present ? undefined : problem,
      value: state,
    })),
  });
}

/** A setting of which nothing but its state is asked. @param warningOf what can never be taken back, or is lost */
export function stateFlow<S extends string>(
  question: StateQuestion<S>,
  changeTo: (state: S) => VaultChange,
  warningOf: (state: S) => string | undefined = () => undefined,
): SettingFlow {
  return settingFlow<{ readonly state?: S }>(
    question.title,
    {},
    [
      {
        decides: question.states.some(({ state }) => warningOf(state) !== undefined),
        ask: async (_answers, step, { state }) => ({ state: await askState(question, step, state) }),
      },
    ],
    ({ state }) =>
      state === undefined || state === question.present
        ? undefined
        : { change: changeTo(state), warning: warningOf(state) },
  );
}
