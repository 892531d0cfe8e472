import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { examine } from "./examine";
import { generatedTemplate } from "./generatedTemplates";
import { mutatedTemplate } from "./mutations";

/** The same inputs in every run: a failure here is a change of the product, never of the dice. `npm run fuzz` throws new ones. */
const seed = 20151023;

const folder = "sample/rules";
const samples = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), "utf8"));

// Machines that do other things as well take their time.
describe("any text", { timeout: 120_000 }, () => {
  it("is analysed without an exception when it is a template of anything", () => {
    fc.assert(fc.property(generatedTemplate, examine), { seed, numRuns: 200 });
  });

  it("is analysed without an exception when it was a template before it was cut, swapped and overwritten", () => {
    fc.assert(fc.property(mutatedTemplate(samples), examine), { seed, numRuns: 200 });
  });

  it("of generated templates is not all nonsense: many hold machines, user-defined types and deployments", () => {
    const texts = fc.sample(generatedTemplate, { seed, numRuns: 400 });
    for (const word of ["virtualMachines", "discriminator", "microsoft.resources/deployments"]) {
      const holding = texts.filter((text) => text.toLowerCase().includes(word.toLowerCase()));
      expect([word, holding.length >= 40]).toEqual([word, true]);
    }
  });
});
