import type { ResourceIndex } from "../../limits/reading/resourceIndex";
import type { NetworkContext } from "../../limits/reading/nicProfiles";
import type { EvaluatedTemplate } from "../../template/model";
import type { Positions } from "../../template/positions";
import type { JsonValue } from "../../template/value";

/** What the parts of `inspect` need to describe one template. */
export interface View {
  readonly template: EvaluatedTemplate;
  /** The template's file, as it was named on the command line. */
  readonly file: string;
  readonly positions: Positions;
  readonly index: ResourceIndex;
  readonly network: NetworkContext;
}

/** An object of the printed JSON. */
export type WireObject = Readonly<Record<string, JsonValue>>;
