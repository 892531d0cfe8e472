/**
 * What the name of a VM size tells, by the naming conventions of Azure (vm-naming-conventions, 2023-05-01):
 * family, number of vCPUs, constrained vCPUs, additive features, version. Older families number their sizes otherwise, so the
 * number of vCPUs is told for those names only of which it is sure.
 */
export interface VmSizeName {
  /** Letters before the number, lower case: `d`, `ds`, `ec`. */
  readonly family: string;
  readonly number: number;
  /** Active vCPUs of a size with constrained vCPUs: `E8-2s_v5` has 2. */
  readonly constrained: number | undefined;
  /** Additive features, lower case letters: `ads`. */
  readonly features: string;
  /** `6` for `_v6`; undefined for names without a version. */
  readonly version: number | undefined;
}

const pattern = /^(?:standard|basic)_([a-z]+)(\d+)(?:-(\d+))?([a-z]*)\d*(?:_|$)/i;

/** Reads the name of a size; undefined when it does not follow the conventions. */
export function readSizeName(size: string): VmSizeName | undefined {
  const match = pattern.exec(size);
  const [, family, number, constrained, features] = match ?? [];
  if (family === undefined || number === undefined) {
    return undefined;
  }
  const version = /_v(\d+)(?:_|$)/i.exec(size)?.[1];
  return {
    family: family.toLowerCase(),
    number: Number(number),
    constrained: constrained === undefined ? undefined : Number(constrained),
    features: (features ?? "").toLowerCase(),
    version: version === undefined ? undefined : Number(version),
  };
}

/** Families whose size of the number 1 (and 0) has one core: Standard_A1_v2, B1s, D1_v2, DS1_v2, DC1s_v3, F1s. G1 has two. */
const singleCoreFamilies = ["a", "b", "d", "ds", "dc", "f"];

/** The number of cores, where the name tells it for sure: of sizes with constrained vCPUs and of those with a single core. */
export function knownCores(size: string): number | undefined {
  const name = readSizeName(size);
  if (name?.constrained !== undefined) {
    return name.constrained;
  }
  return name !== undefined && name.number <= 1 && singleCoreFamilies.includes(name.family) ? 1 : undefined;
}

/** The size with more cores that stands next to a single-core one in its series; undefined when the name does not tell. */
export function widerSize(size: string): string | undefined {
  const name = readSizeName(size);
  if (name?.constrained !== undefined) {
    return size.replace(`-${name.constrained}`, "");
  }
  if (knownCores(size) !== 1 || name === undefined) {
    return undefined;
  }
  // B1ls has no sibling with two cores; B2s is the smallest that has them.
  const feature = name.features === "ls" ? "s" : "";
  return size.replace(/^([a-z]+_[a-z]+)[01](?:ls2?)?/i, (_, family: string) => `${family}2${feature}`);
}

/** True for sizes with an ARM processor: the feature `p`. */
export function isArm64Size(size: string): boolean {
  return readSizeName(size)?.features.includes("p") ?? false;
}

/** Families of which every size follows the conventions, so that a missing letter tells as much as one that is there. */
const conventional = ["b", "d", "dc", "e", "ec", "f", "fx", "l"];

/**
 * Whether a size takes Premium storage (the feature `s`); undefined when the name does not tell: sizes of the M family do without
 * the letter.
 */
export function takesPremiumStorage(size: string): boolean | undefined {
  const name = readSizeName(size);
  if (name === undefined) {
    return undefined;
  }
  if (name.features.includes("s") || name.family === "ds" || name.family === "gs") {
    return true;
  }
  return [...conventional, "a", "g"].includes(name.family) ? false : undefined;
}

/** True for the sizes on Azure Boost: version 6 and later with Intel, 7 and later with AMD processors (the feature `a`). */
export function isAzureBoostSize(size: string): boolean {
  const name = readSizeName(size);
  if (name?.version === undefined || !conventional.includes(name.family) || name.features.includes("p")) {
    return false;
  }
  return name.version >= (name.features.includes("a") ? 7 : 6);
}

/** True for sizes whose name tells of a local temporary disk: the feature `d`. Older families have one and do not say so. */
export function hasTemporaryDisk(size: string): boolean {
  const name = readSizeName(size);
  return name?.version !== undefined && name.features.includes("d");
}
