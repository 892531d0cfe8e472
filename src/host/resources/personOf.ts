import type { AzureAccount, AccountIdentity } from "../../azure/accounts/account";
import type { Subscription } from "../../azure/models";

/** Who sees a subscription, to be named where the account is made of more than one person; undefined where it is of one. */
export function personOf(
  { identityId }: Pick<Subscription, "identityId">,
  people: AzureAccount["identities"] = [],
): AccountIdentity | undefined {
  return people.length < 2 ? undefined : (people.find(({ id }) => id === identityId) ?? people[0]);
}
