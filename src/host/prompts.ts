import * as vscode from "vscode";
import { StepBack } from "./steps";

/** One choice. `unsuitable` says why it cannot be taken: such items are listed last and stay put when chosen. */
export interface Choice<T> {
  readonly label: string;
  readonly description?: string | undefined;
  readonly detail?: string | undefined;
  readonly icon?: vscode.ThemeIcon | undefined;
  /** Choices of the same group stand together under its name. */
  readonly group?: string | undefined;
  readonly unsuitable?: string | undefined;
  /** For `pickMany`: whether it is ticked at first. */
  readonly picked?: boolean | undefined;
  readonly value: T;
}

/** The choices, or a way to load them; the list shows that it is busy meanwhile. */
export type Choices<T> = readonly Choice<T>[] | ((signal: AbortSignal) => Promise<readonly Choice<T>[]>);

interface PickRequest<T> {
  readonly title: string;
  readonly placeholder?: string | undefined;
  /** `back` shows a Back button, which ends the prompt with `StepBack`. */
  readonly step?: { readonly number: number; readonly of: number; readonly back?: boolean | undefined } | undefined;
  readonly choices: Choices<T>;
  /** Stands over the choices that cannot be taken; "does not fit" when left out. */
  readonly unsuitableTitle?: string | undefined;
}

interface Item<T> extends vscode.QuickPickItem {
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
  return new Promise((resolve, reject) => {
    const box = vscode.window.createQuickPick<Item<T>>();
    const loading = new AbortController();
    const finish = (end: () => void): void => {
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
    box.onDidTriggerButton(() => {
      loading.abort();
      finish(() => reject(new StepBack()));
    });
    box.onDidAccept(() => {
      if (many) {
        finish(() => resolve(box.selectedItems.flatMap((item) => item.choice ?? [])));
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
    box.onDidHide(() => {
      loading.abort();
      finish(() => reject(new vscode.CancellationError()));
    });
    box.show();
    void fill(box, request, many, loading.signal).catch((error: unknown) => {
      finish(() => reject(loading.signal.aborted ? new vscode.CancellationError() : toError(error)));
    });
  });
}

async function fill<T>(
  box: vscode.QuickPick<Item<T>>,
  { choices, unsuitableTitle }: PickRequest<T>,
  many: boolean,
  signal: AbortSignal,
): Promise<void> {
  box.busy = true;
  const loaded = typeof choices === "function" ? await choices(signal) : choices;
  if (signal.aborted) {
    return;
  }
  const items = arrange(loaded, many, unsuitableTitle ?? vscode.l10n.t("does not fit"));
  box.items = items;
  if (many) {
    box.selectedItems = items.filter((item) => item.choice?.picked === true);
  }
  box.busy = false;
}

/** Suitable choices first, by group; the others at the end, each with its reason. Where many can be ticked those are mere lines. */
function arrange<T>(choices: readonly Choice<T>[], many: boolean, unsuitableTitle: string): readonly Item<T>[] {
  const items: Item<T>[] = [];
  let group: string | undefined;
  for (const choice of choices.filter((candidate) => candidate.unsuitable === undefined)) {
    if (choice.group !== undefined && choice.group !== group) {
      group = choice.group;
      items.push(separator(group));
    }
    items.push(itemOf(choice, choice.detail, choice.icon));
  }
  const unsuitable = choices.filter((candidate) => candidate.unsuitable !== undefined);
  if (many) {
    items.push(...unsuitable.map((choice) => separator<T>(`${choice.label}: ${choice.unsuitable ?? ""}`)));
  } else if (unsuitable.length > 0) {
    items.push(separator(unsuitableTitle));
    items.push(...unsuitable.map((choice) => itemOf(choice, choice.unsuitable, new vscode.ThemeIcon("circle-slash"))));
  }
  return items;
}

function itemOf<T>(choice: Choice<T>, detail: string | undefined, icon: vscode.ThemeIcon | undefined): Item<T> {
  return {
    label: choice.label,
    choice,
    ...(choice.description === undefined ? {} : { description: choice.description }),
    ...(detail === undefined ? {} : { detail }),
    ...(icon === undefined ? {} : { iconPath: icon }),
  };
}

function separator<T>(label: string): Item<T> {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
