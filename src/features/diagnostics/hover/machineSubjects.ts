import * as vscode from "vscode";
import { checkProfile } from "../../../limits/check/checkProfile";
import type { RuleCode } from "../../../limits/matrices/matrix";
import type { VmProfile } from "../../../limits/profile/vm";
import { restoreHeaders } from "../../../limits/registry/restore";
import { isWithin } from "../check/isWithin";
import { asked } from "./concernedFindings";
import { diskText } from "./diskFacts";
import type { HoverQuestion, HoverSubject } from "./hoverSubject";
import type { VmPart } from "./hoverTarget";
import { factsOf, nameOf } from "./vmFacts";

/** The limits that concern a part of a machine: those of the first list are always told, the others where they are broken. */
const limitsOfPart: Readonly<Record<VmPart, readonly [always: RuleCode, ...ifBroken: RuleCode[]]>> = {
  machine: ["arm-vm", "region-mismatch", "cross-region-backup", "region-support"],
  size: ["vm-size-minimum", "windows-arm64-agent", "agentless-conditions"],
  dataDisks: [
    "data-disk-count",
    "premium-storage",
    "ultra-disk-needs-enhanced-policy",
    "premium-ssd-v2-needs-enhanced-policy",
    "shared-disk",
    "unmanaged-disk",
    "disk-size-max",
    "write-accelerator-data-disk",
    "disk-entra-data-access",
  ],
  osDisk: ["premium-storage", "unmanaged-disk", "write-accelerator-os-disk", "ephemeral-os-disk", "disk-size-max"],
  image: ["os-version-windows-server", "os-version-linux", "os-version-windows-client", "os-coreos"],
  network: [
    "multiple-nics",
    "load-balanced",
    "reserved-ip-multiple",
    "reserved-ip-no-endpoint",
    "outbound-connectivity",
  ],
  agent: ["vm-agent-disabled"],
};

/** What a hover says of a machine, or of a part of it. */
export function machineSubject({ check, resource, target }: HoverQuestion): HoverSubject | undefined {
  const vm = check.profiles.find(
    ({ declaration }) =>
      declaration?.jsonPath === resource.jsonPath &&
      declaration.instance === resource.instance &&
      declaration.file === resource.file,
  );
  if (vm === undefined) {
    return undefined;
  }
  const part = target.part === "whole" ? "machine" : target.part;
  const [always, ...ifBroken] = limitsOfPart[part];
  return {
    name: vmName(vm),
    facts: factsOf(vm, part, target.offset),
    areLines: part === "dataDisks",
    limits: {
      always: [{ code: always, isDecided: isPartKnown(vm, part) }],
      ifBroken,
      restores: part === "machine" ? restoreHeaders.map(({ code }) => code) : [],
      ...asked(check, (options) => checkProfile(vm, options)),
    },
    machine: part === "machine" ? vm : undefined,
  };
}

function vmName(vm: VmProfile): string {
  return vscode.l10n.t("VM {0}", nameOf(vm));
}

/** Whether all is known that the part's first limit is about. */
function isPartKnown(vm: VmProfile, part: VmPart): boolean {
  switch (part) {
    case "machine":
      return true;
    case "size":
      return vm.size.known;
    case "dataDisks":
      return vm.dataDisks.known;
    case "osDisk":
      return vm.osDisk?.sku.known === true;
    case "image":
      return vm.image !== undefined && [vm.image.publisher, vm.image.offer, vm.image.sku].every(({ known }) => known);
    case "network":
      return vm.networkInterfaces.known;
    case "agent":
      return vm.vmAgentProvisioned.known;
  }
}

/** What a hover says of a disk resource, which is judged with the machine that it is attached to. */
export function diskSubject({ check, resource }: HoverQuestion): HoverSubject | undefined {
  for (const vm of check.profiles) {
    const disks = [...(vm.osDisk === undefined ? [] : [vm.osDisk]), ...(vm.dataDisks.known ? vm.dataDisks.value : [])];
    const disk = disks.find(({ resourcePlace }) => isWithin(resourcePlace, resource));
    if (disk !== undefined) {
      const [, ...codes] = limitsOfPart.dataDisks;
      return {
        name: disk.role === "os" ? vscode.l10n.t("OS disk of {0}", vmName(vm)) : dataDiskName(vm, disk),
        facts: [diskText(disk)],
        areLines: false,
        limits: {
          always: [{ code: "disk-size-max", isDecided: disk.sizeGB.known && disk.sizeGB.value !== undefined }],
          ifBroken: codes,
          restores: [],
          ...asked(check, (options) =>
            checkProfile(vm, options).filter(
              ({ place, related }) =>
                isWithin(place, resource) || related.some((each) => isWithin(each.place, resource)),
            ),
          ),
        },
        machine: undefined,
      };
    }
  }
  return undefined;
}

function dataDiskName(vm: VmProfile, { lun }: NonNullable<VmProfile["osDisk"]>): string {
  return lun?.known === true
    ? vscode.l10n.t("Data disk of {0}, LUN {1}", vmName(vm), lun.value)
    : vscode.l10n.t("Data disk of {0}", vmName(vm));
}
