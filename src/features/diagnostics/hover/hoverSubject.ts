import * as vscode from "vscode";
import { checkPolicy, checkTogether, checkVault } from "../../../limits/check/checkEstate";
import type { CheckOptions } from "../../../limits/check/checkOptions";
import { checkProfile } from "../../../limits/check/checkProfile";
import { readOverrides } from "../../../limits/check/overrides";
import type { Finding, LimitsId } from "../../../limits/finding";
import { estateOf, MachineProfiler } from "../../../limits/fromTemplate";
import { isRuleCode, type RuleCode } from "../../../limits/matrices/matrix";
import type { EstateProfile } from "../../../limits/profile/estate";
import type { VmProfile } from "../../../limits/profile/vm";
import { restoreHeaders } from "../../../limits/registry/restore";
import { rules } from "../../../limits/ruleRegistry";
import type { TemplateResource } from "../../../template/model";
import type { TemplateCheck } from "../check/templateCheck";
import { itemFacts, policyFacts, scaleSetFacts, vaultFacts } from "./backupFacts";
import { diskText } from "./diskFacts";
import type { HoverTarget, ResourceKind, VmPart } from "./hoverTarget";
import type { AlwaysTold, ConcernedLimits } from "./limitsText";
import { factsOf, nameOf } from "./vmFacts";

/** What a hover says of one thing; `limitsText` tells the limits. */
export interface HoverSubject {
  /** "VM web01", "Vault backups": plain text. */
  readonly name: string;
  /** What it evaluates to: plain text. */
  readonly facts: readonly string[];
  /** True when each fact deserves a line of its own. */
  readonly areLines: boolean;
  readonly limits: ConcernedLimits;
  /** The machine whose verdict is told with it. */
  readonly machine: VmProfile | undefined;
}

/** What is asked about. */
export interface HoverQuestion {
  readonly check: TemplateCheck;
  readonly resource: TemplateResource;
  readonly target: HoverTarget;
}

/** What there is to say about what a reader points at; undefined when the check knows nothing of it. */
export function subjectOf(kind: ResourceKind, question: HoverQuestion): HoverSubject | undefined {
  switch (kind) {
    case "machine":
      return machineSubject(question);
    case "disk":
      return diskSubject(question);
    case "scaleSet":
      return scaleSetSubject(question);
    case "vault":
      return vaultSubject(question);
    case "policy":
      return policySubject(question);
    case "item":
      return itemSubject(question);
  }
}

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

