import type { LimitsId } from "../../limits/finding";
import type { JsonValue } from "../../template/value";
import { wireRange } from "../wire/wireRange";
import { sourceJson } from "../wire/wireSource";
import type { CheckedFile, FileFinding } from "./checkedFile";

/** The JSON of `check`. */
export function checkJson(files: readonly CheckedFile[], limits: LimitsId): JsonValue {
  return {
    schemaVersion: 1,
    limits,
    findings: files.flatMap(({ findings }) => findings.map(findingJson)),
    problems: files.flatMap(({ problems }) =>
      problems.map(({ message, kind, file, start, end }) => ({
        message,
        kind,
        file,
        range: wireRange({ start, end }),
      })),
    ),
    suppressed: files.flatMap(({ suppressed }) =>
      suppressed.map((found) => ({ ...findingJson(found), reason: found.suppression?.reason ?? null })),
    ),
    files: files.map(({ file, milliseconds, virtualMachines }) => ({
      file,
      milliseconds: Math.round(milliseconds * 100) / 100,
      virtualMachines,
    })),
  };
}

function findingJson(found: FileFinding): Readonly<Record<string, JsonValue>> {
  const { finding, file, start, end, vm, via } = found;
  return {
    rule: finding.code,
    severity: finding.severity,
    certainty: finding.certainty,
    message: finding.message,
    file,
    range: wireRange({ start, end }),
    vm: vm ?? null,
    via,
    decidedBy: finding.decidedBy,
    lifted: finding.lifted,
    source: sourceJson(finding.source),
    related: found.related.map((related) => ({
      message: related.message,
      file: related.file,
      range: wireRange(related),
    })),
    fixes: found.fixes.map(({ title, safe, edits }) => ({
      title,
      safe,
      edits: edits.map((edit) => ({ file: edit.file, range: wireRange(edit), newText: edit.newText })),
    })),
    inBaseline: found.inBaseline,
  };
}
