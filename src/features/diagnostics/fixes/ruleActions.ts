import * as vscode from "vscode";
import type { Finding } from "../../../limits/finding";
import { isRuleCode } from "../../../limits/matrices/matrix";
import type { TextEdit } from "../../../limits/fixes/textEdit";
import type { TextSpan } from "../../../template/value";
import type { DocumentState, TemplateCheck } from "../check/templateCheck";
import { locationInFile } from "../parameters/decidedByFile";
import { hasRulePage } from "../rules/openRule";
import { rangeOf } from "../squiggles/toDiagnostic";
import type { FixOffer, offersFor, safeEdits } from "./fixOffers";
import { diagnosticsOfFinding } from "./matchingDiagnostics";

/** Fixes are worked out by a bundle of their own. */
export type LoadFixOffers = () => Promise<{
  readonly offersFor: typeof offersFor;
  readonly safeEdits: typeof safeEdits;
}>;

/** What the quick fixes need of the checks. */
export interface CheckedDocuments {
  readonly stateOf: (document: vscode.TextDocument) => DocumentState | undefined;
  /** The findings as they are shown in the document: those of linked files at their links. */
  readonly findingsOf: (check: TemplateCheck) => readonly Finding[];
}

/** The kind of the action that takes all safe fixes, for `editor.codeActionsOnSave`. */
const fixAllKind = vscode.CodeActionKind.SourceFixAll.append("azureVmBackup");

/**
 * Offers, for each finding under the cursor, its fixes, ways to suppress it, to set its severity, to read about its rule and the
 * limits behind it, and to see what decided it. All of it comes from the data of the last check; while a newer version waits for its check, there is nothing.
 */
export class RuleActions implements vscode.CodeActionProvider {
  public static readonly kinds: readonly vscode.CodeActionKind[] = [vscode.CodeActionKind.QuickFix, fixAllKind];
  readonly #checks: CheckedDocuments;
  readonly #load: LoadFixOffers;

  public constructor(checks: CheckedDocuments, load: LoadFixOffers) {
    this.#checks = checks;
    this.#load = load;
  }

  public async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const check = this.#checks.stateOf(document);
    if (check?.kind !== "checked" || check.version !== document.version) {
      return [];
    }
    const all = this.#checks.findingsOf(check);
    const offers = await this.#load();
    if (check.version !== document.version) {
      return [];
    }
    const actions = new Actions(document, check, all, offers);
    if (context.only?.contains(fixAllKind) === true) {
      return actions.fixAll();
    }
    const under = all.filter(({ place }) => place !== undefined && touches(document, place.span, range));
    const offered = under.flatMap((finding) =>
      actions.about(finding, diagnosticsOfFinding(context.diagnostics, finding)),
    );
    // Findings of one rule share what is offered about the rule.
    return offered.filter((action, index) => offered.findIndex(({ title }) => title === action.title) === index);
  }
}

function touches(document: vscode.TextDocument, span: TextSpan, range: vscode.Range): boolean {
  const start = document.offsetAt(range.start);
  const end = document.offsetAt(range.end);
  return start <= span.offset + span.length && end >= span.offset;
}

type Offers = Awaited<ReturnType<LoadFixOffers>>;

/** Words offers as code actions of one check. */
class Actions {
  readonly #document: vscode.TextDocument;
  readonly #check: TemplateCheck;
  readonly #all: readonly Finding[];
  readonly #offers: Offers;

  public constructor(document: vscode.TextDocument, check: TemplateCheck, all: readonly Finding[], offers: Offers) {
    this.#document = document;
    this.#check = check;
    this.#all = all;
    this.#offers = offers;
  }

