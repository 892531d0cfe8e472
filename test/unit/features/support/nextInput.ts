import { fake } from "../../support/fakeVscode";
import type { FakeInput } from "../../support/fakeVscode";

/** Waits for a list or box on the screen, counted from 0. */
export async function nextInput(index: number): Promise<FakeInput> {
  for (let turn = 0; turn < 200; turn++) {
    const shown = fake.inputs[index];
    if (shown !== undefined && !shown.busy && (shown.items.length > 0 || shown.prompt !== undefined)) {
      return shown;
    }
    await Promise.resolve();
  }
  throw new Error(`No list or box number ${index} has appeared.`);
}

/** The second line of an item of a list on the screen. */
export function detailOf(index: number, label: string): string | undefined {
  return fake.inputs[index]?.items.find((item) => item.label === label)?.detail;
}
