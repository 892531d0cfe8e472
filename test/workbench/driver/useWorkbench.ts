import { afterAll, afterEach, beforeAll } from "vitest";
import type { TestBedOptions } from "../../../scripts/vscode/testBed.mjs";
import { Workbench } from "./workbench";

/**
 * Starts a workbench before the tests of a file and ends it after them. A test that fails leaves a picture in out/screenshots.
 * @returns what gives the workbench inside the tests
 */
export function useWorkbench(options: TestBedOptions): () => Workbench {
  let workbench: Workbench | undefined;

  beforeAll(async () => {
    workbench = await Workbench.start(options);
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") {
      await workbench?.screenshot(`failed-${options.name}-${task.name.replace(/[^a-z0-9]+/gi, "-").slice(0, 60)}`);
    }
  });

  afterAll(async () => {
    await workbench?.close();
  });

  return () => {
    if (workbench === undefined) {
      throw new Error("the workbench has not started");
    }
    return workbench;
  };
}
