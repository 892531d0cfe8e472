import { describe, expect, it, vi } from "vitest";
import { fake } from "../../support/fakeVscode";
import { editor, type FakeTextDocument } from "./fakeEditor";
import { useDiagnostics } from "./useDiagnostics";

vi.mock("vscode", async () => (await import("./fakeEditor")).vscodeWithEditor());

const schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";

/** A template with a vault and one VM whose number of data disks is a parameter, or the number that is given. */
function template(disks: number | "parameter"): string {
  return JSON.stringify(
    {
      $schema: schema,
      contentVersion: "1.0.0.0",
      parameters: { disks: { type: "int" } },
      resources: [
        {
          type: "Microsoft.Compute/virtualMachines",
          apiVersion: "2024-07-01",
          name: "web",
          location: "westeurope",
          properties: {
            storageProfile: {
              copy: [
                {
                  name: "dataDisks",
                  count: disks === "parameter" ? "[parameters('disks')]" : disks,
                  input: { lun: "[copyIndex('dataDisks')]", createOption: "Empty", diskSizeGB: 64 },
                },
              ],
            },
          },
        },
        {
          type: "Microsoft.RecoveryServices/vaults",
          apiVersion: "2024-04-01",
          name: "backups",
          location: "westeurope",
          sku: { name: "RS0", tier: "Standard" },
          properties: { redundancySettings: { standardTierStorageRedundancy: "LocallyRedundant" } },
        },
      ],
    },
    undefined,
    2,
  );
}

function parameterFile(disks: number): string {
  return JSON.stringify({
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
    contentVersion: "1.0.0.0",
    parameters: { disks: { value: disks } },
  });
}

