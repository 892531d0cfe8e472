import { inspection } from "../../../src/cli/inspect/inspection";
import type { WireObject } from "../../../src/cli/inspect/view";
import type { EvaluationOptions } from "../../../src/template/model";
import type { Sections } from "../template/inTemplate";
import { templateText } from "../template/inTemplate";

/** What `inspect` prints for a template of these sections, as it is read back from JSON. */
export function inspected(sections: Sections, options: EvaluationOptions = {}): Inspected {
  return JSON.parse(JSON.stringify(inspection(templateText(sections), "t.json", options))) as Inspected;
}

export interface Inspected {
  readonly problems: readonly WireObject[];
  readonly outputs: WireObject;
  readonly resources: readonly WireObject[];
  readonly virtualMachines: readonly InspectedMachine[];
}

export interface InspectedMachine extends Record<string, unknown> {
  readonly osDisk: WireObject;
  readonly dataDisks: { readonly count: unknown; readonly disks: readonly WireObject[] };
  readonly networkInterfaces: { readonly count: unknown; readonly items: readonly WireObject[] };
  readonly perInstance?: readonly WireObject[];
}

/** The only machine of a template. */
export function machineOf(sections: Sections, options?: EvaluationOptions): InspectedMachine {
  const [only, ...others] = inspected(sections, options).virtualMachines;
  if (only === undefined || others.length > 0) {
    throw new Error("The template has not exactly one machine.");
  }
  return only;
}
