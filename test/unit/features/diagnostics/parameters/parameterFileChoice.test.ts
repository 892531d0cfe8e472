import { describe, expect, it, vi } from "vitest";
import { fake } from "../../../support/fakeVscode";
import type { Location } from "../../../support/fakeVscode";
import { editor, FakeTextDocument } from "../fakeEditor";
import { useDiagnostics } from "../useDiagnostics";

vi.mock("vscode", async () => (await import("../fakeEditor")).vscodeWithEditor());

const template = JSON.stringify({
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  parameters: { disks: { type: "int", defaultValue: 2 } },
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
              count: "[parameters('disks')]",
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
});

function parameters(disks: number): string {
  return JSON.stringify({
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
    contentVersion: "1.0.0.0",
    parameters: { disks: { value: disks } },
  });
}

function onDisk(address: string, text: string): void {
  fake.files.set(address, new TextEncoder().encode(text));
}

describe("the parameter file of a template", () => {
  const { open: openText, settle, reload } = useDiagnostics();

  function open(): Promise<FakeTextDocument> {
    return openText(template, "file:///w/web.json");
  }

  /** Runs the command and chooses an item by its label. */
  async function select(label: string): Promise<readonly string[]> {
    void fake.commands.get("azureVmBackup.selectParameterFile")?.();
    await settle();
    const labels = fake.inputs.at(-1)?.items.map((item) => item.label) ?? [];
    fake.inputs.at(-1)?.accept(label);
    await settle();
    return labels;
  }

  it("is chosen among those that fit, and the findings follow", async () => {
    onDisk("file:///w/web.parameters.json", parameters(3));
    onDisk("file:///w/web.parameters.prod.json", parameters(40));
    onDisk("file:///w/other.json", "{}");
    const document = await open();
    expect(editor.messages(document)).toEqual([]);
    expect(editor.parameterStatus.text).toBe("Parameters: web.parameters.json");
    expect(await select("web.parameters.prod.json")).toEqual([
      "web.parameters.json",
      "web.parameters.prod.json",
      "None",
      "Automatic",
      "Browse…",
    ]);
    expect(editor.messages(document).join()).toContain("40");
    expect(editor.parameterStatus.text).toBe("Parameters: web.parameters.prod.json");
    await select("None");
    expect(editor.parameterStatus.text).toBe("Parameters: none");
    expect(editor.messages(document)).toEqual([]);
  });

  it("is remembered over a reload of the window, and edited with effect", async () => {
    onDisk("file:///w/web.parameters.prod.json", parameters(40));
    await open();
    await select("web.parameters.prod.json");
    editor.documents = [];
    reload();
    const document = await open();
    expect(editor.messages(document).join()).toContain("40");
    const file = editor.open(new FakeTextDocument("file:///w/web.parameters.prod.json", parameters(50)));
    await settle();
    expect(editor.messages(document).join()).toContain("50");
    editor.edit(file, parameters(3));
    await settle();
    expect(editor.messages(document)).toEqual([]);
  });

  it.each(["web.json", "/w/web.json"])("is that of the ARM Tools' setting for %s", async (key) => {
    editor.workspaceFolder = "file:///w";
    onDisk("file:///w/web.parameters.json", parameters(3));
    onDisk("file:///w/env/prod.json", parameters(40));
    fake.settings.set("azureResourceManagerTools.parameterFiles", { [key]: "env/prod.json" });
    const document = await open();
    expect(editor.messages(document).join()).toContain("40");
    expect(editor.parameterStatus.text).toBe("Parameters: w/env/prod.json");
  });

  it("falls back to the name when the setting leads nowhere", async () => {
    onDisk("file:///w/web.parameters.json", parameters(40));
    fake.settings.set("azureResourceManagerTools.parameterFiles", { "/w/web.json": "gone.json", "/w/x.json": 3 });
    expect(editor.messages(await open()).join()).toContain("40");
  });

  it("is pointed at by the findings that rest on it", async () => {
    const text = parameters(40);
    onDisk("file:///w/web.parameters.json", text);
    const document = await open();
    const related = (editor.diagnostics.get(document.uri.toString()) ?? []).flatMap(
      (diagnostic) => (diagnostic.relatedInformation ?? []) as readonly { location: Location; message: string }[],
    );
    const inFile = related.filter(({ location }) => location.uri.toString() === "file:///w/web.parameters.json");
    expect(inFile).not.toEqual([]);
    expect(inFile[0]?.message).toBe("Parameter 'disks' gets its value here, in web.parameters.json.");
    expect(inFile[0]?.location.range.start.character).toBe(text.indexOf("40"));
  });

  it("is not asked for when no template is in front", async () => {
    editor.open(new FakeTextDocument("file:///w/package.json", "{}"));
    await settle();
    void fake.commands.get("azureVmBackup.selectParameterFile")?.();
    await settle();
    expect(fake.messages.map(({ text }) => text)).toEqual(["Open an ARM template first; the file in front is none."]);
  });
});
