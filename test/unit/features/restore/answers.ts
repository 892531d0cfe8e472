import { expect } from "vitest";
import { fake } from "../../support/fakeVscode";
import type { ShownMessage } from "../../support/fakeVscode";
import { nextInput } from "../support/nextInput";

/** Answers the lists that follow, the first of them being number `from`. */
export async function answer(from: number, ...labels: readonly string[]): Promise<void> {
  for (const [index, label] of labels.entries()) {
    const list = await nextInput(from + index);
    expect(list.items.map((item) => item.label)).toContain(label);
    list.accept(label);
  }
}

/** Chooses the newest recovery point. */
export async function chooseNewest(index: number): Promise<void> {
  const points = await nextInput(index);
  points.accept(points.items[0]?.label);
}

/** The message with this number, once it is there. */
export async function message(index = 0): Promise<ShownMessage> {
  for (let turn = 0; turn < 200; turn++) {
    const shown = fake.messages[index];
    if (shown !== undefined) {
      return shown;
    }
    await Promise.resolve();
  }
  throw new Error(`No message number ${index} has appeared.`);
}
