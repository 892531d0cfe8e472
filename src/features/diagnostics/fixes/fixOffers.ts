import type { Finding } from "../../../limits/finding";
import { editsOfFix, editsOfFixes } from "../../../limits/fixes/editsOfFix";
import {
  hasComments,
  removeSuppression,
  suppressInFile,
  suppressInMetadata,
  suppressOnNextLine,
} from "../../../limits/fixes/editsOfSuppression";
import type { TextEdit } from "../../../limits/fixes/textEdit";
import { isSuppressionFault } from "../../../limits/suppression/suppressionFaults";
import type { TextSpan } from "../../../template/value";
import type { TemplateCheck } from "../check/templateCheck";

/** A change of the text that puts a finding right, or hides it, as plain data. */
export interface FixOffer {
  readonly kind: "fix" | "suppressResource" | "suppressTemplate" | "suppressLine" | "suppressFile" | "unsuppress";
  /** The fix's own title; the others are worded by their kind. */
  readonly title: string | undefined;
  readonly safe: boolean;
  readonly edits: readonly TextEdit[];
}

/** What can be done in the text about a finding. All of it can be taken in the text that was checked, and only there. */
export function offersFor(check: TemplateCheck, finding: Finding, languageId: string): readonly FixOffer[] {
  const { place } = finding;
  if (place === undefined) {
    return [];
  }
  if (isSuppressionFault(finding.code)) {
    return offer("unsuppress", removeSuppression(check.text, place.span));
  }
  const fixes = finding.fixes.flatMap((fix) => offer("fix", editsOfFix(check.text, fix), fix));
  return [...fixes, ...suppressions(check, finding, place.span, languageId)];
}

/** What the safe fixes of some findings change together; each finding's first one is taken. */
export function safeEdits(check: TemplateCheck, findings: readonly Finding[]): readonly TextEdit[] {
  const fixes = findings.flatMap((finding) => finding.fixes.find(({ safe }) => safe) ?? []);
  return fixes.length === 0 ? [] : editsOfFixes(check.text, fixes);
}

function offer(
  kind: FixOffer["kind"],
  edits: readonly TextEdit[] | undefined,
  fix?: Finding["fixes"][number],
): readonly FixOffer[] {
  return edits === undefined || edits.length === 0
    ? []
    : [{ kind, title: fix?.title, safe: fix?.safe ?? false, edits }];
}

function suppressions(
  check: TemplateCheck,
  { code, vm }: Finding,
  span: TextSpan,
  languageId: string,
): readonly FixOffer[] {
  if (span.file !== undefined) {
    return [];
  }
  const { text } = check;
  const resource = resourceOf(check, vm, span);
  const inMetadata = offer(
    resource === undefined ? "suppressTemplate" : "suppressResource",
    suppressInMetadata(text, resource, code),
  );
  return takesComments(text, languageId)
    ? [
        ...inMetadata,
        ...offer("suppressLine", suppressOnNextLine(text, span.offset, code)),
        ...offer("suppressFile", suppressInFile(text, code)),
      ]
    : inMetadata;
}

/** VS Code marks comments in plain JSON as faults, unless somebody writes them there all the same. */
function takesComments(text: string, languageId: string): boolean {
  return languageId === "jsonc" || languageId === "arm-template" || hasComments(text);
}

/** The machine that a finding is about, else the innermost resource in which it is written. */
function resourceOf(
  { template, profiles }: TemplateCheck,
  vm: string | undefined,
  span: TextSpan,
): TextSpan | undefined {
  const declaration = vm === undefined ? undefined : profiles.find(({ id }) => id === vm)?.declaration;
  const own = template.resources.filter((resource) => resource.span.file === undefined);
  const machine = own.find(({ jsonPath, file }) => jsonPath === declaration?.jsonPath && file === declaration.file);
  return (machine ?? innermost(own, span))?.span;
}

function innermost<T extends { readonly span: TextSpan }>(
  resources: readonly T[],
  { offset }: TextSpan,
): T | undefined {
  return resources
    .filter(({ span }) => offset >= span.offset && offset < span.offset + span.length)
    .reduce<T | undefined>(
      (best, each) => (best === undefined || each.span.length < best.span.length ? each : best),
      undefined,
    );
}
