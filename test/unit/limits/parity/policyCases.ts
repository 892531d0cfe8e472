import type { Json } from "./json";
import { broken, in2015, kept, type ParityCase, type ParityCases } from "./parityCase";
import { around, enhancedPolicy, item, keptDaily, standardPolicy, vault, vm, type Declared } from "./parts";

const time = "2026-01-10T22:00:00Z";

/** A rule about a setting of the policy that protects the machine. */
function ofPolicy(make: typeof standardPolicy, what: string, breaking: Json, fine: Json): readonly ParityCase[] {
  return [
    broken(what, vm(), ...around, vault(), make(breaking), item()),
    kept("another setting", vm(), ...around, vault(), make(fine), item()),
  ];
}

const hourly = (interval: number): Json => ({
  schedulePolicy: {
    schedulePolicyType: "SimpleSchedulePolicyV2",
    scheduleRunFrequency: "Hourly",
    hourlySchedule: { interval, scheduleWindowStartTime: time, scheduleWindowDuration: 12 },
  },
});
const snapshots = (instantRpRetentionRangeInDays: number): Json => ({ instantRpRetentionRangeInDays });
const retention = (days: number): Json => ({ retentionPolicy: keptDaily(days) });
const named = (name: string): ParityCase["resources"] => [
  vm(),
  ...around,
  vault(),
  enhancedPolicy({}, name),
  item({}, name),
];

/** The cases of the rules about policies. */
export const policyCases: ParityCases = {
  "policy-name": [broken("an underscore", ...named("every_night")), kept("a hyphen", ...named("every-night"))],
  "schedule-frequency": [
    broken("hourly and Standard", vm(), ...around, vault(), standardPolicy(hourlyStandard()), item()),
    kept("hourly and Enhanced", vm(), ...around, vault(), enhancedPolicy(hourly(4)), item()),
    in2015(broken("hourly", vm(), ...around, vault(), enhancedPolicy(hourly(4)), item())),
  ],
  "schedule-hourly-interval": ofPolicy(enhancedPolicy, "every 5 hours", hourly(5), hourly(4)),
  "instant-restore-days-standard": ofPolicy(standardPolicy, "6 days", snapshots(6), snapshots(5)),
  "instant-restore-days-enhanced": ofPolicy(enhancedPolicy, "31 days", snapshots(31), snapshots(30)),
  "retention-maximum": ofPolicy(enhancedPolicy, "10000 days", retention(10_000), retention(9_999)),
  "retention-minimum-daily": ofPolicy(standardPolicy, "6 days", retention(6), retention(7)),
  "policy-vm-count": [
    broken("101 machines", vm(), ...around, vault(), enhancedPolicy(), item(), others(100)),
    kept("100 machines", vm(), ...around, vault(), enhancedPolicy(), item(), others(99)),
  ],
  "policy-time-zone": ofPolicy(
    enhancedPolicy,
    "a zone with summer time",
    { timeZone: "W. Europe Standard Time" },
    { timeZone: "UTC" },
  ),
};

function hourlyStandard(): Json {
  return { schedulePolicy: { schedulePolicyType: "SimpleSchedulePolicy", scheduleRunFrequency: "Hourly" } };
}

/** Protected items of machines that are there already. */
function others(count: number): Declared {
  const names = "format('iaasvmcontainerv2;rg;other{0}', copyIndex())";
  return {
    ...item({ sourceResourceId: "[resourceId('Microsoft.Compute/virtualMachines', format('other{0}', copyIndex()))]" }),
    name: `[concat('backups/Azure/iaasvmcontainer;', ${names}, '/vm;', ${names})]`,
    copy: { name: "others", count },
  };
}
