import * as vscode from "vscode";
import type { BoxRequest, Choice, ChoiceItem } from "../prompts/prompts";
import { arrange, openBox } from "../prompts/prompts";

/** What a live list shows at a moment. */
export interface Shown<T> {
  readonly choices: readonly Choice<T>[];
  /** Stands behind the title: how old the list is, or how far its reading. */
  readonly subtitle?: string | undefined;
  /** A line above the choices, whatever is typed; it cannot be chosen. */
  readonly lead?: string | undefined;
  /** Lines below the choices, whatever is typed; they cannot be chosen. */
  readonly notes?: readonly string[] | undefined;
  /** More is awaited. */
  readonly busy: boolean;
}

/** The list, for what feeds it. */
export interface LiveList<T> {
  /** Replaces all that is shown; who has moved to a line stays there. */
  readonly show: (shown: Shown<T>) => void;
  /** Closes the list with an error. */
  readonly fail: (error: unknown) => void;
  /** Aborted when the list is closed, whatever the reason. */
  readonly signal: AbortSignal;
}

/** What feeds a list while it is open. */
export interface LiveFeed {
  /** The user has typed; `text` is all that stands in the box. */
  readonly typed: (text: string) => void;
  /** The user has clicked the button Refresh. */
  readonly refresh: () => void;
}

/**
 * Lets the user choose one of a list that changes while it is open, with a button in its title that reads it anew.
 * @throws vscode.CancellationError when they press Escape, StepBack when they go back; whatever the feed fails with
 */
export async function pickLive<T>(request: BoxRequest, open: (list: LiveList<T>) => LiveFeed): Promise<T> {
  const { box, chosen, signal, fail } = openBox<T>(request, false);
  box.busy = true;
  let before: string | undefined;
  const show = (shown: Shown<T>): void => {
    if (signal.aborted) {
      return;
    }
    box.title = shown.subtitle === undefined ? request.title : `${request.title} (${shown.subtitle})`;
    box.busy = shown.busy;
    // Setting equal lines again would only make the list jump.
    const now = signatureOf(shown);
    if (now !== before) {
      before = now;
      replaceItems(box, itemsOf(shown));
    }
  };
  const feed = open({ show, fail, signal });
  const refresh: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon("refresh"),
    tooltip: vscode.l10n.t("Refresh"),
  };
  box.buttons = [...box.buttons, refresh];
  box.onDidTriggerButton((button) => {
    if (button === refresh) {
      feed.refresh();
    }
  });
  box.onDidChangeValue((text) => feed.typed(text));
  const [choice] = await chosen;
  if (choice === undefined) {
    throw new vscode.CancellationError();
  }
  return choice.value;
}

function itemsOf<T>({ lead, choices, notes = [] }: Shown<T>): readonly ChoiceItem<T>[] {
  return [...(lead === undefined ? [] : [note<T>(lead)]), ...arrange(choices), ...notes.map(note<T>)];
}

function note<T>(label: string): ChoiceItem<T> {
  return { label, alwaysShow: true };
}

function signatureOf<T>({ lead, choices, notes }: Shown<T>): string {
  const rows = choices.map((one) => [one.label, one.description, one.detail, one.group, one.unsuitable]);
  return JSON.stringify([lead, rows, notes]);
}

/** Lines have no identity: the same words are the same line. Who has not moved begins at the line that is picked. */
function replaceItems<T>(box: vscode.QuickPick<ChoiceItem<T>>, items: readonly ChoiceItem<T>[]): void {
  const [active] = box.activeItems;
  const moved = active !== undefined && active !== box.items[0];
  box.items = items;
  const again = items.find((item) => (moved ? isSameLine(item, active) : item.choice?.picked === true));
  // Where the list begins at a line further down, it has to be scrolled there.
  box.keepScrollPosition = moved || again === undefined;
  if (again !== undefined) {
    box.activeItems = [again];
  }
}

function isSameLine<T>(one: ChoiceItem<T>, other: ChoiceItem<T>): boolean {
  return (
    one.choice !== undefined &&
    one.label === other.label &&
    one.choice.group === other.choice?.group &&
    one.choice.detail === other.choice?.detail
  );
}
