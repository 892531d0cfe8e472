import type { Finding } from "./finding";

/**
 * What the findings of a machine come to: `refused` = the backup will fail; `conditional` = it works under a condition or the
 * texts disagree; `open` = parameters decide; `supported` = nothing stands against it.
 */
export type Verdict = "refused" | "conditional" | "open" | "supported";

/** The verdict over all findings of one machine under one matrix. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  const has = (test: (finding: Finding) => boolean): boolean =>
    findings.some((finding) => !finding.lifted && test(finding));
  if (has(({ certainty, severity }) => certainty === "certain" && severity === "error")) {
    return "refused";
  }
  if (has(({ certainty, severity }) => certainty === "certain" && severity === "warning")) {
    return "conditional";
  }
  return has(({ certainty }) => certainty === "possible") ? "open" : "supported";
}
