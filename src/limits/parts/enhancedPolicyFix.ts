import * as l10n from "@vscode/l10n";
import type { Fix, FixStep } from "../fix";
import type { Fact } from "../profile/fact";
import type { PolicyProfile } from "../profile/policy";

const schedule = ["properties", "schedulePolicy"] as const;

/**
 * The fix that makes a Standard policy an Enhanced one, with its schedule in the form that Enhanced policies have. Not safe: it
 * concerns every machine under the policy, and nothing leads back. Undefined where the template does not declare the policy, or
 * where its schedule is not written in it.
 */
export function enhancedPolicyFix(policy: PolicyProfile | undefined): Fix | undefined {
  const object = policy?.declaration;
  if (policy === undefined || object === undefined || !policy.kind.known || policy.kind.value === "Enhanced") {
    return undefined;
  }
  const moved = scheduleMoves(policy);
  if (moved === undefined) {
    return undefined;
  }
  const steps: FixStep[] = [
    { kind: "set", object, path: ["properties", "policyType"], value: "V2" },
    { kind: "set", object, path: [...schedule, "schedulePolicyType"], value: "SimpleSchedulePolicyV2" },
    ...moved.map(({ name, into }): FixStep => {
      return { kind: "move", object, from: [...schedule, name], to: [...schedule, into, name] };
    }),
  ];
  return { id: "enhanced-policy", title: l10n.t("Make '{0}' an Enhanced policy", policy.label), safe: false, steps };
}

interface Move {
  readonly name: string;
  readonly into: string;
}

/** Standard policies have their times beside the frequency, Enhanced ones in an object of that name. */
function scheduleMoves({ scheduleType, frequency }: PolicyProfile): readonly Move[] | undefined {
  if (!isWrittenHere(scheduleType) || !isWrittenHere(frequency)) {
    return undefined;
  }
  if (scheduleType.value?.toLowerCase() === "simpleschedulepolicyv2") {
    return [];
  }
  return movesByFrequency.get(frequency.value?.toLowerCase() ?? "");
}

const movesByFrequency: ReadonlyMap<string, readonly Move[]> = new Map([
  ["daily", [{ name: "scheduleRunTimes", into: "dailySchedule" }]],
  [
    "weekly",
    [
      { name: "scheduleRunDays", into: "weeklySchedule" },
      { name: "scheduleRunTimes", into: "weeklySchedule" },
    ],
  ],
]);

/** False for what comes from a variable or a parameter: the schedule may be an expression as a whole. */
function isWrittenHere<T>(fact: Fact<T>): fact is Extract<Fact<T>, { readonly known: true }> {
  return fact.known && fact.place?.chain.length === 0;
}
