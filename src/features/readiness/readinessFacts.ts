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
  /** What each matrix says of the profile; empty when there is no profile. */
  readonly findings: Readonly<Record<LimitsId, readonly Finding[]>>;
  /** Of the matrix in force. */
  readonly restoreNotes: readonly RestoreNote[];
  /** Time of the check, ready to show. */
  readonly checkedAt: string;
}
