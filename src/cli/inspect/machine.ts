import type { VmProfile } from "../../limits/profile/vm";
import { member } from "../../limits/reading/reading";
import { asBoolean, canonicalText } from "../../template/access";
import type { TemplateResource } from "../../template/model";
import type { JsonValue, Value } from "../../template/value";
import { wireFact, wireValue } from "../wire/wireValue";
import { dataDisksJson, osDiskJson } from "./disks";
import { interfacesJson } from "./interfaces";
import type { View, WireObject } from "./view";

/** One instance of a virtual machine, or of the machines of a scale set. */
export interface Machine {
  /** The declared resource. */
  readonly resource: TemplateResource;
  /** The same with the machine's properties; for a scale set, those of the machines that it makes. */
  readonly machine: TemplateResource;
  readonly profile: VmProfile;
  readonly kind: "vm" | "vmss";
}

/** What `inspect` says of a machine, besides where it is declared. */
export function machineFields(subject: Machine, view: View): WireObject {
  const { resource, machine, profile, kind } = subject;
  const properties = member(machine.body, "properties");
  const own = member(resource.body, "properties");
  const scaleSet: WireObject = kind === "vm" ? {} : { capacity: wireValue(member(resource.body, "sku", "capacity")) };
  return {
    name: wireValue(resource.name),
    location: wireValue(resource.location),
    condition: wireValue(resource.condition),
    orchestrationMode: wireValue(member(own, "orchestrationMode")),
    size: wireValue(
      kind === "vm" ? member(properties, "hardwareProfile", "vmSize") : member(resource.body, "sku", "name"),
    ),
    ...scaleSet,
    zones: wireValue(member(resource.body, "zones")),
    priority: wireValue(member(properties, "priority")),
    securityType: wireValue(member(properties, "securityProfile", "securityType")),
    osType: wireFact(profile.osType, `${referenceTo(resource)}.storageProfile.osDisk.osType`, (type) => type),
    image: imageJson(member(properties, "storageProfile", "imageReference")),
    provisionVMAgent: agentJson(member(properties, "osProfile")),
    osDisk: osDiskJson(subject, view),
    dataDisks: dataDisksJson(subject, view),
    networkInterfaces: interfacesJson(subject, view),
    protectedItems: profile.protection.map(({ named, vaultName, policyName }) => ({
      vault: named === undefined ? vaultName : wireValue(named.vault),
      policy: named === undefined ? policyName : wireValue(named.policy),
    })),
  };
}

function referenceTo({ idValue }: TemplateResource): string {
  return `reference(${idValue === undefined ? "" : canonicalText(idValue)})`;
}

const imageIds = ["id", "sharedGalleryImageId", "communityGalleryImageId"];

/** A private or gallery image by its id, a Marketplace image by its four names, null for machines made from a disk. */
function imageJson(reference: Value | undefined): JsonValue {
  if (reference === undefined || (reference.kind === "object" && reference.members.size === 0)) {
    return reference?.kind === "object" && reference.rest !== undefined ? wireValue(reference.rest) : null;
  }
  if (reference.kind !== "object") {
    return wireValue(reference);
  }
  const id = imageIds.map((name) => member(reference, name)).find((value) => value !== undefined);
  if (id !== undefined && member(reference, "publisher") === undefined) {
    return { id: wireValue(id) };
  }
  const part = (name: string): JsonValue => wireValue(member(reference, name));
  return { publisher: part("publisher"), offer: part("offer"), sku: part("sku"), version: part("version") };
}

/** `default` when a profile says nothing of it; the flag may be written as text. */
function agentJson(osProfile: Value | undefined): JsonValue {
  if (osProfile === undefined) {
    return "no-os-profile";
  }
  const flags = ["windowsConfiguration", "linuxConfiguration"]
    .map((configuration) => member(osProfile, configuration, "provisionVMAgent"))
    .filter((flag) => flag !== undefined);
  const [flag] = flags;
  return flag === undefined ? "default" : (asBoolean(flag) ?? wireValue(flag));
}
