import fs from "node:fs";
import path from "node:path";
import type { JsonValue } from "../../template/value";
import { readText } from "../inputFiles";
import { UsageError } from "../usageError";
import type { CheckedFile, FileFinding } from "./checkedFile";
import { fingerprintOf } from "./fingerprint";

/** How often each fingerprint is accepted. */
export type Baseline = ReadonlyMap<string, number>;

/** Findings held against a baseline. */
export interface Compared {
  readonly files: readonly CheckedFile[];
  /** How many entries of the baseline no longer occur. */
  readonly gone: number;
}

/**
 * Reads a baseline that `--write-baseline` wrote.
 * @throws UsageError when it cannot be read or is none
 */
export function readBaseline(file: string): Baseline {
  const entries = entriesOf(file, readText(file));
  return new Map(entries.map(({ finding, count }) => [finding, count]));
}

/** Marks the findings that a baseline accepts: of each fingerprint as many as it has, in the order of the text. */
export function compareWith(baseline: Baseline, files: readonly CheckedFile[]): Compared {
  const left = new Map(baseline);
  const mark = (found: FileFinding): FileFinding => {
    const key = fingerprintOf(found);
    const count = left.get(key) ?? 0;
    if (count === 0) {
      return found;
    }
    left.set(key, count - 1);
    return { ...found, inBaseline: true };
  };
  const marked = files.map((file) => ({ ...file, findings: file.findings.map(mark) }));
  return { files: marked, gone: [...left.values()].reduce((sum, count) => sum + count, 0) };
}

/**
 * Writes all findings as the baseline: sorted, one a line, so that a change of it reads well in a review.
 * @throws UsageError when the file cannot be written
 */
export function writeBaseline(file: string, files: readonly CheckedFile[]): void {
  const counts = new Map<string, number>();
  for (const found of files.flatMap(({ findings }) => findings)) {
    const key = fingerprintOf(found);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const lines = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([finding, count]) => `    ${JSON.stringify({ finding, count })}`);
  const body = lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n  ]`;
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, `{\n  "schemaVersion": 1,\n  "findings": ${body}\n}\n`);
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

interface Entry {
  readonly finding: string;
  readonly count: number;
}

function entriesOf(file: string, text: string): readonly Entry[] {
  const none = (): never => {
    throw new UsageError(`${file} is not a baseline; --write-baseline ${file} makes one.`);
  };
  let parsed: JsonValue;
  try {
    // JSON.parse gives what JSON can hold, and nothing else.
    parsed = JSON.parse(text) as JsonValue;
  } catch {
    return none();
  }
  const findings = isObject(parsed) && parsed["schemaVersion"] === 1 ? parsed["findings"] : undefined;
  return Array.isArray(findings) ? findings.map((entry: JsonValue) => entryOf(entry) ?? none()) : none();
}

function entryOf(entry: JsonValue): Entry | undefined {
  if (!isObject(entry)) {
    return undefined;
  }
  const { finding, count } = entry;
  return typeof finding === "string" && typeof count === "number" ? { finding, count } : undefined;
}

function isObject(value: JsonValue | undefined): value is Readonly<Record<string, JsonValue>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
