import type { EvaluatedTemplate, TemplateResource } from "../template/model";
import { object } from "../template/values/make";
import type { EstateProfile } from "./profile/estate";
import type { VmProfile } from "./profile/vm";
import { estateSurroundings, type EstateSurroundings } from "./reading/estate";
import type { NetworkContext } from "./reading/nicProfiles";
import { poolAddresses } from "./reading/poolAddresses";
import { member } from "./reading/reading";
import type { ReadResource, ResourceSource } from "./reading/resource";
import { ResourceIndex, type Recorded } from "./reading/resourceIndex";
import { profileOf } from "./reading/vmProfile";

/**
 * The virtual machines that a template deploys, one profile for each instance of a copy loop. A machine that is only referred to
 * (`existing`) is none; one that a condition certainly keeps out has `deployed: false`.
 */
export function profilesOfTemplate(template: EvaluatedTemplate): readonly VmProfile[] {
  return estateOfTemplate(template).machines;
}

/** All that a template deploys together, as far as rules are asked about it. */
export function estateOfTemplate(template: EvaluatedTemplate): EstateProfile {
  const profiler = new MachineProfiler(template);
  const machines = machinesOf(template).map((vm) => profiler.profile(vm).result);
  return estateOf(profiler.surroundings.result.estate, machines);
}

/** The estate of a template with some machines. */
export function estateOf(surroundings: EstateSurroundings, machines: readonly VmProfile[]): EstateProfile {
  return { source: "template", ...surroundings, machines };
}

/** The virtual machines that a template deploys, each instance of a copy loop for itself. */
export function machinesOf(template: EvaluatedTemplate): readonly TemplateResource[] {
  return template.resources.filter(
    (resource) => isOfType(resource, "microsoft.compute/virtualmachines") && !resource.existing,
  );
}

/** Whether a resource is of a type, which is given in lower case. */
function isOfType({ type }: TemplateResource, lower: string): boolean {
  return type.length === lower.length && type.toLowerCase() === lower;
}

/** What all machines of a template have in common. */
export interface Surroundings {
  readonly pooled: NetworkContext["pooled"];
  readonly estate: EstateSurroundings;
}

/** Types of resources that belong to one machine, so that no other one will ask for them. */
const ofOneMachine: ReadonlySet<string> = new Set([
  "microsoft.compute/disks",
  "microsoft.compute/virtualmachines/extensions",
  "microsoft.network/networkinterfaces",
  "microsoft.network/publicipaddresses",
]);

/** Makes the profiles of machines one by one: of a template's, or of Azure's. */
export class MachineProfiler {
  readonly surroundings: Recorded<Surroundings>;
  readonly #network: NetworkContext;

  /** @param surroundings those of an earlier version, when nothing of what they depend on has changed */
  constructor(source: ResourceSource, surroundings?: Recorded<Surroundings>) {
    const index = new ResourceIndex(source);
    this.surroundings =
      surroundings ?? index.recording(() => ({ pooled: poolAddresses(index), estate: estateSurroundings(index) }));
    this.#network = { index, pooled: this.surroundings.result.pooled };
  }

  /** The profile of one machine, and the other resources that it was read from. */
  profile(vm: ReadResource): Recorded<VmProfile> {
    const { vaults } = this.surroundings.result.estate;
    const recorded = this.#network.index.recording(() => profileOf(vm, this.#network, vaults));
    vm.release?.();
    for (const resource of recorded.reads) {
      if (ofOneMachine.has(resource.type.toLowerCase())) {
        resource.release?.();
      }
    }
    return recorded;
  }
}

/**
 * The machines of scale sets, described as if the profile that a set makes them from were a machine: one for each instance of
 * a set's own copy loop. No rule is asked about them; they are there to be shown.
 */
export function scaleSetProfiles(template: EvaluatedTemplate): readonly VmProfile[] {
  const index = new ResourceIndex(template);
  const network: NetworkContext = { index, pooled: poolAddresses(index) };
  return template.resources
    .filter(({ type, existing }) => !existing && type.toLowerCase() === "microsoft.compute/virtualmachinescalesets")
    .map((set) => profileOf(machineOf(set), network, []));
}

/** The machine that a scale set multiplies: its `virtualMachineProfile` in the place of a machine's properties. */
export function machineOf(set: TemplateResource): TemplateResource {
  const profile = member(set.body, "properties", "virtualMachineProfile");
  const { type, name, apiVersion, location, condition, id, jsonPath, via, span, nameSpan, existing } = set;
  const { instance, instances, idValue, file } = set;
  const body = object(profile === undefined ? [] : [["properties", profile]]);
  const place = { jsonPath, via, file, span, nameSpan, existing, instance, instances, idValue };
  return { type, name, apiVersion, location, condition, id, body, ...place };
}
