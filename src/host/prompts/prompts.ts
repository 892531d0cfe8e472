import * as vscode from "vscode";
import { StepBack } from "./steps";
import type { StepLook } from "./steps";

/** One choice. `unsuitable` says why it cannot be taken: such items are listed last and stay put when chosen. */
export interface Choice<T> {
  readonly label: string;
  readonly description?: string | undefined;
  readonly detail?: string | undefined;
  readonly icon?: vscode.ThemeIcon | undefined;
  /** Choices of the same group stand together under its name. */
  readonly group?: string | undefined;
  readonly unsuitable?: string | undefined;
  /** Whether it is ticked at first; where only one can be chosen, whether the list begins at it. */
  readonly picked?: boolean | undefined;
  readonly value: T;
}

/** The choices, or a way to load them; the list shows that it is busy meanwhile. */
export type Choices<T> = readonly Choice<T>[] | ((signal: AbortSignal) => Promise<readonly Choice<T>[]>);

/** What stands around the choices. */
export interface BoxRequest {
  readonly title: string;
  readonly placeholder?: string | undefined;
  /** `back` shows a Back button, which ends the prompt with `StepBack`. */
  readonly step?: StepLook | undefined;
}

interface PickRequest<T> extends BoxRequest {
  readonly choices: Choices<T>;
  /** True of the choice at which the list begins: what was answered before the user went back. */
  readonly startsAt?: ((value: T) => boolean) | undefined;
  /** Stands over the choices that cannot be taken; "does not fit" when left out. */
  readonly unsuitableTitle?: string | undefined;
}

/** A line of the list; lines without a choice only say something. */
export interface ChoiceItem<T> extends vscode.QuickPickItem {
  readonly choice?: Choice<T>;
}

/**
 * Lets the user choose one.
 * @throws vscode.CancellationError when they press Escape, StepBack when they go back; whatever loading the choices throws
 */
export async function pick<T>(request: PickRequest<T>): Promise<T> {
  const chosen = await show(request, false);
  const [first] = chosen;
  if (first === undefined) {
    throw new vscode.CancellationError();
  }
  return first.value;
}

/** Lets the user tick any number, none included. @throws vscode.CancellationError when they press Escape */
export async function pickMany<T>(request: PickRequest<T>): Promise<readonly T[]> {
  const chosen = await show(request, true);
  return chosen.map((choice) => choice.value);
}

function show<T>(request: PickRequest<T>, many: boolean): Promise<readonly Choice<T>[]> {
  const { box, chosen, signal, fail } = openBox<T>(request, many);
  void fill(box, request, many, signal).catch(fail);
  return chosen;
}

/** A list on the screen. */
export interface OpenBox<T> {
  readonly box: vscode.QuickPick<ChoiceItem<T>>;
  /** Rejects with `CancellationError` when they press Escape, with `StepBack` when they go back. */
  readonly chosen: Promise<readonly Choice<T>[]>;
  /** Aborted when the list is closed, whatever the reason. */
  readonly signal: AbortSignal;
  /** Closes the list: what fills it has failed. */
  readonly fail: (error: unknown) => void;
}

