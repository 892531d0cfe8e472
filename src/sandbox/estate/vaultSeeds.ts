import { subscriptionIds } from "./company";

/** A VM in a vault: how its protection stands, and what the last nights brought. */
export interface ItemSeed {
  readonly group: string;
  readonly vm: string;
  readonly policy: string;
  /** Default `protected`. */
  readonly state?: "protected" | "failing" | "firstBackupPending" | "stopped" | "suspended" | "softDeleted";
  /** Nights of history; default 14. */
  readonly nights?: number;
  /** Nights ago on which the backup failed or had a warning; the state `failing` fails the last two. */
  readonly badNights?: readonly number[];
  /** The last change of its policy has not reached it. */
  readonly policyInconsistent?: boolean;
}

export interface VaultSeed {
  readonly subscriptionId: string;
  readonly group: string;
  readonly name: string;
  readonly location: string;
  readonly redundancy: "GeoRedundant" | "LocallyRedundant" | "ZoneRedundant";
  readonly crossRegionRestore?: boolean;
  /** Daily policies besides the default ones: name, time (UTC), days. */
  readonly daily?: readonly (readonly [name: string, time: string, days: number])[];
  readonly weekly?: readonly (readonly [name: string, time: string, weeks: number])[];
  /** Weekly, too, with the point of each first Sunday kept longer: name, time (UTC), weeks, months. */
  readonly monthly?: readonly (readonly [name: string, time: string, weeks: number, months: number])[];
  /** Enhanced: name, first hour, every so many hours, days. */
  readonly enhanced?: readonly (readonly [name: string, time: string, hours: number, days: number])[];
  readonly items: readonly ItemSeed[];
}

const { production, development, bramwick } = subscriptionIds;

/** One daily policy per team and tier: more than one page of policies. */
const teams = ["finance", "hr", "legal", "sales", "support", "transport"];
const teamPolicies = teams.flatMap((team, index): (readonly [string, string, number])[] => [
  [`daily-${team}-bronze`, `0${index}:00`, 7],
  [`daily-${team}-silver`, `0${index}:30`, 30],
  [`daily-${team}-gold`, `1${index}:00`, 90],
]);

export const vaultSeeds: readonly VaultSeed[] = [
  {
    subscriptionId: production,
    group: "rg-backup-weu",
    name: "rsv-larkmoor-weu",
    location: "westeurope",
    redundancy: "GeoRedundant",
    crossRegionRestore: true,
    daily: [["daily-2230-30d", "22:30", 30], ["daily-0200-180d", "02:00", 180], ...teamPolicies],
    weekly: [["weekly-sunday-12w", "03:00", 12]],
    enhanced: [["enhanced-4h-30d", "06:00", 4, 30]],
    items: [
      { group: "rg-shop-weu", vm: "shop-web-01", policy: "daily-2230-30d" },
      { group: "rg-shop-weu", vm: "shop-web-02", policy: "daily-2230-30d", badNights: [5] },
      { group: "rg-shop-weu", vm: "shop-sql-01", policy: "enhanced-4h-30d" },
      { group: "rg-shop-weu", vm: "shop-cache-01", policy: "daily-2230-30d", policyInconsistent: true },
      { group: "rg-shop-weu", vm: "shop-legacy-01", policy: "daily-2230-30d", state: "stopped" },
      { group: "rg-erp-weu", vm: "erp-app-01", policy: "daily-0200-180d" },
      { group: "rg-erp-weu", vm: "erp-app-02", policy: "daily-0200-180d", state: "failing" },
      { group: "rg-erp-weu", vm: "erp-db-01", policy: "daily-0200-180d", badNights: [3, 9] },
      { group: "rg-erp-weu", vm: "erp-db-02", policy: "enhanced-4h-30d" },
      { group: "rg-erp-weu", vm: "erp-print-01", policy: "daily-finance-bronze", state: "failing" },
      { group: "rg-erp-weu", vm: "erp-dc-01", policy: "enhanced-4h-30d", state: "firstBackupPending" },
    ],
  },
  {
    subscriptionId: production,
    group: "rg-backup-neu",
    name: "rsv-larkmoor-neu",
    location: "northeurope",
    redundancy: "GeoRedundant",
    daily: [["daily-2300-30d", "23:00", 30]],
    items: [
      { group: "rg-warehouse-neu", vm: "wh-scan-01", policy: "daily-2300-30d", state: "failing" },
      { group: "rg-warehouse-neu", vm: "wh-scan-02", policy: "daily-2300-30d" },
      { group: "rg-warehouse-neu", vm: "wh-files-01", policy: "daily-2300-30d", nights: 7 },
    ],
  },
  {
    subscriptionId: production,
    group: "rg-backup-uks",
    name: "rsv-archive-uks",
    location: "uksouth",
    redundancy: "LocallyRedundant",
    weekly: [["weekly-sunday-52w", "04:00", 52]],
    monthly: [["monthly-first-sunday-24m", "04:00", 4, 24]],
    items: [{ group: "rg-archive-uks", vm: "arc-tape-01", policy: "weekly-sunday-52w", state: "softDeleted" }],
  },
  {
    subscriptionId: development,
    group: "rg-dev-weu",
    name: "rsv-dev-weu",
    location: "westeurope",
    redundancy: "LocallyRedundant",
    daily: [["daily-dev-7d", "01:00", 7]],
    items: [
      { group: "rg-dev-weu", vm: "dev-sql-01", policy: "daily-dev-7d", nights: 6 },
      { group: "rg-dev-weu", vm: "dev-jump-01", policy: "daily-dev-7d", nights: 3 },
    ],
  },
  // Nothing is protected here yet, so its redundancy can still be changed.
  {
    subscriptionId: development,
    group: "rg-Sandpit",
    name: "rsv-sandpit-eus2",
    location: "eastus2",
    redundancy: "GeoRedundant",
    items: [],
  },
  // A second vault in the region: a VM can be in one only. Write Accelerator came to this one after it was protected,
  // so its first backup will fail.
  {
    subscriptionId: production,
    group: "rg-backup-weu",
    name: "rsv-erp-weu",
    location: "westeurope",
    redundancy: "ZoneRedundant",
    items: [{ group: "rg-erp-weu", vm: "erp-hana-01", policy: "DefaultPolicy", state: "firstBackupPending" }],
  },
  {
    subscriptionId: bramwick,
    group: "rg-fleet-gwc",
    name: "rsv-bramwick-gwc",
    location: "germanywestcentral",
    redundancy: "GeoRedundant",
    daily: [["nightly", "21:00", 14]],
    items: [
      { group: "rg-fleet-gwc", vm: "fleet-gps-01", policy: "nightly", nights: 10 },
      { group: "rg-fleet-gwc", vm: "fleet-hub-01", policy: "nightly", nights: 10, badNights: [2] },
    ],
  },
];
