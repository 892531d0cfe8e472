import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import AjvDraft04 from "ajv-draft-04";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { excerpt } from "../../../src/cli/check/excerpt";
import { run } from "../../../src/cli/run";
import { machine, templateText } from "../template/inTemplate";

let folder = "";
const file = (name: string): string => path.join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "azure-vm-backup-check-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function withoutAgent(name: string): Record<string, unknown> {
  return machine(name, { properties: { osProfile: { windowsConfiguration: { provisionVMAgent: false } } } });
}

function write(name: string, ...machines: readonly unknown[]): string {
  writeFileSync(file(name), templateText({ resources: machines }));
  return file(name);
}

interface Log {
  readonly runs: readonly [
    {
      readonly tool: {
        readonly driver: { readonly rules: readonly { readonly id: string; readonly helpUri?: string }[] };
      };
      readonly invocations: readonly { readonly toolExecutionNotifications: readonly unknown[] }[];
      readonly results: readonly Readonly<Record<string, unknown>>[];
    },
  ];
}

function sarif(...words: readonly string[]): Log["runs"][0] {
  const log = JSON.parse(run(["check", ...words, "--format", "sarif"]).output) as Log;
  return log.runs[0];
}

describe("check --format sarif", () => {
  // The schema as the authors of SARIF publish it; OASIS, SARIF 2.1.0 (rtm.5).
  const schema = createRequire(import.meta.url).resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
  const validate = new AjvDraft04({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(
    JSON.parse(readFileSync(schema, "utf8")) as object,
  );
  const faultsOf = (output: string): unknown => (validate(JSON.parse(output)) ? [] : validate.errors);

  it("is valid SARIF 2.1.0 with findings, with template problems, and with nothing at all", () => {
    const bad = write("bad.json", withoutAgent("web"), machine("[copyIndex()]"));
    const good = write("good.json", machine("web"));
    for (const inputs of [[bad], [good], [bad, good], [bad, "--limits", "2015-10"]]) {
      expect(faultsOf(run(["check", ...inputs, "--format", "sarif"]).output)).toEqual([]);
    }
  });

  it("would notice what is not SARIF", () => {
    expect(faultsOf(`{ "version": "2.1.0", "runs": [{ "tool": {} }] }`)).not.toEqual([]);
  });

  it("tells each rule once, with help, and each finding by its place", () => {
    const { tool, results } = sarif(write("bad.json", withoutAgent("web"), withoutAgent("db")));
    expect(tool.driver.rules).toMatchObject([
      {
        id: "vm-agent-disabled",
        helpUri: expect.stringMatching(/^https:/) as unknown,
        defaultConfiguration: { level: "error" },
      },
    ]);
    expect(results).toHaveLength(2);
    expect(results[0]).toMatchObject({
      ruleId: "vm-agent-disabled",
      ruleIndex: 0,
      level: "error",
      locations: [
        {
          physicalLocation: { region: { startLine: 1 } },
          logicalLocations: [{ fullyQualifiedName: "$.resources[0]" }],
        },
      ],
    });
  });

  it("tells mistakes of a template as notifications, not as results", () => {
    const { invocations, results } = sarif(write("odd.json", machine("[concat('a', copyIndex())]")));
    expect(invocations[0]?.toolExecutionNotifications).not.toEqual([]);
    expect(results).toEqual([]);
  });

  it("gives a finding the same fingerprint when lines move, and another one for another machine", () => {
    const prints = (): readonly unknown[] =>
      sarif(file("moved.json")).results.map((result) => result["partialFingerprints"]);
    write("moved.json", withoutAgent("web"), withoutAgent("db"));
    const before = prints();
    expect(before[0]).not.toEqual(before[1]);
    writeFileSync(file("moved.json"), `\n\n${readFileSync(file("moved.json"), "utf8")}`);
    expect(prints()).toEqual(before);
  });
});

describe("a baseline", () => {
  it("accepts what was there, and tells what has come since", () => {
    const bad = write("bad.json", withoutAgent("web"));
    expect(run(["check", bad, "--write-baseline", file("baseline.json")])).toMatchObject({ exitCode: 0 });
    expect(run(["check", bad, "--baseline", file("baseline.json")])).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining("0 findings, 1 accepted by the baseline") as unknown,
    });
    write("bad.json", machine("new"), withoutAgent("web"), withoutAgent("db"));
    const later = run(["check", bad, "--baseline", file("baseline.json")]);
    expect(later.exitCode).toBe(1);
    expect(later.output).toContain("VM 'db'");
    expect(later.output).not.toContain("VM 'web'");
  });

  it("accepts of the same finding no more than it has", () => {
    const bad = write("bad.json", withoutAgent("web"));
    run(["check", bad, "--write-baseline", file("baseline.json")]);
    write("bad.json", withoutAgent("web"), { ...withoutAgent("web"), condition: true });
    expect(run(["check", bad, "--baseline", file("baseline.json")])).toMatchObject({ exitCode: 1 });
  });

  it("says when its entries are no longer needed", () => {
    const bad = write("bad.json", withoutAgent("web"));
    run(["check", bad, "--write-baseline", file("baseline.json")]);
    write("bad.json", machine("web"));
    expect(run(["check", bad, "--baseline", file("baseline.json")]).output).toContain(
      "1 entry of the baseline no longer found",
    );
  });

  it("marks results of SARIF as new or unchanged", () => {
    const bad = write("bad.json", withoutAgent("web"));
    run(["check", bad, "--write-baseline", file("baseline.json")]);
    write("bad.json", withoutAgent("web"), withoutAgent("db"));
    const { results } = sarif(bad, "--baseline", file("baseline.json"));
    expect(results.map((result) => result["baselineState"])).toEqual(["unchanged", "new"]);
  });

  it.each(["{}", "not json", `{"schemaVersion":1,"findings":[{"finding":1}]}`])("is refused when it is %s", (text) => {
    const bad = write("bad.json", withoutAgent("web"));
    writeFileSync(file("baseline.json"), text);
    expect(run(["check", bad, "--baseline", file("baseline.json")])).toMatchObject({
      exitCode: 2,
      errors: expect.stringContaining("is not a baseline") as unknown,
    });
  });
});

