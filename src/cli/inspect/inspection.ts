import { profilesOfTemplate, scaleSetProfiles, machineOf } from "../../limits/fromTemplate";
import { poolAddresses } from "../../limits/reading/poolAddresses";
import { ResourceIndex } from "../../limits/reading/resourceIndex";
import type { VmProfile } from "../../limits/profile/vm";
import { evaluateTemplate } from "../../template/evaluateTemplate";
import type { EvaluationOptions, TemplateResource } from "../../template/model";
import type { LinkedFilesOnDisk } from "../linkedFiles";
import { Places } from "../places";
import { wireRange } from "../wire/wireRange";
import { wireValue } from "../wire/wireValue";
import { instanceCounts, merged } from "./instances";
import { machineFields } from "./machine";
import type { View, WireObject } from "./view";

const machineType = "microsoft.compute/virtualmachines";
const scaleSetType = "microsoft.compute/virtualmachinescalesets";

/**
 * What a template deploys, as the JSON that `inspect` prints.
 * @param file the template's name in the JSON
 * @param files the files that the template may link; without them, linked templates stay closed
 */
export function inspection(
  text: string,
  file: string,
  options: EvaluationOptions,
  files?: LinkedFilesOnDisk,
): WireObject {
  const template = evaluateTemplate(text, { ...options, files });
  const index = new ResourceIndex(template);
  const places = new Places(file, text, files);
  const view: View = { template, places, index, network: { index, pooled: poolAddresses(index) } };
  const counts = instanceCounts(template.resources);
  const entries = (fieldsOf: (resource: TemplateResource) => WireObject | undefined): readonly WireObject[] =>
    counts.groups.flatMap((group) => {
      const fields = group.map(fieldsOf).filter((each) => each !== undefined);
      return fields.length === 0 ? [] : [merged(fields, counts.of(group))];
    });
  const machines = machinesOf(view);
  const resources = entries((resource) => resourceFields(resource, view));
  return {
    schemaVersion: 1,
    template: file,
    // After the resources: evaluating them may meet a limit.
    problems: problemsOf(view),
    outputs: Object.fromEntries([...template.outputs].map(([name, value]) => [name, wireValue(value)])),
    resources,
    virtualMachines: entries((resource) => machines.get(resource)),
  };
}

function problemsOf({ template, places }: View): readonly WireObject[] {
  return template.problems.map(({ message, span, kind }) => {
    const place = places.of(span);
    return { message, kind, file: place.file, range: wireRange(place) };
  });
}

function resourceFields(resource: TemplateResource, view: View): WireObject {
  return {
    type: resource.type,
    name: wireValue(resource.name),
    id: wireValue(resource.idValue),
    location: wireValue(resource.location),
    condition: wireValue(resource.condition),
    ...standing(resource, view),
    existing: resource.existing,
  };
}

/** Where a resource is declared. */
function standing(resource: TemplateResource, { places }: View): WireObject {
  return {
    jsonPath: resource.jsonPath,
    via: resource.via,
    file: places.nameOf(resource.file),
    range: wireRange(places.of(resource.span)),
    nameRange: wireRange(places.of(resource.nameSpan)),
  };
}

/** The description of every machine and scale set. */
function machinesOf(view: View): ReadonlyMap<TemplateResource, WireObject> {
  const found = new Map<TemplateResource, WireObject>();
  const describe = (type: string, kind: "vm" | "vmss", profiles: readonly VmProfile[]): void => {
    const declared = view.template.resources.filter((one) => !one.existing && one.type.toLowerCase() === type);
    declared.forEach((resource, at) => {
      const profile = profiles[at];
      if (profile !== undefined) {
        const machine = kind === "vm" ? resource : machineOf(resource);
        found.set(resource, {
          ...standing(resource, view),
          kind,
          ...machineFields({ resource, machine, profile, kind }, view),
        });
      }
    });
  };
  describe(machineType, "vm", profilesOfTemplate(view.template));
  describe(scaleSetType, "vmss", scaleSetProfiles(view.template));
  return found;
}
