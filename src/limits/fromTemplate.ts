import type { EvaluatedTemplate, TemplateResource } from "../template/model";
import type { Value } from "../template/value";
import { object } from "../template/values/make";
import { dataDiskProfiles, osDiskProfile } from "./template/diskProfiles";
import { asBoolean, asText } from "../template/access";
import { factOf, placeOf, untold } from "./template/facts";
import { nicProfiles, type NetworkContext } from "./template/nicProfiles";
import { osTypeOf } from "./template/osType";
import { poolAddresses } from "./template/poolAddresses";
import { protectionLinks, regionFact, vaultProfiles } from "./template/protectionLinks";
import { member } from "./template/reading";
import { ResourceIndex, type Recorded } from "./template/resourceIndex";
import type { Fact, ImageProfile, VaultProfile, VmProfile } from "./vmProfile";

/**
 * The virtual machines that a template deploys, one profile for each instance of a copy loop. A machine that is only referred to
 * (`existing`) is none; one that a condition certainly keeps out has `deployed: false`.
 */
export function profilesOfTemplate(template: EvaluatedTemplate): readonly VmProfile[] {
  const profiler = new MachineProfiler(template);
  return machinesOf(template).map((vm) => profiler.profile(vm).result);
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
  readonly vaults: readonly VaultProfile[];
}

/** Makes the profiles of a template's machines one by one. */
export class MachineProfiler {
  readonly surroundings: Recorded<Surroundings>;
  readonly #network: NetworkContext;

  /** @param surroundings those of an earlier version, when nothing of what they depend on has changed */
  constructor(template: EvaluatedTemplate, surroundings?: Recorded<Surroundings>) {
    const index = new ResourceIndex(template);
    this.surroundings =
      surroundings ?? index.recording(() => ({ pooled: poolAddresses(index), vaults: vaultProfiles(index) }));
    this.#network = { index, pooled: this.surroundings.result.pooled };
  }

  /** The profile of one machine, and the other resources that it was read from. */
  profile(vm: TemplateResource): Recorded<VmProfile> {
    return this.#network.index.recording(() => profileOf(vm, this.#network, this.surroundings.result.vaults));
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

function profileOf(vm: TemplateResource, network: NetworkContext, vaults: readonly VaultProfile[]): VmProfile {
  const { index } = network;
  const properties = member(vm.body, "properties");
  const storage = member(properties, "storageProfile");
  const dataDisks = dataDiskProfiles(vm, index);
  return {
    source: "template",
    id: vm.id,
    name: factOf(vm.name, "", asText),
    location: regionFact(vm.location),
    deployed: factOf(vm.condition, true, asBoolean),
    size: sizeFact(member(properties, "hardwareProfile", "vmSize")),
    osType: osTypeOf(vm, index),
    image: imageOf(member(storage, "imageReference")),
    vmAgentProvisioned: agentFact(member(properties, "osProfile")),
    osDisk: osDiskProfile(vm, index),
    dataDisks,
    networkInterfaces: nicProfiles(vm, network),
    protection: protectionLinks(vm, dataDisks, index),
    vaults,
    place: { span: vm.nameSpan, chain: [] },
    declaration: {
      jsonPath: vm.jsonPath,
      via: vm.via,
      file: vm.file,
      instance: vm.instance,
      instances: vm.instances,
    },
  };
}

function sizeFact(size: Value | undefined): Fact<string> {
  return size === undefined ? untold() : factOf(size, "", asText);
}

/** A Marketplace image; a private or gallery image (`id`) says nothing of its publisher. */
function imageOf(reference: Value | undefined): ImageProfile | undefined {
  const part = (name: string): Value | undefined => member(reference, name);
  const publisher = part("publisher");
  if (reference === undefined || publisher === undefined) {
    return undefined;
  }
  return {
    publisher: factOf(publisher, "", asText),
    offer: factOf(part("offer"), "", asText),
    sku: factOf(part("sku"), "", asText),
  };
}

/** `provisionVMAgent` of either configuration; absent means that the agent is installed. */
function agentFact(osProfile: Value | undefined): Fact<boolean> {
  const flags = ["windowsConfiguration", "linuxConfiguration"]
    .map((configuration) => member(osProfile, configuration, "provisionVMAgent"))
    .filter((flag) => flag !== undefined);
  const facts = flags.map((flag) => factOf(flag, true, asBoolean));
  return (
    facts.find((fact) => !fact.known || !fact.value) ??
    facts[0] ?? { known: true, value: true, place: placeOf(osProfile) }
  );
}
