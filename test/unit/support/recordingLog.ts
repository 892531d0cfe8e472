import { Log } from "../../../src/host/log";

/** A log whose lines a test can read, as "level text". */
export function recordingLog(): { readonly log: Log; readonly lines: string[] } {
  const lines: string[] = [];
  const write =
    (level: string) =>
    (message: string): void => {
      lines.push(`${level} ${message}`);
    };
  const nothing = (): void => undefined;
  const log = new Log({
    debug: write("debug"),
    info: write("info"),
    warn: write("warn"),
    error: write("error"),
    show: nothing,
    dispose: nothing,
  });
  return { log, lines };
}
