import type { Value } from "../../template/value";
import { asText, possibleValues } from "../../template/access";
import type { Fact } from "../profile/fact";
import type { OsType } from "../profile/vm";
import { factOf, placeOf } from "./facts";
import { member } from "./reading";
import type { ReadResource } from "./resource";
import type { ResourceIndex } from "./resourceIndex";

/**
 * Publishers of Marketplace images all of whose images have one operating system, lower case.
 * Sources: the built-in policy "Configure backup on virtual machines without a given tag" 9.5.0 (February 2026), which lists
 * publishers by what is backed up, and "Endorsed Linux distributions on Azure" (November 2024).
 */
const publishers: Readonly<Record<string, OsType>> = {
  microsoftwindowsserver: "Windows",
  microsoftwindowsdesktop: "Windows",
  microsoftwindowsserverhpcpack: "Windows",
  microsoftvisualstudio: "Windows",
  microsoftdynamicsax: "Windows",
  canonical: "Linux",
  redhat: "Linux",
  suse: "Linux",
  openlogic: "Linux",
  debian: "Linux",
  credativ: "Linux",
  almalinux: "Linux",
  kinvolk: "Linux",
  cloudera: "Linux",
};

/** Of other publishers the offer names the system: `SQL2019-WS2019`, `sql2019-rhel8`, `Oracle-Linux`. */
const offers: readonly (readonly [publisher: RegExp, offer: RegExp, system: OsType])[] = [
  [/^microsoftsqlserver$/, /-ws20\d\d/, "Windows"],
  [/^microsoftsqlserver$/, /-(rhel|ubuntu|sles|redhat)/, "Linux"],
  [
    /^microsoft(rserver|-ads|-dsvm)$/,
    /-ws20\d\d|^(standard-data-science-vm|windows-data-science-vm|dsvm-win)/,
    "Windows",
  ],
  [/^microsoft(rserver|-ads|-dsvm)$/, /-(ubuntu|redhat|centos)|^(linux-data-science-vm|ubuntu-)/, "Linux"],
  [/^oracle$/, /^oracle-linux/, "Linux"],
];

/**
 * The operating system of a machine: what its OS disk says, else the configuration that it has, else its image or the disk
 * that is attached to it. Unknown where the template does not tell; nothing is taken from names.
 */
export function osTypeOf(vm: ReadResource, index: ResourceIndex): Fact<OsType> {
  const properties = member(vm.body, "properties");
  const storage = member(properties, "storageProfile");
  const declared = member(storage, "osDisk", "osType");
  if (declared !== undefined) {
    return systemFact(declared);
  }
  const profile = member(properties, "osProfile");
  for (const [configuration, system] of configurations) {
    const written = member(profile, configuration);
    if (written?.kind === "object") {
      return { known: true, value: system, place: placeOf(written) };
    }
  }
  const reference = member(storage, "imageReference");
  const inTemplate =
    systemOfDisk(member(storage, "osDisk", "managedDisk", "id"), vm, index) ?? systemOfImage(reference, vm, index);
  return inTemplate ?? systemOfMarketplace(reference, index);
}

const configurations = [
  ["windowsConfiguration", "Windows"],
  ["linuxConfiguration", "Linux"],
] as const;

function systemFact(declared: Value): Fact<OsType> {
  return factOf<OsType>(declared, "Linux", (value) => {
    const text = asText(value)?.toLowerCase();
    return text === "windows" ? "Windows" : text === "linux" ? "Linux" : undefined;
  });
}

/** The system of an attached disk that the template declares. */
function systemOfDisk(id: Value | undefined, vm: ReadResource, index: ResourceIndex): Fact<OsType> | undefined {
  const written = member(index.find(id, vm.instance)?.body, "properties", "osType");
  return written === undefined ? undefined : systemFact(written);
}

/** The system of an image, or of a gallery's image definition, that the template declares. */
function systemOfImage(reference: Value | undefined, vm: ReadResource, index: ResourceIndex): Fact<OsType> | undefined {
  const image = index.findNearest(member(reference, "id"), vm.instance);
  const properties = member(image?.body, "properties");
  const written =
    image?.type.toLowerCase() === "microsoft.compute/images"
      ? member(properties, "storageProfile", "osDisk", "osType")
      : member(properties, "osType");
  return written === undefined ? undefined : systemFact(written);
}

function systemOfMarketplace(reference: Value | undefined, index: ResourceIndex): Fact<OsType> {
  if (reference === undefined) {
    return index.untold();
  }
  // Of an image that is written out, only the members that matter are evaluated.
  const choices = reference.kind === "object" ? [reference] : (possibleValues(reference) ?? [reference]);
  const [system, ...others] = new Set(choices.map(systemOfOffer));
  return system === undefined || others.length > 0
    ? index.untold(undefined, placeOf(reference))
    : { known: true, value: system, place: placeOf(reference) };
}

function systemOfOffer(image: Value): OsType | undefined {
  const publisher = asText(member(image, "publisher"))?.toLowerCase();
  if (publisher === undefined) {
    return undefined;
  }
  const offer = asText(member(image, "offer"))?.toLowerCase() ?? "";
  return publishers[publisher] ?? offers.find(([by, named]) => by.test(publisher) && named.test(offer))?.[2];
}
