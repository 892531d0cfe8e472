import { Uri } from "vscode";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { LinkedTemplates } from "../../../../../src/features/diagnostics/linked/linkedTemplates";
import type { TemplateFiles } from "../../../../../src/template/model";
import { machine, templateText } from "../../../template/inTemplate";
import type { Diagnostic, DiagnosticRelatedInformation } from "../../../support/fakeVscode";
import { fake } from "../../../support/fakeVscode";
import { editor, FakeTextDocument } from "../fakeEditor";
import { useDiagnostics } from "../useDiagnostics";

vi.mock("vscode", async () => (await import("../fakeEditor")).vscodeWithEditor());

const mainAddress = "file:///w/main.json";

/** A template with one VM; the comment above it moves its places away from those of the main template. */
function vmTemplate(disks: number | "parameter", comment = "// the machine\n// for the web\n"): string {
  const count = disks === "parameter" ? "[parameters('disks')]" : disks;
  const copy = [{ name: "dataDisks", count, input: { lun: "[copyIndex('dataDisks')]", createOption: "Empty" } }];
  const vm = machine("[concat('web', parameters('disks'))]", { properties: { storageProfile: { copy } } });
  return comment + templateText({ parameters: { disks: { type: "int" } }, resources: [vm] });
}

function deployment(name: string, path: string, disks = 40): object {
  const properties = { templateLink: { relativePath: path }, parameters: { disks: { value: disks } } };
  return { type: "Microsoft.Resources/deployments", apiVersion: "2022-09-01", name, properties };
}

function linking(...paths: readonly string[]): string {
  return templateText({ resources: paths.map((path, at) => deployment(`d${at}`, path)) });
}

function onDisk(address: string, text: string): void {
  fake.files.set(address, new TextEncoder().encode(text));
}

function diagnosticsOf(document: FakeTextDocument): readonly Diagnostic[] {
  return editor.diagnostics.get(document.uri.toString()) ?? [];
}

function relatedOf(diagnostic: Diagnostic | undefined): readonly DiagnosticRelatedInformation[] {
  return (diagnostic?.relatedInformation ?? []) as readonly DiagnosticRelatedInformation[];
}

