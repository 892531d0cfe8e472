import * as vscode from "vscode";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ChosenParameterFiles } from "../../../../../src/features/diagnostics/parameters/chosenParameterFiles";
import { ParameterFiles } from "../../../../../src/features/diagnostics/parameters/parameterFiles";
import { WorkspaceFindings } from "../../../../../src/features/diagnostics/workspace/workspaceFindings";
import { Settings } from "../../../../../src/host/settings";
import { fake } from "../../../support/fakeVscode";
import { MemoryMemento } from "../../../support/memoryMemento";
import { recordingLog } from "../../../support/recordingLog";
import { editor, FakeTextDocument } from "../fakeEditor";

vi.mock("vscode", async () => (await import("../fakeEditor")).vscodeWithEditor());

const schemas = "https://schema.management.azure.com/schemas/2019-04-01";

function templateOf(resources: readonly object[], parameters: object = {}): string {
  return JSON.stringify({
    $schema: `${schemas}/deploymentTemplate.json#`,
    contentVersion: "1.0.0.0",
    parameters,
    resources,
  });
}

/** A template of one VM, whose agent is on, off, or as a parameter says. */
function vm(agent: boolean | "parameter"): string {
  const machine = {
    type: "Microsoft.Compute/virtualMachines",
    apiVersion: "2024-07-01",
    name: "web",
    location: "westeurope",
    properties: {
      osProfile: {
        linuxConfiguration: { provisionVMAgent: agent === "parameter" ? "[parameters('agent')]" : agent },
      },
      storageProfile: { osDisk: { osType: "Linux", createOption: "FromImage" } },
    },
  };
  return templateOf([machine], agent === "parameter" ? { agent: { type: "bool" } } : {});
}

function linking(path: string): string {
  return templateOf([
    {
      type: "Microsoft.Resources/deployments",
      apiVersion: "2022-09-01",
      name: "linked",
      properties: { mode: "Incremental", templateLink: { relativePath: path } },
    },
  ]);
}

/** A parameter file that says whether the agent is on. */
function parameters(agent: boolean): string {
  return JSON.stringify({
    $schema: `${schemas}/deploymentParameters.json#`,
    contentVersion: "1.0.0.0",
    parameters: { agent: { value: agent } },
  });
}

function onDisk(name: string, text: string): void {
  fake.files.set(`file:///w/${name}`, new TextEncoder().encode(text));
}

/** The codes that *Check Workspace* shows for a file; undefined when it shows none. */
function shown(name: string): readonly string[] | undefined {
  return editor.workspaceDiagnostics
    .get(`file:///w/${name}`)
    ?.map(({ code }) => (typeof code === "object" && code !== null && "value" in code ? String(code.value) : ""));
}

const bad = ["vm-agent-disabled"];

