/** What an expression asks of the place where it stands; names in lower case. */
export interface Questions {
  readonly parameters: readonly string[];
  readonly variables: readonly string[];
  readonly functions: readonly string[];
  /** Copy loops that are named. */
  readonly loops: readonly string[];
  /** Whether it has to stand in a copy loop. */
  readonly needsLoop: boolean;
}

/**
 * What is worth finding out about an expression only once, however often it is met: templates repeat the same few. Each note
 * is filled in by the module that needs it, when it first does.
 */
export interface ExpressionNotes {
  /** See `isSound` of the problems; null when it is wrong wherever it stands. */
  questions: Questions | null | undefined;
  /** The serial of the place where it was last found to be sound: one template repeats the same few. */
  soundIn: number;
  /** See `declarationsIn` of the evaluation. */
  declarations: readonly string[] | undefined;
  /** See `mayFail` of the problems. */
  mayFail: boolean | undefined;
  /** See `isShareable` of the evaluation. */
  isShareable: boolean | undefined;
}

/** No notes yet. All of them have a place from the start, so that they are read fast. */
export function noNotes(): ExpressionNotes {
  return {
    questions: undefined,
    soundIn: 0,
    declarations: undefined,
    mayFail: undefined,
    isShareable: undefined,
  };
}