describe("the template check in the editor", () => {
  const { open: openText, settle, dispose } = useDiagnostics();

  function open(address: string, text: string, languageId?: string): Promise<FakeTextDocument> {
    return openText(text, address, languageId);
  }

  it("flags a VM with 33 data disks, with its code linked to the rule's page", async () => {
    const document = await open("untitled:Untitled-1", template(33));
    const [diagnostic] = (editor.diagnostics.get("untitled:Untitled-1") ?? []).filter(({ severity }) => severity === 0);
    expect(diagnostic).toMatchObject({ source: "Azure VM Backup", code: { value: "data-disk-count" } });
    expect(String((diagnostic?.code as { target: unknown } | undefined)?.target)).toBe(
      "azure-vm-backup-rule:/data-disk-count.md",
    );
    expect(diagnostic === undefined ? "" : document.textOf(diagnostic.range)).not.toBe("");
  });

  it("works in a virtual workspace, in JSON with comments", async () => {
    const document = await open("vscode-vfs://github/o/r/vm.jsonc", `// a VM\n${template(33)}`, "jsonc");
    expect(editor.messages(document).join()).toContain("33");
  });

  it("leaves other JSON, and old copies of files, alone", async () => {
    await open("file:///w/package.json", `{ "name": "x" }`);
    await open("git:/w/vm.json", template(33));
    await open("file:///w/vm.txt", template(33), "plaintext");
    expect(editor.diagnostics.size).toBe(0);
  });

  it("takes findings away when the fault is mended, and when the document closes", async () => {
    const document = await open("file:///w/vm.json", template(33));
    expect(editor.messages(document)).not.toEqual([]);
    editor.edit(document, template(3));
    await settle();
    expect(editor.messages(document)).toEqual([]);
    editor.edit(document, template(33));
    await settle();
    expect(editor.messages(document)).not.toEqual([]);
    editor.close(document);
    expect(editor.diagnostics.size).toBe(0);
  });

  it("decides with the parameter file beside the template, and says which", async () => {
    fake.files.set("file:///w/vm.parameters.json", new TextEncoder().encode(parameterFile(40)));
    const document = await open("file:///w/vm.json", template("parameter"));
    expect(editor.messages(document).join()).toContain("40");
    expect(editor.status.detail).toContain("parameters from vm.parameters.json");
  });

  it("follows an open parameter file while it is typed", async () => {
    const document = await open("file:///w/vm.json", template("parameter"));
    const parameters = await open("file:///w/vm.parameters.json", parameterFile(3));
    expect(editor.messages(document)).toEqual([]);
    editor.edit(parameters, parameterFile(40));
    await settle();
    expect(editor.messages(document).join()).toContain("40");
  });

  it("notices a parameter file that is made or deleted, or changed by another program", async () => {
    const document = await open("file:///w/vm.json", template("parameter"));
    editor.create("file:///w/vm.parameters.json", parameterFile(40));
    await settle();
    expect(editor.messages(document).join()).toContain("40");
    fake.files.set("file:///w/vm.parameters.json", new TextEncoder().encode(parameterFile(50)));
    editor.comeBack();
    await settle();
    expect(editor.messages(document).join()).toContain("50");
    editor.remove("file:///w/vm.parameters.json");
    await settle();
    expect(editor.messages(document).join()).not.toContain("50");
    expect(editor.status.detail).toContain("no parameter file");
  });

  it("does not take a parameters.json of another template", async () => {
    const other = parameterFile(40).replace(`"disks"`, `"size"`);
    fake.files.set("file:///w/parameters.json", new TextEncoder().encode(other));
    await open("file:///w/vm.json", template("parameter"));
    expect(editor.status.detail).toContain("no parameter file");
  });

  it("checks open templates again when the matrix is switched", async () => {
    const document = await open("file:///w/vm.json", template(3));
    expect(editor.messages(document)).toEqual([]);
    fake.settings.set("azureVmBackup.limits", "2015-10");
    fake.configurationChanged.fire({ affectsConfiguration: (name) => name === "azureVmBackup.limits" });
    await settle();
    expect(editor.messages(document).join()).toContain("Resource Manager");
    expect(editor.status.text).toBe("Backup limits: October 2015");
  });

  it("shows the status item for templates only", async () => {
    await open("file:///w/vm.json", template(33));
    expect(editor.status.selector).toContain("json");
    expect(editor.status.text).toBe("Backup limits: current");
    expect(editor.status.detail).toBe("1 finding in 1 VM, no parameter file");
    await open("file:///w/package.json", `{ "name": "x" }`);
    expect(editor.status.selector).toEqual([]);
  });

  it("never falls over JSON that is being typed", async () => {
    const whole = template(33);
    const document = await open("file:///w/vm.json", whole);
    for (let length = whole.length; length > 0; length -= 97) {
      editor.edit(document, whole.slice(0, length));
      await settle();
    }
    expect(editor.status.text).not.toContain("failed");
    expect(fake.messages).toEqual([]);
  });

  it("tells the result of Check Template in one sentence, with a way to the Problems panel", async () => {
    await open("file:///w/vm.json", template(33));
    await fake.commands.get("azureVmBackup.checkTemplate")?.();
    const [message] = fake.messages;
    expect(message?.text).toBe("1 finding in 1 VM (limits: current; no parameter file).");
    message?.answer("Show Problems");
    await vi.advanceTimersByTimeAsync(0);
    expect(fake.executed.map(({ command }) => command)).toContain("workbench.actions.view.problems");
  });

  it("says plainly that a document is no template", async () => {
    await open("file:///w/package.json", `{ "name": "x" }`);
    await fake.commands.get("azureVmBackup.checkTemplate")?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(fake.messages[0]).toMatchObject({ level: "error" });
    expect(fake.messages[0]?.text).toContain("package.json is not an ARM template");
  });

  it("switches the matrix from the list of both", async () => {
    await open("file:///w/vm.json", template(33));
    void fake.commands.get("azureVmBackup.switchLimits")?.();
    await vi.advanceTimersByTimeAsync(0);
    const [list] = fake.inputs;
    expect(list?.items.map(({ label }) => label)).toEqual(["current", "October 2015"]);
    list?.accept("October 2015");
    await settle();
    expect(editor.status.text).toBe("Backup limits: October 2015");
  });

  it("opens the page of a rule as a preview", async () => {
    await fake.commands.get("azureVmBackup.openRule")?.("data-disk-count");
    expect(fake.executed.map(({ command, args }) => [command, String(args[0])])).toEqual([
      ["markdown.showPreview", "azure-vm-backup-rule:/data-disk-count.md"],
    ]);
  });

  it("lets the user choose among all rules when no rule is named", async () => {
    void fake.commands.get("azureVmBackup.openRule")?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(fake.inputs[0]?.items.length).toBeGreaterThan(15);
  });

  it("leaves nothing behind when it is disposed", async () => {
    const document = await open("file:///w/vm.json", template(33));
    dispose();
    expect(editor.diagnostics.size).toBe(0);
    expect(editor.status.disposed).toBe(true);
    expect(editor.providers).toBe(0);
    expect([...fake.commands.keys()]).toEqual([]);
    editor.edit(document, template(40));
    await settle();
    expect(editor.diagnostics.size).toBe(0);
  });
});
