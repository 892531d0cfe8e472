import { setTimeout as pause } from "node:timers/promises";

/** Milliseconds between two looks, and of all of them. */
const lookEvery = 50;
const lookFor = 30_000;

/** Waits until something holds. Not of vitest, as the README's pictures are taken with the same driver. @param what for the error */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + lookFor;
  while (!(await holds())) {
    if (Date.now() > end) {
      throw new Error(`Waited in vain until ${what}.`);
    }
    await pause(lookEvery);
  }
}
