import type { AzureConnection } from "../../azure/connection";
import { errorText } from "../../host/errors/azureErrorText";
import { isCancellation } from "../../host/errors/errors";
import type { estateOfAzure, LiveEstate } from "../../limits/fromAzure";
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
 * @param estateOf the reading of what Azure tells, which is in the bundle of the rules
 * @throws AzureError, AbortError
 */
export async function loadReadiness(
  connection: AzureConnection,
  vmId: string,
  { now, estateOf }: { readonly now: () => Date; readonly estateOf: typeof estateOfAzure },
  signal: AbortSignal,
): Promise<AzureFacts> {
  const [vm, health, estate] = await Promise.all([
    connection.getVirtualMachine(vmId, { signal }),
    answerOf(connection.getVmHealth(vmId, { signal })),
    answerOf(connection.getVmSnapshot(vmId, { signal }).then(estateOf)),
  ]);
  return { vm, health, estate, checkedAt: now().toLocaleTimeString() };
}
