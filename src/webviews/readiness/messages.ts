import { isArrayOf, isOptionalString, isRecord } from "../shared/guards";

/** What the *Agent check* panel and the extension say to each other. */

/** How good or bad what a line says is. */
export type Level = "ok" | "information" | "hint" | "warning" | "error" | "unknown";

/** A command for the guest's shell, to be copied. */
export interface GuestCommand {
  /** "PowerShell, as administrator", "Ubuntu, Debian". */
  readonly label: string;
  readonly text: string;
}

/** Where a limit is from. */
export interface SourceNote {
  /** "October 2015: error", "Today: supported". */
  readonly verdict: string;
  readonly title: string;
  readonly url?: string | undefined;
  /** ISO date. */
  readonly date?: string | undefined;
}

/** One thing that was looked at: what it is, what it means, what to do. */
export interface ReadinessLine {
  readonly level: Level;
  readonly title: string;
  readonly meaning: string;
  readonly advice?: string | undefined;
  readonly commands?: readonly GuestCommand[] | undefined;
  readonly sources?: readonly SourceNote[] | undefined;
}

/** Lines of one subject. */
export interface ReadinessSection {
  readonly id: string;
  readonly title: string;
  readonly note?: string | undefined;
  readonly lines: readonly ReadinessLine[];
}

/** What the buttons of the panel do. */
export type ReadinessAction = "protect" | "backUp" | "switchLimits" | "openInPortal";

/** What the panel shows of a VM. */
export interface ReadinessReport {
  readonly vmName: string;
  /** Resource group, region, operating system. */
  readonly details: string;
  readonly verdict: { readonly level: Level; readonly sentence: string };
  readonly sections: readonly ReadinessSection[];
  readonly actions: readonly ReadinessAction[];
  /** Local time, ready to show. */
  readonly checkedAt: string;
}

/** What the extension tells the panel. */
export type ToReadinessPanel =
  | { readonly kind: "checking"; readonly vmName: string }
  | { readonly kind: "report"; readonly report: ReadinessReport }
  | { readonly kind: "failed"; readonly vmName: string; readonly message: string };

/** What the panel asks of the extension. */
export type FromReadinessPanel =
  | { readonly kind: "ready" }
  | { readonly kind: "recheck" }
  | { readonly kind: "run"; readonly action: ReadinessAction }
  | { readonly kind: "copy"; readonly text: string };

const levels: readonly Level[] = ["ok", "information", "hint", "warning", "error", "unknown"];
const actions: readonly ReadinessAction[] = ["protect", "backUp", "switchLimits", "openInPortal"];

function isLevel(value: unknown): value is Level {
  return levels.some((level) => level === value);
}

function isAction(value: unknown): value is ReadinessAction {
  return actions.some((action) => action === value);
}

function isGuestCommand(value: unknown): value is GuestCommand {
  return isRecord(value) && typeof value["label"] === "string" && typeof value["text"] === "string";
}

function isSourceNote(value: unknown): value is SourceNote {
  return (
    isRecord(value) &&
    typeof value["verdict"] === "string" &&
    typeof value["title"] === "string" &&
    isOptionalString(value["url"]) &&
    isOptionalString(value["date"])
  );
}

function isLine(value: unknown): value is ReadinessLine {
  return (
    isRecord(value) &&
    isLevel(value["level"]) &&
    typeof value["title"] === "string" &&
    typeof value["meaning"] === "string" &&
    isOptionalString(value["advice"]) &&
    (value["commands"] === undefined || isArrayOf(value["commands"], isGuestCommand)) &&
    (value["sources"] === undefined || isArrayOf(value["sources"], isSourceNote))
  );
}

function isSection(value: unknown): value is ReadinessSection {
  return (
    isRecord(value) &&
    typeof value["id"] === "string" &&
    typeof value["title"] === "string" &&
    isOptionalString(value["note"]) &&
    isArrayOf(value["lines"], isLine)
  );
}

function isReport(value: unknown): value is ReadinessReport {
  return (
    isRecord(value) &&
    ["vmName", "details", "checkedAt"].every((key) => typeof value[key] === "string") &&
    isRecord(value["verdict"]) &&
    isLevel(value["verdict"]["level"]) &&
    typeof value["verdict"]["sentence"] === "string" &&
    isArrayOf(value["sections"], isSection) &&
    isArrayOf(value["actions"], isAction)
  );
}

/** Guards the panel's side of the line: what does not have the agreed shape is dropped. */
export function isToReadinessPanel(value: unknown): value is ToReadinessPanel {
  if (!isRecord(value)) {
    return false;
  }
  switch (value["kind"]) {
    case "checking":
      return typeof value["vmName"] === "string";
    case "report":
      return isReport(value["report"]);
    case "failed":
      return typeof value["vmName"] === "string" && typeof value["message"] === "string";
    default:
      return false;
  }
}
