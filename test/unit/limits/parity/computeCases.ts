import type { Json } from "./json";
import { broken, in2015, kept, type ParityCase, type ParityCases } from "./parityCase";
import {
  around,
  attached,
  disk,
  enhancedPolicy,
  item,
  ref,
  standardPolicy,
  vault,
  vm,
  vmWith,
  type Declared,
} from "./parts";

/** A rule about the machine's own resource. */
function ofMachine(what: string, properties: Json, head: Json = {}): readonly ParityCase[] {
  return [broken(what, vm(properties, head), ...around), kept("a plain machine", vm(), ...around)];
}

const zonal: Json = { zones: ["1"] };
const redundancy = (standardTierStorageRedundancy: string): Json => ({
  redundancySettings: { standardTierStorageRedundancy, crossRegionRestore: "Disabled" },
});
const edge: Json = { extendedLocation: { type: "EdgeZone", name: "losangeles" } };
const tags = (count: number): Json => ({
  tags: Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag${index}`, "x"])),
});
const confidential: Json = { securityProfile: { securityType: "ConfidentialVM" } };
const windows: Json = { linuxConfiguration: null, windowsConfiguration: { provisionVMAgent: true } };

/** The cases of the rules about machines, their sizes and where they run. */
export const computeCases: ParityCases = {
  "arm-vm": [in2015(broken("any machine", vm(), ...around)), kept("any machine today", vm(), ...around)],
  "confidential-vm": ofMachine("a confidential machine", confidential),
  "trusted-launch-data-disk": [
    broken(
      "a secured disk",
      vmWith(attached(0)),
      disk({ securityProfile: { securityType: "TrustedLaunch" } }),
      ...around,
    ),
    kept("a plain disk", vmWith(attached(0)), disk(), ...around),
  ],
  "extended-zone": [
    broken("no policy", vm({}, edge), ...around),
    broken("a Standard policy", vm({}, edge), ...around, vault(), standardPolicy(), item()),
    kept("an Enhanced policy", vm({}, edge), ...around, vault(), enhancedPolicy(), item()),
  ],
  "vm-size-minimum": ofMachine("one core", { hardwareProfile: { vmSize: "Standard_A1_v2" } }),
  "diagnostic-settings": [broken("a setting", vm(), ...around, diagnosticSetting()), kept("none", vm(), ...around)],
  "marketplace-plan-custom-image": [
    broken("an image of one's own", vm(ownImage(), plan()), ...around),
    kept("the offer's image", vm({}, plan()), ...around),
  ],
  "availability-zone": [
    broken(
      "a vault that stays",
      vm({}, zonal),
      ...around,
      vault(redundancy("LocallyRedundant")),
      enhancedPolicy(),
      item(),
    ),
    kept(
      "a zone-redundant vault",
      vm({}, zonal),
      ...around,
      vault(redundancy("ZoneRedundant")),
      enhancedPolicy(),
      item(),
    ),
  ],
  "availability-set": ofMachine("in a set", {
    availabilitySet: { id: ref("Microsoft.Compute/availabilitySets", "set") },
  }),
  "dedicated-host": ofMachine("on a host", {
    host: { id: ref("Microsoft.Compute/hostGroups/hosts", "group", "host") },
  }),
  "spot-vm": ofMachine("a Spot machine", { priority: "Spot" }),
  "vmss-flexible": ofMachine("in a flexible set", {
    virtualMachineScaleSet: { id: ref("Microsoft.Compute/virtualMachineScaleSets", "set") },
  }),
  "vm-name-length": [
    broken("16 characters", vm({ osProfile: { ...windows, computerName: "a-name-too-long1" } }), ...around),
    kept("15 characters", vm({ osProfile: { ...windows, computerName: "a-name-of-15-ch" } }), ...around),
  ],
  "tags-limit": [broken("51 tags", vm({}, tags(51)), ...around), kept("50 tags", vm({}, tags(50)), ...around)],
};

function plan(): Json {
  return { plan: { name: "server", product: "appliance", publisher: "contoso" } };
}

function ownImage(): Json {
  return {
    storageProfile: {
      imageReference: {
        publisher: null,
        offer: null,
        sku: null,
        version: null,
        id: ref("Microsoft.Compute/galleries/images", "own", "image"),
      },
    },
  };
}

function diagnosticSetting(): Declared {
  return {
    type: "Microsoft.Insights/diagnosticSettings",
    apiVersion: "2021-05-01-preview",
    scope: ref("Microsoft.Compute/virtualMachines", "web"),
    name: "metrics",
    properties: {
      // Azure refuses a setting that sends its data nowhere.
      storageAccountId: ref("Microsoft.Storage/storageAccounts", "metrics"),
      metrics: [{ category: "AllMetrics", enabled: true }],
    },
  };
}
