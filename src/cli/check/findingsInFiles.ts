import type { Finding } from "../../limits/finding";
import type { VmProfile } from "../../limits/profile/vm";
import { editsOfFix } from "../../limits/fixes/editsOfFix";
import type { SuppressedFinding } from "../../limits/suppression/suppressions";
import type { Places } from "../places";
import type { FileFinding, FileFix } from "./checkedFile";

/** What the findings of a template are placed with. */
export interface Surroundings {
  readonly profiles: readonly VmProfile[];
  readonly places: Places;
  /** The template's own text, which fixes change. */
  readonly text: string;
}

/** Findings with the file and the line that they stand on. */
export function findingsInFiles(findings: readonly Finding[], surroundings: Surroundings): readonly FileFinding[] {
  const machines = new Map(surroundings.profiles.map((profile) => [profile.id, profile]));
  return findings.map((finding) => placed(finding, machines.get(finding.vm ?? ""), surroundings));
}

/** The same for what the template silences. */
export function suppressedInFiles(
  suppressed: readonly SuppressedFinding[],
  surroundings: Surroundings,
): readonly FileFinding[] {
  const placedFindings = findingsInFiles(
    suppressed.map(({ finding }) => finding),
    surroundings,
  );
  return placedFindings.map((found, at) => ({ ...found, suppression: { reason: suppressed[at]?.suppression.reason } }));
}

function placed(finding: Finding, machine: VmProfile | undefined, surroundings: Surroundings): FileFinding {
  const { places } = surroundings;
  const span = finding.place?.span ?? { offset: 0, length: 0 };
  const name = machine?.name;
  return {
    finding,
    ...places.of(span),
    line: places.lineOf(span),
    vm: machine?.declaration?.jsonPath ?? finding.vm,
    via: machine?.declaration?.via ?? [],
    subject: name === undefined ? finding.subject.id : name.known ? name.value : `[${name.text ?? ""}]`,
    related: finding.related.map(({ message, place }) => ({ message, ...places.of(place.span) })),
    fixes: finding.fixes.flatMap((fix) => fixIn(fix, surroundings)),
    inBaseline: false,
  };
}

/** A fix as edits of the template's file; none when it cannot be written there. */
function fixIn(fix: Finding["fixes"][number], { places, text }: Surroundings): readonly FileFix[] {
  const edits = editsOfFix(text, fix);
  return edits === undefined
    ? []
    : [
        {
          title: fix.title,
          safe: fix.safe,
          edits: edits.map(({ offset, length, newText }) => ({ ...places.of({ offset, length }), newText })),
        },
      ];
}
