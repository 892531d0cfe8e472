import { checkEstate } from "../../limits/check/checkEstate";
import { checkProfile } from "../../limits/check/checkProfile";
import type { RuleOverride } from "../../limits/check/checkOptions";
import { readOverrides } from "../../limits/check/overrides";
import type { Finding, LimitsId } from "../../limits/finding";
import type { LiveEstate } from "../../limits/fromAzure";
import { restoreNotes } from "../../limits/parts/restoreNotes";
import type { AzureFacts } from "./loadReadiness";
import type { ReadinessFacts } from "./readinessFacts";

/** Under which limits a VM is looked at. */
export interface ReadinessSettings {
  readonly limits: LimitsId;
  /** The setting `azureVmBackup.rules` as it stands in the settings files. */
  readonly rules?: unknown;
}

type Overrides = Readonly<Record<string, RuleOverride>>;

/**
 * Runs the rules as the settings say, and as each matrix says by itself. Lifted limits come from the other matrix, so they are left out
 * of what is in force; what the settings turn off is said by neither.
 */
export function withLimits(
  facts: AzureFacts,
  { limits, rules: setting }: ReadinessSettings,
  subscriptionName: string | undefined,
): ReadinessFacts {
  const { estate, ...others } = facts;
  const { rules } = readOverrides(setting);
  const off = Object.fromEntries(Object.entries(rules).filter(([, { severity }]) => severity === "off"));
  const check = (matrix: LimitsId, overrides: Overrides): readonly Finding[] => {
    const options = { limits: matrix, lifted: "off", rules: overrides } as const;
    return estate.known ? [...checkProfile(estate.value.machine, options), ...checkEstate(estate.value, options)] : [];
  };
  return {
    ...others,
    profile: estate.known ? { known: true, value: estate.value.machine } : estate,
    unread: estate.known ? estate.value.unread.filter(isNoNetwork).map(({ reason }) => reason) : [],
    subscriptionName,
    limits,
    inForce: check(limits, rules),
    findings: { "2015-10": check("2015-10", off), current: check("current", off) },
    setByUser: new Set(Object.keys(rules)),
    restoreNotes: restoreNotes(limits),
  };
}

function isNoNetwork({ id }: LiveEstate["unread"][number]): boolean {
  return !id.toLowerCase().includes("/microsoft.network/");
}
