import { describe, expect, it, vi } from "vitest";
import type { Location } from "../../../support/fakeVscode";
import { fake } from "../../../support/fakeVscode";
import { editor, type FakeTextDocument } from "../fakeEditor";
import { useDiagnostics } from "../useDiagnostics";

vi.mock("vscode", async () => (await import("../fakeEditor")).vscodeWithEditor());

interface Machine {
  readonly agent?: boolean;
  readonly disks?: unknown;
  readonly metadata?: object;
  readonly name?: string;
}

function machine({ agent = true, disks = [], metadata, name = "web" }: Machine): object {
  return {
    type: "Microsoft.Compute/virtualMachines",
    apiVersion: "2024-07-01",
    name,
    location: "westeurope",
    ...(metadata === undefined ? {} : { metadata }),
    properties: {
      osProfile: { linuxConfiguration: { provisionVMAgent: agent } },
      storageProfile: { osDisk: { osType: "Linux", createOption: "FromImage" }, ...(disks as object) },
    },
  };
}

const vault = {
  type: "Microsoft.RecoveryServices/vaults",
  apiVersion: "2024-04-01",
  name: "backups",
  location: "westeurope",
  sku: { name: "RS0", tier: "Standard" },
  properties: { redundancySettings: { standardTierStorageRedundancy: "LocallyRedundant" } },
};

function template(...machines: readonly Machine[]): string {
  return JSON.stringify(
    {
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      parameters: { count: { type: "int", defaultValue: 40 } },
      resources: [...machines.map(machine), vault],
    },
    undefined,
    2,
  );
}

const tooManyDisks = {
  disks: {
    copy: [
      {
        name: "dataDisks",
        count: "[parameters('count')]",
        input: { lun: "[copyIndex('dataDisks')]", createOption: "Empty" },
      },
    ],
  },
};

