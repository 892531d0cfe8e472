/** What a prompt ends with when the user asks for the step before it. */
export class StepBack extends Error {
  public override readonly name = "StepBack";

  public constructor() {
    super("The user went one step back.");
  }
}

/** Where a question stands among the others; the prompts show it, with a Back button when there is something to go back to. */
export interface StepPlace {
  readonly number: number;
  readonly of: number;
  readonly back: boolean;
}

/** What a prompt shows of it: no number where nobody knows yet how many questions will follow. */
export type StepLook = Partial<StepPlace>;

/** One question of a flow. */
export interface Step<T> {
  /** False when what has been answered so far leaves nothing to ask. */
  readonly applies?: ((answers: T) => boolean) | undefined;
  /** Asks, and gives the answers with the new one among them. Rejects with `StepBack` when the user goes back. */
  readonly ask: (answers: T, place: StepPlace) => Promise<T>;
}

/**
 * Asks one question after the other. Going back takes the last answer away, so that later questions are decided anew.
 * @throws whatever a question throws; CancellationError when the user leaves
 */
export async function runSteps<T>(start: T, steps: readonly Step<T>[]): Promise<T> {
  const asked: { readonly index: number; readonly before: T }[] = [];
  let answers = start;
  let index = 0;
  for (let step = steps[0]; step !== undefined; step = steps[index]) {
    if (!applies(step, answers)) {
      index += 1;
      continue;
    }
    const before = answers;
    const open = steps.slice(index).filter((one) => applies(one, before)).length;
    try {
      answers = await step.ask(before, {
        number: asked.length + 1,
        of: asked.length + open,
        back: asked.length > 0,
      });
      asked.push({ index, before });
      index += 1;
    } catch (error) {
      const last = error instanceof StepBack ? asked.pop() : undefined;
      if (last === undefined) {
        throw error;
      }
      index = last.index;
      answers = last.before;
    }
  }
  return answers;
}

function applies<T>(step: Step<T>, answers: T): boolean {
  return step.applies?.(answers) ?? true;
}
