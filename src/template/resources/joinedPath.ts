/**
 * The path of a linked file relative to the folder of the template: `nested/vm.json` and `../shared/nic.json` make
 * `shared/nic.json`. Begins with `..` when it leads out of that folder.
 * @param from the file that links it; empty for the template itself
 */
export function joinedPath(from: string, relativePath: string): string {
  const steps = from.split("/").slice(0, -1);
  for (const step of relativePath.replaceAll("\\", "/").split("/")) {
    const last = steps.at(-1);
    if (step === ".." && last !== undefined && last !== "..") {
      steps.pop();
    } else if (step !== "." && step !== "") {
      steps.push(step);
    }
  }
  return steps.join("/");
}
