import type { FileFinding } from "./checkedFile";

/**
 * What tells a finding from others, whatever line it is on: file, rule, certainty, and what it is about by name. Two findings may
 * share it (two disks of one machine): whoever compares must count.
 */
export function fingerprintOf({ finding, file, subject }: FileFinding): string {
  return [file.replaceAll("\\", "/"), finding.code, finding.certainty, subject].join("|");
}
