import * as vscode from "vscode";
import { StepBack } from "./steps";
import type { StepLook } from "./steps";

/** Milliseconds without a keystroke before a value is checked. */
const quietTime = 300;

interface InputRequest {
  readonly title: string;
  readonly prompt?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly value?: string | undefined;
  /** `back` shows a Back button, which ends the prompt with `StepBack`. */
  readonly step?: StepLook | undefined;
  /**
   * Says what is wrong with a value, or undefined when it will do. Asked while the user types; an answer that is no longer
   * wanted is told so through the signal.
   */
  readonly validate?:
    ((value: string, signal: AbortSignal) => string | undefined | Promise<string | undefined>) | undefined;
}

/**
 * Asks for a text that `validate` accepts.
 * @throws vscode.CancellationError when the user presses Escape, StepBack when they go back
 */
export function input(request: InputRequest): Promise<string> {
  return new Promise((resolve, reject) => {
    const box = vscode.window.createInputBox();
    box.title = request.title;
    box.prompt = request.prompt;
    box.placeholder = request.placeholder;
    box.value = request.value ?? "";
    box.step = request.step?.number;
    box.totalSteps = request.step?.of;
    box.ignoreFocusOut = true;
    const validation = new Validation(box, request.validate);
    const finish = (end: () => void): void => {
      validation.stop();
      end();
      box.dispose();
    };
    box.buttons = request.step?.back === true ? [vscode.QuickInputButtons.Back] : [];
    box.onDidTriggerButton(() => finish(() => reject(new StepBack())));
    box.onDidChangeValue(() => validation.later());
    box.onDidAccept(() => validation.now((value) => finish(() => resolve(value))));
    box.onDidHide(() => finish(() => reject(new vscode.CancellationError())));
    box.show();
  });
}

/** Keeps at most one check going, always of the newest value. */
class Validation {
  readonly #box: vscode.InputBox;
  readonly #validate: InputRequest["validate"];
  #timer: NodeJS.Timeout | undefined;
  #running: AbortController | undefined;

  public constructor(box: vscode.InputBox, validate: InputRequest["validate"]) {
    this.#box = box;
    this.#validate = validate;
  }

  public later(): void {
    this.stop();
    this.#box.validationMessage = undefined;
    this.#timer = setTimeout(() => this.now(), quietTime);
  }

  /**
   * Checks the value, and hands it over when it will do. Where the check has nothing to wait for, that is done at once: what
   * fast fingers type ahead, into a question that is about to close, comes too late to take the answer back.
   */
  public now(accepted: (value: string) => void = () => undefined): void {
    this.stop();
    const { value } = this.#box;
    const running = new AbortController();
    this.#running = running;
    const settle = (complaint: string | undefined): void => {
      if (running.signal.aborted) {
        return;
      }
      this.#box.busy = false;
      this.#box.validationMessage = complaint;
      if (complaint === undefined) {
        accepted(value);
      }
    };
    const complaint = this.#validate?.(value, running.signal);
    if (complaint instanceof Promise) {
      this.#box.busy = true;
      // A check that itself failed (no network, say) says so, and accepting once more tries again.
      complaint.then(settle, (error: unknown) => settle(error instanceof Error ? error.message : String(error)));
    } else {
      settle(complaint);
    }
  }

  public stop(): void {
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.#running = undefined;
    this.#box.busy = false;
  }
}
