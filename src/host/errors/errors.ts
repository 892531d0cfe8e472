/** A button under an error message. */
export interface ErrorAction {
  readonly title: string;
  readonly run: () => unknown;
}

/** A failure whose message is one clear sentence for the user, with buttons that help. Anything else is a bug or Azure's. */
export class OperationError extends Error {
  public override readonly name = "OperationError";

  public constructor(
    message: string,
    public readonly actions: readonly ErrorAction[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** True for an OperationError of any bundle: each has a class of its own, so `instanceof` would not do. */
export function isOperationError(error: unknown): error is OperationError {
  return error instanceof Error && error.name === "OperationError" && "actions" in error;
}

/** True for everything that means "the user changed their mind": such errors are silent everywhere. */
export function isCancellation(error: unknown): boolean {
  return (
    error instanceof Error &&
    (error.name === "Canceled" || error.name === "AbortError" || error.name === "CancellationError")
  );
}
