import type { Json } from "./json";
import { broken, in2015, kept, type ParityCase, type ParityCases } from "./parityCase";
import { around, emptyDisk, enhancedPolicy, item, ref, ubuntu, vault, vm, type Declared } from "./parts";

const crashConsistent: readonly Declared[] = [
  vault(),
  enhancedPolicy({ snapshotConsistencyType: "OnlyCrashConsistent" }),
  item(),
];

/** An image that a rule refuses, unless nobody looks into the guest. */
function ofImage(what: string, imageReference: Json): readonly ParityCase[] {
  return [
    broken(what, vm({ storageProfile: { imageReference } }), ...around),
    kept("Ubuntu", vm(), ...around),
    kept(`${what}, crash-consistent`, vm({ storageProfile: { imageReference } }), ...around, ...crashConsistent),
  ];
}

/** The cases of the rules about operating systems and the agent. */
export const guestCases: ParityCases = {
  "os-version-windows-server": [
    in2015(broken("2008", windowsServer("2008-SP2"), ...around)),
    in2015(kept("2008 R2", windowsServer("2008-R2-SP1"), ...around)),
    broken("2012 R2", windowsServer("2012-R2-Datacenter"), ...around),
    kept("2022", windowsServer("2022-datacenter-g2"), ...around),
  ],
  "vm-agent-disabled": [
    broken("switched off", vm({ osProfile: { linuxConfiguration: { provisionVMAgent: false } } }), ...around),
    kept("not mentioned", vm(), ...around),
  ],
  "os-coreos": ofImage("CoreOS", { ...ubuntu, publisher: "CoreOS", offer: "CoreOS", sku: "Stable" }),
  "os-32bit": ofImage("32 bits", { ...ubuntu, sku: "server-32-bit" }),
  "os-version-windows-client": [
    in2015(broken("Windows 11", windows({ publisher: "MicrosoftWindowsDesktop", offer: "windows-11" }), ...around)),
    in2015(kept("Windows Server", windowsServer("2012-R2-Datacenter"), ...around)),
  ],
  "os-version-linux": ofImage("another publisher", { ...ubuntu, publisher: "contoso", offer: "contoso-linux" }),
  "os-custom-image": [
    broken("an image of one's own", vm({ storageProfile: { imageReference: ownImage() } }), ...around),
    kept("Ubuntu", vm(), ...around),
  ],
  "extension-operations-disabled": [
    broken("forbidden", vm({ osProfile: { allowExtensionOperations: false } }), ...around),
    kept("not mentioned", vm(), ...around),
    kept(
      "forbidden, crash-consistent",
      vm({ osProfile: { allowExtensionOperations: false } }),
      ...around,
      ...crashConsistent,
    ),
  ],
  "agentless-conditions": [
    broken("a shared size", vm({ hardwareProfile: { vmSize: "Standard_D2_v5" } }), ...around, ...crashConsistent),
    broken("an Ultra disk", vm({ storageProfile: { dataDisks: [ultra()] } }), ...around, ...crashConsistent),
    kept("a size that takes Premium storage", vm(), ...around, ...crashConsistent),
  ],
  "windows-arm64-agent": [
    broken("Windows Server on ARM64", windowsServer("2022-datacenter-g2", "Standard_D2ps_v5"), ...around),
    kept("Windows Server on x64", windowsServer("2022-datacenter-g2"), ...around),
  ],
};

function ultra(): Json {
  return emptyDisk(0, { managedDisk: { storageAccountType: "UltraSSD_LRS" } });
}

function ownImage(): Json {
  const none = { publisher: null, offer: null, sku: null, version: null };
  return { ...none, id: ref("Microsoft.Compute/galleries/images", "own", "image") };
}

function windowsServer(sku: string, vmSize = "Standard_D2s_v5"): Declared {
  return windows({ publisher: "MicrosoftWindowsServer", offer: "WindowsServer", sku }, vmSize);
}

function windows(image: Json, vmSize = "Standard_D2s_v5"): Declared {
  return vm({
    hardwareProfile: { vmSize },
    storageProfile: { imageReference: { sku: "pro", version: "latest", ...image } },
    osProfile: { windowsConfiguration: { provisionVMAgent: true }, linuxConfiguration: null },
  });
}