describe("the quick fixes of findings", () => {
  const { open, settle } = useDiagnostics();

  function codes(document: FakeTextDocument): readonly string[] {
    return (editor.diagnostics.get(document.uri.toString()) ?? []).map(({ code }) =>
      typeof code === "object" && code !== null && "value" in code ? String(code.value) : String(code),
    );
  }

  async function titlesAt(document: FakeTextDocument, piece: string): Promise<readonly string[]> {
    const actions = await editor.actionsAt(document, document.getText().indexOf(piece) + 1);
    return actions.map(({ title }) => title);
  }

  it("put right what is safe to put right, and are preferred for it", async () => {
    const document = await open(template({ agent: false }));
    expect(codes(document)).toEqual(["vm-agent-disabled"]);
    const [first] = await editor.actionsAt(document, document.getText().indexOf("provisionVMAgent") + 20);
    expect(first?.isPreferred).toBe(true);
    editor.take(document, first);
    await settle();
    expect(codes(document)).toEqual([]);
  });

  it("suppress a finding for its resource, and take the suppression away again when nothing needs it", async () => {
    const text = template({ agent: false });
    const document = await open(text);
    const actions = await editor.actionsAt(document, document.getText().indexOf("provisionVMAgent") + 20);
    editor.take(
      document,
      actions.find(({ title }) => title.startsWith("Suppress")),
    );
    await settle();
    expect(codes(document)).toEqual([]);
    editor.edit(document, document.getText().replace(`"provisionVMAgent": false`, `"provisionVMAgent": true`));
    await settle();
    expect(codes(document)).toEqual(["unused-suppression"]);
    const [remove] = await editor.actionsAt(document, document.getText().indexOf(`"vm-agent-disabled"`) + 2);
    expect(remove?.title).toBe("Remove this suppression");
    editor.take(document, remove);
    await settle();
    expect(document.getText()).toBe(template({}));
  });

  it("suppress by comments only where comments are at home", async () => {
    const plain = await open(template({ agent: false }));
    expect((await titlesAt(plain, `false`)).filter((title) => title.includes("comment"))).toEqual([]);
    editor.close(plain);
    const withComments = await open(template({ agent: false }), undefined, "jsonc");
    const actions = await editor.actionsAt(withComments, withComments.getText().indexOf("provisionVMAgent") + 20);
    const comments = actions.filter(({ title }) => title.includes("comment"));
    expect(comments).toHaveLength(2);
    for (const action of comments) {
      editor.edit(withComments, template({ agent: false }));
      editor.take(withComments, action);
      await settle();
      expect(codes(withComments)).toEqual([]);
    }
  });

  it("take all safe ones at once", async () => {
    const document = await open(template({ agent: false }, { agent: false, name: "db" }));
    expect(codes(document)).toHaveLength(2);
    const [all] = await editor.actionsAt(document, 0, "source.fixAll");
    editor.take(document, all);
    await settle();
    expect(codes(document)).toEqual([]);
    expect(await editor.actionsAt(document, 0, "source.fixAll")).toEqual([]);
  });

  it("show the place in the parameter file that decided a finding", async () => {
    const $schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#";
    const parameters = JSON.stringify({ $schema, parameters: { count: { value: 41 } } });
    fake.files.set("file:///w/vm.parameters.json", new TextEncoder().encode(parameters));
    const document = await open(template(tooManyDisks));
    const actions = await editor.actionsAt(document, document.getText().indexOf("[parameters('count')]"));
    const peek = actions.find(({ title }) => title === "Show what decided it");
    const locations = peek?.command?.arguments?.[2] as readonly Location[];
    const [file] = locations.filter(({ uri }) => uri.toString() === "file:///w/vm.parameters.json");
    expect(file?.range.start).toMatchObject({ line: 0, character: parameters.indexOf("41") });
    expect(locations.length).toBeGreaterThan(1);
  });

  it("show what decided a finding, and open its rule", async () => {
    const document = await open(template(tooManyDisks));
    const actions = await editor.actionsAt(document, document.getText().indexOf("[parameters('count')]") + 3);
    expect(actions.map(({ title }) => title)).toEqual(
      expect.arrayContaining(["Show what decided it", "Open rule data-disk-count", "Set severity of data-disk-count…"]),
    );
    const peek = actions.find(({ title }) => title === "Show what decided it");
    expect(peek?.command?.command).toBe("editor.action.peekLocations");
  });

  it("explain the limits behind a finding, if any limit is", async () => {
    const document = await open(template({ agent: false }));
    const actions = await editor.actionsAt(document, document.getText().indexOf("provisionVMAgent") + 20);
    const explain = actions.find(({ title }) => title === "Explain the limits behind vm-agent-disabled");
    expect(explain?.command).toMatchObject({
      command: "azureVmBackup.explainLimits",
      arguments: ["vm-agent-disabled"],
    });
    const metadata = { azureVmBackup: { suppress: ["vm-agent-disabled"] } };
    editor.edit(document, template({ metadata }));
    await settle();
    expect((await titlesAt(document, `"vm-agent-disabled"`)).filter((title) => title.startsWith("Explain"))).toEqual(
      [],
    );
  });

  it("are not offered for a text that was not checked yet", async () => {
    const document = await open(template({ agent: false }));
    editor.edit(document, `\n${document.getText()}`);
    expect(await editor.actionsAt(document, document.getText().indexOf("provisionVMAgent") + 20)).toEqual([]);
  });

  it("set the severity of a rule, which holds at once", async () => {
    const document = await open(template({ agent: false }));
    void fake.commands.get("azureVmBackup.setRuleSeverity")?.("vm-agent-disabled");
    await vi.advanceTimersByTimeAsync(0);
    fake.inputs[0]?.accept("Not at all");
    await settle();
    expect(fake.settings.get("azureVmBackup.rules")).toEqual({ "vm-agent-disabled": "off" });
    expect(codes(document)).toEqual([]);
  });

  it("follow another number of the settings, and tell once what of them cannot be followed", async () => {
    fake.settings.set("azureVmBackup.liftedLimits", "off");
    fake.settings.set("azureVmBackup.rules", { "data-disk-count": { value: 64 }, "no-such-rule": "error" });
    const document = await open(template(tooManyDisks));
    expect(editor.messages(document)).toEqual([]);
    editor.edit(document, `${document.getText()}\n`);
    await settle();
    expect(fake.messages.map(({ level }) => level)).toEqual(["warning"]);
    expect(fake.messages[0]?.text).toContain("no-such-rule");
    fake.messages[0]?.answer("Open Settings");
    await vi.advanceTimersByTimeAsync(0);
    expect(fake.executed.map(({ command }) => command)).toEqual(["workbench.action.openSettings"]);
  });
});
