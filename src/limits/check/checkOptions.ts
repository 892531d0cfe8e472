import type { LimitsId, Severity } from "../finding";

/** What the user's settings say of one rule; it holds under both matrices. */
export interface RuleOverride {
  /** How grave a certain breach is; `off` asks the rule no more. */
  readonly severity?: Severity | "off" | undefined;
  /** Another number in the place of the matrix's, in the same unit. */
  readonly value?: number | undefined;
}

/** How machines, vaults and policies are checked. */
export interface CheckOptions {
  readonly limits: LimitsId;
  /** How a limit of October 2015 that no longer holds is shown under `current`. */
  readonly lifted: "hint" | "information" | "off";
  /** By code of the rule; made by `readOverrides`, which tells what of a setting is wrong. */
  readonly rules?: Readonly<Record<string, RuleOverride>> | undefined;
}

/** Equal for options that give equal findings. */
export function optionsKey({ limits, lifted, rules }: CheckOptions): string {
  return JSON.stringify([limits, lifted, rules]);
}