describe("the check of the workspace", () => {
  let findings: WorkspaceFindings;
  let chosen: ChosenParameterFiles;
  let logged: readonly string[];

  beforeEach(() => {
    editor.reset();
    editor.workspaceFolder = "file:///w";
    // The machines of these templates have no vault, which is not what the tests are about.
    fake.settings.set("azureVmBackup.rules", { "vault-required": "off" });
    const { log, lines } = recordingLog();
    logged = lines;
    chosen = new ChosenParameterFiles(new MemoryMemento());
    findings = new WorkspaceFindings({
      settings: new Settings(),
      log,
      parameterFiles: new ParameterFiles(chosen),
      loadAnalysis: () => import("../../../../../src/analysis"),
    });
  });

  afterEach(() => {
    findings.dispose();
    vi.restoreAllMocks();
    expect(logged).toEqual([]);
  });

  function check(report: (message: string) => void = () => undefined, abort = new AbortController()): Promise<void> {
    return findings.check({ signal: abort.signal, report });
  }

  /** Does something, and waits until the findings have changed for it. */
  function changes(act: () => void): Promise<void> {
    return new Promise((resolve) => {
      const listener = findings.onDidChange(() => {
        listener.dispose();
        resolve();
      });
      act();
    });
  }

  it("shows the findings of closed templates and a row for each machine", async () => {
    onDisk("bad.json", vm(false));
    onDisk("deep/good.jsonc", `// a VM\n${vm(true)}`);
    const reports: string[] = [];
    await check((message) => reports.push(message));
    expect(shown("bad.json")).toEqual(bad);
    expect(shown("deep/good.jsonc")).toEqual([]);
    expect(findings.summary).toMatchObject({ templates: 2, skipped: [], isPartial: false });
    expect(findings.summary?.rows.map(({ template, vm: name, verdict }) => [template, name, verdict])).toEqual([
      ["w/bad.json", "web", "not-protectable"],
      ["w/deep/good.jsonc", "web", "protectable"],
    ]);
    expect(reports.at(-1)).toBe("2 of 2 files");
  });

  it("keeps what it found when it is cancelled, and says nothing", async () => {
    for (let index = 0; index < 30; index++) {
      onDisk(`${index}.json`, vm(false));
    }
    const abort = new AbortController();
    await check(() => abort.abort(), abort);
    expect(findings.summary?.isPartial).toBe(true);
    expect(findings.summary?.templates).toBeGreaterThan(0);
    expect(findings.summary?.templates).toBeLessThan(30);
    expect(editor.workspaceDiagnostics.size).toBe(findings.summary?.templates);
    expect(fake.messages).toEqual([]);
  });

  it("leaves an open document to its live findings, and shows its own again when it closes", async () => {
    onDisk("a.json", vm(false));
    onDisk("b.json", vm(false));
    const before = editor.open(new FakeTextDocument("file:///w/a.json", vm(false)));
    await check();
    expect(shown("a.json")).toBeUndefined();
    expect(shown("b.json")).toEqual(bad);
    const after = editor.open(new FakeTextDocument("file:///w/b.json", vm(false)));
    expect(shown("b.json")).toBeUndefined();
    await changes(() => editor.close(before));
    await changes(() => editor.close(after));
    expect(shown("a.json")).toEqual(bad);
    expect(shown("b.json")).toEqual(bad);
  });

  it("leaves a document alone that is opened while others are still checked", async () => {
    onDisk("a.json", vm(false));
    onDisk("slow.json", vm(false));
    let release: () => void = () => undefined;
    editor.slow.set("file:///w/slow.json", new Promise((resolve) => (release = resolve)));
    await check(() => {
      editor.open(new FakeTextDocument("file:///w/a.json", vm(false)));
      release();
    });
    expect(shown("a.json")).toBeUndefined();
    expect(shown("slow.json")).toEqual(bad);
  });

  it("checks a file again that is saved, forgets one that is deleted, and takes one up that is new", async () => {
    onDisk("a.json", vm(false));
    await check();
    await changes(() => editor.writeOutside("file:///w/a.json", vm(true)));
    expect(shown("a.json")).toEqual([]);
    expect(findings.summary?.rows[0]?.verdict).toBe("protectable");
    await changes(() => editor.writeOutside("file:///w/a.json", undefined));
    expect(shown("a.json")).toBeUndefined();
    expect(findings.summary?.templates).toBe(0);
    await changes(() => editor.writeOutside("file:///w/a.json", vm(false)));
    expect(shown("a.json")).toEqual(bad);
  });

  it("forgets the templates of a folder that is deleted", async () => {
    onDisk("old/a.json", vm(false));
    onDisk("older.json", vm(false));
    await check();
    await changes(() => editor.remove("file:///w/old"));
    expect(shown("old/a.json")).toBeUndefined();
    expect(shown("older.json")).toEqual(bad);
  });

  it("follows linked files, and checks again when one of them changes", async () => {
    onDisk("main.json", linking("parts/vm.json"));
    onDisk("parts/vm.json", vm(false));
    await check();
    expect(shown("main.json")).toEqual(bad);
    await changes(() => editor.writeOutside("file:///w/parts/vm.json", vm(true)));
    expect(shown("main.json")).toEqual([]);
    expect(findings.summary?.rows.map(({ template, verdict }) => [template, verdict])).toContainEqual([
      "w/main.json",
      "protectable",
    ]);
  });

  it("judges a template with its parameter file, and again when that changes", async () => {
    onDisk("vm.json", vm("parameter"));
    onDisk("vm.parameters.json", parameters(false));
    await check();
    expect(shown("vm.json")).toEqual(bad);
    expect(findings.summary?.rows.map(({ parameterFile }) => parameterFile)).toEqual(["vm.parameters.json"]);
    await changes(() => editor.writeOutside("file:///w/vm.parameters.json", parameters(true)));
    expect(shown("vm.json")).toEqual([]);
  });

  it("judges with every parameter file that fits, and shows the findings with the one that the editor uses", async () => {
    onDisk("vm.json", vm("parameter"));
    onDisk("vm.parameters.json", parameters(true));
    onDisk("vm.parameters.test.json", parameters(false));
    await check();
    expect(shown("vm.json")).toEqual([]);
    expect(findings.summary?.rows.map(({ parameterFile, verdict }) => [parameterFile, verdict])).toEqual([
      ["vm.parameters.json", "protectable"],
      ["vm.parameters.test.json", "not-protectable"],
    ]);
  });

  it("follows the choice of a parameter file, also the choice of none", async () => {
    onDisk("vm.json", vm("parameter"));
    onDisk("vm.parameters.json", parameters(true));
    onDisk("vm.parameters.test.json", parameters(false));
    const template = vscode.Uri.parse("file:///w/vm.json");
    await check();
    await changes(() => void chosen.choose(template, vscode.Uri.parse("file:///w/vm.parameters.test.json")));
    expect(shown("vm.json")).toEqual(bad);
    await changes(() => void chosen.choose(template, "none"));
    expect(editor.workspaceDiagnostics.get("file:///w/vm.json")?.map(({ message }) => message)).toEqual([
      expect.stringContaining("Parameter 'agent' decides"),
    ]);
    expect(findings.summary?.rows[0]).toMatchObject({ verdict: "cannot-tell", parameterFile: undefined });
  });

  it.each([
    ["azureVmBackup.limits", "2015-10"],
    ["azureVmBackup.rules", { "vault-required": "off", "vm-agent-disabled": "off" }],
  ])("checks all templates again when %s changes", async (setting, value) => {
    onDisk("a.json", vm(false));
    onDisk("b.json", vm(false));
    await check();
    expect(findings.summary?.limits).toBe("current");
    await changes(() => {
      fake.settings.set(setting, value);
      fake.configurationChanged.fire({ affectsConfiguration: (name) => name === setting });
    });
    expect(shown("a.json")).not.toEqual(bad);
    expect(shown("b.json")).toEqual(shown("a.json"));
    expect(findings.summary?.limits).toBe(setting.endsWith("limits") ? "October 2015" : "current");
  });

  it("passes over what is no template, and tells of files larger than Azure takes", async () => {
    onDisk("package.json", `{ "name": "x" }`);
    onDisk("broken.json", `{ "$schema": `);
    onDisk("node_modules/x/vm.json", vm(false));
    onDisk("large.json", vm(false) + " ".repeat(4 * 1024 * 1024));
    await check();
    expect(editor.workspaceDiagnostics.size).toBe(0);
    expect(findings.summary).toMatchObject({ templates: 0, rows: [], skipped: ["w/large.json is larger than 4 MB."] });
    await changes(() => {
      editor.writeOutside("file:///w/node_modules/x/vm.json", vm(false));
      editor.writeOutside("file:///w/package.json", vm(false));
    });
    expect([...editor.workspaceDiagnostics.keys()]).toEqual(["file:///w/package.json"]);
  });

  it("reads templates in UTF-16, as PowerShell wrote them", async () => {
    const text = `\uFEFF${vm(false)}`;
    const bytes = new Uint8Array(text.length * 2);
    for (let index = 0; index < text.length; index++) {
      new DataView(bytes.buffer).setUint16(index * 2, text.charCodeAt(index), true);
    }
    fake.files.set("file:///w/wide.json", bytes);
    await check();
    expect(shown("wide.json")).toEqual(bad);
  });

  it("checks a thousand templates, and reads no more than eight files at a time", async () => {
    for (let index = 0; index < 1000; index++) {
      onDisk(`${index}.json`, vm(index % 2 === 0));
    }
    let reading = 0;
    let most = 0;
    const readFile = vscode.workspace.fs.readFile.bind(vscode.workspace.fs);
    vi.spyOn(vscode.workspace.fs, "readFile").mockImplementation(async (uri) => {
      reading += 1;
      most = Math.max(most, reading);
      try {
        await Promise.resolve();
        return await readFile(uri);
      } finally {
        reading -= 1;
      }
    });
    await check();
    expect(findings.summary).toMatchObject({ templates: 1000, isPartial: false });
    expect(editor.workspaceDiagnostics.size).toBe(1000);
    expect(findings.summary?.rows.filter(({ verdict }) => verdict === "not-protectable")).toHaveLength(500);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(8);
  }, 60_000);

  it("takes the summary away with the findings, and checks nothing again that was cleared", async () => {
    onDisk("a.json", vm(false));
    await check();
    await changes(() => findings.clear());
    expect(findings.summary).toBeUndefined();
    editor.writeOutside("file:///w/a.json", vm(false));
    expect(editor.workspaceDiagnostics.size).toBe(0);
  });

  it("ends when its findings are cleared while it runs", async () => {
    onDisk("a.json", vm(false));
    onDisk("b.json", vm(false));
    await check(() => findings.clear());
    expect(editor.workspaceDiagnostics.size).toBe(0);
    expect(findings.summary).toBeUndefined();
  });

  it("gives way to a check that begins later", async () => {
    onDisk("a.json", vm(false));
    const reports: string[] = [];
    await Promise.all([check((message) => reports.push(message)), check()]);
    expect(reports).toEqual([]);
    expect(findings.summary).toMatchObject({ templates: 1, isPartial: false });
  });
});