function machineSubject({ check, resource, target }: HoverQuestion): HoverSubject | undefined {
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

/** A disk resource is judged with the machine that it is attached to. */
function diskSubject({ check, resource }: HoverQuestion): HoverSubject | undefined {
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

function scaleSetSubject({ check, resource }: HoverQuestion): HoverSubject | undefined {
  const set = estateOfCheck(check).scaleSets.find(({ id }) => id === resource.id);
  if (set === undefined) {
    return undefined;
  }
  const { orchestration, name } = set;
  const isFlexible = orchestration.known && orchestration.value === "Flexible";
  return {
    name: vscode.l10n.t("Scale set {0}", name),
    facts: scaleSetFacts(set),
    areLines: false,
    limits: {
      always: [{ code: isFlexible ? "vmss-flexible" : "vmss-uniform", isDecided: isFlexible }],
      ...aboutResource(check, resource, () => []),
    },
    machine: undefined,
  };
}

function vaultSubject({ check, resource }: HoverQuestion): HoverSubject | undefined {
  const estate = estateOfCheck(check);
  const vault = estate.vaults.find(({ id }) => id === resource.id);
  return (
    vault && {
      name: vscode.l10n.t("Vault {0}", vault.name),
      facts: vaultFacts(vault, estate.items),
      areLines: false,
      limits: {
        always: [
          { code: "vault-redundancy", isDecided: vault.redundancy.known && vault.redundancy.value !== undefined },
          // How many machines are in a vault already, and where all of them are, is not for a template to know.
          { code: "region-mismatch", isDecided: false },
          { code: "vault-vm-count", isDecided: false },
        ],
        ...aboutResource(check, resource, (options) => checkVault(vault, options)),
      },
      machine: undefined,
    }
  );
}

function policySubject({ check, resource }: HoverQuestion): HoverSubject | undefined {
  const estate = estateOfCheck(check);
  const policy = estate.policies.find(({ id }) => id === resource.id);
  if (policy === undefined) {
    return undefined;
  }
  const { kind, frequency, instantRestoreDays, retention } = policy;
  const always: readonly AlwaysTold[] = [
    { code: "schedule-frequency", isDecided: frequency.known },
    ...(kind.known
      ? [
          {
            code:
              kind.value === "Enhanced"
                ? ("instant-restore-days-enhanced" as const)
                : ("instant-restore-days-standard" as const),
            isDecided: instantRestoreDays.known,
          },
        ]
      : []),
    { code: "retention-maximum", isDecided: retention.every(({ count, unit }) => count.known && unit.known) },
  ];
  return {
    name: vscode.l10n.t("Backup policy {0}", policy.label),
    facts: policyFacts(policy, estate.items),
    areLines: false,
    limits: { always, ...aboutResource(check, resource, (options) => checkPolicy(policy, options)) },
    machine: undefined,
  };
}

function itemSubject({ check, resource }: HoverQuestion): HoverSubject | undefined {
  const item = estateOfCheck(check).items.find(({ id }) => id === resource.id);
  if (item === undefined) {
    return undefined;
  }
  const machine = check.profiles.find(({ protection }) => protection.some((link) => link.item === item.id));
  const link = machine?.protection.find((each) => each.item === item.id);
  const isRegionKnown = machine?.location.known === true && link?.vaultLocation.known === true;
  return {
    name: vscode.l10n.t("Protected item of {0}", item.sourceName),
    facts: itemFacts(item, link),
    areLines: false,
    limits: {
      always: [{ code: "region-mismatch", isDecided: isRegionKnown }],
      ...aboutResource(check, resource, (options) =>
        machine === undefined
          ? []
          : checkProfile(machine, options).filter(({ code }) => code === "region-mismatch" || needsPolicy.has(code)),
      ),
    },
    machine,
  };
}

/** What a machine asks of the policy and of the item that it is bound to. */
const needsPolicy: ReadonlySet<string> = new Set<RuleCode>([
  "ultra-disk-needs-enhanced-policy",
  "premium-ssd-v2-needs-enhanced-policy",
  "trusted-launch-needs-enhanced-policy",
  "selective-disk-exclusion",
]);

const allCodes: readonly RuleCode[] = rules.flatMap(({ code }) => (isRuleCode(code) ? [code] : []));

/** The limits of a resource: what rules find in it, and what they find in the whole template and point at it for. */
function aboutResource(
  check: TemplateCheck,
  resource: TemplateResource,
  own: (options: CheckOptions) => readonly Finding[],
): Omit<ConcernedLimits, "always"> {
  return {
    ifBroken: allCodes,
    restores: [],
    ...asked(check, (options) => [
      ...own(options),
      ...checkTogether(estateOfCheck(check), options).filter(
        ({ place, related }) => isWithin(place, resource) || related.some((each) => isWithin(each.place, resource)),
      ),
    ]),
  };
}

function asked(
  { settings }: TemplateCheck,
  findings: (options: CheckOptions) => readonly Finding[],
): Pick<ConcernedLimits, "findings" | "overrides"> {
  const { rules: overrides } = readOverrides(settings.rules);
  return {
    overrides,
    findings: (limits: LimitsId) => findings({ limits, lifted: "off", rules: overrides }),
  };
}

function isWithin(place: Finding["place"], { span }: TemplateResource): boolean {
  return (
    place !== undefined &&
    place.span.file === undefined &&
    place.span.offset >= span.offset &&
    place.span.offset < span.offset + span.length
  );
}

const estates = new WeakMap<TemplateCheck, EstateProfile>();

/** Vaults, policies and items are read once for each version that a reader points into. */
function estateOfCheck(check: TemplateCheck): EstateProfile {
  const known = estates.get(check);
  if (known !== undefined) {
    return known;
  }
  const estate = estateOf(new MachineProfiler(check.template).surroundings.result.estate, check.profiles);
  estates.set(check, estate);
  return estate;
}
