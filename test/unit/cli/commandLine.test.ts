import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { globPattern } from "../../../src/cli/glob";
import type { ProcessResult } from "../../../src/cli/run";
import { run } from "../../../src/cli/run";
import { machine, templateText } from "../template/inTemplate";

let folder = "";

const noAgent = machine("web", { properties: { osProfile: { windowsConfiguration: { provisionVMAgent: false } } } });
const sized = machine("web", { properties: { hardwareProfile: { vmSize: "[parameters('size')]" } } });
/** Nothing is to be said of it, nor of the lack of one. */
const vault = {
  type: "Microsoft.RecoveryServices/vaults",
  apiVersion: "2024-04-01",
  name: "backups",
  location: "westeurope",
  properties: { redundancySettings: { standardTierStorageRedundancy: "LocallyRedundant" } },
};
const sizes = { size: { type: "string" } };

function file(...parts: readonly string[]): string {
  return path.join(folder, ...parts);
}

function json(result: ProcessResult): Record<string, unknown> {
  return JSON.parse(result.output) as Record<string, unknown>;
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "azure-vm-backup-cli-"));
  mkdirSync(file("deep", "node_modules"), { recursive: true });
  writeFileSync(file("bad.json"), templateText({ resources: [noAgent, vault] }));
  writeFileSync(file("deep", "good.json"), templateText({ resources: [machine("web"), vault] }));
  writeFileSync(file("deep", "node_modules", "hidden.json"), templateText({ resources: [noAgent] }));
  writeFileSync(file("sized.json"), `\uFEFF${templateText({ parameters: sizes, resources: [sized] })}`);
  writeFileSync(file("package.json"), `{ "name": "x" }`);
  writeFileSync(file("one.parameters.json"), `{ "parameters": { "size": { "value": "from one" } } }`);
  const two = `{ "parameters": { "size": { "value": "from two" } } }`;
  writeFileSync(file("two.parameters.json"), Buffer.from(`\uFEFF${two}`, "utf16le"));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("the command line", () => {
  it.each([
    [["prune"], "There is no command 'prune'"],
    [["inspect"], "inspect takes one template, but 0 are given"],
    [["inspect", "a.json", "b.json"], "2 are given"],
    [["inspect", "a.json", "--sett", "x=1"], "--sett"],
    [["inspect", "a.json", "--set", "x"], "NAME=JSON"],
    [["inspect", "a.json", "--set", "x=abc"], "is not JSON"],
    [["inspect", "no-such.json"], "no-such.json cannot be read: it is not there"],
    [["inspect", "."], "it is a folder"],
    [["check"], "at least one file"],
    [["check", "no-such-folder"], "There is no file or folder 'no-such-folder'"],
    [["check", "no-such-*.json"], "matches no file"],
    [["check", ".", "--format", "xml"], "text, json"],
    [["rules", "--format", "sarif"], "text, json"],
    [["check", ".", "--value", "data-disk-count=many"], "must be a number"],
    [["check", ".", "--value", "arm-vm=3"], "has no number"],
    [["check", ".", "--baseline", "no-such-baseline.json"], "no-such-baseline.json cannot be read"],
    [["check", ".", "--limits", "2016"], "current, 2015-10"],
    [["check", ".", "--severity", "no-rule=error"], "There is no rule 'no-rule'"],
    [["check", ".", "--severity", "arm-vm=fatal"], "must be error, warning, information, hint or off"],
    [["check", ".", "--fail-on", "never"], "--fail-on takes"],
    [["rules", "x"], "takes no files"],
  ])("refuses %j in one sentence, with exit code 2", (words, part) => {
    const result = run(words);
    expect(result).toMatchObject({ exitCode: 2, output: "" });
    expect(result.errors).toContain(part);
    expect(result.errors.trimEnd().split("\n")).toHaveLength(1);
  });

  it.each([[[]], [["--help"]], [["help"]], [["help", "nothing"]]])("gives the overview for %j", (words) => {
    expect(run(words)).toMatchObject({ exitCode: 0, errors: "" });
    expect(run(words).output).toContain("inspect TEMPLATE");
  });

  it.each(["inspect", "check", "rules"])("explains the options of %s", (command) => {
    expect(run([command, "--help"]).output).toContain(`azure-vm-backup ${command}`);
    expect(run([command, "--help"])).toEqual(run(["help", command]));
  });
});

