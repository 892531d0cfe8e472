import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { checkTemplate } from "../../../src/limits/check/checkTemplate";
import { evaluateTemplate } from "../../../src/template/evaluateTemplate";

/**
 * A folder of real templates, if there is one on this machine. None of them may crash the rules; with
 * AZURE_VM_BACKUP_CORPUS_REPORT set, the findings are written there to be read against the templates.
 */
const corpus = process.env["AZURE_VM_BACKUP_CORPUS"];

function templates(folder: string): readonly string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json") && !name.endsWith("parameters.json"))
    .map((name) => path.join(folder, name));
}

test.skipIf(corpus === undefined)(
  "checks every template of the corpus without a crash",
  () => {
    const report: string[] = [];
    let machines = 0;
    for (const file of templates(corpus ?? "")) {
      const text = fs.readFileSync(file, "utf8");
      const parameterFile = file.replace(/\.json$/, ".parameters.json");
      const withFile = fs.existsSync(parameterFile)
        ? [[], [{ name: "parameters", text: fs.readFileSync(parameterFile, "utf8") }]]
        : [[]];
      for (const [run, parameterFiles] of withFile.entries()) {
        for (const limits of ["current", "2015-10"] as const) {
          const { findings, profiles } = checkTemplate(evaluateTemplate(text, { parameterFiles }), text, {
            limits,
            lifted: "hint",
          });
          machines += profiles.length;
          for (const { code, severity, certainty, message, place } of findings) {
            expect(message).not.toBe("");
            const line = place === undefined ? 0 : text.slice(0, place.span.offset).split("\n").length;
            const name = path.relative(corpus ?? "", file);
            report.push(`${limits}\t${run}\t${severity}\t${certainty}\t${code}\t${name}:${line}\t${message}`);
          }
        }
      }
    }
    expect(machines).toBeGreaterThan(0);
    const reportFile = process.env["AZURE_VM_BACKUP_CORPUS_REPORT"];
    if (reportFile !== undefined) {
      fs.writeFileSync(reportFile, `${report.join("\n")}\n`);
    }
  },
  120_000,
);
