import type { BackupPolicy } from "../../../azure/models";
import { checkTogether } from "../../../limits/check/checkEstate";
import type { CheckOptions } from "../../../limits/check/checkOptions";
import { checkProfile } from "../../../limits/check/checkProfile";
import { readOverrides } from "../../../limits/check/overrides";
import type { Finding } from "../../../limits/finding";
import type { EstateProfile } from "../../../limits/profile/estate";
import type { Fact } from "../../../limits/profile/fact";
import type { ProtectionLink } from "../../../limits/profile/protection";
import type { VmProfile } from "../../../limits/profile/vm";

/** What a policy is to protect. */
export interface ToProtect {
  /** Of the VMs that could be read; of the others Azure has the last word. */
  readonly profiles: readonly VmProfile[];
  /** How many VMs it gets, besides those that it has. */
  readonly machines: number;
  /** The setting `azureVmBackup.rules` as it stands in the settings files. */
  readonly rules: unknown;
}

/**
 * Why a policy cannot protect the VMs, or undefined when it can: what the rules find once it protects them. It is always today's
 * matrix that counts, because today's Azure is going to protect them.
 */
export function policyProblem(policy: BackupPolicy, { profiles, machines, rules }: ToProtect): string | undefined {
  const options: CheckOptions = { limits: "current", lifted: "off", rules: readOverrides(rules).rules };
  const found = [
    ...profiles.flatMap((profile) => owedToPolicy(profile, policy, options)),
    ...checkTogether(fullPolicy(policy, machines), options).filter(({ code }) => code === "policy-vm-count"),
  ];
  return found.find(isRefusal)?.message;
}

function isRefusal({ severity, certainty }: Finding): boolean {
  return severity === "error" && certainty === "certain";
}

/**
 * What no Standard policy helps against and an Enhanced one does, be it by leaving disks out. The rest is not the policy's fault:
 * disks that are left out help under a Standard policy too, or nothing helps.
 */
function owedToPolicy(profile: VmProfile, policy: BackupPolicy, options: CheckOptions): readonly Finding[] {
  const refusals = (kind: BackupPolicy["kind"], excluded: readonly number[]): readonly Finding[] => {
    const protection = [linkTo(policy, kind, excluded, profile)];
    return checkProfile({ ...profile, protection }, options).filter(isRefusal);
  };
  const all = lunsOf(profile);
  const helpless = codesOf(refusals(policy.kind, all));
  const inevitable = codesOf(refusals("Enhanced", all));
  return refusals(policy.kind, []).filter(({ code }) => helpless.has(code) && !inevitable.has(code));
}

function codesOf(findings: readonly Finding[]): ReadonlySet<string> {
  return new Set(findings.map(({ code }) => code));
}

function lunsOf({ dataDisks }: VmProfile): readonly number[] {
  const disks = dataDisks.known ? dataDisks.value : [];
  return disks.flatMap(({ lun }) => (lun?.known === true ? [lun.value] : []));
}

function linkTo(
  { name, id }: BackupPolicy,
  kind: BackupPolicy["kind"],
  excluded: readonly number[],
  { location }: VmProfile,
): ProtectionLink {
  return {
    vaultName: vaultNameOf(id),
    // A vault protects VMs of its own region only: another one was not offered.
    vaultLocation: location,
    policyName: name,
    policyKind: known(kind),
    excludedLuns: known(excluded),
  };
}

/** The policy with all VMs that it would have. */
function fullPolicy({ id, name, protectedItems }: BackupPolicy, machines: number): EstateProfile {
  const vaultName = vaultNameOf(id);
  const item = {
    id: "",
    deployed: known(true),
    copies: known(protectedItems + machines),
    vaultId: vaultName,
    vaultName,
    policyId: id.toLowerCase(),
    policyName: name,
    policyDeclared: false,
    sourceKey: undefined,
    sourceName: "",
    sourceSubscription: known(undefined),
    vaultSubscription: known(undefined),
  };
  return {
    source: "azure",
    machines: [],
    vaults: [],
    policies: [],
    items: [item],
    locks: [],
    scaleSets: [],
    classicMachines: [],
    complete: false,
  };
}

function vaultNameOf(policyId: string): string {
  return /\/vaults\/([^/]+)/i.exec(policyId)?.[1] ?? "";
}

function known<T>(value: T): Fact<T> {
  return { known: true, value };
}
