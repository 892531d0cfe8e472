import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkTemplate } from "../../../src/limits/check/checkTemplate";
import { TemplateAnalyser } from "../../../src/limits/check/templateAnalyser";
import { at, canonicalText } from "../../../src/template/access";
import type { TemplateLink } from "../../../src/template/model";
import { throughSteps } from "../../../src/template/steps";
import { told } from "./incrementalEdits";
import { evaluate, machine, templateText } from "./inTemplate";
import { folder, inner } from "./linkedFolder";

function placeOfLink({ file, via, span }: TemplateLink): readonly unknown[] {
  return [file, via, span.offset, span.length];
}

describe("an edit of a template that links others", () => {
  const main = templateText({
    resources: [
      {
        type: "Microsoft.Resources/deployments",
        apiVersion: "2022-09-01",
        name: "d",
        properties: { templateLink: { relativePath: "vm.json" }, parameters: { name: { value: "web" } } },
      },
      machine("own", { properties: { licenseType: "None" } }),
    ],
  });
  const edited = main.replace("None", "Windows_Server");
  const settings = { limits: "current", lifted: "hint" } as const;

  it("asks for no file again, and tells what an analysis of the whole text tells", () => {
    const asked: string[] = [];
    const port = folder({ "vm.json": inner }, asked);
    const analyser = new TemplateAnalyser();
    throughSteps(analyser.analyse(main, { files: port }, settings));
    const after = throughSteps(analyser.analyse(edited, { files: port }, settings));
    expect(asked).toEqual([">vm.json"]);
    const anew = throughSteps(
      new TemplateAnalyser().analyse(edited, { files: folder({ "vm.json": inner }) }, settings),
    );
    expect(told(after)).toEqual(told(anew));
  });

  it("tells after any edits what an analysis of the whole text tells", () => {
    const port = folder({ "vm.json": inner });
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      removed: fc.nat(6),
      inserted: fc.constantFrom("", "x", "1", '"', "{", "}", ",", "vm.json", "[parameters('a')]", " "),
    });
    const property = fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
      const analyser = new TemplateAnalyser();
      let text = main;
      throughSteps(analyser.analyse(text, { files: port }, settings));
      for (const { at: place, removed, inserted } of edits) {
        const offset = Math.floor(place * text.length);
        text = text.slice(0, offset) + inserted + text.slice(offset + removed);
        const after = throughSteps(analyser.analyse(text, { files: port }, settings));
        const anew = throughSteps(new TemplateAnalyser().analyse(text, { files: port }, settings));
        expect(told(after)).toEqual(told(anew));
        expect(after.template.links.map(placeOfLink)).toEqual(anew.template.links.map(placeOfLink));
      }
    });
    fc.assert(property, { numRuns: 150, seed: 20260326 });
  });

  it("shows nothing of a linked file as it was before, when another port comes with it", () => {
    const analyser = new TemplateAnalyser();
    throughSteps(analyser.analyse(main, { files: folder({ "vm.json": inner }) }, settings));
    const changed = inner.replaceAll("small", "tiny");
    const { template } = throughSteps(analyser.analyse(edited, { files: folder({ "vm.json": changed }) }, settings));
    const vm = template.resources.find(({ file }) => file === "vm.json");
    expect(canonicalText((vm && at(vm.body, "properties", "size")) ?? { kind: "known", value: null })).toBe("'tiny'");
  });
});

describe("machines of linked templates", () => {
  it("are told apart though they stand at the same path, each with its own number of disks", () => {
    const disks = {
      copy: [{ name: "dataDisks", count: "[parameters('count')]", input: { lun: "[copyIndex('dataDisks')]" } }],
    };
    const vm = templateText({
      parameters: { count: { type: "int" } },
      resources: [machine("[concat('vm', parameters('count'))]", { properties: { storageProfile: disks } })],
    });
    const deployment = (file: string, count: number): object => ({
      type: "Microsoft.Resources/deployments",
      apiVersion: "2022-09-01",
      name: `d${file}${count}`,
      properties: { templateLink: { relativePath: file }, parameters: { count: { value: count } } },
    });
    const resources = [deployment("a.json", 40), deployment("a.json", 50), deployment("b.json", 60)];
    const files = folder({ "a.json": vm, "b.json": vm });
    const { findings } = checkTemplate(evaluate({ resources }, { files }), "", { limits: "current", lifted: "hint" });
    const told = findings.filter(({ code }) => code === "data-disk-count").map(({ message }) => message);
    expect(told.map((message) => /vm\d+/.exec(message)?.[0])).toEqual(["vm40", "vm50", "vm60"]);
    expect(told.join()).not.toContain("copy loop");
  });
});
