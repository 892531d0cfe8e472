import { explain } from "../../limits/pages/explain";
import type { LimitsId, Severity } from "../../limits/finding";
import type { JsonValue } from "../../template/value";
import type { CheckedFile, FileFinding, FileFix, Stretch } from "./checkedFile";
import { fingerprintOf } from "./fingerprint";
import { sarifRule } from "./sarifRules";

/** Levels of SARIF 2.1.0, section 3.27.10; what is only worth knowing is a note there. */
const levels: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

/** What a run knows of itself. */
export interface SarifRun {
  readonly files: readonly CheckedFile[];
  readonly limits: LimitsId;
  /** Version of the product. */
  readonly version: string;
  /** True when a baseline was given, so that results are told as new or unchanged. */
  readonly hasBaseline: boolean;
}

/**
 * The findings as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", 2020-03-27), for code
 * scanning: rules with help, fixes, suppressions in the source, fingerprints that survive moved lines.
 */
export function sarifLog({ files, limits, version, hasBaseline }: SarifRun): JsonValue {
  const findings = files.flatMap((file) => [...file.findings, ...file.suppressed]);
  const codes = [...new Set(findings.map(({ finding }) => finding.code))].sort();
  const explained = codes.map((code) => explain(code));
  const rules = codes.map((code, at) => sarifRule(code, explained[at], limits));
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "azure-vm-backup", version, semanticVersion: version, rules } },
        columnKind: "utf16CodeUnits",
        automationDetails: { id: `azure-vm-backup/${limits}/` },
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: files.flatMap(notifications) }],
        results: findings.map((finding) => result(finding, codes.indexOf(finding.finding.code), hasBaseline)),
      },
    ],
  };
}

function result(found: FileFinding, ruleIndex: number, hasBaseline: boolean): JsonValue {
  const { finding, file, vm } = found;
  return {
    ruleId: finding.code,
    ruleIndex,
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [
      {
        physicalLocation: physicalLocation(file, found),
        ...(vm === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: vm, kind: "resource" }] }),
      },
    ],
    ...(found.related.length === 0
      ? {}
      : {
          relatedLocations: found.related.map((related, id) => ({
            id,
            message: { text: related.message },
            physicalLocation: physicalLocation(related.file, related),
          })),
        }),
    partialFingerprints: { "azureVmBackup/v1": fingerprintOf(found) },
    ...(found.fixes.length === 0 ? {} : { fixes: found.fixes.map(fix) }),
    ...(found.suppression === undefined ? {} : { suppressions: [suppression(found.suppression)] }),
    ...(hasBaseline ? { baselineState: found.inBaseline ? "unchanged" : "new" } : {}),
    properties: {
      certainty: finding.certainty,
      decidedBy: finding.decidedBy,
      source: [finding.source.title, finding.source.date].filter((part) => part !== undefined).join(", "),
    },
  };
}

function suppression({ reason }: NonNullable<FileFinding["suppression"]>): JsonValue {
  return { kind: "inSource", ...(reason === undefined ? {} : { justification: reason }) };
}

function fix({ title, edits }: FileFix): JsonValue {
  const files = [...new Set(edits.map(({ file }) => file))];
  return {
    description: { text: title },
    artifactChanges: files.map((file) => ({
      artifactLocation: artifactLocation(file),
      replacements: edits
        .filter((edit) => edit.file === file)
        .map((edit) => ({ deletedRegion: region(edit), insertedContent: { text: edit.newText } })),
    })),
  };
}

/** Mistakes in a template are the tool's notes: they are no result of a rule. */
function notifications({ problems }: CheckedFile): readonly JsonValue[] {
  return problems.map((problem) => ({
    level: "warning",
    message: { text: problem.message },
    locations: [{ physicalLocation: physicalLocation(problem.file, problem) }],
  }));
}

function physicalLocation(file: string, stretch: Stretch): JsonValue {
  return { artifactLocation: artifactLocation(file), region: region(stretch) };
}

/** Relative to where the command runs, with `/`, as code scanning wants it: the root of the checkout. */
function artifactLocation(file: string): JsonValue {
  const uri = file.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
  return /^([a-zA-Z]%3A)?\//.test(uri)
    ? { uri: `file://${uri.startsWith("/") ? "" : "/"}${uri.replace("%3A", ":")}` }
    : { uri, uriBaseId: "%SRCROOT%" };
}

/** SARIF counts lines and columns from one; the end column is the one after the last character. */
function region({ start, end }: Stretch): JsonValue {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
