import type { Severity } from "./finding";
import type { Fix } from "./fix";
import type { EstateProfile } from "./profile/estate";
import type { PolicyProfile } from "./profile/policy";
import type { VaultProfile } from "./profile/vault";
import type { MatrixRow, RuleCode } from "./matrices/matrix";
import type { Place } from "./profile/fact";
import type { VmProfile } from "./profile/vm";

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
  /** The chapter of the reference: about the machine, about policies, about vaults, or met only at a restore. */
  readonly kind: "template" | "policy" | "vault" | "restore";
  readonly title: () => string;
  readonly text: () => RuleText;
}

/** What every rule is asked with. */
export interface SharedContext {
  readonly row: MatrixRow;
  /** "Azure Backup", "Azure Backup of October 2015". */
  readonly service: string;
}

/** What a rule is asked: one machine against one row of one matrix. */
export interface RuleContext extends SharedContext {
  readonly vm: VmProfile;
  /** How a sentence calls the machine: "VM 'web'". */
  readonly subject: string;
}

/** Another place that has to do with a finding, and what it is. */
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
  /** Ways to put it right that the text itself can take; the safe ones first. */
  readonly fixes?: readonly Fix[] | undefined;
  /**
   * Set when the machine can be protected all the same, on this condition, as an instruction: "Use an Enhanced policy.", "Exclude
   * LUN 3 from the backup.". Without it, a certain breach that is an error means that the machine cannot be protected.
   */
  readonly condition?: string | undefined;
  /** True when what the row's sources disagree about has nothing to do with this breach. */
  readonly undisputed?: boolean | undefined;
  /** Of a possible breach: the values of the deciding parameter that would break the limit, as they are written in a template. */
  readonly breakingValues?: readonly string[] | undefined;
}

/** What every rule has besides its logic. Numbers, severities and sources stand in the matrices. */
interface RuleCommon extends RuleHeader {
  /** One finding for a whole template, not one for each machine. */
  readonly oncePerTemplate?: boolean | undefined;
  /** No hint when lifted: it would stand in every template. */
  readonly silentWhenLifted?: boolean | undefined;
}

/** A rule about one machine, with its disks, interfaces and protection. */
export interface MachineRule extends RuleCommon {
  readonly about: "machine";
  /** How a machine is outside the row; never called for a row that supports it or does not mention it. */
  readonly check: (context: RuleContext) => readonly Breach[];
}

/** A rule about one vault, whether or not a machine goes to it. */
export interface VaultRule extends RuleCommon {
  readonly about: "vault";
  readonly check: (context: SharedContext & { readonly vault: VaultProfile }) => readonly Breach[];
}

/** A rule about one backup policy for virtual machines. */
export interface PolicyRule extends RuleCommon {
  readonly about: "policy";
  readonly check: (context: SharedContext & { readonly policy: PolicyProfile }) => readonly Breach[];
}

/** A rule about all that is deployed together: counts, one thing protected twice, resources that are no machine of their own. */
export interface EstateRule extends RuleCommon {
  readonly about: "estate";
  readonly check: (context: SharedContext & { readonly estate: EstateProfile }) => readonly Breach[];
}

/** A rule: logic only. */
export type Rule = MachineRule | VaultRule | PolicyRule | EstateRule;

/** A rule's example for its page: the part of a template that it flags, and the same part put right. */
export interface RuleExample {
  readonly bad: string;
  readonly good: string;
}
