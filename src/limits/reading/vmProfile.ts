import { asBoolean, asText } from "../../template/access";
import type { Value } from "../../template/value";
import type { Fact } from "../profile/fact";
import type { VaultSite } from "../profile/vault";
import type { ImageProfile, VmProfile } from "../profile/vm";
import { computeFacts } from "./compute";
import { dataDiskProfiles, osDiskProfile } from "./diskProfiles";
import { encryptionExtension } from "./encryptionExtension";
import { factOf, placeOf, placeOfResource } from "./facts";
import { guestFacts } from "./guest";
import { nicProfiles, type NetworkContext } from "./nicProfiles";
import { osTypeOf } from "./osType";
import { protectionLinks, regionFact } from "./protectionLinks";
import { member } from "./reading";
import type { ReadResource } from "./resource";
import type { ResourceIndex } from "./resourceIndex";

/** The profile of one machine, from its own resource and those that it refers to. */
export function profileOf(vm: ReadResource, network: NetworkContext, vaults: readonly VaultSite[]): VmProfile {
  const { index } = network;
  const properties = member(vm.body, "properties");
  const storage = member(properties, "storageProfile");
  const dataDisks = dataDiskProfiles(vm, index);
  const compute = computeFacts(vm, index);
  const guest = guestFacts(vm);
  // Every member is named, as those of disks and interfaces are: objects that are put together by spreading are slow to make.
  return {
    source: index.source,
    id: vm.id,
    name: factOf(vm.name, "", asText),
    location: regionFact(vm.location),
    deployed: factOf(vm.condition, true, asBoolean),
    size: sizeFact(member(properties, "hardwareProfile", "vmSize"), index),
    osType: osTypeOf(vm, index),
    image: imageOf(member(storage, "imageReference")),
    guestOs: guestOf(member(properties, "instanceView")),
    vmAgentProvisioned: agentFact(member(properties, "osProfile")),
    availabilitySet: compute.availabilitySet,
    zones: compute.zones,
    extendedZone: compute.extendedZone,
    spot: compute.spot,
    dedicatedHost: compute.dedicatedHost,
    scaleSet: compute.scaleSet,
    securityType: compute.securityType,
    plan: compute.plan,
    tagCount: compute.tagCount,
    diagnosticSettings: compute.diagnosticSettings,
    bootSource: guest.bootSource,
    computerName: guest.computerName,
    extensionOperations: guest.extensionOperations,
    encryptionExtension: encryptionExtension(vm, index),
    osDisk: osDiskProfile(vm, index),
    dataDisks,
    networkInterfaces: nicProfiles(vm, network),
    protection: protectionLinks(vm, dataDisks, index),
    vaults,
    place: placeOfResource(vm),
    declaration: declarationOf(vm),
  };
}

function declarationOf({ jsonPath, via, file, instance, instances }: ReadResource): VmProfile["declaration"] {
  return jsonPath === undefined ? undefined : { jsonPath, via, file, instance, instances };
}

function sizeFact(size: Value | undefined, index: ResourceIndex): Fact<string> {
  return size === undefined ? index.untold() : factOf(size, "", asText);
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

/** What the guest of a running machine reports; no template has it. */
function guestOf(instanceView: Value | undefined): VmProfile["guestOs"] {
  const name = asText(member(instanceView, "osName"));
  return name === undefined || name === ""
    ? undefined
    : { name, version: asText(member(instanceView, "osVersion")) ?? "" };
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
