import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LinkedFilesOnDisk, rootOf } from "../../../src/cli/linkedFiles";
import { run } from "../../../src/cli/run";
import { machine, nic, templateText } from "../template/inTemplate";
import type { WireObject } from "../../../src/cli/inspect/view";

let folder = "";

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

interface Printed {
  readonly problems: readonly WireObject[];
  readonly resources: readonly WireObject[];
  readonly virtualMachines: readonly (WireObject & { readonly dataDisks: WireObject; readonly osDisk: WireObject })[];
  readonly findings: readonly WireObject[];
}

function printed(...words: readonly string[]): Printed {
  const { output, errors } = run(words);
  if (errors !== "") {
    throw new Error(errors);
  }
  return JSON.parse(output) as Printed;
}

function deployment(name: string, link: object, parameters: object = {}): object {
  return {
    type: "Microsoft.Resources/deployments",
    apiVersion: "2022-09-01",
    name,
    properties: { templateLink: link, ...parameters },
  };
}

const disks = {
  osDisk: { createOption: "FromImage" },
  copy: [{ name: "dataDisks", count: "[parameters('count')]", input: { lun: "[copyIndex('dataDisks')]" } }],
};
const vm = machine("web", { properties: { storageProfile: disks } });
const count = { count: { type: "int" } };
/** Three lines above the template, so that a place of the linked file cannot be taken for one of the main template. */
const nested = `// a\n// machine\n// for web\n${templateText({ parameters: count, resources: [vm] })}`;
const given = { parameters: { count: { value: 40 } } };

/** What stands in a text at a printed range. */
function textAt(text: string, range: unknown): string {
  const { start, end } = range as Record<"start" | "end", { readonly line: number; readonly character: number }>;
  const offset = ({ line, character }: { readonly line: number; readonly character: number }): number =>
    text
      .split("\n")
      .slice(0, line)
      .reduce((sum, each) => sum + each.length + 1, 0) + character;
  return text.slice(offset(start), offset(end));
}

beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), "azure-vm-backup-linked-")));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("inspect of a template that links others", () => {
  it("prints the machine of the linked file with that file, its own lines and the way there", () => {
    const main = write(
      "main.json",
      templateText({ resources: [deployment("d", { relativePath: "nested/vm.json" }, given)] }),
    );
    const linked = write("nested/vm.json", nested);
    const { virtualMachines, resources, problems } = printed("inspect", main);
    const [web] = virtualMachines;
    expect(problems).toEqual([]);
    expect(web).toMatchObject({ name: "web", jsonPath: "$.resources[0]", via: ["$.resources[0]"], file: linked });
    expect(web?.dataDisks).toMatchObject({ count: 40 });
    expect(textAt(nested, web?.["nameRange"])).toBe('"web"');
    expect(textAt(nested, web?.osDisk["range"])).toContain("FromImage");
    expect(resources.map(({ file, instances }) => [file, instances])).toEqual([
      [main, 1],
      [linked, 1],
    ]);
  });

  it("reads linked parameter files", () => {
    const link = { templateLink: { relativePath: "vm.json" }, parametersLink: { relativePath: "vm.parameters.json" } };
    const main = write("main.json", templateText({ resources: [deployment("d", {}, link)] }));
    write("vm.json", nested);
    write("vm.parameters.json", JSON.stringify({ parameters: { count: { value: 7 } } }));
    expect(printed("inspect", main).virtualMachines[0]?.dataDisks).toMatchObject({ count: 7 });
  });

  it("tells faults of the linked file with its name and its own lines", () => {
    const main = write("main.json", templateText({ resources: [deployment("d", { relativePath: "vm.json" }, given)] }));
    const broken = nested.replace("[copyIndex('dataDisks')]", "[nope()]");
    const linked = write("vm.json", broken);
    const { problems } = printed("inspect", main);
    expect(problems.map(({ file, range }) => [file, textAt(broken, range)])).toEqual([[linked, "nope"]]);
  });

  it("counts the machines of a linked file by the loop of the deployment that links it", () => {
    const loop = {
      ...deployment("[concat('d', copyIndex())]", { relativePath: "nic.json" }),
      copy: { name: "l", count: 3 },
    };
    const open = {
      ...deployment("[concat('e', copyIndex())]", { relativePath: "other.json" }),
      copy: { name: "m", count: "[parameters('count')]" },
    };
    write("nic.json", templateText({ resources: [nic("n")] }));
    write("other.json", templateText({ resources: [nic("o")] }));
    const main = write("main.json", templateText({ parameters: count, resources: [loop, open] }));
    const counts = printed("inspect", main).resources.map(({ type, via, instances }) => [type, via, instances]);
    const unknown = { $unknown: "parameters('count')", reason: "noDefault", because: "count" };
    expect(counts).toEqual([
      ["Microsoft.Resources/deployments", [], 3],
      ["Microsoft.Resources/deployments", [], unknown],
      ["Microsoft.Network/networkInterfaces", ["$.resources[0]"], 3],
      ["Microsoft.Network/networkInterfaces", ["$.resources[1]"], unknown],
    ]);
  });

  it.each([
    ["is not there", { relativePath: "none.json" }, "There is no file 'none.json'"],
    ["lies outside the template's folder", { relativePath: "../secret.json" }, "lies outside the folder"],
    ["is a symbolic link that leads outside", { relativePath: "way-out.json" }, "lies outside the folder"],
    ["is a folder", { relativePath: "folder.json" }, "cannot be read"],
    ["is larger than Azure accepts", { relativePath: "large.json" }, "larger than the 4 MB"],
    ["is no template", { relativePath: "list.json" }, "is not a template"],
  ])("says so when the linked file %s, and goes on", (_, link, sentence) => {
    write("secret.json", templateText({ resources: [nic("secret")] }));
    write("t/list.json", "[1]");
    write("t/folder.json/x", "");
    write("t/large.json", " ".repeat(4 * 1024 * 1024 + 1));
    symlinkSync(path.join(folder, "secret.json"), path.join(folder, "t", "way-out.json"));
    const main = write("t/main.json", templateText({ resources: [deployment("d", link), nic("own")] }));
    const { problems, resources } = printed("inspect", main);
    expect(problems.map(({ file, kind }) => [file, kind])).toEqual([[main, "limit"]]);
    expect(problems[0]?.["message"]).toContain(sentence);
    expect(resources.map(({ name }) => name)).toEqual(["d", "own"]);
  });

  it("ends when files link each other in a circle", () => {
    write("a.json", templateText({ resources: [deployment("b", { relativePath: "b.json" }), nic("n")] }));
    write("b.json", templateText({ resources: [deployment("a", { relativePath: "a.json" })] }));
    const main = write("main.json", templateText({ resources: [deployment("d", { relativePath: "a.json" })] }));
    const { problems } = printed("inspect", main);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.["message"]).toContain("in a circle");
  });

  it("follows a hundred linked files", () => {
    const names = Array.from({ length: 100 }, (_, at) => `n/${at}.json`);
    names.forEach((name, at) => write(name, templateText({ resources: [nic(`nic${at}`)] })));
    const links = names.map((name, at) => deployment(`d${at}`, { relativePath: name }));
    const { resources, problems } = printed("inspect", write("main.json", templateText({ resources: links })));
    expect(resources.map(({ name }) => name)).toContain("nic99");
    expect([resources.length, problems.length]).toEqual([200, 0]);
  });
});

