import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isCancellation } from "../../../../src/host/errors/errors";
import { input } from "../../../../src/host/prompts/inputPrompt";
import { pick, pickMany } from "../../../../src/host/prompts/prompts";
import type { FakeInput } from "../../support/fakeVscode";
import { fake, resetFakeVscode } from "../../support/fakeVscode";

function shown(): FakeInput {
  const box = fake.inputs.at(-1);
  if (box === undefined) {
    throw new Error("nothing is asked");
  }
  return box;
}

describe("pick", () => {
  beforeEach(resetFakeVscode);
  const choices = [
    { label: "vault-north", unsuitable: "in another region: North Europe", value: 1 },
    { label: "vault-west", value: 2 },
  ];

  it("lists what does not fit last, with the reason, and does not accept it", async () => {
    const answer = pick({ title: "Vault", choices });
    await expect.poll(() => shown().items.length).toBe(3);
    expect(shown().items.map((item) => item.label)).toEqual(["vault-west", "does not fit", "vault-north"]);
    expect(shown().items[2]?.detail).toBe("in another region: North Europe");
    shown().accept("vault-north");
    expect(shown().disposed).toBe(false);
    expect(shown().placeholder).toBe("in another region: North Europe");
    shown().accept("vault-west");
    expect(await answer).toBe(2);
    expect(shown().ignoreFocusOut).toBe(true);
  });

  it("throws a cancellation on Escape and stops loading", async () => {
    let seen: AbortSignal | undefined;
    const answer = pick({
      title: "Vault",
      choices: (signal) => {
        seen = signal;
        return new Promise<never>(() => undefined);
      },
    });
    expect(shown().busy).toBe(true);
    shown().escape();
    expect(await answer.catch(isCancellation)).toBe(true);
    expect(seen?.aborted).toBe(true);
  });

  it("passes on why the choices could not be loaded", async () => {
    const answer = pick({ title: "Vault", choices: () => Promise.reject(new Error("no network")) });
    await expect(answer).rejects.toThrow("no network");
    expect(shown().disposed).toBe(true);
  });

  it("ticks several at once, starting from those that are ticked already", async () => {
    const answer = pickMany({
      title: "Subscriptions",
      choices: [
        { label: "a", value: "a", picked: true, group: "Contoso" },
        { label: "b", value: "b", group: "Contoso" },
      ],
    });
    await expect.poll(() => shown().selectedItems.length).toBe(1);
    shown().selectedItems = shown().items;
    shown().accept();
    expect(await answer).toEqual(["a", "b"]);
  });

  it("shows among lines to tick those that do not fit, with the reason, and takes their tick away", async () => {
    const answer = pickMany({
      title: "Subscriptions",
      choices: [
        { label: "a", value: "a", picked: true },
        { label: "b", value: "b" },
        { label: "Fabrikam", value: "f", unsuitable: "It asks for a second factor." },
        { label: "Tailwind", value: "t", unsuitable: "It does not answer." },
      ],
    });
    await expect.poll(() => shown().items.length).toBe(5);
    expect(shown().items.at(-2)).toMatchObject({ label: "Fabrikam", detail: "It asks for a second factor." });
    const ticked = () =>
      shown()
        .items.filter((item) => shown().selectedItems.includes(item))
        .map(({ label }) => label);
    shown().tick("a", "b", "Fabrikam");
    expect(ticked()).toEqual(["a", "b"]);
    shown().tick("a", "b", "Fabrikam");
    expect(ticked()).toEqual(["a", "b"]);
    // The box above all lines.
    shown().tick("a", "b", "Fabrikam", "Tailwind");
    expect(ticked()).toEqual([]);
    shown().tick("b", "Fabrikam");
    shown().accept();
    expect(await answer).toEqual(["b"]);
  });
});

describe("input", () => {
  beforeEach(() => {
    resetFakeVscode();
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("checks only what stands after the typing has paused, and gives up older checks", async () => {
    const asked: { readonly value: string; readonly signal: AbortSignal }[] = [];
    const answer = input({
      title: "Name",
      validate: (value, signal) => {
        asked.push({ value, signal });
        return asked.length === 1 ? new Promise<undefined>(() => undefined) : Promise.resolve(undefined);
      },
    });
    shown().type("v");
    shown().type("va");
    await vi.runAllTimersAsync();
    expect(asked.map((check) => check.value)).toEqual(["va"]);
    shown().type("vault");
    expect(asked[0]?.signal.aborted).toBe(true);
    await vi.runAllTimersAsync();
    shown().accept();
    expect(await answer).toBe("vault");
  });

  it("does not accept what the check refuses, and says why", async () => {
    const answer = input({
      title: "Name",
      value: "taken",
      validate: (value) => (value === "taken" ? "The name is taken." : undefined),
    });
    shown().accept();
    await vi.runAllTimersAsync();
    expect(shown().validationMessage).toBe("The name is taken.");
    expect(shown().disposed).toBe(false);
    shown().escape();
    expect(await answer.catch(isCancellation)).toBe(true);
  });

  it("keeps an answer that was accepted, whatever is typed ahead of the next question", async () => {
    const answer = input({
      title: "Days",
      value: "2",
      validate: (value) => (/^\d+$/.test(value) ? undefined : "A number, please."),
    });
    const box = shown();
    box.accept();
    box.type("Create the policy");
    expect(await answer).toBe("2");
    expect(box.disposed).toBe(true);
  });

  it("does not take an answer that is changed while Azure is still asked about it", async () => {
    let free: (complaint: undefined) => void = () => undefined;
    const answer = input({
      title: "Name",
      value: "vault",
      validate: () => new Promise<undefined>((resolve) => (free = resolve)),
    });
    shown().accept();
    const accepted = free;
    shown().type("vault-2");
    accepted(undefined);
    await vi.runAllTimersAsync();
    expect(shown().disposed).toBe(false);
    shown().accept();
    free(undefined);
    expect(await answer).toBe("vault-2");
  });

  it("shows a check that itself failed, and lets the user try again", async () => {
    let checks = 0;
    const answer = input({
      title: "Name",
      value: "vault",
      validate: () => {
        checks += 1;
        return checks === 1 ? Promise.reject(new Error("no network")) : Promise.resolve(undefined);
      },
    });
    shown().accept();
    await vi.runAllTimersAsync();
    expect(shown().validationMessage).toBe("no network");
    shown().accept();
    expect(await answer).toBe("vault");
  });
});