describe("inspect", () => {
  const sizeOf = (...options: readonly string[]): unknown => {
    const { virtualMachines } = json(run(["inspect", file("sized.json"), ...options]));
    return (virtualMachines as readonly Record<string, unknown>[])[0]?.["size"];
  };

  it("leaves a parameter without a value open", () => {
    expect(sizeOf()).toEqual({ $unknown: "parameters('size')", reason: "noDefault", because: "size" });
  });

  it("takes values of parameter files, the last one first, in UTF-8 and UTF-16", () => {
    expect(sizeOf("--parameters", file("one.parameters.json"))).toBe("from one");
    const both = ["--parameters", file("one.parameters.json"), "--parameters", file("two.parameters.json")];
    expect(sizeOf(...both)).toBe("from two");
  });

  it("takes single values as JSON, which win over files", () => {
    expect(sizeOf("--set", `size="from set"`, "--parameters", file("one.parameters.json"))).toBe("from set");
    expect(sizeOf("--set", `size={"a":[1]}`)).toEqual({ a: [1] });
  });

  it("refuses a parameter file without parameters", () => {
    expect(run(["inspect", file("sized.json"), "--parameters", file("package.json")])).toMatchObject({ exitCode: 2 });
  });

  it("counts characters as editors do, which do not show the byte order mark", () => {
    const { resources } = json(run(["inspect", file("sized.json")]));
    const text = templateText({ parameters: sizes, resources: [sized] });
    expect(resources).toMatchObject([{ range: { start: { line: 0, character: text.indexOf(`{"type":"Microsoft`) } } }]);
  });
});

describe("check", () => {
  it("finds what cannot be backed up and ends with exit code 1", () => {
    const result = run(["check", file("bad.json"), "--format", "json"]);
    expect(result.exitCode).toBe(1);
    expect(json(result)).toMatchObject({
      schemaVersion: 1,
      limits: "current",
      findings: [
        {
          rule: "vm-agent-disabled",
          severity: "error",
          certainty: "certain",
          file: file("bad.json"),
          vm: "$.resources[0]",
          decidedBy: [],
          source: { title: expect.any(String) as unknown },
          fixes: [{ title: expect.any(String) as unknown, safe: true, edits: [{ newText: "true" }] }],
        },
      ],
      files: [{ file: file("bad.json"), virtualMachines: 1, milliseconds: expect.any(Number) as unknown }],
    });
  });

  it("ends with exit code 0 when nothing is found", () => {
    expect(run(["check", file("deep", "good.json")])).toMatchObject({
      exitCode: 0,
      output: "0 findings in 1 template with 1 virtual machine.\n",
    });
  });

  it("passes over other JSON files, and over folders of dependencies", () => {
    const { files } = json(run(["check", folder, "--format", "json"]));
    expect((files as readonly { readonly file: string }[]).map((each) => each.file)).toEqual([
      file("bad.json"),
      file("deep", "good.json"),
      file("sized.json"),
    ]);
  });

  it("takes globs", () => {
    const { files } = json(run(["check", file("**", "g*.json"), "--format", "json"]));
    expect(files).toMatchObject([{ file: file("deep", "good.json") }]);
  });

  it("tells findings as text, with lines and columns counted from one", () => {
    const { output } = run(["check", file("bad.json")]);
    expect(output).toContain(file("bad.json"));
    expect(output).toMatch(/bad\.json:1:\d+ error: VM 'web' .*\[vm-agent-disabled\]$/m);
    expect(output).toContain("1 finding in 1 template with 1 virtual machine.");
  });

  it("judges by another severity when told to", () => {
    const quiet = ["--severity", "vm-agent-disabled=warning"];
    expect(run(["check", file("bad.json"), ...quiet])).toMatchObject({ exitCode: 0 });
    expect(run(["check", file("bad.json"), ...quiet, "--fail-on", "warning"])).toMatchObject({ exitCode: 1 });
    const off = run(["check", file("bad.json"), "--severity", "vm-agent-disabled=off", "--format", "json"]);
    expect(json(off)).toMatchObject({ findings: [] });
  });
});

describe("rules", () => {
  it("are listed with both matrices, or with the one that is asked for", () => {
    const { rules } = json(run(["rules", "--format", "json"]));
    expect(rules).toContainEqual(
      expect.objectContaining({ id: "data-disk-count", severity: { current: "error", "2015-10": "error" } }),
    );
    const { rules: today } = json(run(["rules", "--limits", "current", "--format", "json"]));
    expect(today).toContainEqual(expect.objectContaining({ id: "data-disk-count", severity: { current: "error" } }));
    expect(run(["rules"]).output).toContain("data-disk-count: ");
  });
});

describe("globs", () => {
  it.each([
    ["*.json", "a.json", true],
    ["*.json", "x/a.json", false],
    ["**/*.json", "a.json", true],
    ["**/*.json", "x/y/a.json", true],
    ["x/**", "x/y/a.json", true],
    ["?.json", "ab.json", false],
    ["{a,b*}.json", "bc.json", true],
    ["{a,b}.json", "c.json", false],
    ["[ab].json", "b.json", true],
    ["[!ab].json", "b.json", false],
    ["a+b.json", "aab.json", false],
  ])("%s and %s: %s", (glob, name, matches) => {
    expect(globPattern(glob).test(name)).toBe(matches);
  });
});
