/**
 * node supervise.mjs COMMAND ARGS…: runs a command and ends its whole process group when the parent disappears
 * (the closed IPC channel tells), even if the parent was killed too hard to clean up.
 */
import { spawn } from "node:child_process";

const [command = "", ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"], windowsHide: true });

function endGroup() {
  if (process.platform === "win32") {
    child.kill("SIGKILL");
    process.exit(1);
  }
  process.kill(-process.pid, "SIGKILL");
}

process.once("disconnect", endGroup);
// A request to end goes to the whole group: stay until the command itself is gone.
process.on("SIGTERM", () => undefined);
process.on("SIGINT", () => undefined);

child.once("error", (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
child.once("exit", (code, signal) => process.exit(code ?? (signal === "SIGTERM" ? 143 : 1)));
