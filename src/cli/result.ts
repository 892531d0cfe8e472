/** What a command prints on standard output, and how the process ends. */
export interface CommandResult {
  readonly output: string;
  readonly exitCode: 0 | 1;
}
