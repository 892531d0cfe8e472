import type { VirtualMachine, VmHealth } from "../../azure/models";
import type { Finding, LimitsId } from "../../limits/finding";
import type { RestoreNote } from "../../limits/parts/restoreNotes";
import type { VmProfile } from "../../limits/profile/vm";

/** Something that was asked of Azure: its answer, or the sentence that says why there is none. */
export type Answer<T> =
  { readonly known: true; readonly value: T } | { readonly known: false; readonly reason: string };

/** Everything that a readiness report is made of. */
export interface ReadinessFacts {
  readonly vm: VirtualMachine;
  readonly subscriptionName: string | undefined;
  readonly health: Answer<VmHealth>;
  readonly profile: Answer<VmProfile>;
  /** Why parts of the profile are not known, the network apart, which has a section of its own: "the disk 'data' was not found". */
  readonly unread: readonly string[];
  /** The matrix in force. */
  readonly limits: LimitsId;
  /** What the matrix in force says of the profile, with the severities and numbers that the settings give rules. */
  readonly inForce: readonly Finding[];
  /** What each matrix says of the profile by itself, without rules that the settings turn off; empty when there is no profile. */
  readonly findings: Readonly<Record<LimitsId, readonly Finding[]>>;
  /** Codes of the rules whose severity or number the settings give. */
  readonly setByUser: ReadonlySet<string>;
  /** Of the matrix in force. */
  readonly restoreNotes: readonly RestoreNote[];
  /** Time of the check, ready to show. */
  readonly checkedAt: string;
}
