import type { AzureConnection } from "../../azure/connection";
import { errorText } from "../../host/azureErrorText";
import { isCancellation } from "../../host/errors";
import { checkEstate } from "../../limits/checkEstate";
import { checkProfile } from "../../limits/checkProfile";
import { estateOfAzure, type LiveEstate } from "../../limits/fromAzure";
import type { Finding, LimitsId } from "../../limits/finding";
import { restoreNotes } from "../../limits/restoreNotes";
import type { Answer, ReadinessFacts } from "./readinessFacts";

/** What Azure has told; the matrix in force comes later, so that switching it asks nobody. */
export interface AzureFacts extends Pick<ReadinessFacts, "vm" | "health" | "checkedAt"> {
  /** The VM as the rules see it, with the vault and the policy that protect it. */
  readonly estate: Answer<LiveEstate>;
}

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
  const [vm, health, estate] = await Promise.all([
    connection.getVirtualMachine(vmId, { signal }),
    answerOf(connection.getVmHealth(vmId, { signal })),
    answerOf(connection.getVmSnapshot(vmId, { signal }).then(estateOfAzure)),
  ]);
  return { vm, health, estate, checkedAt: now().toLocaleTimeString() };
}

/** Runs the rules under both matrices. Lifted limits come from the other matrix, so they are left out here. */
export function withLimits(facts: AzureFacts, limits: LimitsId, subscriptionName: string | undefined): ReadinessFacts {
  const { estate, ...others } = facts;
  const check = (matrix: LimitsId): readonly Finding[] => {
    const options = { limits: matrix, lifted: "off" } as const;
    return estate.known ? [...checkProfile(estate.value.machine, options), ...checkEstate(estate.value, options)] : [];
  };
  return {
    ...others,
    profile: estate.known ? { known: true, value: estate.value.machine } : estate,
    unread: estate.known ? estate.value.unread.filter(isNoNetwork).map(({ reason }) => reason) : [],
    subscriptionName,
    limits,
    findings: { "2015-10": check("2015-10"), current: check("current") },
    restoreNotes: restoreNotes(limits),
  };
}

function isNoNetwork({ id }: LiveEstate["unread"][number]): boolean {
  return !id.toLowerCase().includes("/microsoft.network/");
}