describe("check of a template that links others", () => {
  it("puts a finding where the linked file says it, and names the deployments on the way", () => {
    const main = write("main.json", templateText({ resources: [deployment("d", { relativePath: "vm.json" }, given)] }));
    const linked = write("vm.json", nested);
    const { findings } = printed("check", main, "--format", "json");
    const [tooMany] = findings.filter(({ rule, severity }) => rule === "data-disk-count" && severity === "error");
    expect(tooMany).toMatchObject({
      file: linked,
      vm: "$.resources[0]",
      via: ["$.resources[0]"],
      certainty: "certain",
    });
    expect(textAt(nested, tooMany?.["range"])).toContain("parameters('count')");
    const { output } = run(["check", main]);
    expect(output.startsWith(`${linked}:`)).toBe(true);
  });

  it("tells once what the linked file tells by itself as well", () => {
    const noAgent = machine("web", {
      properties: { osProfile: { windowsConfiguration: { provisionVMAgent: false } } },
    });
    write("main.json", templateText({ resources: [deployment("d", { relativePath: "vm.json" })] }));
    const linked = write("vm.json", templateText({ resources: [noAgent] }));
    const { findings } = printed("check", folder, "--format", "json");
    const agents = findings.filter(({ rule }) => rule === "vm-agent-disabled");
    expect(agents.map(({ file }) => file)).toEqual([linked]);
  });

  it("reads beside and above the template, as far as the folder that was given", () => {
    const main = write(
      "app/main.json",
      templateText({ resources: [deployment("d", { relativePath: "../shared/vm.json" }, given)] }),
    );
    const linked = write("shared/vm.json", nested);
    const found = (input: string): readonly unknown[] =>
      printed("check", input, "--format", "json")
        .findings.filter(({ certainty, rule }) => certainty === "certain" && rule === "data-disk-count")
        .map(({ file }) => file);
    expect(found(folder)).toEqual([linked]);
    expect(found(main)).toEqual([]);
  });
});

describe("the folder that links stay in", () => {
  it("is where the command runs, for templates below it", () => {
    expect(rootOf("deep/main.json", [])).toBe(".");
    expect(rootOf(path.join(folder, "main.json"), [])).toBe(folder);
    expect(rootOf(path.join(folder, "a", "main.json"), [folder])).toBe(folder);
  });

  it("gives one answer for a file, whatever happens to it meanwhile", () => {
    const file = write("vm.json", "one");
    const files = new LinkedFilesOnDisk(path.join(folder, "main.json"), folder);
    expect(files.read("vm.json", "")).toBe("one");
    writeFileSync(file, "two");
    expect([files.read("./vm.json", ""), files.textOf("vm.json")]).toEqual(["one", "one"]);
  });
});
