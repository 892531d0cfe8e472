import { describe, expect, test } from "vitest";
import { checkEstate } from "../../src/limits/check/checkEstate";
import type { CheckOptions } from "../../src/limits/check/checkOptions";
import { checkProfile } from "../../src/limits/check/checkProfile";
import { verdictOf } from "../../src/limits/check/verdict";
import { estateOfAzure } from "../../src/limits/fromAzure";
import { estateOfTemplate } from "../../src/limits/fromTemplate";
import type { EstateProfile } from "../../src/limits/profile/estate";
import { cases, templatesOnly } from "../unit/limits/parity/cases";
import { deployCase, evaluated, NotDeployed } from "./deployedCase";
import { notDeployable } from "./notDeployable";

/** Findings without their sentences, and the verdict: a text has places and parameters, a machine has not. */
function said(estate: EstateProfile, options: CheckOptions): unknown {
  const [machine] = estate.machines;
  if (machine === undefined) {
    throw new Error("no machine");
  }
  const ofMachine = checkProfile(machine, options).filter(({ code }) => !Object.hasOwn(templatesOnly, code));
  const around = checkEstate(estate, options).filter(({ code }) => !Object.hasOwn(templatesOnly, code));
  const { kind, conditions } = verdictOf(ofMachine, around);
  return {
    findings: sorted([...ofMachine, ...around].map((each) => `${each.certainty} ${each.severity}: ${each.code}`)),
    verdict: kind,
    conditions: sorted(conditions.map(({ code }) => code)),
  };
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].toSorted();
}

describe.each(Object.entries(cases))("%s", (code, variants) => {
  test.each(variants.map((each) => [each.what, each] as const))(
    "%s: the editor and the readiness of the deployed machine agree",
    async (what, each) => {
      const reason = notDeployable[`${code}: ${what}`];
      if (reason !== undefined) {
        await expect(deployCase(each)).rejects.toThrow(NotDeployed);
        return;
      }
      const template = estateOfTemplate(evaluated(each));
      const azure = estateOfAzure(await deployCase(each));
      for (const limits of ["2015-10", "current"] as const) {
        for (const lifted of ["hint", "off"] as const) {
          expect(said(azure, { limits, lifted })).toEqual(said(template, { limits, lifted }));
        }
      }
    },
  );
});

test("every exception is one of the cases", () => {
  const names = Object.entries(cases).flatMap(([code, variants]) => variants.map(({ what }) => `${code}: ${what}`));
  expect(Object.keys(notDeployable).filter((name) => !names.includes(name))).toEqual([]);
});
