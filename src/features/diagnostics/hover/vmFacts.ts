import * as vscode from "vscode";
import type { Fact } from "../../../limits/profile/fact";
import type { NicProfile } from "../../../limits/profile/network";
import type { ImageProfile, VmProfile } from "../../../limits/profile/vm";
import { dataDiskCount, dataDiskFacts, diskText } from "./diskFacts";
import { deployedFacts, factText, isTrue, unknownText } from "./factText";
import type { VmPart } from "./hoverTarget";

/**
 * What a part of a virtual machine evaluates to: one short phrase per fact, as plain text.
 * @param offset where the reader points
 */
export function factsOf(vm: VmProfile, part: VmPart, offset: number): readonly string[] {
  switch (part) {
    case "machine":
      return machineFacts(vm);
    case "size":
      return [vscode.l10n.t("size: {0}", factText(vm.size))];
    case "dataDisks":
      return dataDiskFacts(vm, offset);
    case "osDisk":
      return vm.osDisk === undefined ? [] : [vscode.l10n.t("OS disk: {0}", diskText(vm.osDisk))];
    case "image":
      return [imageText(vm.image), ...osText(vm)];
    case "network":
      return networkFacts(vm);
    case "agent":
      return [agentText(vm.vmAgentProvisioned)];
  }
}

/** The VM's name for a heading; its expression when only parameters decide it. */
export function nameOf(vm: VmProfile): string {
  return vm.name.known ? vm.name.value : (vm.name.text ?? vscode.l10n.t("name unknown"));
}

function machineFacts(vm: VmProfile): readonly string[] {
  const count = countOf(vm);
  return [
    ...deployedFacts(vm.deployed),
    ...(count === undefined ? [] : [count]),
    vscode.l10n.t("region: {0}", factText(vm.location)),
    vscode.l10n.t("size: {0}", factText(vm.size)),
    ...osText(vm),
    dataDiskCount(vm.dataDisks),
    nicCount(vm.networkInterfaces),
    ...protectionFacts(vm),
  ];
}

/** "instance 1 of 4" for a machine of a copy loop. */
function countOf(vm: VmProfile): string | undefined {
  const { declaration } = vm;
  if (declaration?.instances === undefined || declaration.instances < 2) {
    return undefined;
  }
  return vscode.l10n.t("instance {0} of {1}", declaration.instance + 1, declaration.instances);
}

function osText(vm: VmProfile): readonly string[] {
  return vm.osType.known ? [vm.osType.value] : [];
}

function protectionFacts({ protection }: VmProfile): readonly string[] {
  const links = protection.filter(({ deployed }) => deployed === undefined || !deployed.known || deployed.value);
  return links.map(({ vaultName, policyName }) =>
    policyName === ""
      ? vscode.l10n.t("protected in the vault {0}", vaultName)
      : vscode.l10n.t("protected in the vault {0} by the policy {1}", vaultName, policyName),
  );
}

function nicCount(nics: Fact<readonly NicProfile[]>): string {
  if (!nics.known) {
    return vscode.l10n.t("number of network interfaces unknown: {0}", unknownText(nics));
  }
  return nics.value.length === 1
    ? vscode.l10n.t("1 network interface")
    : vscode.l10n.t("{0} network interfaces", nics.value.length);
}

function imageText(image: ImageProfile | undefined): string {
  return image === undefined
    ? vscode.l10n.t("from a disk or a private image")
    : [image.publisher, image.offer, image.sku].map((part) => factText(part)).join(" : ");
}

function networkFacts(vm: VmProfile): readonly string[] {
  const nics = vm.networkInterfaces;
  if (!nics.known) {
    return [nicCount(nics)];
  }
  const publicIps = nics.value.flatMap((nic) => nic.publicIps);
  const reserved = publicIps.filter((ip) => ip.allocation.known && ip.allocation.value === "Static").length;
  return [
    nicCount(nics),
    vscode.l10n.t("public IP addresses: {0}, of which static (reserved): {1}", publicIps.length, reserved),
    ...(nics.value.some((nic) => isTrue(nic.loadBalanced)) ? [vscode.l10n.t("behind a load balancer")] : []),
  ];
}

function agentText(provisioned: Fact<boolean>): string {
  if (!provisioned.known) {
    return vscode.l10n.t("VM agent: {0}", unknownText(provisioned));
  }
  return provisioned.value ? vscode.l10n.t("VM agent: provisioned") : vscode.l10n.t("VM agent: not provisioned");
}
