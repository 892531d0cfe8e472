import { at, listAt, objectAt, textAt, textOf } from "../../http/json";
import type { Json, JsonObject } from "../../http/json";
import { weekdayOf } from "./retention";

const hour = 3_600_000;
const day = 24 * hour;

/** When a policy runs. */
export interface Rhythm {
  /** Milliseconds after midnight, UTC, in order. */
  readonly times: readonly number[];
  /** Days of the week as policies name them; undefined for each day. */
  readonly days: ReadonlySet<string> | undefined;
}

/**
 * The rhythm of a policy for virtual machines; undefined when it has no time. Times are taken as UTC, as the days of its
 * retention are. An hourly policy runs at the start of its window and again after each interval, its end included.
 */
export function rhythmOf(policy: JsonObject): Rhythm | undefined {
  const schedule = objectAt(policy, "schedulePolicy");
  const frequency = textAt(schedule, "scheduleRunFrequency") ?? "";
  const ofType = schedule[`${frequency.toLowerCase()}Schedule`];
  const own = ofType === undefined || ofType === null ? schedule : objectAt(ofType);
  const times = frequency === "Hourly" ? timesOfWindow(own) : listAt(own, "scheduleRunTimes").flatMap(timeOfDay);
  const days = frequency === "Weekly" ? new Set(listAt(own, "scheduleRunDays").map(textOf)) : undefined;
  return times.length === 0 || days?.size === 0 ? undefined : { times: times.toSorted((a, b) => a - b), days };
}

/** A window that goes beyond midnight goes on in the morning, of each day alike. */
function timesOfWindow(hourly: JsonObject): readonly number[] {
  const interval = at(hourly, "interval");
  const lasts = at(hourly, "scheduleWindowDuration");
  const [start] = timeOfDay(hourly["scheduleWindowStartTime"]);
  if (typeof interval !== "number" || interval <= 0 || typeof lasts !== "number" || start === undefined) {
    return [];
  }
  const count = Math.floor(lasts / interval) + 1;
  return [...new Set(Array.from({ length: count }, (_, index) => (start + index * interval * hour) % day))];
}

/** None for what is not a time. */
function timeOfDay(text: Json | undefined): readonly number[] {
  const [, hours, minutes] = /T(\d\d):(\d\d)/u.exec(textOf(text)) ?? [];
  return hours === undefined || minutes === undefined ? [] : [Number(hours) * hour + Number(minutes) * 60_000];
}

/** The moments at which a rhythm runs after one moment and until another (milliseconds since 1970), oldest first. */
export function* runsOf({ times, days }: Rhythm, after: number, until: number): Generator<number, void> {
  for (let midnight = after - (after % day); midnight <= until; midnight += day) {
    if (days?.has(weekdayOf(midnight)) === false) {
      continue;
    }
    for (const time of times) {
      const run = midnight + time;
      if (run > after && run <= until) {
        yield run;
      }
    }
  }
}
