import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkTemplate } from "../../../../src/limits/check/checkTemplate";
import type { Finding } from "../../../../src/limits/finding";
import { editsOfFix, editsOfFixes } from "../../../../src/limits/fixes/editsOfFix";
import type { TextEdit } from "../../../../src/limits/fixes/textEdit";
import { evaluateTemplate } from "../../../../src/template/evaluateTemplate";
import { parseJson } from "../../../../src/template/json/parseJson";
import { faultyTemplates } from "./faultyTemplates";
import { mayBeSaidAfter, saidBy } from "./model";
import { rendered, renderings } from "./rendered";

const current = { limits: "current", lifted: "off" } as const;

function findingsIn(text: string): readonly Finding[] {
  return checkTemplate(evaluateTemplate(text), text, current).findings;
}

function applied(text: string, edits: readonly TextEdit[]): string {
  return edits.reduceRight(
    (changed, { offset, length, newText }) => changed.slice(0, offset) + newText + changed.slice(offset + length),
    text,
  );
}

/** Where an offset is after edits; the start of what was replaced stays. */
function moved(offset: number, edits: readonly TextEdit[]): number {
  return edits
    .filter((edit) => edit.offset + edit.length <= offset && !(edit.offset === offset && edit.length > 0))
    .reduce((at, edit) => at + edit.newText.length - edit.length, offset);
}

/** Whether a finding is still there, as grave as it was. */
function isStillThere(finding: Finding, edits: readonly TextEdit[], after: readonly Finding[]): boolean {
  return after.some(
    ({ code, severity, certainty, place, message }) =>
      code === finding.code &&
      severity === finding.severity &&
      certainty === finding.certainty &&
      message === finding.message &&
      place?.span.offset === (finding.place === undefined ? undefined : moved(finding.place.span.offset, edits)),
  );
}

const templates = fc.tuple(faultyTemplates, renderings).map(([template, rendering]) => rendered(template, rendering));

describe("a fix that is offered", () => {
  test("parses, puts the finding right, and changes nothing else", () => {
    const taken = new Set<string>();
    fc.assert(
      fc.property(templates, (text) => {
        for (const finding of findingsIn(text)) {
          for (const fix of finding.fixes) {
            const edits = editsOfFix(text, fix);
            if (edits === undefined) {
              // Only what is computed may be out of reach; then it must not be promised either.
              continue;
            }
            const after = applied(text, edits);
            const what = `${finding.code}, ${fix.id}:\n${JSON.stringify(fix)}\n${after}`;
            taken.add(finding.code);
            expect(parseJson(after).faults, what).toEqual([]);
            expect(isStillThere(finding, edits, findingsIn(after)), what).toBe(false);
            expect(mayBeSaidAfter(text, fix.steps), what).toContainEqual(saidBy(after));
          }
        }
      }),
      { numRuns: 150, seed: 5 },
    );
    // The templates have to offer something, or this would prove nothing.
    expect([...taken].toSorted()).toEqual(
      expect.arrayContaining([
        "vm-agent-disabled",
        "write-accelerator-os-disk",
        "disk-entra-data-access",
        "shared-disk",
      ]),
    );
  }, 60_000);

  test("keeps every comment", () => {
    fc.assert(
      fc.property(templates, (text) => {
        const comments = (of: string): number => of.match(/\/\/ note|\/\* before \*\//g)?.length ?? 0;
        for (const fix of findingsIn(text).flatMap(({ fixes }) => fixes)) {
          const edits = editsOfFix(text, fix);
          if (edits !== undefined && fix.steps.every(({ kind }) => kind === "set")) {
            expect(comments(applied(text, edits))).toBe(comments(text));
          }
        }
      }),
      { numRuns: 50, seed: 6 },
    );
  }, 60_000);

  test("is taken together with all other safe ones", () => {
    fc.assert(
      fc.property(templates, (text) => {
        const concerned = findingsIn(text).flatMap((finding) => {
          const fix = finding.fixes.find(({ safe }) => safe);
          return fix === undefined || editsOfFix(text, fix) === undefined ? [] : [{ finding, fix }];
        });
        const edits = editsOfFixes(
          text,
          concerned.map(({ fix }) => fix),
        );
        const after = applied(text, edits);
        expect(parseJson(after).faults).toEqual([]);
        const left = findingsIn(after);
        expect(concerned.filter(({ finding }) => isStillThere(finding, edits, left)).map(({ fix }) => fix.id)).toEqual(
          [],
        );
      }),
      { numRuns: 80, seed: 7 },
    );
  }, 60_000);
});
