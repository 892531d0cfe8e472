import type { Fact, Place } from "./fact";

/** A vault as a machine sees it that looks for one: its name and where it is. */
export interface VaultSite {
  /** As a sentence calls it; unknown parts are their expression in angle brackets. */
  readonly name: string;
  /** Region as normalised name: `westeurope`. */
  readonly location: Fact<string>;
  readonly place?: Place | undefined;
}

/** A private endpoint that leads to a vault. */
export interface VaultEndpoint {
  readonly name: string;
  readonly place?: Place | undefined;
}

/** What the rules know of a Recovery Services vault. A setting that nobody sets is known to be `undefined`. */
export interface VaultProfile extends VaultSite {
  /** Equal ids are equal vaults. */
  readonly id: string;
  readonly resourceName: Fact<string>;
  /** False when a condition keeps it from being deployed. */
  readonly deployed: Fact<boolean>;
  /** Id of the subscription that it is deployed to; known `undefined` when the id has none. */
  readonly subscription: Fact<string | undefined>;
  /** `GeoRedundant`, `LocallyRedundant`, `ZoneRedundant` …: the vault's own setting, else that of its `backupstorageconfig`. */
  readonly redundancy: Fact<string | undefined>;
  /** Where the vault's `backupstorageconfig` sets the redundancy as well; undefined when only one of the two does. */
  readonly secondRedundancy?: Place | undefined;
  readonly crossRegionRestore: Fact<boolean | undefined>;
  /** `Enabled`, `Disabled`, `AlwaysON`: the vault's own setting, else that of its `backupconfig`. */
  readonly softDelete: Fact<string | undefined>;
  readonly softDeleteDays: Fact<number | undefined>;
  /** `Disabled`, `Unlocked`, `Locked`. */
  readonly immutability: Fact<string | undefined>;
  /** Days of a time-based immutability. */
  readonly immutabilityDays: Fact<number | undefined>;
  /** True when a customer's key encrypts the vault. */
  readonly customerKey: Fact<boolean>;
  /** `Enabled`, `Disabled`. */
  readonly publicNetworkAccess: Fact<string | undefined>;
  /** The private endpoints for backup that are declared with it, or that Azure lists. */
  readonly privateEndpoints: readonly VaultEndpoint[];
  /** `Enabled`, `Disabled`, `PermanentlyDisabled`. */
  readonly crossSubscriptionRestore: Fact<string | undefined>;
  /** The whole declaration, for fixes; undefined for a live vault. */
  readonly declaration?: Place | undefined;
}
