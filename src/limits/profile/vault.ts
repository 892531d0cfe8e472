import type { Fact, Place } from "./fact";

export interface VaultProfile {
  readonly name: string;
  readonly location: Fact<string>;
  readonly place?: Place | undefined;
}
