import type { Finding } from "../../limits/finding";
import type { VmProfile } from "../../limits/profile/vm";
import type { SeverityChoice } from "../commandLine";
import type { Places } from "../places";
import type { FileFinding } from "./checkedFile";

/** What the findings of a template are placed with. */
export interface Surroundings {
  readonly profiles: readonly VmProfile[];
  readonly places: Places;
  readonly severities: ReadonlyMap<string, SeverityChoice>;
}

/** Findings with the file and the line that they stand on, and with the severity that the command line chose. */
export function findingsInFiles(findings: readonly Finding[], surroundings: Surroundings): readonly FileFinding[] {
  const machines = new Map(surroundings.profiles.map((profile) => [profile.id, profile]));
  return findings.flatMap((finding) => {
    const severity = severityOf(finding, surroundings.severities.get(finding.code));
    return severity === "off" ? [] : [{ ...placed(finding, machines.get(finding.vm), surroundings.places), severity }];
  });
}

function placed(finding: Finding, machine: VmProfile | undefined, places: Places): Omit<FileFinding, "severity"> {
  const span = finding.place?.span ?? { offset: 0, length: 0 };
  const name = machine?.name;
  return {
    finding,
    ...places.of(span),
    line: places.lineOf(span),
    vm: machine?.declaration?.jsonPath ?? finding.vm,
    via: machine?.declaration?.via ?? [],
    subject: name === undefined ? finding.vm : name.known ? name.value : `[${name.text ?? ""}]`,
    related: finding.related.map(({ message, place }) => ({ message, ...places.of(place.span) })),
    fixes: [],
    inBaseline: false,
  };
}

/** What is only possible, or lifted since, stays as quiet as it is: the choice is about what is certain to go wrong. */
function severityOf(finding: Finding, choice: SeverityChoice | undefined): SeverityChoice {
  if (choice === undefined || choice === "off") {
    return choice ?? finding.severity;
  }
  return finding.certainty === "certain" && !finding.lifted ? choice : finding.severity;
}
