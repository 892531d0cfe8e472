/** What a prompt ends with when the user asks for the step before it. */
export class StepBack extends Error {
  public override readonly name = "StepBack";

  public constructor() {
    super("The user went one step back.");
  }
}

/** Where a question stands among the others; the prompts show it, with a Back button when there is something to go back to. */
export interface StepPlace {
  /** Undefined for the only question of a flow, and for a first one while nobody knows how many follow. */
  readonly number: number | undefined;
  /** Undefined while an answer that is still to come decides how many questions there are. */
  readonly of: number | undefined;
  readonly back: boolean;
}

/** What a prompt shows of it: no number where nobody knows yet how many questions will follow. */
export type StepLook = Partial<StepPlace>;

/** Where the questions of a flow begin: after those that were asked before it, and to which it goes back. */
export interface FlowPlace {
  readonly asked: number;
  readonly back: boolean;
}

/** A flow that begins with its own first question. */
export const atTheStart: FlowPlace = { asked: 0, back: false };

/** One question of a flow. */
export interface Step<T> {
  /** False when what has been answered so far leaves nothing to ask. */
  readonly applies?: ((answers: T) => boolean) | undefined;
  /** True when its answer decides which questions follow, so that nobody can count them before. */
  readonly decides?: boolean | undefined;
  /**
   * Asks, and gives the answers with the new one among them. Rejects with `StepBack` when the user goes back. `former` are
   * the answers as they stood when this question was answered the last time, to be proposed again; at first, `answers`.
   */
  readonly ask: (answers: T, place: StepPlace, former: T) => Promise<T>;
}

/**
 * Asks one question after the other. Going back takes the last answer away, so that later questions are decided anew.
 * @param from where the flow stands in a larger one
 * @throws whatever a question throws; CancellationError when the user leaves, StepBack when they go back to before the flow
 */
export async function runSteps<T>(start: T, steps: readonly Step<T>[], from: FlowPlace = atTheStart): Promise<T> {
  const asked: { readonly index: number; readonly before: T }[] = [];
  const formers = new Map<Step<T>, T>();
  let answers = start;
  let index = 0;
  for (let step = steps[0]; step !== undefined; step = steps[index]) {
    if (!applies(step, answers)) {
      index += 1;
      continue;
    }
    const before = answers;
    const open = steps.slice(index).filter((one) => applies(one, before));
    try {
      answers = await step.ask(before, placeOf(asked.length, open, from), formers.get(step) ?? before);
      formers.set(step, answers);
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

/**
 * Asks the question that a whole flow depends on, and asks it again when the user goes back from the flow's first one.
 * @param ask gets the former answer, when it is asked again
 * @throws whatever the question and the flow throw; StepBack when the user goes back to before the question
 */
export async function askBefore<A, T>(
  ask: (place: StepLook, former: A | undefined) => Promise<A>,
  flow: (answer: A, from: FlowPlace) => Promise<T>,
  from: FlowPlace = atTheStart,
): Promise<T> {
  let former: A | undefined;
  for (;;) {
    former = await ask(placeOf(0, [{ decides: true }], from), former);
    try {
      return await flow(former, { asked: from.asked + 1, back: true });
    } catch (error) {
      if (!(error instanceof StepBack)) {
        throw error;
      }
    }
  }
}

/** The place of the one question that a flow has. */
export function onlyStep(from: FlowPlace): StepPlace {
  return placeOf(0, [{}], from);
}

function placeOf(
  asked: number,
  open: readonly { readonly decides?: boolean | undefined }[],
  from: FlowPlace,
): StepPlace {
  const number = from.asked + asked + 1;
  const of = open.some(({ decides }) => decides === true) ? undefined : from.asked + asked + open.length;
  const isNumbered = number > 1 || (of ?? 1) > 1;
  return { number: isNumbered ? number : undefined, of, back: from.back || asked > 0 };
}

function applies<T>(step: Step<T>, answers: T): boolean {
  return step.applies?.(answers) ?? true;
}
