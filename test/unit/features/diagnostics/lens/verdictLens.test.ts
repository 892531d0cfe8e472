import { describe, expect, it, vi } from "vitest";
import { item, policy, vault } from "../../../limits/support/backup";
import { machine, templateText } from "../../../limits/support/templates";
import { fake } from "../../../support/fakeVscode";
import { editor } from "../fakeEditor";
import { useDiagnostics } from "../useDiagnostics";

vi.mock("vscode", async () => (await import("../fakeEditor")).vscodeWithEditor());

function scaleSet(properties: object, head: object = {}): object {
  const type = "Microsoft.Compute/virtualMachineScaleSets";
  return { type, apiVersion: "2024-07-01", name: "pool", location: "westeurope", ...head, properties };
}

function disks(count: unknown): Readonly<Record<string, unknown>> {
  const input = { lun: "[copyIndex('dataDisks')]", createOption: "Empty", diskSizeGB: 64 };
  return { storageProfile: { copy: [{ name: "dataDisks", count, input }] } };
}

describe("the line above a machine", () => {
  const { open, settle } = useDiagnostics();

  /** What stands above the machines of a template, without the lines of other resources. */
  async function lenses(resources: readonly unknown[], parameters = {}): Promise<readonly string[] | undefined> {
    return editor.lensTexts(await open(templateText({ parameters, resources })));
  }

  it("says that it can be protected and offers to do so", async () => {
    expect(await lenses([machine(), vault()])).toEqual(["Protectable", "Protect…"]);
  });

  it("gives the gravest reason against it, and counts what is found", async () => {
    const [verdict, count, ...more] = (await lenses([machine(disks(40)), vault()])) ?? [];
    expect(verdict).toMatch(/^Not protectable: VM 'web' has 40 data disks/);
    expect(count).toBe("1 finding");
    expect(more).toEqual(["Protect…"]);
  });

  it("names the parameter that decides", async () => {
    const texts = await lenses([machine(disks("[parameters('count')]")), vault()], { count: { type: "int" } });
    expect(texts?.[0]).toBe("Cannot tell: depends on 'count'");
  });

  it("names the parameter also where only a condition depends on it", async () => {
    const size = { size: { type: "string", allowedValues: ["Standard_D2s_v5", "Standard_B1s"] } };
    const texts = await lenses([machine({ hardwareProfile: { vmSize: "[parameters('size')]" } }), vault()], size);
    expect(texts?.[0]).toBe("Protectable, but how depends on 'size'");
  });

  it("is the worst of a copy loop, once", async () => {
    const count = "[if(equals(copyIndex(), 1), 40, 2)]";
    const loop = { name: "[concat('web', copyIndex())]", copy: { name: "vms", count: 3 } };
    const texts = await lenses([machine(disks(count), loop), vault()]);
    expect(texts?.filter((text) => text.includes("rotectable"))).toHaveLength(1);
    expect(texts?.[0]).toMatch(/^Not protectable/);
  });

  it("does not offer to protect what the template protects already", async () => {
    expect(await lenses([machine(), vault(), policy(), item()])).toEqual(["Protectable"]);
  });

  it("offers it where a condition keeps the protection out", async () => {
    const out = item("web", "backups", "nightly", { condition: false });
    expect(await lenses([machine(), vault(), policy(), out])).toEqual(["Protectable", "Protect…"]);
  });

  it("calls nothing protectable that is not deployed", async () => {
    expect(await lenses([machine({}, { condition: false }), vault()])).toEqual([
      "Not deployed: its condition is false",
    ]);
  });

  it("goes with the setting, and waits while the text is ahead of its check", async () => {
    const document = await open(templateText({ resources: [machine(), vault()] }));
    editor.edit(document, `\n${document.getText()}`);
    expect(editor.lensTexts(document)).toBeUndefined();
    fake.settings.set("azureVmBackup.codeLens", false);
    await settle();
    expect(editor.lensTexts(document)).toEqual([]);
  });
});

describe("the line above a scale set or a classic machine", () => {
  const { open } = useDiagnostics();

  async function lenses(resource: object, parameters = {}): Promise<readonly string[] | undefined> {
    return editor.lensTexts(await open(templateText({ parameters, resources: [resource] })));
  }

  it("refuses a uniform scale set, and never offers to protect it", async () => {
    const texts = await lenses(scaleSet({ orchestrationMode: "Uniform" }));
    expect(texts?.[0]).toMatch(/^Not protectable: Scale set 'pool' is a uniform one/);
    expect(texts?.slice(1)).toEqual(["1 finding"]);
  });

  it("names the parameter that decides the orchestration", async () => {
    const texts = await lenses(scaleSet({ orchestrationMode: "[parameters('mode')]" }), { mode: { type: "string" } });
    expect(texts?.[0]).toBe("Cannot tell: depends on 'mode'");
  });

  it("sends to the machines of a flexible scale set", async () => {
    expect(await lenses(scaleSet({ orchestrationMode: "Flexible" }))).toEqual([
      "Flexible scale set: each of its VMs is protected by itself",
    ]);
  });

  it("says nothing where nobody knows the orchestration, or the finding is suppressed", async () => {
    expect(await lenses(scaleSet({}))).toEqual([]);
    const metadata = { azureVmBackup: { suppress: ["vmss-uniform"] } };
    expect(await lenses(scaleSet({ orchestrationMode: "Uniform" }, { metadata }))).toEqual([]);
  });

  it("refuses a classic machine", async () => {
    const type = "Microsoft.ClassicCompute/virtualMachines";
    const texts = await lenses({ type, apiVersion: "2017-04-01", name: "old", location: "westeurope" });
    expect(texts?.[0]).toMatch(/^Not protectable: VM 'old' is a classic VM/);
  });
});
