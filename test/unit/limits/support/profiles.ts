import type { CheckOptions } from "../../../../src/limits/check/checkOptions";
import { checkProfile } from "../../../../src/limits/check/checkProfile";
import type { Finding, LimitsId } from "../../../../src/limits/finding";
import type { DiskProfile } from "../../../../src/limits/profile/disk";
import type { Fact, Place, UnknownFact } from "../../../../src/limits/profile/fact";
import type { NicProfile, PublicIpProfile } from "../../../../src/limits/profile/network";
import type { ProtectionLink } from "../../../../src/limits/profile/protection";
import type { VmProfile } from "../../../../src/limits/profile/vm";

/** A fact that is known. */
export function known<T>(value: T, place?: Place): Fact<T> {
  return { known: true, value, place };
}

/** A fact that a parameter decides. */
export function decidedBy<T>(parameter: string, allowed?: readonly T[]): UnknownFact<T> {
  return { known: false, because: [parameter], reason: `parameter '${parameter}' has no default`, allowed };
}

/** A fact that only the running service knows. */
export function atRuntime(): UnknownFact<never> {
  return { known: false, because: [], reason: "known only while deploying" };
}

/** A place at an offset, one character long. */
export function placeAt(offset: number): Place {
  return { span: { offset, length: 1 }, chain: [] };
}

/** A plain managed data disk on standard storage. */
export function disk(parts: Partial<DiskProfile> = {}): DiskProfile {
  return {
    role: "data",
    lun: known(0),
    name: known("data"),
    kind: known("managed"),
    sku: known("StandardSSD_LRS"),
    sizeGB: known(128),
    writeAccelerator: known(false),
    shared: known(false),
    ephemeral: known(false),
    entraDataAccess: known(false),
    restrictedNetwork: known(false),
    customerKey: known(false),
    guestEncrypted: known(false),
    performancePlus: known(false),
    securityType: known(undefined),
    caching: known(undefined),
    ...parts,
  };
}

/** Data disks with LUNs from 0. */
export function disks(count: number): Fact<readonly DiskProfile[]> {
  return known(Array.from({ length: count }, (_, lun) => disk({ lun: known(lun) })));
}

/** An interface without a public address, behind nothing. */
export function nic(parts: Partial<NicProfile> = {}): NicProfile {
  return {
    id: "nic",
    publicIps: [],
    loadBalanced: known(false),
    hasEndpoint: known(false),
    outboundDenials: known([]),
    staticPrivateAddress: known(false),
    publicAddress: known(false),
    natGateway: known(false),
    storageEndpoint: known(false),
    ...parts,
  };
}

/** A static public address. */
export function staticIp(id: string, parts: Partial<PublicIpProfile> = {}): PublicIpProfile {
  return { id, allocation: known("Static"), ...parts };
}

/** Protection by an Enhanced policy of a vault in West Europe. */
export function protection(parts: Partial<ProtectionLink> = {}): ProtectionLink {
  return {
    vaultName: "backups",
    vaultLocation: known("westeurope"),
    policyName: "nightly",
    policyKind: known("Enhanced"),
    excludedLuns: known([]),
    ...parts,
  };
}

/** A machine that no rule finds fault with today: 'web' in West Europe. */
export function vm(parts: Partial<VmProfile> = {}): VmProfile {
  return {
    source: "template",
    id: "vm/web",
    name: known("web"),
    location: known("westeurope"),
    deployed: known(true),
    size: known("Standard_D2s_v5"),
    osType: known("Linux"),
    image: undefined,
    vmAgentProvisioned: known(true),
    encryptionExtension: known(false),
    availabilitySet: known(false),
    zones: known([]),
    extendedZone: known(undefined),
    spot: known(false),
    dedicatedHost: known(false),
    scaleSet: known(false),
    securityType: known(undefined),
    plan: known(false),
    tagCount: known(0),
    diagnosticSettings: [],
    bootSource: known(undefined),
    computerName: known(undefined),
    extensionOperations: known(true),
    osDisk: disk({ role: "os", lun: undefined }),
    dataDisks: known([]),
    networkInterfaces: known([nic()]),
    protection: [],
    vaults: [],
    place: placeAt(1),
    ...parts,
  };
}

/** The findings of one rule on a machine. */
export function findingsOf(
  code: string,
  profile: VmProfile,
  limits: LimitsId,
  lifted: CheckOptions["lifted"] = "hint",
): readonly Finding[] {
  return checkProfile(profile, { limits, lifted }).filter((finding) => finding.code === code);
}

/** Severities of one rule's findings, for short expectations. */
export function severitiesOf(code: string, profile: VmProfile, limits: LimitsId): readonly string[] {
  return findingsOf(code, profile, limits).map(({ severity, certainty }) => `${certainty} ${severity}`);
}