/** Shows a list that is still empty. */
export function openBox<T>(request: BoxRequest, many: boolean): OpenBox<T> {
  const box = vscode.window.createQuickPick<ChoiceItem<T>>();
  const open = new AbortController();
  let resolve: (choices: readonly Choice<T>[]) => void = () => undefined;
  let reject: (reason: Error) => void = () => undefined;
  const chosen = new Promise<readonly Choice<T>[]>((onChosen, onFailed) => {
    resolve = onChosen;
    reject = onFailed;
  });
  const finish = (end: () => void): void => {
    open.abort();
    end();
    box.dispose();
  };
  box.title = request.title;
  box.placeholder = request.placeholder;
  box.step = request.step?.number;
  box.totalSteps = request.step?.of;
  box.ignoreFocusOut = true;
  box.matchOnDescription = true;
  box.matchOnDetail = true;
  box.canSelectMany = many;
  box.buttons = request.step?.back === true ? [vscode.QuickInputButtons.Back] : [];
  box.onDidTriggerButton((button) => {
    if (button === vscode.QuickInputButtons.Back) {
      finish(() => reject(new StepBack()));
    }
  });
  box.onDidAccept(() => {
    if (many) {
      finish(() => resolve(box.selectedItems.flatMap((item) => item.choice ?? []).filter(fits)));
      return;
    }
    const choice = box.selectedItems[0]?.choice;
    if (choice?.unsuitable !== undefined) {
      box.value = "";
      box.placeholder = choice.unsuitable;
    } else if (choice !== undefined) {
      finish(() => resolve([choice]));
    }
  });
  if (many) {
    keepToFitting(box);
  }
  box.onDidHide(() => finish(() => reject(new vscode.CancellationError())));
  box.show();
  const fail = (error: unknown): void => {
    const reason = open.signal.aborted ? new vscode.CancellationError() : toError(error);
    finish(() => reject(reason));
  };
  return { box, chosen, signal: open.signal, fail };
}

async function fill<T>(
  box: vscode.QuickPick<ChoiceItem<T>>,
  { choices, unsuitableTitle, startsAt }: PickRequest<T>,
  many: boolean,
  signal: AbortSignal,
): Promise<void> {
  box.busy = true;
  const loaded = typeof choices === "function" ? await choices(signal) : choices;
  if (signal.aborted) {
    return;
  }
  const items = arrange(loaded, unsuitableTitle);
  box.items = items;
  const picked = items.filter(
    ({ choice }) => choice?.picked === true || (choice !== undefined && startsAt?.(choice.value) === true),
  );
  if (many) {
    box.selectedItems = picked;
  } else if (picked.length > 0) {
    box.activeItems = picked.slice(0, 1);
  }
  box.busy = false;
}

/** Suitable choices first, by group; the others at the end, each with its reason. */
export function arrange<T>(choices: readonly Choice<T>[], unsuitableTitle?: string): readonly ChoiceItem<T>[] {
  const items: ChoiceItem<T>[] = [];
  let group: string | undefined;
  for (const choice of choices.filter((candidate) => candidate.unsuitable === undefined)) {
    if (choice.group !== undefined && choice.group !== group) {
      group = choice.group;
      items.push(separator(group));
    }
    items.push(itemOf(choice, choice.detail, choice.icon));
  }
  const unsuitable = choices.filter((candidate) => candidate.unsuitable !== undefined);
  if (unsuitable.length > 0) {
    items.push(separator(unsuitableTitle ?? vscode.l10n.t("does not fit")));
    items.push(...unsuitable.map((choice) => itemOf(choice, choice.unsuitable, new vscode.ThemeIcon("circle-slash"))));
  }
  return items;
}

function itemOf<T>(choice: Choice<T>, detail: string | undefined, icon: vscode.ThemeIcon | undefined): ChoiceItem<T> {
  return {
    label: choice.label,
    choice,
    ...(choice.description === undefined ? {} : { description: choice.description }),
    ...(detail === undefined ? {} : { detail }),
    ...(icon === undefined ? {} : { iconPath: icon }),
  };
}

function separator<T>(label: string): ChoiceItem<T> {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function fits<T>(choice: Choice<T>): boolean {
  return choice.unsuitable === undefined;
}

/**
 * Takes the tick from what does not fit: VS Code has no lines without a box, and shows no separator that nothing follows.
 * The box above all lines ticks those, too: when it ticks several of them, and all that fits was ticked before, it was meant
 * to take all ticks away. One of them may as well have been clicked itself.
 */
function keepToFitting<T>(box: vscode.QuickPick<ChoiceItem<T>>): void {
  let before: readonly ChoiceItem<T>[] = [];
  box.onDidChangeSelection((ticked) => {
    const fitting = ticked.filter(({ choice }) => choice !== undefined && fits(choice));
    const others = ticked.length - fitting.length;
    if (others > 0) {
      box.selectedItems = others > 1 && fitting.length === before.length ? [] : fitting;
    }
    before = box.selectedItems;
  });
}
