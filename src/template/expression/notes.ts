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
  questions?: Questions | null;
  /** See `mayFail` of the problems. */
  mayFail?: boolean;
  /** See `isShareable` of the evaluation. */
  isShareable?: boolean;
}
