import type { LimitsId, Source } from "../finding";
import { current } from "../matrices/current";
import type { RuleCode } from "../matrices/matrix";
import { matrixOf } from "../matrices/matrixOf";
import { october2015 } from "../matrices/october2015";
import { restoreHeaders } from "../registry/restore";

/** A limitation that only a restore meets, as the agent-check panel and the hover show it. */
export interface RestoreNote {
  readonly code: RuleCode;
  readonly title: string;
  /** What the article of October 2015 said. */
  readonly sentence2015: string;
  /** What holds today. */
  readonly sentenceToday: string;
  /** The sentence of the matrix in force. */
  readonly sentence: string;
  /** True when the matrix in force refuses it. */
  readonly refused: boolean;
  /** Where `sentence` comes from. */
  readonly source: Source;
  readonly source2015: Source;
  readonly sourceToday: Source;
}

/** The restore limitations under a matrix, in the order of the article. */
export function restoreNotes(limits: LimitsId): readonly RestoreNote[] {
  return restoreHeaders.map(({ code, title }) => {
    const before = october2015.rows[code];
    const now = current.rows[code];
    const inForce = matrixOf(limits).rows[code];
    return {
      code,
      title: title(),
      sentence2015: before.statement(),
      sentenceToday: now.statement(),
      sentence: inForce.statement(),
      refused: inForce.supported === "no",
      source: inForce.sources[0],
      source2015: before.sources[0],
      sourceToday: now.sources[0],
    };
  });
}
