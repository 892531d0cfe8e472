import * as l10n from "@vscode/l10n";
import type { VirtualMachine as ComputeVm } from "@azure/arm-compute";
import type { Fact } from "../limits/profile/fact";
import type { ProtectionLink } from "../limits/profile/protection";
import type { VaultProfile } from "../limits/profile/vault";
import type { ImageProfile, VmProfile } from "../limits/profile/vm";
import type { Arm } from "./armPipeline";
import { mapBounded } from "./bounded";
import { computeFactsOf, guestFactsOf } from "./computeFacts";
import { readDataDisk, readOsDisk } from "./diskProfiles";
import { known, mapFact, readFact, unknown } from "./facts";
import { findProtection } from "./findProtection";
import { normalLocation, parseResourceId } from "./ids";
import { booleanAt, listAt, textAt, valueAt } from "./jsonRead";
import { readNicProfiles } from "./nicProfiles";
import { getPolicy } from "./policies";
import { getProtectedItem, isForbidden, protectedItemFrom } from "./protectedItems";
import { getVault, listVaults } from "./vaults";

/**
 * The live VM as the rules see it. GETs of the VM (with its instance view), its disks, network interfaces, addresses,
 * networks and security groups, and of its protection. What the caller may not read is unknown, with the reason.
 * @throws AzureError when the VM itself cannot be read
 */
export async function getVmProfile(arm: Arm, id: string): Promise<VmProfile> {
  const { subscriptionId, resourceGroup, name } = parseResourceId(id);
  const vm = await arm.compute(subscriptionId).virtualMachines.get(resourceGroup, name, { expand: "instanceView" });
  const location = normalLocation(vm.location);
  const nicIds = (vm.networkProfile?.networkInterfaces ?? []).map((nic) => nic.id).filter((one) => one !== undefined);
  const [osDisk, dataDisks, networkInterfaces, protection, vaults] = await Promise.all([
    vm.storageProfile?.osDisk === undefined ? undefined : readOsDisk(arm, vm.storageProfile.osDisk),
    mapBounded(vm.storageProfile?.dataDisks ?? [], 4, (disk) => readDataDisk(arm, disk)),
    readNicProfiles(arm, nicIds),
    readLinks(arm, id, location, vm),
    readVaults(arm, subscriptionId),
  ]);
  return {
    source: "azure",
    id,
    name: known(vm.name ?? name),
    location: known(location),
    deployed: known(true),
    ...modelFacts(vm),
    ...computeFactsOf(vm),
    ...guestFactsOf(vm),
    osDisk,
    dataDisks: known(dataDisks),
    networkInterfaces,
    protection,
    vaults,
  };
}

function modelFacts(vm: ComputeVm) {
  const osType = vm.storageProfile?.osDisk?.osType;
  const size = vm.hardwareProfile?.vmSize;
  return {
    size: size === undefined ? unknown(l10n.t("Azure does not say the size")) : known<string>(size),
    osType:
      osType === "Windows" || osType === "Linux"
        ? known(osType)
        : unknown(l10n.t("Azure does not say the operating system")),
    image: imageOf(vm),
    guestOs: guestOf(vm),
    vmAgentProvisioned: agentProvisioned(vm),
  };
}

/** A marketplace image; a private one has an id and no publisher. */
function imageOf(vm: ComputeVm): ImageProfile | undefined {
  const image = vm.storageProfile?.imageReference;
  if (image?.publisher === undefined) {
    return undefined;
  }
  const fact = (value: string | undefined): Fact<string> =>
    value === undefined ? unknown(l10n.t("the image does not say")) : known(value);
  return { publisher: fact(image.publisher), offer: fact(image.offer), sku: fact(image.sku) };
}

function guestOf(vm: ComputeVm): VmProfile["guestOs"] {
  const { osName, osVersion } = vm.instanceView ?? {};
  return osName === undefined ? undefined : { name: osName, version: osVersion ?? "" };
}

/** Azure provisions the agent unless the model says no; a VM made from a disk of its own has no word on it. */
function agentProvisioned(vm: ComputeVm): Fact<boolean> {
  const { osProfile } = vm;
  if (osProfile === undefined) {
    return unknown(l10n.t("the VM was made from an existing disk"));
  }
  const { windowsConfiguration, linuxConfiguration } = osProfile;
  return known((windowsConfiguration?.provisionVMAgent ?? linuxConfiguration?.provisionVMAgent) !== false);
}

/** The protected item as the link that templates have: vault, policy and disks left out. None while it is deleted or stopped. */
async function readLinks(arm: Arm, id: string, location: string, vm: ComputeVm): Promise<readonly ProtectionLink[]> {
  const found = await readFact(l10n.t("the protection"), async () => {
    const { itemId } = await findProtection(arm, id, location);
    return itemId === undefined ? undefined : await getProtectedItem(arm, itemId);
  });
  const resource = found.known ? found.value : undefined;
  const item = protectedItemFrom(resource);
  if (item === undefined || !["protected", "protectionFailed"].includes(item.state.kind)) {
    return [];
  }
  const policyId = textAt(resource, "properties", "policyId");
  const vaultName = parseResourceId(item.vaultId).name;
  const [vault, policy] = await Promise.all([
    readFact(l10n.t("the vault '{0}'", vaultName), () => getVault(arm, item.vaultId)),
    policyId === undefined
      ? unknown(l10n.t("the protected item names no policy"))
      : readFact(l10n.t("the policy '{0}'", item.policyName ?? ""), () => getPolicy(arm, policyId)),
  ]);
  return [
    {
      vaultName,
      vaultLocation: mapFact(vault, (one) => one.location),
      policyName: item.policyName ?? "",
      policyKind: mapFact(policy, (one) => one.kind),
      excludedLuns: known(excludedLuns(resource, vm)),
    },
  ];
}

/** `diskExclusionProperties` lists what is left out, or, as an inclusion list, what is not. The OS disk is LUN -1 there. */
function excludedLuns(item: unknown, vm: ComputeVm): readonly number[] {
  const exclusion = valueAt(item, "properties", "extendedProperties", "diskExclusionProperties");
  const listed = listAt(exclusion, "diskLunList").filter((lun) => typeof lun === "number");
  if (booleanAt(exclusion, "isInclusionList") !== true) {
    return listed;
  }
  const luns = (vm.storageProfile?.dataDisks ?? []).map((disk) => disk.lun);
  return luns.filter((lun) => !listed.includes(lun));
}

/** Regions of the subscription's vaults; none when they cannot be read, which the rules take as "no vault known". */
async function readVaults(arm: Arm, subscriptionId: string): Promise<readonly VaultProfile[]> {
  try {
    const { items } = await listVaults(arm, subscriptionId, undefined);
    return items.map((vault) => ({ name: vault.name, location: known(vault.location) }));
  } catch (error) {
    if (isForbidden(error)) {
      return [];
    }
    throw error;
  }
}
