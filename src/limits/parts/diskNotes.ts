import * as l10n from "@vscode/l10n";
import { certain, parameterNames, possible, related } from "../breach";
import { allDisks, diskName, onePerPlace } from "./disks";
import type { Fix } from "../fix";
import { isTrue, judge, ofParameter } from "./judgement";
import type { DiskProfile } from "../profile/disk";
import type { Fact, Place } from "../profile/fact";
import type { Breach, RuleContext } from "../rule";

/** Something that a disk is or is not, and what a rule says about it. */
export interface DiskFlag {
  readonly fact: (disk: DiskProfile) => Fact<boolean>;
  /** @param disk "Data disk 3 (LUN)" */
  readonly message: (disk: string) => string;
  /** @param parameters 'a', 'b' */
  readonly openMessage: (parameters: string) => string;
  /** The value that sets the flag, as it is written in a template. */
  readonly value: string;
  /** Ways to put it right, given the place where it is set. */
  readonly fixes?: ((place: Place) => readonly (Fix | undefined)[]) | undefined;
}

/** A breach for each disk that has the flag, or may have it; the disks of a copy loop are told once. */
export function flaggedDisks({ vm }: RuleContext, disks: readonly DiskProfile[], flag: DiskFlag): readonly Breach[] {
  const placeOf = (disk: DiskProfile): Place | undefined => flag.fact(disk).place ?? disk.place;
  return onePerPlace(
    disks.filter((disk) => judge(flag.fact(disk), (value) => value).verdict !== "keeps"),
    placeOf,
  ).map((disk) => {
    const fact = flag.fact(disk);
    const place = placeOf(disk) ?? vm.place;
    if (isTrue(fact) || fact.known) {
      const fixes = fact.place === undefined ? undefined : flag.fixes?.(fact.place);
      return certain({ message: flag.message(diskName(disk)), place, related: diskPlaces(disk), fixes });
    }
    const breakingValues = ofParameter(fact, flag.value);
    return possible(fact, { message: flag.openMessage(parameterNames(fact.because)), place, breakingValues });
  });
}

/**
 * One breach for the first disk that certainly is as told, for what only a restore meets: a note that may not apply helps nobody,
 * and the same note for each disk even less.
 */
export function noteOnFirstDisk(
  { vm }: RuleContext,
  fact: (disk: DiskProfile) => Fact<boolean>,
  message: (disk: string, first: DiskProfile) => string,
): readonly Breach[] {
  const first = allDisks(vm).find((disk) => isTrue(fact(disk)));
  if (first === undefined) {
    return [];
  }
  const place = fact(first).place ?? first.place ?? vm.place;
  return [certain({ message: message(diskName(first), first), place, related: diskPlaces(first) })];
}

function diskPlaces(disk: DiskProfile): readonly ReturnType<typeof related>[] {
  return [related(l10n.t("The disk."), disk.resourcePlace)];
}
