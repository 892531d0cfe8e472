import { computeCodes } from "../codes/compute";
import { diskCodes } from "../codes/disks";
import { guestCodes } from "../codes/guest";
import { networkCodes } from "../codes/network";
import { policyCodes } from "../codes/policy";
import { restoreCodes } from "../codes/restore";
import { vaultCodes } from "../codes/vault";
import type { LimitsId, Severity, Source } from "../finding";

/** Stable codes of the rules; each is the name of a page in docs/rules. */
export const ruleCodes = [
  ...computeCodes,
  ...diskCodes,
  ...networkCodes,
  ...guestCodes,
  ...vaultCodes,
  ...policyCodes,
  ...restoreCodes,
] as const;

/** The code of a rule or of a restore note. */
export type RuleCode = (typeof ruleCodes)[number];

/** True for a string that is the code of a rule or of a restore note. */
export function isRuleCode(code: string): code is RuleCode {
  return ruleCodes.some((known) => known === code);
}

/** Where in Azure a virtual machine can be: the public cloud, or one of its closed siblings. */
export type CloudKind = "public" | "usGovernment" | "china" | "germany";

/** Sources of one time that say different things about a subject. */
export interface Contradiction {
  /** Its number among the contradictions that are known: `C4`. */
  readonly code: `C${number}`;
  /** What each says and which is followed, in one sentence. */
  readonly statement: () => string;
  /** Those that disagree, the one that is followed first. */
  readonly sources: readonly [Source, Source, ...Source[]];
}

/** What one text says about one subject, with its date. */
export interface MatrixRow {
  /**
   * The limit itself, in the unit of its rule: the largest count that is still backed up, the oldest release, or the clouds
   * or regions covered; undefined when the row is a plain yes or no.
   */
  readonly value?: number | string | readonly string[] | undefined;
  /** Further numbers of a limit that has more than one, by a name that the rule knows: the smallest that is taken, say. */
  readonly numbers?: Readonly<Record<string, number>> | undefined;
  /** `conditional`: only in the circumstances that the statement names. `unmentioned`: the text is silent, which is no limit. */
  readonly supported: "yes" | "no" | "conditional" | "unmentioned";
  /** Set when the text speaks of machines under an Enhanced policy only, or of data disks only. */
  readonly onlyFor?: "enhancedPolicy" | "dataDisks" | undefined;
  /** Rows of October 2015 only: today's texts support it, wholly or in the ordinary case. */
  readonly lifted?: boolean | undefined;
  /** How bad it is to be outside the row; `none` when nothing is outside it. */
  readonly severity: Severity | "none";
  /** The first is the one a finding quotes. */
  readonly sources: readonly [Source, ...Source[]];
  /** One sentence, in the user's language. */
  readonly statement: () => string;
  /** Set when the sources disagree; every finding then says so. */
  readonly contradiction?: Contradiction | undefined;
}

/** A support matrix of one date: a row for each rule. */
export interface SupportMatrix {
  readonly id: LimitsId;
  /** How the service of that date is called in a sentence: "Azure Backup", "Azure Backup of October 2015". */
  readonly service: () => string;
  readonly title: () => string;
  readonly rows: Readonly<Record<RuleCode, MatrixRow>>;
}