describe("linked templates in the editor", () => {
  const { open: openAt, settle } = useDiagnostics();

  function open(text: string, address = mainAddress): Promise<FakeTextDocument> {
    return openAt(text, address);
  }

  it("shows a finding at the link, and points to its place in the linked file", async () => {
    const text = vmTemplate("parameter");
    onDisk("file:///w/nested/vm.json", text);
    const document = await open(linking("nested/vm.json"));
    const [diagnostic, ...others] = diagnosticsOf(document);
    expect(others).toEqual([]);
    expect(diagnostic?.message).toContain("In nested/vm.json: ");
    expect(diagnostic?.message).toContain("40");
    expect(diagnostic === undefined ? "" : document.textOf(diagnostic.range)).toBe('"nested/vm.json"');
    const [place] = relatedOf(diagnostic);
    expect(place?.location.uri.toString()).toBe("file:///w/nested/vm.json");
    const linked = new FakeTextDocument("file:///w/nested/vm.json", text);
    expect(place === undefined ? "" : linked.textOf(place.location.range)).toContain("parameters('disks')");
    expect([...editor.diagnostics.keys()]).toEqual([mainAddress]);
  });

  it("shows each deployment of one file at its own link", async () => {
    onDisk("file:///w/vm.json", vmTemplate("parameter"));
    const resources = [deployment("few", "vm.json", 2), deployment("many", "vm.json", 50)];
    const text = templateText({ resources });
    const document = await open(text);
    const [diagnostic, ...others] = diagnosticsOf(document);
    expect(others).toEqual([]);
    expect(diagnostic === undefined ? -1 : document.offsetAt(diagnostic.range.start)).toBe(
      text.lastIndexOf('"vm.json"'),
    );
  });

  it("follows links of linked files to the link in the template itself", async () => {
    onDisk("file:///w/a/middle.json", linking("../b/vm.json"));
    onDisk("file:///w/b/vm.json", vmTemplate(50));
    const document = await open(linking("a/middle.json"));
    const [diagnostic] = diagnosticsOf(document);
    expect(diagnostic?.message).toContain("In b/vm.json: ");
    expect(diagnostic === undefined ? "" : document.textOf(diagnostic.range)).toBe('"a/middle.json"');
    expect(relatedOf(diagnostic)[0]?.location.uri.toString()).toBe("file:///w/b/vm.json");
  });

  it("tells the faults of a linked file in one diagnostic", async () => {
    const broken = vmTemplate(3).replace("[copyIndex('dataDisks')]", "[nope()]").replace('"Empty"', '"[nada()]"');
    onDisk("file:///w/vm.json", broken);
    const document = await open(linking("vm.json"));
    expect(editor.messages(document)).toEqual([
      "In vm.json: There is no template function 'nope'. The file has 2 problems in all.",
    ]);
    expect(relatedOf(diagnosticsOf(document)[0]).map(({ message }) => message)).toEqual([
      "There is no template function 'nope'.",
      "There is no template function 'nada'.",
    ]);
  });

  it("reads what an editor holds rather than what is on disk, and follows it while it is typed", async () => {
    onDisk("file:///w/vm.json", vmTemplate(3));
    const document = await open(linking("vm.json"));
    expect(editor.messages(document)).toEqual([]);
    const linked = await open(vmTemplate(41), "file:///w/vm.json");
    expect(editor.messages(document).join()).toContain("41");
    editor.edit(linked, vmTemplate(42));
    await settle();
    expect(editor.messages(document).join()).toContain("42");
    editor.close(linked);
    await settle();
    expect(editor.messages(document)).toEqual([]);
  });

  it("notices files that are made, changed by other programs, and deleted", async () => {
    const document = await open(linking("vm.json"));
    expect(editor.messages(document).join()).toContain("There is no file 'vm.json' here");
    editor.create("file:///w/vm.json", vmTemplate(43));
    await settle();
    expect(editor.messages(document).join()).toContain("43");
    editor.writeOutside("file:///w/vm.json", vmTemplate(44));
    await settle();
    expect(editor.messages(document).join()).toContain("44");
    onDisk("file:///w/vm.json", vmTemplate(45));
    editor.comeBack();
    await settle();
    expect(editor.messages(document).join()).toContain("45");
    editor.remove("file:///w/vm.json");
    await settle();
    expect(editor.messages(document).join()).toContain("There is no file 'vm.json' here");
  });

  it("shows places of the linked file as it is now, after lines were put before them", async () => {
    onDisk("file:///w/vm.json", vmTemplate(40));
    const document = await open(linking("vm.json"));
    const lineOf = (): number | undefined => relatedOf(diagnosticsOf(document)[0])[0]?.location.range.start.line;
    const before = lineOf();
    editor.writeOutside("file:///w/vm.json", vmTemplate(40, "// 1\n// 2\n// 3\n// 4\n// 5\n"));
    await settle();
    expect(lineOf()).toBe((before ?? 0) + 3);
  });

  it("keeps the files from edit to edit of the template", async () => {
    onDisk("file:///w/vm.json", vmTemplate(40));
    const document = await open(linking("vm.json"));
    const looks = editor.looks;
    editor.edit(document, `${document.getText()}\n`);
    await settle();
    expect(editor.messages(document).join()).toContain("40");
    expect(editor.looks).toBe(looks);
  });

  it("looks for no file when a template links none", async () => {
    await open(vmTemplate(40));
    expect(editor.looks).toBe(0);
  });

  it("stays in the workspace, and beside a template outside of it", async () => {
    onDisk("file:///w/shared/vm.json", vmTemplate(46));
    const alone = await open(linking("../shared/vm.json"), "file:///w/app/main.json");
    expect(editor.messages(alone).join()).toContain("lies outside the folder");
    editor.workspaceFolder = "file:///w";
    const together = await open(linking("../shared/vm.json"), "file:///w/app/other.json");
    expect(editor.messages(together).join()).toContain("46");
  });

  it("works in a virtual workspace, and not in a document that lies nowhere", async () => {
    onDisk("vscode-vfs://github/o/r/vm.json", vmTemplate(47));
    const document = await open(linking("vm.json"), "vscode-vfs://github/o/r/main.json");
    expect(editor.messages(document).join()).toContain("47");
    const untitled = await open(linking("vm.json"), "untitled:Untitled-1");
    expect(editor.messages(untitled)).toEqual([]);
  });

  it("does not wait for ever for a file system, and checks again when it answers", async () => {
    onDisk("file:///w/vm.json", vmTemplate(48));
    let answer = (): void => undefined;
    editor.slow.set("file:///w/vm.json", new Promise((resolve) => (answer = resolve)));
    const document = await open(linking("vm.json"));
    expect(editor.messages(document).join()).toContain("cannot be read");
    answer();
    await settle();
    expect(editor.messages(document).join()).toContain("48");
    expect(editor.looks).toBe(1);
  });

  it("comes to an end with files that link each other, and with one that links the template itself", async () => {
    onDisk("file:///w/a.json", linking("b.json"));
    onDisk("file:///w/b.json", linking("a.json", "main.json"));
    const document = await open(linking("a.json"));
    expect(editor.messages(document).join()).toContain("in a circle");
    expect(editor.status.text).not.toContain("failed");
  });

  it("takes no place of a linked file for one of the document when it is asked for a hover", async () => {
    onDisk("file:///w/vm.json", templateText({ resources: [machine("elsewhere")] }));
    const own = machine("own", { tags: { note: "x".repeat(400) } });
    const document = await open(templateText({ resources: [own, deployment("d", "vm.json")] }));
    const told = await editor.hoverAt(document, document.getText().indexOf('"own"') + 1);
    expect(told).toContain("VM own");
    expect(told).not.toContain("elsewhere");
  });

  it("answers Check Template with the machines of the linked files", async () => {
    onDisk("file:///w/vm.json", vmTemplate(33));
    await open(linking("vm.json"));
    await fake.commands.get("azureVmBackup.checkTemplate")?.();
    expect(fake.messages[0]?.text).toBe("1 finding in 1 VM (limits: current; no parameter file).");
  });
});