describe("check as text", () => {
  it("shows the line with a caret, the source and what decides", () => {
    writeFileSync(
      file("bad.json"),
      JSON.stringify(JSON.parse(templateText({ resources: [withoutAgent("web")] })), undefined, 2),
    );
    const { output } = run(["check", file("bad.json")]);
    expect(output).toMatch(/bad\.json:\d+:\d+ error: VM 'web' .* \[vm-agent-disabled\]$/m);
    expect(output).toMatch(/^\d+ \| +"provisionVMAgent": false$/m);
    expect(output).toMatch(/^ +\| +\^{5}$/m);
    expect(output).toMatch(/^ +fix: |^ += source: .*, \d{4}-\d{2}-\d{2}$/m);
  });

  it("has colours only when asked for them", () => {
    const bad = write("bad.json", withoutAgent("web"));
    expect(run(["check", bad]).output).not.toContain("\u001B[");
    expect(run(["check", bad], { colour: true }).output).toContain("\u001B[31merror");
  });
});

describe("an excerpt", () => {
  const at = (line: number, start: number, end: number, endLine = line) => ({
    start: { line, character: start },
    end: { line: endLine, character: end },
  });

  it("marks a stretch of a line, and keeps tabs so that carets stand below it", () => {
    expect(excerpt(`\t"count": 40,`, at(8, 10, 12))).toEqual(["  |", `9 | \t"count": 40,`, "  | \t         ^^"]);
  });

  it("marks to the end of the line what goes on below, and something where nothing is", () => {
    expect(excerpt("  { a", at(0, 2, 1, 3))).toEqual(["  |", "1 |   { a", "  |   ^^^"]);
    expect(excerpt("ab", at(0, 2, 2))).toEqual(["  |", "1 | ab", "  |   ^"]);
  });

  it("cuts a long line around what is meant", () => {
    const [, text = "", marks = ""] = excerpt(`${"x".repeat(500)}HERE${"y".repeat(500)}`, at(0, 500, 504));
    expect(text.length).toBeLessThan(110);
    expect(text.slice(marks.indexOf("^"), marks.lastIndexOf("^") + 1)).toBe("HERE");
  });
});
