import { readCommand } from "./commandLine";
import { runCheck } from "./check/runCheck";
import { helpText } from "./help";
import { runInspect } from "./inspect/runInspect";
import type { CommandResult } from "./result";
import { runRules } from "./rules";
import { UsageError } from "./usageError";

/** What the process prints, and its exit code: 0 fine, 1 findings, 2 usage or unreadable input. */
export interface ProcessResult {
  readonly output: string;
  readonly errors: string;
  readonly exitCode: 0 | 1 | 2;
}

/** Where the output goes. */
export interface Output {
  /** A terminal that shows colours. */
  readonly colour: boolean;
}

/** Runs the command line. @param words what stands after the program's name */
export function run(words: readonly string[], output: Output = { colour: false }): ProcessResult {
  try {
    return { ...execute(words, output), errors: "" };
  } catch (error) {
    if (error instanceof UsageError) {
      return { output: "", errors: `azure-vm-backup: ${error.message}\n`, exitCode: 2 };
    }
    throw error;
  }
}

function execute(words: readonly string[], { colour }: Output): CommandResult {
  const command = readCommand(words);
  switch (command.kind) {
    case "inspect":
      return runInspect(command);
    case "check":
      return runCheck(command, colour);
    case "rules":
      return runRules(command);
    case "help":
      return { output: helpText(command.about), exitCode: 0 };
  }
}
