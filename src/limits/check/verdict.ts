import type { Finding } from "../finding";

/** What has to be so for a machine to be protected. */
export interface VerdictCondition {
  /** The rule's code. */
  readonly code: string;
  /** An instruction ("Use an Enhanced policy."), or what is wrong where the rule knows none. */
  readonly sentence: string;
}

/** A parameter on which it hangs. */
export interface VerdictDecision {
  readonly code: string;
  readonly parameter: string;
  /** What it decides. */
  readonly sentence: string;
  /** Its values with which the machine would be outside the limit; undefined when they are not known one by one. */
  readonly breakingValues: readonly string[] | undefined;
}

/** What the findings of a machine come to. */
export interface Verdict {
  /**
   * `not-protectable`: the backup will fail; `cannot-tell`: parameters decide that; `protectable-if`: it works on conditions;
   * `protectable`: nothing stands against it.
   */
  readonly kind: "protectable" | "protectable-if" | "not-protectable" | "cannot-tell";
  /** Whatever the kind: all that is known to be needed, each said once. */
  readonly conditions: readonly VerdictCondition[];
  /** Whatever the kind: all parameters that may bring a condition or a refusal, in the order of the findings. */
  readonly deciding: readonly VerdictDecision[];
}

/** The verdict on a machine with which nothing is wrong. */
const protectable: Verdict = { kind: "protectable", conditions: [], deciding: [] };

/**
 * The verdict over all findings of one machine under one matrix. Limits that have been lifted and mere information do not count.
 * @param around what is found in the vaults and policies that the machine is bound to: it can be put right there, so it is a
 * condition and never a refusal
 */
export function verdictOf(findings: readonly Finding[], around: readonly Finding[] = []): Verdict {
  const own = findings.filter(counts);
  const others = around.filter(counts);
  if (own.length === 0 && others.length === 0) {
    return protectable;
  }
  const [certain, possible] = parted([...own, ...others]);
  const refuses = (finding: Finding): boolean =>
    gravity(finding) === "error" && finding.condition === undefined && own.includes(finding);
  const conditions = certain.filter((finding) => !refuses(finding)).map(conditionOf);
  const deciding = possible.flatMap(decisionsOf);
  return { kind: kindOf(certain.some(refuses), possible.some(refuses)), conditions: distinct(conditions), deciding };
}

function kindOf(isRefused: boolean, mayBeRefused: boolean): Verdict["kind"] {
  if (isRefused) {
    return "not-protectable";
  }
  return mayBeRefused ? "cannot-tell" : "protectable-if";
}

function counts(finding: Finding): boolean {
  const grave = gravity(finding);
  return !finding.lifted && (grave === "error" || grave === "warning" || finding.condition !== undefined);
}

/** How grave it is when it happens. */
function gravity({ severity, severityIfCertain }: Finding): Finding["severity"] {
  return severityIfCertain ?? severity;
}

function parted(findings: readonly Finding[]): readonly [readonly Finding[], readonly Finding[]] {
  const isCertain = ({ certainty }: Finding): boolean => certainty === "certain";
  return [findings.filter(isCertain), findings.filter((finding) => !isCertain(finding))];
}

function conditionOf({ code, condition, message }: Finding): VerdictCondition {
  return { code, sentence: condition ?? message };
}

function decisionsOf({ code, decidedBy, message, breakingValues }: Finding): readonly VerdictDecision[] {
  return decidedBy.map((parameter) => ({ code, parameter, sentence: message, breakingValues }));
}

/** "Use an Enhanced policy." is said once, however many disks ask for it. */
function distinct(conditions: readonly VerdictCondition[]): readonly VerdictCondition[] {
  return conditions.filter(
    ({ sentence }, index) => conditions.findIndex((other) => other.sentence === sentence) === index,
  );
}
