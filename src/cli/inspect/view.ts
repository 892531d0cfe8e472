import type { ResourceIndex } from "../../limits/reading/resourceIndex";
import type { NetworkContext } from "../../limits/reading/nicProfiles";
import type { EvaluatedTemplate } from "../../template/model";
import type { JsonValue } from "../../template/value";
import type { Places } from "../places";

/** What the parts of `inspect` need to describe one template. */
export interface View {
  readonly template: EvaluatedTemplate;
  readonly places: Places;
  readonly index: ResourceIndex;
  readonly network: NetworkContext;
}

/** An object of the printed JSON. */
export type WireObject = Readonly<Record<string, JsonValue>>;
