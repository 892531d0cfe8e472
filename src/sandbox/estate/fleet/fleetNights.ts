import { dailyPolicy, policyRecord } from "../../providers/policies/defaultPolicies";
import { jobsReachBack, keptRuns, runsOver } from "../../state/backups/runSchedules";
import { rhythmOf, runsOf } from "../../state/backups/schedule";
import type { PolicyRecord } from "../../state/records";
import type { Rhythm } from "../../state/backups/schedule";

const day = 86_400_000;
/** Nights before the fleet was made that a protected VM has recovery points of. */
const nightsBefore = 3;

/** Policy of every protected VM of the fleet. */
export const fleetPolicy = { name: "daily-2230-30d", time: "22:30", days: 30 } as const;

/** The nights of the fleet as they are at a moment: the same for all of its VMs. All are milliseconds since 1970, oldest first. */
export interface Nights {
  /** The policy, but for the vault that has it. */
  readonly policy: PolicyRecord;
  /** The last that was over when the fleet was made. */
  readonly lastBefore: number;
  /** The last that is over; undefined where none has been since a VM was protected for which there was none before. */
  readonly last: number;
  /** Those of which there are jobs. */
  readonly jobs: readonly number[];
  /** Those of which there are recovery points: of a VM that is well. */
  readonly points: readonly number[];
  /** Of one that failed in the night before the fleet was made, and has ever since. */
  readonly pointsOfFailing: readonly number[];
  /** Of one that was protected in the hour in which the fleet was made. */
  readonly pointsOfNew: readonly number[];
  /** Of one whose protection was stopped: they stay. */
  readonly pointsBeforeStop: readonly number[];
}

/** The nights of a fleet by the moment. @param made milliseconds since 1970 */
export function nightsOf(made: number): (moment: number) => Nights {
  const { name, time, days } = fleetPolicy;
  const policy = policyRecord("", name, dailyPolicy(time, days, made));
  const rhythm: Rhythm = rhythmOf(policy.properties) ?? { times: [], days: undefined };
  const lastBefore = runsOver(policy, rhythm, made - 2 * day, made).at(-1) ?? made;
  const first = lastBefore - nightsBefore * day;
  let known: (Nights & { readonly moment: number }) | undefined;
  return (moment) => {
    if (known?.moment !== moment) {
      const runs = runsOver(policy, rhythm, first, moment);
      const since = (after: number): readonly number[] => runs.filter((run) => run > after);
      const kept = (some: readonly number[]): readonly number[] => keptRuns(some, policy, moment);
      known = {
        moment,
        policy,
        lastBefore,
        last: runs.at(-1) ?? lastBefore,
        jobs: since(Math.max(lastBefore - 1, moment - jobsReachBack)),
        points: kept(runs),
        pointsOfFailing: kept([...runsOf(rhythm, first - day, lastBefore - 1)]),
        pointsOfNew: kept(since(lastBefore)),
        pointsBeforeStop: [...runsOf(rhythm, first - 13 * day, lastBefore - 13 * day)],
      };
    }
    return known;
  };
}
