import type { AzureConnection } from "../../azure/connection";
import { errorText } from "../../host/azureErrorText";
import { isCancellation } from "../../host/errors";
import { checkProfile } from "../../limits/checkProfile";
import { profileOfAzure } from "../../limits/fromAzure";
import type { LimitsId } from "../../limits/finding";
import { restoreNotes } from "../../limits/restoreNotes";
import type { Answer, ReadinessFacts } from "./readinessFacts";

/** What Azure has told; the matrix in force comes later, so that switching it asks nobody. */
export type AzureFacts = Pick<ReadinessFacts, "vm" | "health" | "profile" | "checkedAt">;

async function answerOf<T>(question: Promise<T>): Promise<Answer<T>> {
  try {
    return { known: true, value: await question };
  } catch (error) {
    if (isCancellation(error)) {
      throw error;
    }
    return { known: false, reason: errorText(error).message };
  }
}

/**
 * Asks Azure for everything at once. Only the VM itself must be readable; without the rest its lines say why they are missing.
 * @throws AzureError, AbortError
 */
export async function loadReadiness(
  connection: AzureConnection,
  vmId: string,
  now: () => Date,
  signal: AbortSignal,
): Promise<AzureFacts> {
  const [vm, health, profile] = await Promise.all([
    connection.getVirtualMachine(vmId, { signal }),
    answerOf(connection.getVmHealth(vmId, { signal })),
    answerOf(connection.getVmSnapshot(vmId, { signal }).then(profileOfAzure)),
  ]);
  return { vm, health, profile, checkedAt: now().toLocaleTimeString() };
}

/** Runs the rules under both matrices. Lifted limits come from the other matrix, so they are left out here. */
export function withLimits(facts: AzureFacts, limits: LimitsId, subscriptionName: string | undefined): ReadinessFacts {
  const { profile } = facts;
  const check = (matrix: LimitsId): ReturnType<typeof checkProfile> =>
    profile.known ? checkProfile(profile.value, { limits: matrix, lifted: "off" }) : [];
  return {
    ...facts,
    subscriptionName,
    limits,
    findings: { "2015-10": check("2015-10"), current: check("current") },
    restoreNotes: restoreNotes(limits),
  };
}
