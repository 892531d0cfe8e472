import type { Fact, Place } from "./fact";

/** One of the schedules that keep recovery points: how long, in which unit. */
export interface RetentionProfile {
  readonly schedule: "daily" | "weekly" | "monthly" | "yearly";
  readonly count: Fact<number | undefined>;
  /** `Days`, `Weeks`, `Months`, `Years`: as declared, else the unit of the schedule. */
  readonly unit: Fact<string>;
}

/** What the rules know of a backup policy for virtual machines. A setting that nobody sets is known to be `undefined`. */
export interface PolicyProfile {
  /** Equal ids are equal policies. */
  readonly id: string;
  readonly name: Fact<string>;
  /** True when its name is written without the vault's: inside the vault, or beside a parent. */
  readonly nested: boolean;
  /** As a sentence calls it; unknown parts are their expression in angle brackets. */
  readonly label: string;
  readonly vaultName: Fact<string>;
  /** Id of its vault, which need not be among those that are known. */
  readonly vaultId: string;
  /** False when a condition keeps it from being deployed. */
  readonly deployed: Fact<boolean>;
  readonly kind: Fact<"Standard" | "Enhanced">;
  /** `SimpleSchedulePolicy`, `SimpleSchedulePolicyV2`. */
  readonly scheduleType: Fact<string | undefined>;
  /** `Hourly`, `Daily`, `Weekly`. */
  readonly frequency: Fact<string | undefined>;
  /** Hours between two backups of an hourly schedule. */
  readonly hourlyInterval: Fact<number | undefined>;
  /** Days for which snapshots are kept. */
  readonly instantRestoreDays: Fact<number | undefined>;
  /** The schedules of a long-term retention that are there. */
  readonly retention: readonly RetentionProfile[];
  /** Name of a Windows time zone: `UTC`, `W. Europe Standard Time`. */
  readonly timeZone: Fact<string | undefined>;
  /** `OnlyCrashConsistent` or `undefined`. */
  readonly consistency: Fact<string | undefined>;
  /** How the groups in which the service keeps snapshots begin; known `undefined` for the service's own choice. */
  readonly snapshotGroupPrefix: Fact<string | undefined>;
  /** How many items it protects already, live only; known `undefined` in a template. */
  readonly protectedItems: Fact<number | undefined>;
  /** The policy's own place: its name in the template. */
  readonly place?: Place | undefined;
  /** The whole declaration, for fixes; undefined for a live policy. */
  readonly declaration?: Place | undefined;
}
