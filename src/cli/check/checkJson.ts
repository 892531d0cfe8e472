import type { LimitsId } from "../../limits/finding";
import type { JsonValue } from "../../template/value";
import { sourceJson } from "../wire/wireSource";
import type { CheckedFile, FileFinding } from "./checkFiles";

/** The JSON of `check`. */
export function checkJson(files: readonly CheckedFile[], limits: LimitsId): JsonValue {
  return {
    schemaVersion: 1,
    limits,
    findings: files.flatMap(({ findings }) => findings.map(findingJson)),
    problems: files.flatMap(({ file, problems }) =>
      problems.map(({ message, kind, start, end }) => ({ message, kind, file, range: rangeJson({ start, end }) })),
    ),
    files: files.map(({ file, milliseconds, virtualMachines }) => ({
      file,
      milliseconds: Math.round(milliseconds * 100) / 100,
      virtualMachines,
    })),
  };
}

function findingJson({ finding, severity, file, start, end, vm }: FileFinding): JsonValue {
  return {
    rule: finding.code,
    severity,
    certainty: finding.certainty,
    message: finding.message,
    file,
    range: rangeJson({ start, end }),
    vm: vm ?? null,
    decidedBy: finding.decidedBy,
    lifted: finding.lifted,
    source: sourceJson(finding.source),
    fixes: [],
  };
}

function rangeJson({ start, end }: Pick<FileFinding, "start" | "end">): JsonValue {
  return {
    start: { line: start.line, character: start.character },
    end: { line: end.line, character: end.character },
  };
}