describe("the files of a template", () => {
  const template = { uri: Uri.parse(mainAddress) };

  beforeEach(() => {
    editor.reset();
  });

  it("are read again when one has changed, even when no analysis came so far as to ask for it", async () => {
    const linked = new LinkedTemplates(() => undefined);
    onDisk("file:///w/vm.json", "one");
    let rounds = 0;
    const asking = (files: TemplateFiles | undefined): Promise<unknown> => Promise.resolve(files?.read("vm.json", ""));
    await linked.analyse(
      template,
      (files) => (++rounds === 1 ? asking(files).then(() => "incomplete") : Promise.resolve(undefined)),
      () => false,
    );
    onDisk("file:///w/vm.json", "two");
    expect(linked.concerns(template, Uri.parse("file:///w/vm.json"))).toBe(true);
    expect(await linked.analyse(template, asking, () => false)).toBe("two");
  });

  it("stay the same object as long as nothing in them has changed, so that what was made of them is kept", async () => {
    const linked = new LinkedTemplates(() => undefined);
    onDisk("file:///w/vm.json", "one");
    const used: unknown[] = [];
    const analyse = (): Promise<unknown> =>
      linked.analyse(
        template,
        (files) => {
          used.push(files);
          return Promise.resolve(files?.read("vm.json", ""));
        },
        () => false,
      );
    await linked.analyse(
      template,
      (files) => Promise.resolve(files?.read("vm.json", "") ?? "none"),
      () => false,
    );
    await analyse();
    linked.forget();
    await analyse();
    expect(used).toHaveLength(2);
    expect(used[1]).toBe(used[0]);
  });

  it("are of no use to an analysis that was overtaken while they were read", async () => {
    const linked = new LinkedTemplates(() => undefined);
    onDisk("file:///w/vm.json", "one");
    let calls = 0;
    const result = await linked.analyse(
      template,
      (files) => {
        calls += 1;
        return Promise.resolve(files?.read("vm.json", "") ?? "none");
      },
      () => calls > 0,
    );
    expect([result, calls]).toEqual([undefined, 1]);
  });
});
