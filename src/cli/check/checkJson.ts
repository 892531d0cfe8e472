import type { LimitsId } from "../../limits/finding";
import type { JsonValue } from "../../template/value";
import { wireRange } from "../wire/wireRange";
import { sourceJson } from "../wire/wireSource";
import type { CheckedFile, FileFinding } from "./checkFiles";

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
    files: files.map(({ file, milliseconds, virtualMachines }) => ({
      file,
      milliseconds: Math.round(milliseconds * 100) / 100,
      virtualMachines,
    })),
  };
}

function findingJson({ finding, severity, file, start, end, vm, via }: FileFinding): JsonValue {
  return {
    rule: finding.code,
    severity,
    certainty: finding.certainty,
    message: finding.message,
    file,
    range: wireRange({ start, end }),
    vm,
    via,
    decidedBy: finding.decidedBy,
    lifted: finding.lifted,
    source: sourceJson(finding.source),
    fixes: [],
  };
}
