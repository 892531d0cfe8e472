import { checkEstate } from "../../limits/check/checkEstate";
import { checkProfile } from "../../limits/check/checkProfile";
import type { Finding, LimitsId } from "../../limits/finding";
import type { LiveEstate } from "../../limits/fromAzure";
import { restoreNotes } from "../../limits/parts/restoreNotes";
import type { AzureFacts } from "./loadReadiness";
import type { ReadinessFacts } from "./readinessFacts";

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
