import { DelayedCall } from "../shared/delayedCall";
import type { FromVaultPanel, ToVaultPanel } from "./messages";
import { vaultNameProblem } from "./vaultRules";

/** What is known of the name at this moment. */
export type NameStatus =
  | { readonly kind: "problem"; readonly message: string }
  | { readonly kind: "checking" }
  | { readonly kind: "free" }
  | { readonly kind: "taken"; readonly message: string | undefined }
  | { readonly kind: "unknown"; readonly message: string | undefined };

type NameQuestion = Omit<Extract<FromVaultPanel, { readonly kind: "checkName" }>, "kind" | "question">;
type NameAnswer = Extract<ToVaultPanel, { readonly kind: "nameChecked" }>;

/** Milliseconds without a key before Azure is asked. */
const quietTime = 350;

/** Checks a vault name while it is typed: the rules at once, Azure when the typing rests; old answers are dropped. */
export class NameCheck {
  readonly #ask: (message: FromVaultPanel) => void;
  readonly #changed: (status: NameStatus) => void;
  readonly #delay = new DelayedCall(quietTime);
  #question = 0;
  #status: NameStatus = { kind: "checking" };

  public constructor(ask: (message: FromVaultPanel) => void, changed: (status: NameStatus) => void) {
    this.#ask = ask;
    this.#changed = changed;
  }

  public get status(): NameStatus {
    return this.#status;
  }

  /** Starts over for a name, or for another place to put it. */
  public check(question: NameQuestion): void {
    this.#question += 1;
    this.#delay.cancel();
    const problem = vaultNameProblem(question.name);
    if (problem !== undefined) {
      this.#set({ kind: "problem", message: problem });
      return;
    }
    this.#set({ kind: "checking" });
    const number = this.#question;
    this.#delay.schedule(() => {
      this.#ask({ kind: "checkName", question: number, ...question });
    });
  }

  public answer(answer: NameAnswer): void {
    if (answer.question !== this.#question) {
      return;
    }
    this.#set(answer.result === "free" ? { kind: "free" } : { kind: answer.result, message: answer.message });
  }

  public stop(): void {
    this.#question += 1;
    this.#delay.cancel();
  }

  #set(status: NameStatus): void {
    this.#status = status;
    this.#changed(status);
  }
}
