import type { Fact, Place } from "./fact";

/** What the rules know of a protected item: the binding of a machine to a vault and a policy. */
export interface ProtectedItemProfile {
  /** Equal ids are equal items. */
  readonly id: string;
  /** False when a condition keeps it from being deployed. */
  readonly deployed: Fact<boolean>;
  /** How many items the declaration stands for: more than one when a copy loop of unknown count makes them. */
  readonly copies: Fact<number>;
  /** Id of its vault, which need not be among those that are known. */
  readonly vaultId: string;
  readonly vaultName: string;
  /** Id of the policy that it names, equal for equal policies; undefined when it names none. */
  readonly policyId: string | undefined;
  /** As a sentence calls it. */
  readonly policyName: string;
  readonly policyPlace?: Place | undefined;
  /** False when the policy is not declared where the item is: it has to be there already. */
  readonly policyDeclared: boolean;
  /** How the item refers to its machine: equal texts are the same machine; undefined when it does not name it. */
  readonly sourceKey: string | undefined;
  /** As a sentence calls the machine. */
  readonly sourceName: string;
  readonly sourcePlace?: Place | undefined;
  /** Ids of the subscriptions of the machine and of the item's vault; known `undefined` when the id has none. */
  readonly sourceSubscription: Fact<string | undefined>;
  readonly vaultSubscription: Fact<string | undefined>;
  /** The item's own place: its name in the template. */
  readonly place?: Place | undefined;
}
