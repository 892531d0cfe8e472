import { describe, expect, it } from "vitest";
import type { EvaluatedTemplate } from "../../../src/template/model";
import { TemplateSession } from "../../../src/template/templateSession";
import { machine, templateText } from "./inTemplate";
import { folder } from "./linkedFolder";

const many = Array.from({ length: 300 }, (_, i) => machine(`[concat('vm', '${i}')]`));

function session(text: string, file: string): { readonly steps: number; readonly template: EvaluatedTemplate } {
  const work = new TemplateSession().evaluate(text, { files: folder({ "vm.json": file }) });
  for (let steps = 0; ; steps++) {
    const step = work.next();
    if (step.done === true) {
      return { steps, template: step.value.template };
    }
  }
}

const linking = templateText({
  resources: [
    {
      type: "Microsoft.Resources/deployments",
      apiVersion: "2022-09-01",
      name: "d",
      properties: { templateLink: { relativePath: "vm.json" } },
    },
  ],
});

describe("the steps of an evaluation", () => {
  it("pause while a linked file is read and checked", () => {
    const none = session(linking, templateText({ parameters: { a: { type: "string" } }, resources: many }));
    // The same file with a long list in it that nobody evaluates: it has only to be read.
    const list = Array.from({ length: 20_000 }, (_, i) => i);
    const long = session(linking, templateText({ variables: { list }, resources: many }));
    expect(none.template.resources).toHaveLength(301);
    expect(long.steps - none.steps).toBeGreaterThan(30);
  });

  it("find what is wrong in a linked file", () => {
    const { template } = session(linking, templateText({ resources: [...many, machine("[missing()]")] }));
    expect(template.problems).toEqual([
      expect.objectContaining({ message: "There is no template function 'missing'." }),
    ]);
  });

  it("find the one fault among many sound expressions, in its place", () => {
    const resources = [...many, machine("[parameters('nowhere')]")];
    const text = templateText({ resources, outputs: { o: { type: "string", value: "[variables('gone')]" } } });
    const { template } = session(text, "");
    expect(
      template.problems.map(({ message, span }) => [message, text.slice(span.offset, span.offset + span.length)]),
    ).toEqual([
      ["There is no parameter 'nowhere' in this template.", "'nowhere'"],
      ["There is no variable 'gone' in this template.", "'gone'"],
    ]);
  });

  it("find a fault in a loop, where the same text is sound elsewhere and the other way round", () => {
    const looped = machine("[concat('a', copyIndex())]", { copy: { name: "l", count: 2 } });
    const { template } = session(templateText({ resources: [looped, machine("[concat('b', copyIndex())]")] }), "");
    expect(template.problems.map(({ message }) => message)).toEqual(["'copyIndex' is used outside a copy loop."]);
  });
});
