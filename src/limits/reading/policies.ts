import { asBoolean, asText } from "../../template/access";
import type { Value } from "../../template/value";
import type { Fact } from "../profile/fact";
import type { PolicyProfile, RetentionProfile } from "../profile/policy";
import { factOf, numberFact, placeOfResource } from "./facts";
import { cut, member, memberAt, shown } from "./reading";
import type { ReadResource } from "./resource";
import type { ResourceIndex } from "./resourceIndex";

/** The backup policies for virtual machines that are declared; those for other workloads are none of ours. */
export function policyProfiles(index: ResourceIndex): readonly PolicyProfile[] {
  return index.ofType("Microsoft.RecoveryServices/vaults/backupPolicies").filter(isForMachines).map(policyProfile);
}

function isForMachines({ body, existing }: ReadResource): boolean {
  const management = asText(member(body, "properties", "backupManagementType"));
  return !existing && management?.toLowerCase() === "azureiaasvm";
}

/** The profile of one policy. */
export function policyProfile(policy: ReadResource): PolicyProfile {
  const names = cut(policy.name, "/", "last");
  const own = (...path: readonly string[]): Value | undefined => memberAt(member(policy.body, "properties"), path);
  const text = (...path: readonly string[]): Fact<string | undefined> =>
    factOf<string | undefined>(own(...path), undefined, asText);
  const number = (...path: readonly string[]): Fact<number | undefined> => numberFact(own(...path));
  return {
    id: policy.id,
    name: factOf(withOrigin(names?.after ?? policy.name, policy.name), "", asText),
    nested: asText(member(policy.body, "name"))?.includes("/") !== true,
    label: shown(names?.after ?? policy.name),
    vaultName: factOf(names?.before, "", asText),
    vaultId: parentOf(policy.id, "/backuppolicies/"),
    deployed: factOf(policy.condition, true, asBoolean),
    kind: policyKind(policy),
    scheduleType: text("schedulePolicy", "schedulePolicyType"),
    frequency: text("schedulePolicy", "scheduleRunFrequency"),
    hourlyInterval: number("schedulePolicy", "hourlySchedule", "interval"),
    instantRestoreDays: number("instantRpRetentionRangeInDays"),
    retention: retentionOf(own("retentionPolicy")),
    timeZone: text("timeZone"),
    consistency: text("snapshotConsistencyType"),
    snapshotGroupPrefix: text("instantRPDetails", "azureBackupRGNamePrefix"),
    protectedItems: number("protectedItemsCount"),
    place: placeOfResource(policy),
    declaration: policy.span === undefined ? undefined : { span: policy.span, chain: [] },
  };
}

/** A part of a name is written where the name is. */
function withOrigin(part: Value, whole: Value): Value {
  return part.from === undefined && whole.from !== undefined ? { ...part, from: whole.from } : part;
}

/** The id above the last step of a kind; the whole id when the name has too few parts to have it. */
export function parentOf(id: string, step: string): string {
  const at = id.lastIndexOf(step);
  return at < 0 ? id : id.slice(0, at);
}

/** `policyType` V2 is Enhanced; without it the schedule tells, and V1 is the default. */
export function policyKind(policy: ReadResource): PolicyProfile["kind"] {
  const type = member(policy.body, "properties", "policyType");
  if (type !== undefined) {
    return factOf<"Standard" | "Enhanced">(type, "Standard", (value) => {
      const text = asText(value)?.toLowerCase();
      return text === "v2" ? "Enhanced" : text === "v1" ? "Standard" : undefined;
    });
  }
  const schedule = member(policy.body, "properties", "schedulePolicy", "schedulePolicyType");
  return factOf<"Standard" | "Enhanced">(schedule, "Standard", (value) =>
    asText(value)?.toLowerCase() === "simpleschedulepolicyv2" ? "Enhanced" : "Standard",
  );
}

const schedules = [
  { schedule: "daily", member: "dailySchedule", unit: "Days" },
  { schedule: "weekly", member: "weeklySchedule", unit: "Weeks" },
  { schedule: "monthly", member: "monthlySchedule", unit: "Months" },
  { schedule: "yearly", member: "yearlySchedule", unit: "Years" },
] as const;

function retentionOf(retention: Value | undefined): readonly RetentionProfile[] {
  return schedules.flatMap((each): readonly RetentionProfile[] => {
    const duration = member(retention, each.member, "retentionDuration");
    return duration === undefined
      ? []
      : [
          {
            schedule: each.schedule,
            count: numberFact(member(duration, "count")),
            unit: factOf<string>(member(duration, "durationType"), each.unit, asText),
          },
        ];
  });
}
