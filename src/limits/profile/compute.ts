import type { Fact, Place } from "./fact";

/** A diagnostic setting of a machine. */
export interface DiagnosticSettingProfile {
  /** As a sentence calls it; unknown parts are their expression in angle brackets. */
  readonly name: string;
  /** False when a condition keeps it from being deployed. */
  readonly deployed: Fact<boolean>;
  readonly place?: Place | undefined;
}

/** Where and how a machine runs. */
export interface ComputeFacts {
  readonly availabilitySet: Fact<boolean>;
  /** Availability zones that the machine is pinned to: `1`. */
  readonly zones: Fact<readonly string[]>;
  /** Name of the Azure Extended Zone that it runs in; `undefined` in an ordinary region. */
  readonly extendedZone: Fact<string | undefined>;
  readonly spot: Fact<boolean>;
  /** On a dedicated host that is chosen by itself or through its group. */
  readonly dedicatedHost: Fact<boolean>;
  /** Attached to a flexible scale set; machines of uniform sets are no machines of their own. */
  readonly scaleSet: Fact<boolean>;
  /** `Standard`, `TrustedLaunch`, `ConfidentialVM`; `undefined` when none is chosen. */
  readonly securityType: Fact<string | undefined>;
  /** True when a Marketplace plan stands at the machine. */
  readonly plan: Fact<boolean>;
  readonly tagCount: Fact<number>;
  /** Those that the same template declares, or that Azure lists. */
  readonly diagnosticSettings: readonly DiagnosticSettingProfile[];
}

/** A scale set. Its machines are no machines of their own while it is a uniform one. */
export interface ScaleSetProfile {
  readonly id: string;
  /** As a sentence calls it. */
  readonly name: string;
  /** False when a condition keeps it from being deployed. */
  readonly deployed: Fact<boolean>;
  readonly orchestration: Fact<"Uniform" | "Flexible">;
  readonly place?: Place | undefined;
}

/** A virtual machine of the classic deployment model. */
export interface ClassicMachineProfile {
  readonly id: string;
  /** As a sentence calls it. */
  readonly name: string;
  /** False when a condition keeps it from being deployed. */
  readonly deployed: Fact<boolean>;
  readonly place?: Place | undefined;
}
