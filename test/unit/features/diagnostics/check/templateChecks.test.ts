import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type {
  Analysis,
  CheckSettings,
  DocumentState,
  UsedParameterFile,
} from "../../../../../src/features/diagnostics/check/templateCheck";
import { largestTemplateBytes, TemplateChecks } from "../../../../../src/features/diagnostics/check/templateChecks";

class FakeDocument {
  public readonly languageId = "json";
  public readonly uri: { toString(): string };
  public version = 1;
  public isClosed = false;
  public reads = 0;
  #text: string;

  public constructor(text: string, address = "file:///a.json") {
    this.#text = text;
    this.uri = { toString: () => address };
  }

  public getText(): string {
    this.reads += 1;
    return this.#text;
  }

  public edit(text: string): void {
    this.#text = text;
    this.version += 1;
  }
}

const nothingFound: Analysis = {
  template: {
    scope: "resourceGroup",
    resources: [],
    problems: [],
    links: [],
    outputs: new Map(),
    find: () => undefined,
    findNearest: () => undefined,
  },
  profiles: [],
  findings: [],
  suppressed: [],
  verdicts: new Map(),
};

/** A parameter file that arrives when the test says so. */
function slowReading(): {
  promise: Promise<UsedParameterFile | undefined>;
  resolve: (file: UsedParameterFile | undefined) => void;
} {
  let resolve: (file: UsedParameterFile | undefined) => void = () => undefined;
  const promise = new Promise<UsedParameterFile | undefined>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

class Bench {
  public readonly published: { readonly address: string; readonly state: DocumentState | undefined }[] = [];
  public readonly analysed: string[] = [];
  public readonly failures: unknown[] = [];
  public parameterFile: Promise<UsedParameterFile | undefined> = Promise.resolve(undefined);
  public settings: CheckSettings = { limits: "current", lifted: "hint" };
  public time = 0;
  public analysisTakes = 0;
  public fault: Error | undefined;
  public readonly checks = new TemplateChecks<FakeDocument>({
    isTemplate: (text) => text.includes("resources"),
    analyse: (_document, text) => {
      this.analysed.push(text);
      this.time += this.analysisTakes;
      if (this.fault !== undefined) {
        return Promise.reject(this.fault);
      }
      return Promise.resolve(nothingFound);
    },
    readParameterFile: () => this.parameterFile,
    settingsFor: () => this.settings,
    publish: (document, state) => this.published.push({ address: document.uri.toString(), state }),
    reportFailure: (_document, error) => this.failures.push(error),
    now: () => this.time,
  });

  public get kinds(): readonly (string | undefined)[] {
    return this.published.map((entry) => entry.state?.kind);
  }
}

describe("the checks of open documents", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it("check a template as soon as it opens", async () => {
    const bench = new Bench();
    bench.checks.open(new FakeDocument("resources"));
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.kinds).toEqual(["checked"]);
  });

  it("do not work inside the event that opened the document", () => {
    const bench = new Bench();
    const document = new FakeDocument("resources");
    bench.checks.open(document);
    expect(document.reads).toBe(0);
  });

  it("check edits that come in one go once, without waiting for the typist", async () => {
    const bench = new Bench();
    const document = new FakeDocument("resources 1");
    for (const text of ["resources 2", "resources 3", "resources 4"]) {
      document.edit(text);
      bench.checks.change(document);
    }
    expect(bench.analysed).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(bench.analysed).toEqual(["resources 4"]);
  });

  it("wait for a pause in typing where the analysis is slow, and check only the last version", async () => {
    const bench = new Bench();
    bench.analysisTakes = 400;
    const document = new FakeDocument("resources 1");
    bench.checks.open(document);
    await vi.advanceTimersByTimeAsync(0);
    for (const text of ["resources 2", "resources 3", "resources 4"]) {
      document.edit(text);
      bench.checks.change(document);
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(bench.analysed).toEqual(["resources 1"]);
    await vi.advanceTimersByTimeAsync(200);
    expect(bench.analysed).toEqual(["resources 1", "resources 4"]);
  });

  it("wait longer for a template whose analysis is slow", async () => {
    const bench = new Bench();
    bench.analysisTakes = 400;
    const document = new FakeDocument("resources 1");
    bench.checks.open(document);
    await vi.advanceTimersByTimeAsync(0);
    document.edit("resources 2");
    bench.checks.change(document);
    await vi.advanceTimersByTimeAsync(349);
    expect(bench.analysed).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(bench.analysed).toHaveLength(2);
  });

  it("do not wait longer for a template whose analysis takes no more than a moment", async () => {
    const bench = new Bench();
    bench.analysisTakes = 50;
    const document = new FakeDocument("resources 1");
    bench.checks.open(document);
    await vi.advanceTimersByTimeAsync(0);
    document.edit("resources 2");
    bench.checks.change(document);
    await vi.advanceTimersByTimeAsync(1);
    expect(bench.analysed).toHaveLength(2);
  });

  it("drop a check when the document changes while its parameter file is read", async () => {
    const bench = new Bench();
    const document = new FakeDocument("resources 1");
    const reading = slowReading();
    bench.parameterFile = reading.promise;
    bench.checks.open(document);
    await vi.advanceTimersByTimeAsync(0);
    document.edit("resources 2");
    bench.checks.change(document);
    reading.resolve(undefined);
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.published).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(bench.analysed).toEqual(["resources 2"]);
  });

  it("drop a check when the document closes meanwhile, and take its results away", async () => {
    const bench = new Bench();
    const document = new FakeDocument("resources");
    const reading = slowReading();
    bench.parameterFile = reading.promise;
    bench.checks.open(document);
    await vi.advanceTimersByTimeAsync(0);
    document.isClosed = true;
    bench.checks.close(document);
    reading.resolve(undefined);
    await vi.advanceTimersByTimeAsync(1000);
    expect(bench.published).toEqual([{ address: "file:///a.json", state: undefined }]);
    expect(bench.checks.stateOf(document)).toBeUndefined();
  });

  it("leave other JSON alone", async () => {
    const bench = new Bench();
    bench.checks.open(new FakeDocument(`{"name":"package"}`));
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.kinds).toEqual(["notTemplate"]);
    expect(bench.analysed).toEqual([]);
  });

  it("do not check a template that is larger than Azure accepts", async () => {
    const bench = new Bench();
    bench.checks.open(new FakeDocument(`resources${" ".repeat(largestTemplateBytes)}`));
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.kinds).toEqual(["tooLarge"]);
  });

  it("count the size in bytes, not characters", async () => {
    const bench = new Bench();
    bench.checks.open(new FakeDocument(`resources${"é".repeat(largestTemplateBytes / 2)}`));
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.kinds).toEqual(["tooLarge"]);
  });

  it("survive a failure of the analysis and report it", async () => {
    const bench = new Bench();
    bench.fault = new Error("bug");
    const document = new FakeDocument("resources");
    bench.checks.open(document);
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.kinds).toEqual(["failed"]);
    expect(bench.failures).toEqual([bench.fault]);
    bench.fault = undefined;
    document.edit("resources again");
    bench.checks.change(document);
    await vi.advanceTimersByTimeAsync(200);
    expect(bench.kinds).toEqual(["failed", "checked"]);
  });

  it("check again with new settings, and only what is a template", async () => {
    const bench = new Bench();
    bench.checks.open(new FakeDocument("resources", "file:///a.json"));
    bench.checks.open(new FakeDocument("{}", "file:///b.json"));
    await vi.advanceTimersByTimeAsync(0);
    bench.settings = { limits: "2015-10", lifted: "off" };
    bench.checks.recheck();
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.published.map(({ address }) => address)).toEqual([
      "file:///a.json",
      "file:///b.json",
      "file:///a.json",
    ]);
    expect(bench.published.at(-1)?.state).toMatchObject({ settings: { limits: "2015-10" } });
  });

  it("say which parameter file was used", async () => {
    const bench = new Bench();
    bench.parameterFile = Promise.resolve({
      name: "a.parameters.json",
      text: "{}",
      address: "file:///a.parameters.json",
    });
    bench.checks.open(new FakeDocument("resources"));
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.published[0]?.state).toMatchObject({ parameterFile: "a.parameters.json", version: 1 });
  });

  it("give the result to whoever asks for a check now, without waiting for a pause", async () => {
    const bench = new Bench();
    const document = new FakeDocument("resources");
    bench.checks.change(document);
    const state = await bench.checks.checkNow(document);
    expect(state?.kind).toBe("checked");
    await vi.advanceTimersByTimeAsync(1000);
    expect(bench.analysed).toHaveLength(1);
  });

  it("start over when the same address gets a new document", async () => {
    const bench = new Bench();
    const first = new FakeDocument("resources 1");
    bench.checks.open(first);
    const second = new FakeDocument("resources 2");
    bench.checks.open(second);
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.analysed).toEqual(["resources 2"]);
  });

  it("stop for good when disposed", async () => {
    const bench = new Bench();
    bench.checks.open(new FakeDocument("resources"));
    bench.checks.dispose();
    await vi.advanceTimersByTimeAsync(1000);
    expect(bench.published).toEqual([]);
  });
});
