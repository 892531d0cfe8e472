import { describe, expect, it } from "vitest";
import { at, canonicalText } from "../../../src/template/access";
import type { EvaluatedTemplate, TemplateFiles } from "../../../src/template/model";
import { evaluate, nic, resource, templateText } from "./inTemplate";
import { folder, inner } from "./linkedFolder";

const artifacts = { _artifactsLocation: { type: "string" }, _artifactsLocationSasToken: { type: "securestring" } };

function linking(
  link: unknown,
  files: TemplateFiles,
  more: object = {},
  parameters: object = artifacts,
): EvaluatedTemplate {
  const properties = { templateLink: link, parameters: { name: { value: "web" } }, ...more };
  return evaluate(
    {
      parameters: { ...parameters },
      resources: [{ type: "Microsoft.Resources/deployments", apiVersion: "2022-09-01", name: "d", properties }],
    },
    { files },
  );
}

describe("linked templates", () => {
  const files = folder({ "nested/vm.json": inner });

  it.each([
    ["a relative path", { relativePath: "nested/vm.json" }],
    [
      "the artifacts' location and a token",
      {
        uri: "[uri(parameters('_artifactsLocation'), concat('nested/vm.json', parameters('_artifactsLocationSasToken')))]",
      },
    ],
    [
      "texts that are joined",
      {
        uri: "[concat(parameters('_artifactsLocation'), '/nested/vm.json', parameters('_artifactsLocationSasToken'))]",
      },
    ],
    [
      "a format",
      {
        uri: "[format('{0}/nested/vm.json?{1}', parameters('_artifactsLocation'), parameters('_artifactsLocationSasToken'))]",
      },
    ],
    [
      "the address of the template itself",
      { uri: "[uri(deployment().properties.templateLink.uri, 'nested/vm.json')]" },
    ],
  ])("are found by %s", (_, link) => {
    const template = linking(link, files);
    const vm = resource(template, "virtualMachines");
    expect(vm.name).toMatchObject({ value: "web" });
    expect([vm.file, vm.jsonPath, vm.via]).toEqual(["nested/vm.json", "$.resources[0]", ["$.resources[0]"]]);
    expect(template.problems).toEqual([]);
  });

  it("are found behind a location that has a default", () => {
    const address = "https://raw.githubusercontent.com/Azure/azure-quickstart-templates/master/301-web/";
    for (const defaultValue of [address, `${address}azuredeploy.json`]) {
      const parameters = { ...artifacts, _artifactsLocation: { type: "string", defaultValue } };
      const template = linking(
        { uri: "[uri(parameters('_artifactsLocation'), 'nested/vm.json')]" },
        files,
        {},
        parameters,
      );
      expect(resource(template, "virtualMachines").file).toBe("nested/vm.json");
    }
  });

  it("are found by a name that a parameter completes", () => {
    const parameters = { ...artifacts, kind: { type: "string", defaultValue: "vm" } };
    const link = { uri: "[uri(parameters('_artifactsLocation'), concat('nested/', parameters('kind'), '.json'))]" };
    expect(resource(linking(link, files, {}, parameters), "virtualMachines").file).toBe("nested/vm.json");
  });

  it.each([
    ["another place on the internet", { uri: "https://example.com/nested/vm.json" }],
    [
      "an address that has nothing to do with the artifacts",
      { uri: "[concat(parameters('other'), '/nested/vm.json')]" },
    ],
    [
      "a name that is not known",
      { uri: "[uri(parameters('_artifactsLocation'), concat(parameters('other'), '.json'))]" },
    ],
    ["a file that is not there", { relativePath: "nested/none.json" }],
    ["a template spec", { id: "[resourceId('Microsoft.Resources/templateSpecs/versions', 's', '1')]" }],
  ])("stay closed when they lead to %s", (_, link) => {
    const template = linking(link, files, {}, { ...artifacts, other: { type: "string" } });
    expect(template.resources.map(({ type }) => type)).toEqual(["Microsoft.Resources/deployments"]);
  });

  it("say in every span which file it stands in", () => {
    const vm = resource(linking({ relativePath: "nested/vm.json" }, files), "virtualMachines");
    const size = at(vm.body, "properties", "size");
    expect([vm.span.file, vm.nameSpan.file, size?.from?.span.file]).toEqual(Array(3).fill("nested/vm.json"));
    expect(inner.slice(vm.nameSpan.offset, vm.nameSpan.offset + vm.nameSpan.length)).toBe(`"[parameters('name')]"`);
  });

  it("tell their own faults, in their own file", () => {
    const broken = inner.replace("[parameters('size')]", "[nope()]");
    const { problems } = linking({ relativePath: "vm.json" }, folder({ "vm.json": broken }));
    expect(problems.map(({ message, span }) => [message, span.file])).toEqual([
      ["There is no template function 'nope'.", "vm.json"],
    ]);
  });

  it("may be broken anywhere: the template itself is analysed as ever", () => {
    const whole = evaluate({ resources: [nic("own")] }).resources.map(({ id }) => id);
    for (let length = inner.length; length >= 0; length -= 7) {
      const template = evaluate(
        {
          resources: [
            nic("own"),
            {
              type: "Microsoft.Resources/deployments",
              apiVersion: "2022-09-01",
              name: "d",
              properties: { templateLink: { relativePath: "vm.json" } },
            },
          ],
        },
        { files: folder({ "vm.json": inner.slice(0, length) }) },
      );
      expect(template.resources.map(({ id }) => id)).toEqual(expect.arrayContaining(whole));
      expect(template.problems.length > 0 || length >= inner.trimEnd().length).toBe(true);
    }
  });

  it("link others, relative to where they lie themselves", () => {
    const asked: string[] = [];
    const middle = templateText({
      resources: [
        {
          type: "Microsoft.Resources/deployments",
          apiVersion: "2022-09-01",
          name: "deeper",
          properties: { templateLink: { relativePath: "../shared/vm.json" }, parameters: { name: { value: "deep" } } },
        },
      ],
    });
    const template = linking(
      { relativePath: "a/middle.json" },
      folder({ "a/middle.json": middle, "shared/vm.json": inner }, asked),
    );
    expect(resource(template, "virtualMachines").file).toBe("shared/vm.json");
    expect(asked).toEqual([">a/middle.json", "a/middle.json>../shared/vm.json"]);
  });

  it.each([
    ["a file that is not there", { relativePath: "nested/none.json" }, "There is no file 'nested/none.json' here"],
    ["a file that is no template", { relativePath: "list.json" }, "'list.json' is not a template"],
    ["a file that is no JSON", { relativePath: "text.json" }, "'text.json' is not a template"],
    ["a file that is too large", { relativePath: "large.json" }, "larger than the 4 MB"],
    ["a file in a folder that may not be read", { relativePath: "secret.json" }, "lies outside the folder"],
    ["a file that the disk does not give", { relativePath: "closed.json" }, "cannot be read"],
  ])("say at the link why they are not followed: %s", (_, link, sentence) => {
    const refused = { "large.json": "tooLarge", "secret.json": "outside", "closed.json": "unreadable" } as const;
    const known = folder({ "list.json": "[1]", "text.json": "Once upon a time" });
    const port: TemplateFiles = {
      read: (path, from) => {
        const why = Object.entries(refused).find(([name]) => name === path)?.[1];
        return why === undefined ? known.read(path, from) : { refused: why };
      },
    };
    const { problems, resources } = linking(link, port);
    expect(problems.map(({ kind, span }) => [kind, span.file])).toEqual([["limit", undefined]]);
    expect(problems[0]?.message).toContain(sentence);
    expect(resources).toHaveLength(1);
  });

  it("may be published elsewhere when their address is made from the artifacts' location: no word of it", () => {
    const link = { uri: "[uri(parameters('_artifactsLocation'), 'nested/none.json')]" };
    expect(linking(link, files).problems).toEqual([]);
  });

  it("are told with the place that links them, and those of a copy loop once", () => {
    const { links } = evaluate(
      {
        resources: [
          {
            type: "Microsoft.Resources/deployments",
            apiVersion: "2022-09-01",
            name: "[concat('d', copyIndex())]",
            copy: { name: "loop", count: 3 },
            properties: { templateLink: { relativePath: "nested/vm.json" }, parameters: { name: { value: "web" } } },
          },
        ],
      },
      { files },
    );
    expect(links.map(({ file, via }) => [file, via])).toEqual([["nested/vm.json", ["$.resources[0]"]]]);
  });

  it("stop at 200 files, and say so once", () => {
    const link = (at: number): object => ({
      type: "Microsoft.Resources/deployments",
      apiVersion: "2022-09-01",
      name: `d${at}`,
      properties: { templateLink: { relativePath: `n/${at}.json` } },
    });
    const asked: string[] = [];
    const everything: TemplateFiles = {
      read: (path) => {
        asked.push(path);
        return templateText({ resources: [nic(path.replace(/\D/g, ""))] });
      },
    };
    const { problems, resources } = evaluate(
      { resources: Array.from({ length: 205 }, (_, at) => link(at)) },
      { files: everything },
    );
    expect(asked).toHaveLength(200);
    expect(resources.filter(({ type }) => type.endsWith("Interfaces"))).toHaveLength(200);
    expect(new Set(problems.map(({ message }) => message)).size).toBe(1);
  });

  it("that link themselves are not followed", () => {
    const own = templateText({
      resources: [
        {
          type: "Microsoft.Resources/deployments",
          apiVersion: "2022-09-01",
          name: "again",
          properties: { templateLink: { relativePath: "a.json" } },
        },
      ],
    });
    const { problems } = linking({ relativePath: "a.json" }, folder({ "a.json": own }));
    expect(problems.map(({ message, span }) => [message, span.file])).toEqual([
      ["The file 'a.json' links itself, which is not followed.", "a.json"],
    ]);
  });

  it("that link themselves in a circle come to an end", () => {
    const own = templateText({
      resources: [
        {
          type: "Microsoft.Resources/deployments",
          apiVersion: "2022-09-01",
          name: "again",
          properties: { templateLink: { relativePath: "b.json" } },
        },
        nic("n"),
      ],
    });
    const other = own.replace("b.json", "a.json");
    const template = linking({ relativePath: "a.json" }, folder({ "a.json": own, "b.json": other }));
    expect(template.resources.length).toBeLessThan(40);
    expect(template.problems.filter(({ message }) => message.includes("in a circle"))).toHaveLength(1);
  });

  it("take their parameters from a linked parameter file", () => {
    const parameters = JSON.stringify({ parameters: { name: { value: "filed" }, size: { value: "big" } } });
    const template = linking(
      { relativePath: "vm.json" },
      folder({ "vm.json": inner, "vm.parameters.json": parameters }),
      {
        parameters: undefined,
        parametersLink: { relativePath: "vm.parameters.json" },
      },
    );
    const vm = resource(template, "virtualMachines");
    expect([canonicalText(vm.name), canonicalText(at(vm.body, "properties", "size") ?? vm.name)]).toEqual([
      "'filed'",
      "'big'",
    ]);
  });

  it("pass facts on through their outputs", () => {
    const template = evaluate(
      {
        resources: [
          {
            type: "Microsoft.Resources/deployments",
            apiVersion: "2022-09-01",
            name: "d",
            properties: { templateLink: { relativePath: "nested/vm.json" }, parameters: { name: { value: "web" } } },
          },
          nic("n", { properties: { vm: "[reference('d').outputs.id.value]" } }),
        ],
      },
      { files },
    );
    const id = at(resource(template, "networkInterfaces").body, "properties", "vm");
    expect(id && template.find(id)?.file).toBe("nested/vm.json");
  });
});
