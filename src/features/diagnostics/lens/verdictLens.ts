import * as vscode from "vscode";
import type { Settings } from "../../../host/settings";
import type { Finding } from "../../../limits/finding";
import type { VmProfile } from "../../../limits/profile/vm";
import type { TemplateResource } from "../../../template/model";
import { isWithin } from "../check/isWithin";
import type { DocumentState, TemplateCheck } from "../check/templateCheck";
import { rangeOf } from "../squiggles/toDiagnostic";
import { isOut, machineVerdict, otherVerdict } from "./lensVerdict";
import { hasOwnLens } from "./machinesInText";

/** What the lenses need of the checks. */
export interface LensChecks {
  readonly stateOf: (document: vscode.TextDocument) => DocumentState | undefined;
  readonly findingsOf: (check: TemplateCheck) => readonly Finding[];
  readonly onDidPublish: vscode.Event<vscode.TextDocument>;
}

/** Tells the verdict above each virtual machine, how many findings it has, and offers to protect it. */
export class VerdictLens implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #checks: LensChecks;
  readonly #settings: Settings;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listeners: vscode.Disposable;
  public readonly onDidChangeCodeLenses = this.#changed.event;

  public constructor(checks: LensChecks, settings: Settings) {
    this.#checks = checks;
    this.#settings = settings;
    this.#listeners = vscode.Disposable.from(
      checks.onDidPublish(() => this.#changed.fire()),
      settings.onDidChange("codeLens", () => this.#changed.fire()),
    );
  }

  public dispose(): void {
    this.#listeners.dispose();
    this.#changed.dispose();
  }

  /** Undefined while a newer version waits for its check: the editor keeps what it shows, and asks again with the check. */
  public provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] | undefined {
    const check = this.#checks.stateOf(document);
    if (check?.kind !== "checked" || !this.#settings.codeLens(document.uri)) {
      return [];
    }
    if (check.version !== document.version) {
      return undefined;
    }
    const findings = this.#checks.findingsOf(check);
    return check.template.resources
      .filter(hasOwnLens)
      .flatMap((resource) => lensesOf(document, check, resource, findings));
  }
}

function lensesOf(
  document: vscode.TextDocument,
  check: TemplateCheck,
  resource: TemplateResource,
  findings: readonly Finding[],
): vscode.CodeLens[] {
  const range = rangeOf(document, { offset: resource.span.offset, length: 0 });
  const machines = check.profiles.filter(
    ({ declaration }) => declaration?.jsonPath === resource.jsonPath && declaration.file === undefined,
  );
  const ids = new Set(machines.map(({ id }) => id));
  const own = findings.filter((finding) =>
    finding.vm === undefined ? isWithin(finding.place, resource) : ids.has(finding.vm),
  );
  const verdict = machines.length > 0 ? machineVerdict(check, machines, own) : otherVerdict(check, resource, own);
  return [
    ...(verdict === undefined ? [] : [lens(range, verdict, goTo(document, own))]),
    ...(own.length === 0 ? [] : [lens(range, countText(own.length), goTo(document, own))]),
    ...(machines.every((vm) => isOut(vm) || isProtected(vm))
      ? []
      : [
          lens(range, vscode.l10n.t("Protect…"), {
            title: "",
            command: "azureVmBackup.insertProtection",
            arguments: [resource.jsonPath],
          }),
        ]),
  ];
}

/** Whether the template binds a machine to a vault, as far as no condition keeps that out for certain. */
function isProtected({ protection }: VmProfile): boolean {
  return protection.some(({ deployed }) => deployed === undefined || !deployed.known || deployed.value);
}

/** To the gravest finding, which is shown; without one, to the page of all rules. */
function goTo(document: vscode.TextDocument, findings: readonly Finding[]): vscode.Command {
  const order = ["error", "warning", "information", "hint"] as const;
  const [first] = order.flatMap((severity) =>
    findings.filter((finding) => finding.severity === severity && finding.place !== undefined),
  );
  return first?.place === undefined
    ? { title: "", command: "azureVmBackup.explainLimits" }
    : {
        title: "",
        command: "editor.action.goToLocations",
        arguments: [
          document.uri,
          document.positionAt(first.place.span.offset),
          [new vscode.Location(document.uri, rangeOf(document, first.place.span))],
          "goto",
          "",
        ],
      };
}

function lens(range: vscode.Range, title: string, command: vscode.Command): vscode.CodeLens {
  return new vscode.CodeLens(range, { ...command, title });
}

function countText(count: number): string {
  return count === 1 ? vscode.l10n.t("1 finding") : vscode.l10n.t("{0} findings", count);
}
