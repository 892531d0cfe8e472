import type { Severity } from "../finding";

/** Findings about suppressions themselves, with how grave they are unless the settings say otherwise. */
export const suppressionFaults = {
  "unknown-suppression": "warning",
  "unused-suppression": "hint",
} as const satisfies Readonly<Record<string, Severity>>;

/** The code of a finding about a suppression; each has a page in docs/rules. */
export type SuppressionFault = keyof typeof suppressionFaults;

/** True for the code of a finding about a suppression. */
export function isSuppressionFault(code: string): code is SuppressionFault {
  return Object.hasOwn(suppressionFaults, code);
}
