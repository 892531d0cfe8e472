import * as vscode from "vscode";
import type { DiskProfile } from "../../../limits/profile/disk";
import type { Fact, UnknownFact } from "../../../limits/profile/fact";
import type { NicProfile } from "../../../limits/profile/network";
import type { ImageProfile, VmProfile } from "../../../limits/profile/vm";
import type { VmPart } from "./hoverTarget";

/** A hover shows little at a time; what is further down is in the template. */
const mostDiskLines = 4;

/** What a part of a virtual machine evaluates to: one short phrase per fact, as plain text. */
export function factsOf(vm: VmProfile, part: VmPart): readonly string[] {
  switch (part) {
    case "machine":
      return machineFacts(vm);
    case "dataDisks":
      return dataDiskFacts(vm);
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

/** Disks that are alike stand together: "LUN 0–39: StandardSSD_LRS, 128 GiB". */
function dataDiskFacts(vm: VmProfile): readonly string[] {
  if (!vm.dataDisks.known) {
    return [dataDiskCount(vm.dataDisks)];
  }
  const alike: { readonly text: string; readonly disks: DiskProfile[] }[] = [];
  for (const disk of vm.dataDisks.value) {
    const text = diskText(disk);
    const last = alike.at(-1);
    if (last?.text === text) {
      last.disks.push(disk);
    } else {
      alike.push({ text, disks: [disk] });
    }
  }
  const shown = alike.slice(0, mostDiskLines);
  const more = alike.slice(mostDiskLines).reduce((sum, { disks }) => sum + disks.length, 0);
  return [
    dataDiskCount(vm.dataDisks),
    ...shown.map(({ text, disks }) => `${lunsText(disks)}: ${text}`),
    ...(more > 0 ? [vscode.l10n.t("and {0} more", more)] : []),
  ];
}

function lunsText(disks: readonly DiskProfile[]): string {
  const luns = disks.flatMap(({ lun }) => (lun?.known === true ? [lun.value] : []));
  const [first, last] = [luns.at(0), luns.at(-1)];
  if (first === undefined || last === undefined || luns.length < disks.length) {
    return disks.length === 1 ? vscode.l10n.t("1 data disk") : vscode.l10n.t("{0} data disks", disks.length);
  }
  return first === last ? vscode.l10n.t("LUN {0}", first) : vscode.l10n.t("LUN {0}–{1}", first, last);
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

function diskText(disk: DiskProfile): string {
  const sku = disk.sku.known ? (disk.sku.value ?? vscode.l10n.t("default SKU")) : textOf(disk.sku);
  const size =
    disk.sizeGB.known && disk.sizeGB.value !== undefined ? [vscode.l10n.t("{0} GiB", disk.sizeGB.value)] : [];
  const traits = [
    ...(isTrue(disk.shared) ? [vscode.l10n.t("shared")] : []),
    ...(isTrue(disk.writeAccelerator) ? [vscode.l10n.t("Write Accelerator")] : []),
    ...(isTrue(disk.ephemeral) ? [vscode.l10n.t("ephemeral")] : []),
    ...(disk.kind.known && disk.kind.value === "unmanaged" ? [vscode.l10n.t("unmanaged")] : []),
  ];
  return [sku, ...size, ...traits].join(", ");
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
