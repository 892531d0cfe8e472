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
    box.onDidAccept(async () => {
      const value = box.value;
      if ((await validation.now()) && box.value === value) {
        finish(() => resolve(value));
      }
    });
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
    this.#timer = setTimeout(() => void this.now(), quietTime);
  }

  /** @returns whether the value is acceptable; false as well when a newer check has taken over */
  public async now(): Promise<boolean> {
    this.stop();
    if (this.#validate === undefined) {
      return true;
    }
    const running = new AbortController();
    this.#running = running;
    this.#box.busy = true;
    try {
      const complaint = await this.#validate(this.#box.value, running.signal);
      if (running.signal.aborted) {
        return false;
      }
      this.#box.validationMessage = complaint;
      return complaint === undefined;
    } catch (error) {
      if (!running.signal.aborted) {
        // The check itself failed (no network, say): say so, and let the user try again by accepting once more.
        this.#box.validationMessage = error instanceof Error ? error.message : String(error);
      }
      return false;
    } finally {
      if (!running.signal.aborted) {
        this.#box.busy = false;
      }
    }
  }

  public stop(): void {
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.#running = undefined;
    this.#box.busy = false;
  }
}