  public about(finding: Finding, diagnostics: vscode.Diagnostic[]): vscode.CodeAction[] {
    const { code } = finding;
    const offers = this.#offers.offersFor(this.#check, finding, this.#document.languageId);
    const fixes = offers.filter(({ kind }) => kind === "fix" || kind === "unsuppress");
    const others = offers.filter((offer) => !fixes.includes(offer));
    const actions = [
      ...fixes.map((offer, index) => this.#edit(offer, code, index === 0 && offer.safe)),
      ...this.#fixAllOfKind(finding),
      ...others.map((offer) => this.#edit(offer, code, false)),
      ...this.#severity(code),
      ...this.#decision(finding),
      ...openRule(code),
      ...explainLimits(code),
    ];
    actions.forEach((action) => (action.diagnostics = diagnostics));
    return actions;
  }

  public fixAll(): vscode.CodeAction[] {
    const action = new vscode.CodeAction(vscode.l10n.t("Fix all safe findings of Azure VM Backup"), fixAllKind);
    return this.#withEdits(action, this.#offers.safeEdits(this.#check, this.#all));
  }

  #fixAllOfKind({ code, fixes }: Finding): vscode.CodeAction[] {
    const alike = this.#all.filter((finding) => finding.code === code);
    if (alike.length < 2 || !fixes.some(({ safe }) => safe)) {
      return [];
    }
    const title = vscode.l10n.t("Fix all '{0}' findings", code);
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    return this.#withEdits(action, this.#offers.safeEdits(this.#check, alike));
  }

  #edit(offer: FixOffer, code: string, isPreferred: boolean): vscode.CodeAction {
    const action = new vscode.CodeAction(titleOf(offer, code), vscode.CodeActionKind.QuickFix);
    action.isPreferred = isPreferred;
    this.#withEdits(action, offer.edits);
    return action;
  }

  #withEdits(action: vscode.CodeAction, edits: readonly TextEdit[]): vscode.CodeAction[] {
    if (edits.length === 0) {
      return [];
    }
    const edit = new vscode.WorkspaceEdit();
    for (const { offset, length, newText } of edits) {
      edit.replace(this.#document.uri, rangeOf(this.#document, { offset, length }), newText);
    }
    action.edit = edit;
    return [action];
  }

  #severity(code: string): vscode.CodeAction[] {
    return hasRulePage(code)
      ? [
          withCommand(vscode.l10n.t("Set severity of {0}…", code), "azureVmBackup.setRuleSeverity", [
            code,
            this.#document.uri,
          ]),
        ]
      : [];
  }

  /** The variables and parameters through which the value came, and where the parameter file gives it, as a peek. */
  #decision({ place, related }: Finding): vscode.CodeAction[] {
    const spans = (place?.chain ?? []).flatMap(({ span }) =>
      span === undefined || span.file !== undefined ? [] : [span],
    );
    if (place === undefined || place.span.file !== undefined || spans.length === 0) {
      return [];
    }
    const locations = [
      ...spans.map((span) => new vscode.Location(this.#document.uri, rangeOf(this.#document, span))),
      ...related.flatMap((each) => locationInFile(each.place.span, this.#check.usedParameters) ?? []),
    ];
    const at = this.#document.positionAt(place.span.offset);
    return [
      withCommand(vscode.l10n.t("Show what decided it"), "editor.action.peekLocations", [
        this.#document.uri,
        at,
        locations,
        "peek",
      ]),
    ];
  }
}

function titleOf({ kind, title }: FixOffer, code: string): string {
  switch (kind) {
    case "fix":
      return title ?? code;
    case "unsuppress":
      return vscode.l10n.t("Remove this suppression");
    case "suppressResource":
      return vscode.l10n.t("Suppress {0} for this resource", code);
    case "suppressTemplate":
      return vscode.l10n.t("Suppress {0} for this template", code);
    case "suppressLine":
      return vscode.l10n.t("Suppress {0} on this line, by a comment", code);
    case "suppressFile":
      return vscode.l10n.t("Suppress {0} in this file, by a comment", code);
  }
}

function openRule(code: string): vscode.CodeAction[] {
  return hasRulePage(code) ? [withCommand(vscode.l10n.t("Open rule {0}", code), "azureVmBackup.openRule", [code])] : [];
}

/** Faults of suppressions have a page, but no limit stands behind them. */
function explainLimits(code: string): vscode.CodeAction[] {
  return isRuleCode(code)
    ? [withCommand(vscode.l10n.t("Explain the limits behind {0}", code), "azureVmBackup.explainLimits", [code])]
    : [];
}

function withCommand(title: string, command: string, args: unknown[]): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { title, command, arguments: args };
  return action;
}
