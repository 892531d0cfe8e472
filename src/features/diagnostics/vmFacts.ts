import * as vscode from "vscode";
import type { DiskProfile, Fact, ImageProfile, NicProfile, UnknownFact, VmProfile } from "../../limits/vmProfile";
import type { VmPart } from "./hoverTarget";

/** What a part of a virtual machine evaluates to: one short phrase per fact, as plain text. */
export function factsOf(vm: VmProfile, part: VmPart): readonly string[] {
  switch (part) {
    case "machine":
      return machineFacts(vm);
    case "dataDisks":
      return dataDiskFacts(vm);
    case "osDisk":
      return vm.osDisk === undefined ? [] : [diskText(vscode.l10n.t("OS disk"), vm.osDisk)];
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
  const deployed = vm.deployed.known
    ? vm.deployed.value
      ? []
      : [vscode.l10n.t("not deployed: its condition is false")]
    : [vscode.l10n.t("deployed or not: {0}", unknownText(vm.deployed))];
  return [
    ...deployed,
    ...(count === undefined ? [] : [count]),
    vscode.l10n.t("region: {0}", textOf(vm.location)),
    ...osText(vm),
    dataDiskCount(vm.dataDisks),
    nicCount(vm.networkInterfaces),
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

function dataDiskFacts(vm: VmProfile): readonly string[] {
  if (!vm.dataDisks.known) {
    return [dataDiskCount(vm.dataDisks)];
  }
  const shown = vm.dataDisks.value.slice(0, 8).map((disk) => diskText(lunText(disk), disk));
  const more = vm.dataDisks.value.length - shown.length;
  return [dataDiskCount(vm.dataDisks), ...shown, ...(more > 0 ? [vscode.l10n.t("and {0} more", more)] : [])];
}

function dataDiskCount(disks: Fact<readonly DiskProfile[]>): string {
  if (!disks.known) {
    return vscode.l10n.t("number of data disks unknown: {0}", unknownText(disks));
  }
  return disks.value.length === 1 ? vscode.l10n.t("1 data disk") : vscode.l10n.t("{0} data disks", disks.value.length);
}

function nicCount(nics: Fact<readonly NicProfile[]>): string {
  if (!nics.known) {
    return vscode.l10n.t("number of network interfaces unknown: {0}", unknownText(nics));
  }
  return nics.value.length === 1
    ? vscode.l10n.t("1 network interface")
    : vscode.l10n.t("{0} network interfaces", nics.value.length);
}

function lunText(disk: DiskProfile): string {
  return disk.lun?.known === true ? vscode.l10n.t("LUN {0}", disk.lun.value) : vscode.l10n.t("data disk");
}

function diskText(label: string, disk: DiskProfile): string {
  const sku = disk.sku.known ? (disk.sku.value ?? vscode.l10n.t("default SKU")) : textOf(disk.sku);
  const size =
    disk.sizeGB.known && disk.sizeGB.value !== undefined ? [vscode.l10n.t("{0} GiB", disk.sizeGB.value)] : [];
  const traits = [
    ...(isTrue(disk.shared) ? [vscode.l10n.t("shared")] : []),
    ...(isTrue(disk.writeAccelerator) ? [vscode.l10n.t("Write Accelerator")] : []),
    ...(isTrue(disk.ephemeral) ? [vscode.l10n.t("ephemeral")] : []),
    ...(disk.kind.known && disk.kind.value === "unmanaged" ? [vscode.l10n.t("unmanaged")] : []),
  ];
  return `${label}: ${[sku, ...size, ...traits].join(", ")}`;
}

function imageText(image: ImageProfile | undefined): string {
  return image === undefined
    ? vscode.l10n.t("from a disk or a private image")
    : [image.publisher, image.offer, image.sku].map(textOf).join(" : ");
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

function isTrue(fact: Fact<boolean>): boolean {
  return fact.known && fact.value;
}

function textOf(fact: Fact<string | undefined>): string {
  return fact.known ? (fact.value ?? "") : unknownText(fact);
}

/** "unknown, parameter 'count' decides": why a fact is not known, with what would decide it. */
function unknownText(fact: UnknownFact): string {
  const names = fact.because.map((name) => `'${name}'`).join(", ");
  switch (fact.because.length) {
    case 0:
      return vscode.l10n.t("unknown ({0})", fact.reason);
    case 1:
      return vscode.l10n.t("unknown, parameter {0} decides", names);
    default:
      return vscode.l10n.t("unknown, parameters {0} decide", names);
  }
}
