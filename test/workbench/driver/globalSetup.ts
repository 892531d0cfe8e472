import { installPackagedExtension } from "../../../scripts/vscode/testBed.mjs";

/** Runs once before all files. */
export async function setup(): Promise<void> {
  await installPackagedExtension();
}
