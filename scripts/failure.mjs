/** A failure that one sentence explains: scripts print the sentence, without a stack, and exit with 1. */
export class Failure extends Error {
  name = "Failure";
}

/** Runs a script's main function; a `Failure` becomes one sentence on stderr, anything else shows its stack. */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? process.exitCode ?? 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Failure ? error.message : (error?.stack ?? error)}\n`);
    process.exitCode = 1;
  }
  // Handles that libraries leave open must not keep the script alive once its work is done.
  process.exit();
}
