import { describe, expect, test } from "vitest";
import { checkEstate } from "../../../../src/limits/check/checkEstate";
import { checkProfile } from "../../../../src/limits/check/checkProfile";
import type { CheckOptions } from "../../../../src/limits/check/checkOptions";
import type { Finding, LimitsId } from "../../../../src/limits/finding";
import { estateOfAzure } from "../../../../src/limits/fromAzure";
import { estateOfTemplate } from "../../../../src/limits/fromTemplate";
import type { EstateProfile } from "../../../../src/limits/profile/estate";
import { rules } from "../../../../src/limits/ruleRegistry";
import { verdictOf, type Verdict } from "../../../../src/limits/check/verdict";
import { evaluateTemplate } from "../../../../src/template/evaluateTemplate";
import { templateText } from "../support/templates";
import { cases, templatesOnly } from "./cases";
import { deployed } from "./deployed";
import { liveSnapshot } from "./liveSnapshot";
import type { ParityCase } from "./parityCase";

/** What is said of a machine and of what it has to do with. Sentences may differ: a text has places and parameters. */
interface Said {
  /** Code, severity and certainty of each finding, sorted. */
  readonly findings: readonly string[];
  readonly verdict: Verdict["kind"];
  /** The codes of the verdict's conditions, sorted. */
  readonly conditions: readonly string[];
}

const deployment = {
  subscriptionId: "11111111-1111-1111-1111-111111111111",
  resourceGroup: "rg",
  location: "westeurope",
};

function said(estate: EstateProfile, options: CheckOptions): Said {
  const [machine] = estate.machines;
  if (machine === undefined) {
    throw new Error("no machine");
  }
  const ofMachine = checkProfile(machine, options).filter(isComparable);
  const around = checkEstate(estate, options).filter(isComparable);
  const { kind, conditions } = verdictOf(ofMachine, around);
  return {
    findings: sorted([...ofMachine, ...around].map((each) => `${each.certainty} ${each.severity}: ${each.code}`)),
    verdict: kind,
    conditions: sorted(conditions.map((each) => each.code)),
  };
}

function codesOf(estate: EstateProfile, limits: LimitsId): readonly string[] {
  const options = { limits, lifted: "hint" } as const;
  const ofMachines = estate.machines.flatMap((machine) => checkProfile(machine, options));
  return [...ofMachines, ...checkEstate(estate, options)].map(({ code }) => code);
}

function isComparable({ code }: Finding): boolean {
  return !Object.hasOwn(templatesOnly, code);
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].toSorted();
}

async function bothEstates({ resources }: ParityCase): Promise<readonly [EstateProfile, EstateProfile]> {
  const template = evaluateTemplate(templateText({ resources }), { deployment });
  expect(template.problems).toEqual([]);
  const estate = estateOfTemplate(template);
  const inAzure = deployed(template);
  const vm = inAzure.find(({ type }) => type.toLowerCase() === "microsoft.compute/virtualmachines");
  return [estate, estateOfAzure(await liveSnapshot(vm?.id ?? "", inAzure))];
}

describe.each(Object.entries(cases))("%s", (code, variants) => {
  test.each(variants.map((each) => [each.what, each] as const))("%s: a template and Azure agree", async (_, each) => {
    const [template, azure] = await bothEstates(each);
    for (const limits of ["2015-10", "current"] as const) {
      for (const lifted of ["hint", "off"] as const) {
        expect(said(azure, { limits, lifted })).toEqual(said(template, { limits, lifted }));
      }
    }
    expect(codesOf(azure, each.limits).filter((found) => Object.hasOwn(templatesOnly, found))).toEqual([]);
    const found = said(azure, { limits: each.limits, lifted: "off" }).findings;
    expect(found.some((finding) => finding.endsWith(`: ${code}`))).toBe(each.finds);
  });
});

describe("the cases", () => {
  const covered = [...Object.keys(cases), ...Object.keys(templatesOnly)];

  test("leave no rule out", () => {
    expect(rules.map(({ code }) => code).filter((code) => !covered.includes(code))).toEqual([]);
  });

  test("make no exception of a rule that they show", () => {
    expect(Object.keys(templatesOnly).filter((code) => Object.hasOwn(cases, code))).toEqual([]);
  });

  test("show each rule broken and kept", () => {
    const oneSided = Object.entries(cases).filter(
      ([, variants]) => new Set(variants.map(({ finds }) => finds)).size < 2,
    );
    expect(oneSided.map(([code]) => code)).toEqual([]);
  });
});
