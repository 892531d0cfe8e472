import type { Severity } from "./finding";
import type { MatrixRow, RuleCode } from "./matrix";
import type { Place, VmProfile } from "./vmProfile";

/** What a page of docs/rules and the hover say about a rule, one sentence or a few each. */
export interface RuleText {
  /** What the rule looks at. */
  readonly what: string;
  /** Why it matters for a backup. */
  readonly why: string;
  /** What to do about it. */
  readonly fix: string;
}

/** The head of every rule and of every restore note. */
export interface RuleHeader {
  readonly code: RuleCode;
  /** `template`: about the virtual machine itself. `vault`: about the vault it goes to. `restore`: met only at a restore. */
  readonly kind: "template" | "vault" | "restore";
  readonly title: () => string;
  readonly text: () => RuleText;
}

/** What a rule is asked: one machine against one row of one matrix. */
export interface RuleContext {
  readonly vm: VmProfile;
  readonly row: MatrixRow;
  /** "Azure Backup", "Azure Backup of October 2015". */
  readonly service: string;
  /** How a sentence calls the machine: "VM 'web'". */
  readonly subject: string;
}

export interface RelatedPlace {
  readonly message: string;
  readonly place: Place;
}

/** One way in which a machine is outside a row; `checkProfile` makes findings of these. */
export interface Breach {
  readonly certainty: "certain" | "possible";
  /** Set when it is less (or more) grave than the row says. */
  readonly severity?: Severity | undefined;
  /** A whole sentence. */
  readonly message: string;
  /** The sentence for a limit that has been lifted since; rules that no longer apply in any case need none. */
  readonly liftedMessage?: string | undefined;
  /** Parameters that decide it; empty for a certain breach. */
  readonly decidedBy: readonly string[];
  readonly place: Place | undefined;
  readonly related: readonly RelatedPlace[];
}

/** A rule: logic only. Numbers, severities and sources stand in the matrices. */
export interface Rule extends RuleHeader {
  /** How a machine is outside the row; never called for a row that supports it or does not mention it. */
  readonly check: (context: RuleContext) => readonly Breach[];
  /** One finding for a whole template, not one for each machine. */
  readonly oncePerTemplate?: boolean | undefined;
  /** No hint when lifted: it would stand in every template. */
  readonly silentWhenLifted?: boolean | undefined;
}

/** A rule's example for its page: the part of a template that it flags, and the same part put right. */
export interface RuleExample {
  readonly bad: string;
  readonly good: string;
}
