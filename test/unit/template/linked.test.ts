import { describe, expect, it } from "vitest";
import { at, canonicalText } from "../../../src/template/access";
import type { EvaluatedTemplate, TemplateFiles } from "../../../src/template/model";
import { evaluate, machine, nic, resource, templateText } from "./inTemplate";

/** A folder of files; remembers what was asked for. */
function folder(files: Readonly<Record<string, string>>, asked: string[] = []): TemplateFiles {
  return {
    read: (relativePath, from) => {
      asked.push(`${from}>${relativePath}`);
      const parts = from.split("/").slice(0, -1);
      for (const step of relativePath.split("/")) {
        if (step === "..") {
          parts.pop();
        } else {
          parts.push(step);
        }
      }
      return files[parts.join("/")];
    },
  };
}

const inner = templateText({
  parameters: { name: { type: "string" }, size: { type: "string", defaultValue: "small" } },
  resources: [machine("[parameters('name')]", { properties: { size: "[parameters('size')]" } })],
  outputs: { id: { type: "string", value: "[resourceId('Microsoft.Compute/virtualMachines', parameters('name'))]" } },
});

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
