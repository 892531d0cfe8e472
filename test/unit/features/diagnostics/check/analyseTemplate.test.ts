import { describe, expect, it } from "vitest";
import { DocumentAnalysis } from "../../../../../src/features/diagnostics/check/analyseTemplate";
import type { CheckSettings } from "../../../../../src/features/diagnostics/check/templateCheck";

const settings: CheckSettings = { limits: "2015-10", lifted: "hint" };

function templateOf(machines: number): string {
  const resources = Array.from({ length: machines }, (_, index) => ({
    type: "Microsoft.Compute/virtualMachines",
    apiVersion: "2023-03-01",
    name: `vm${index}`,
    properties: { storageProfile: { dataDisks: [{ lun: 0, diskSizeGB: 5000 }] } },
  }));
  return JSON.stringify({ contentVersion: "1.0.0.0", resources });
}

/** A clock that goes on by so many milliseconds whenever it is read. */
class Clock {
  public pauses = 0;
  public readonly turns = {
    now: (): number => (this.#time += this.#tick),
    yieldNow: (): Promise<void> => {
      this.pauses++;
      this.onPause();
      return Promise.resolve();
    },
  };
  public onPause = (): void => undefined;
  readonly #tick: number;
  #time = 0;

  public constructor(tick: number) {
    this.#tick = tick;
  }
}

describe("the analysis of a document", () => {
  it("gives way after every eight milliseconds", async () => {
    const slow = new Clock(10);
    const quick = new Clock(0);
    const found = await new DocumentAnalysis(slow.turns).analyse(templateOf(50), [], settings);
    await new DocumentAnalysis(quick.turns).analyse(templateOf(50), [], settings);
    expect(found?.profiles).toHaveLength(50);
    expect(slow.pauses).toBeGreaterThan(100);
    expect(quick.pauses).toBe(0);
  });

  it("is given up at a pause when the document has changed meanwhile", async () => {
    const clock = new Clock(10);
    const found = await new DocumentAnalysis(clock.turns).analyse(templateOf(5), [], settings, () => true);
    expect(found).toBeUndefined();
    expect(clock.pauses).toBe(1);
  });

  it("is given up when a later version is to be analysed, which is analysed whole", async () => {
    const clock = new Clock(10);
    const analysis = new DocumentAnalysis(clock.turns);
    let later: Promise<unknown> = Promise.resolve();
    clock.onPause = () => {
      clock.onPause = () => undefined;
      later = analysis.analyse(templateOf(7), [], settings);
    };
    expect(await analysis.analyse(templateOf(5), [], settings)).toBeUndefined();
    expect(await later).toMatchObject({ profiles: { length: 7 } });
  });

  it("keeps the profiles of the machines that an edit leaves alone", async () => {
    const analysis = new DocumentAnalysis(new Clock(0).turns);
    const text = templateOf(3);
    const before = await analysis.analyse(text, [], settings);
    const after = await analysis.analyse(text.replace("5000", "500"), [], settings);
    expect(after?.profiles[0]).not.toBe(before?.profiles[0]);
    expect(after?.profiles[2]).toBe(before?.profiles[2]);
    expect(after?.profiles[0]?.dataDisks).toMatchObject({ value: [{ sizeGB: { value: 500 } }] });
  });
});
