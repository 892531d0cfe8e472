import * as vscode from "vscode";
import type { Finding } from "../../../limits/finding";
import type { VmProfile } from "../../../limits/profile/vm";
import type { TemplateLink, TemplateProblem } from "../../../template/model";
import type { TextSpan } from "../../../template/value";
import type { ShownProblem } from "../squiggles/diagnosticData";
import type { Analysis } from "../check/templateCheck";

/** What is shown in the document of the template itself. */
export interface ShownInTemplate {
  readonly findings: readonly Finding[];
  readonly problems: readonly ShownProblem[];
}

/** So many faults of a linked file are pointed at; the others show when it is opened. */
const mostPointedAt = 10;

/**
 * Brings what was found in linked files to the links of the template that lead there, because only with the parameters that
 * this template gives it is so. Each points on to the place in the linked file. The linked file's own squiggles come from its own check,
 * when it is open, so that nothing is marked twice.
 */
export function shownInTemplate({
  template,
  findings,
  profiles,
}: Pick<Analysis, "template" | "findings" | "profiles">): ShownInTemplate {
  const { links, problems } = template;
  if (links.length === 0) {
    return { findings, problems };
  }
  const byId = new Map(profiles.map((vm) => [vm.id, vm]));
  return {
    findings: findings.map((finding) => findingAtLink(finding, byId.get(finding.vm ?? ""), links)),
    problems: [...problems.filter(({ span }) => span.file === undefined), ...problemsAtLinks(problems, links)],
  };
}

/**
 * The link in the template's own text through which a place in a linked file is reached; undefined when there is none.
 * @param via the deployments through which the machine comes that it is about: a file may be linked more than once
 */
export function linkTo(
  span: TextSpan,
  links: readonly TemplateLink[],
  via: readonly string[] = [],
): TextSpan | undefined {
  const seen = new Set<TemplateLink>();
  let at = span;
  let way = via;
  while (at.file !== undefined) {
    const link = linkOf(at.file, way, links, seen);
    if (link === undefined) {
      return undefined;
    }
    seen.add(link);
    at = link.span;
    way = link.via.slice(0, -1);
  }
  return at;
}

/** The link to a file that lies on the way, else any that is not seen yet. */
function linkOf(
  file: string,
  way: readonly string[],
  links: readonly TemplateLink[],
  seen: ReadonlySet<TemplateLink>,
): TemplateLink | undefined {
  const candidates = links.filter((link) => link.file === file && !seen.has(link));
  return longest(candidates.filter(({ via }) => via.every((step, at) => step === way[at]))) ?? candidates[0];
}

function longest(links: readonly TemplateLink[]): TemplateLink | undefined {
  return links.reduce<TemplateLink | undefined>(
    (best, link) => (best === undefined || link.via.length > best.via.length ? link : best),
    undefined,
  );
}

function findingAtLink(finding: Finding, vm: VmProfile | undefined, links: readonly TemplateLink[]): Finding {
  const { place } = finding;
  const file = place?.span.file;
  if (place === undefined || file === undefined) {
    return finding;
  }
  const span = linkTo(place.span, links, vm?.declaration?.via);
  return {
    ...finding,
    message: vscode.l10n.t("In {0}: {1}", file, finding.message),
    place: span === undefined ? undefined : { span, chain: [] },
    related: [{ message: vscode.l10n.t("Written here, in {0}.", file), place }, ...finding.related],
  };
}

/** One for each linked file with faults, at the link that leads there from the template. */
function problemsAtLinks(
  problems: readonly TemplateProblem[],
  links: readonly TemplateLink[],
): readonly ShownProblem[] {
  const byFile = new Map<string, TemplateProblem[]>();
  for (const problem of problems) {
    const { file } = problem.span;
    if (file !== undefined) {
      byFile.set(file, [...(byFile.get(file) ?? []), problem]);
    }
  }
  return [...byFile].flatMap(([file, inFile]) => {
    const [first] = inFile;
    const span = first === undefined ? undefined : linkTo(first.span, links);
    return first === undefined || span === undefined ? [] : [problemAtLink(file, first, inFile, span)];
  });
}

function problemAtLink(
  file: string,
  first: TemplateProblem,
  inFile: readonly TemplateProblem[],
  span: TextSpan,
): ShownProblem {
  const message =
    inFile.length === 1
      ? vscode.l10n.t("In {0}: {1}", file, first.message)
      : vscode.l10n.t("In {0}: {1} The file has {2} problems in all.", file, first.message, inFile.length);
  // Nobody else tells of broken JSON in a file that is not open.
  const kind = inFile.every((problem) => problem.kind === "limit") ? "limit" : "expression";
  return { kind, message, span, related: inFile.slice(0, mostPointedAt) };
}
