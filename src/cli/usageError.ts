/** The user asked for something that cannot be done: one sentence on standard error, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
