import { asBoolean, asText } from "../../template/access";
import type { Value } from "../../template/value";
import type {
  ClassicMachineProfile,
  ComputeFacts,
  DiagnosticSettingProfile,
  ScaleSetProfile,
} from "../profile/compute";
import type { Fact } from "../profile/fact";
import { decisive, factOf, listFact, placeOfResource, presence } from "./facts";
import { cut, member, sameText, shown } from "./reading";
import type { ReadResource } from "./resource";
import type { ResourceIndex } from "./resourceIndex";

/** Where and how a machine runs, from its own resource and the diagnostic settings that are declared for it. */
export function computeFacts(vm: ReadResource, index: ResourceIndex): ComputeFacts {
  const properties = member(vm.body, "properties");
  return {
    availabilitySet: presence(member(properties, "availabilitySet", "id")),
    zones: listFact(member(vm.body, "zones"), [], (zone) => asText(zone) ?? shown(zone)),
    extendedZone: extendedZone(member(vm.body, "extendedLocation")),
    spot: factOf(member(properties, "priority"), false, isSpot),
    dedicatedHost: decisive([
      presence(member(properties, "host", "id")),
      presence(member(properties, "hostGroup", "id")),
    ]),
    scaleSet: presence(member(properties, "virtualMachineScaleSet", "id")),
    securityType: factOf<string | undefined>(member(properties, "securityProfile", "securityType"), undefined, asText),
    plan: presence(member(vm.body, "plan", "name")),
    tagCount: factOf(member(vm.body, "tags"), 0, numberOfMembers),
    diagnosticSettings: diagnosticSettings(vm, index),
  };
}

/** `EdgeZone` is the only type of extended location that virtual machines have, and the one that is meant without a type. */
function extendedZone(location: Value | undefined): Fact<string | undefined> {
  const type = asText(member(location, "type"))?.toLowerCase();
  return type === undefined || type === "edgezone"
    ? factOf<string | undefined>(member(location, "name"), undefined, asText)
    : { known: true, value: undefined };
}

function isSpot(priority: Value): boolean | undefined {
  return asText(priority) === undefined ? undefined : asText(priority)?.toLowerCase() === "spot";
}

/** An object that a function puts together may have more members than are known. */
function numberOfMembers(tags: Value): number | undefined {
  return tags.kind === "object" && tags.rest === undefined ? tags.members.size : undefined;
}

const settingsOfMachines = "Microsoft.Compute/virtualMachines/providers/diagnosticSettings";

/** The settings whose scope is the machine; in the older form, those whose name starts with the machine's. */
function diagnosticSettings(vm: ReadResource, index: ResourceIndex): readonly DiagnosticSettingProfile[] {
  const scoped = index
    .ofType("Microsoft.Insights/diagnosticSettings")
    .filter((setting) => index.find(member(setting.body, "scope"), setting.instance)?.id === vm.id);
  const nested = index
    .ofType(settingsOfMachines)
    .filter(({ name }) => sameText(cut(name, "/", "first")?.before, vm.name));
  return [...scoped, ...nested]
    .filter(({ existing }) => !existing)
    .map((setting) => ({
      name: shown(cut(setting.name, "/", "last")?.after ?? setting.name),
      deployed: deployedFact(setting),
      place: placeOfResource(setting),
    }));
}

/** The scale sets that are deployed. */
export function scaleSets(index: ResourceIndex): readonly ScaleSetProfile[] {
  return index
    .ofType("Microsoft.Compute/virtualMachineScaleSets")
    .filter(({ existing }) => !existing)
    .map((set) => ({
      id: set.id,
      name: shown(set.name),
      deployed: deployedFact(set),
      orchestration: orchestration(set, index),
      place: placeOfResource(set),
    }));
}

/** The first version that knew flexible sets ("Minimum API Version Required" of the article on orchestration modes). */
const firstFlexibleVersion = "2021-03-01";

/** Older versions made uniform sets only; of newer ones no text tells what they make without a word on it. */
function orchestration({ body, apiVersion }: ReadResource, index: ResourceIndex): ScaleSetProfile["orchestration"] {
  const mode = member(body, "properties", "orchestrationMode");
  if (mode !== undefined) {
    return factOf<"Uniform" | "Flexible">(mode, "Uniform", (value) => {
      const text = asText(value)?.toLowerCase();
      return text === "uniform" ? "Uniform" : text === "flexible" ? "Flexible" : undefined;
    });
  }
  const version = asText(apiVersion)?.slice(0, firstFlexibleVersion.length);
  return version !== undefined && version < firstFlexibleVersion ? { known: true, value: "Uniform" } : index.untold();
}

/** The virtual machines of the classic deployment model. */
export function classicMachines(index: ResourceIndex): readonly ClassicMachineProfile[] {
  return index
    .ofType("Microsoft.ClassicCompute/virtualMachines")
    .filter(({ existing }) => !existing)
    .map((vm) => ({ id: vm.id, name: shown(vm.name), deployed: deployedFact(vm), place: placeOfResource(vm) }));
}

function deployedFact({ condition }: ReadResource): Fact<boolean> {
  return factOf(condition, true, asBoolean);
}
