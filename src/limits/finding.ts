import type { Fix } from "./fix";
import type { Place } from "./profile/fact";

/** The two support matrices: the article of October 2015 and the newest text known. */
export type LimitsId = "2015-10" | "current";

/** How grave a finding is, as the editor shows it. */
export type Severity = "error" | "warning" | "information" | "hint";

/** Where a fact comes from. `date` is ISO (2015-10-23), or undefined where the page shows none. */
export interface Source {
  readonly title: string;
  readonly url?: string | undefined;
  readonly date?: string | undefined;
}

/** What a finding is about: one machine, vault or policy by the id of its profile, or all that is deployed together. */
export interface FindingSubject {
  readonly kind: "machine" | "vault" | "policy" | "estate";
  readonly id: string;
}

/** Sources of today that say different things. */
export interface FindingContradiction {
  /** As the page of the rule counts it: `C4`. */
  readonly code: string;
  /** What each says and which is followed, in one sentence; the finding's message ends with it. */
  readonly sentence: string;
  readonly sources: readonly Source[];
}

/** What a rule found, as plain data: no editor, no localised lookups later. */
export interface Finding {
  /** Stable code, the name of the page in docs/rules: `data-disk-count`. */
  readonly code: string;
  readonly severity: Severity;
  /** Of a possible finding: how grave it is if the parameters decide for it. */
  readonly severityIfCertain?: Severity | undefined;
  /** `certain` = it will happen; `possible` = the parameters in `decidedBy` decide. */
  readonly certainty: "certain" | "possible";
  /** A whole sentence, already in the user's language. */
  readonly message: string;
  /** Set when the limit is of October 2015 and lifted since (matrix `current` only). */
  readonly lifted: boolean;
  readonly limits: LimitsId;
  /** What the sentence rests on: a dated text, or the setting that overrides its number. */
  readonly source: Source;
  /** Set when the sources disagree about it; the severity follows the recommended reading. */
  readonly contradiction?: FindingContradiction | undefined;
  readonly decidedBy: readonly string[];
  /** Where to put the squiggle; undefined for a live VM. */
  readonly place: Place | undefined;
  readonly related: readonly { readonly message: string; readonly place: Place }[];
  /** On which condition the machine can be protected all the same: "Use an Enhanced policy.". */
  readonly condition?: string | undefined;
  /** Of a possible finding: the values of the deciding parameter that would break the limit; undefined when they are not known. */
  readonly breakingValues?: readonly string[] | undefined;
  /** Ways to put it right; the safe ones first. */
  readonly fixes: readonly Fix[];
  readonly subject: FindingSubject;
  /** Id of the VM's profile, for a finding about a machine. */
  readonly vm: string | undefined;
}
