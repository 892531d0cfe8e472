import { describe, expect, it } from "vitest";
import { at } from "../../../src/template/access";
import { evaluateTemplate } from "../../../src/template/evaluateTemplate";
import { evaluate, jsonOf, problemOf, resource, templateText, textOf, valueOf } from "./inTemplate";

const file = (name: string, parameters: unknown): { readonly name: string; readonly text: string } => ({
  name,
  text: JSON.stringify({ parameters }),
});

describe("parameters and variables", () => {
  it("take a parameter's default when nothing else is given", () => {
    expect(jsonOf("parameters('Size')", { parameters: { size: { type: "string", defaultValue: "D2" } } })).toBe("D2");
  });

  it("let later files win over earlier ones, and single values over files", () => {
    const sections = {
      parameters: { a: { type: "string", defaultValue: "d" }, b: { type: "string" }, c: { type: "string" } },
      outputs: { all: { type: "string", value: "[concat(parameters('a'), parameters('b'), parameters('c'))]" } },
    };
    const template = evaluate(sections, {
      parameterFiles: [
        file("one.json", { A: { value: "1" }, b: { value: "1" }, c: { value: "1" } }),
        file("two.json", { b: { value: "2" }, c: { value: "2" } }),
      ],
      parameters: { c: "3" },
    });
    expect(template.outputs.get("all")).toMatchObject({ kind: "known", value: "123" });
  });

  it("do not read Key Vault references, nor values of secure parameters", () => {
    const sections = {
      parameters: { a: { type: "string" }, b: { type: "securestring" } },
      outputs: { all: { type: "array", value: "[createArray(parameters('a'), parameters('b'))]" } },
    };
    const template = evaluate(sections, {
      parameterFiles: [file("p.json", { a: { reference: { secretName: "x" } }, b: { value: "hunter2" } })],
    });
    const all = template.outputs.get("all");
    expect(at(all, 0)).toMatchObject({ kind: "unknown", reason: "secure", because: ["a"] });
    expect(at(all, 1)).toMatchObject({ kind: "unknown", reason: "secure", because: ["b"] });
  });

  it("know that a nullable parameter without a value is null", () => {
    expect(jsonOf("coalesce(parameters('n'), 'x')", { parameters: { n: { type: "string", nullable: true } } })).toBe(
      "x",
    );
  });

  it("follow definitions to find out that a parameter is secure", () => {
    const text = JSON.stringify({
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      languageVersion: "2.0",
      definitions: { secret: { type: "secureString" } },
      parameters: { p: { $ref: "#/definitions/secret", defaultValue: "hunter2" } },
      outputs: { o: { type: "string", value: "[parameters('p')]" } },
    });
    expect(evaluateTemplate(text).outputs.get("o")).toMatchObject({ kind: "unknown", reason: "secure" });
  });

  it("use one parameter in the default of another", () => {
    const parameters = {
      a: { type: "string" },
      b: { type: "string", defaultValue: "[concat(parameters('a'), '-nic')]" },
    };
    expect(textOf("parameters('b')", { parameters })).toBe("concat(parameters('a'), '-nic')");
  });

  it("reach a variable whose name is computed", () => {
    const variables = { sizeSmall: "D2", which: "Small" };
    expect(jsonOf("variables(concat('size', variables('which')))", { variables })).toBe("D2");
  });

  it("refuse circles among variables, also through objects", () => {
    const variables = { a: "[variables('b')]", b: "[variables('a')]", c: { inner: "[variables('c')]" } };
    expect(problemOf("variables('a')", { variables })).toBe("'a' refers to itself.");
    expect(problemOf("variables('c')", { variables })).toBe("'c' refers to itself.");
  });

  it("refuse circles through the default of a definition", () => {
    const definitions = { thing: { type: "object", defaultValue: { inner: "[parameters('a')]" } } };
    const parameters = { a: { $ref: "#/definitions/thing" }, b: { type: "object", defaultValue: "[parameters('a')]" } };
    expect(problemOf("parameters('a')", { definitions, parameters })).toBe("'a' refers to itself.");
    expect(problemOf("parameters('b')", { definitions, parameters })).toBeDefined();
  });

  it("keep one fault from spoiling what stands beside it", () => {
    const variables = { thing: { good: 1, bad: "[nonsense()]" } };
    expect(jsonOf("variables('thing').good", { variables })).toBe(1);
    expect(problemOf("variables('thing').bad", { variables })).toContain("nonsense");
  });

  it("evaluate a template's own functions with their own parameters only", () => {
    const functions = [
      {
        namespace: "contoso",
        members: {
          named: {
            parameters: [{ name: "base", type: "string" }],
            output: { type: "string", value: "[concat('x-', parameters('base'))]" },
          },
          leaking: { parameters: [], output: { type: "string", value: "[parameters('text')]" } },
        },
      },
    ];
    expect(jsonOf("contoso.named('a')", { functions })).toBe("x-a");
    expect(textOf("contoso.named(parameters('text'))", { functions })).toBe("concat('x-', parameters('text'))");
    expect(problemOf("contoso.leaking()", { functions })).toContain("no parameter 'text'");
  });

  it("read strings with [[ as text and names of members as expressions", () => {
    const variables = { plain: "[[not(an expression)]", keyed: { "[concat('a', 'b')]": 1 } };
    expect(jsonOf("variables('plain')", { variables })).toBe("[not(an expression)]");
    expect(jsonOf("variables('keyed').ab", { variables })).toBe(1);
  });

  it("accept white space wherever the engine does", () => {
    expect(jsonOf("  equals ( variables ( 'a' ) ,\n 1 )  ", { variables: { a: 1 } })).toBe(true);
  });
});

describe("where a value comes from", () => {
  it("points at the property, then at the variable and the parameter", () => {
    const text = templateText({
      parameters: { sizes: { type: "object", defaultValue: { small: "D2" } } },
      variables: { size: "[parameters('sizes').small]" },
      resources: [
        {
          type: "Microsoft.Compute/virtualMachines",
          apiVersion: "1",
          name: "vm",
          properties: { hardwareProfile: { vmSize: "[variables('size')]" } },
        },
      ],
    });
    const size = at(
      resource(evaluateTemplate(text), "virtualMachines").body,
      "properties",
      "hardwareProfile",
      "vmSize",
    );
    const written = (span: { readonly offset: number; readonly length: number } | undefined): string =>
      span === undefined ? "" : text.slice(span.offset, span.offset + span.length);
    expect(written(size?.from?.span)).toBe(`"[variables('size')]"`);
    expect(size?.from?.chain.map(({ kind, name, span }) => [kind, name, written(span)])).toEqual([
      ["variable", "size", `"[parameters('sizes').small]"`],
      ["parameter", "sizes", `"D2"`],
    ]);
  });

  it("points at the property that is an expression when one walks into its object", () => {
    const text = templateText({
      variables: { profile: { osDisk: { name: "os" } } },
      resources: [
        {
          type: "Microsoft.Compute/virtualMachines",
          apiVersion: "1",
          name: "vm",
          properties: { storageProfile: "[variables('profile')]" },
        },
      ],
    });
    const name = at(
      resource(evaluateTemplate(text), "virtualMachines").body,
      "properties",
      "storageProfile",
      "osDisk",
      "name",
    );
    expect(text.slice(name?.from?.span.offset).startsWith(`"[variables('profile')]"`)).toBe(true);
    const step = name?.from?.chain[0];
    expect(step?.name).toBe("profile");
    expect(text.slice(step?.span?.offset).startsWith(`"os"`)).toBe(true);
  });

  it("names the parameter file", () => {
    const sections = {
      parameters: { a: { type: "string" } },
      outputs: { o: { type: "string", value: "[parameters('a')]" } },
    };
    const value = evaluate(sections, { parameterFiles: [file("prod.json", { a: { value: "x" } })] }).outputs.get("o");
    expect(value?.from?.chain.map(({ kind, name }) => [kind, name])).toEqual([
      ["parameter", "a"],
      ["parameterFile", "prod.json"],
    ]);
  });

  it("points at the parameter's declaration when a file decides it, never at the start of the text", () => {
    const sections = {
      parameters: { a: { type: "string" } },
      outputs: { o: { type: "string", value: "[parameters('a')]" } },
    };
    const text = templateText(sections);
    const template = evaluateTemplate(text, { parameterFiles: [file("prod.json", { a: { value: "x" } })] });
    const [parameter, parameterFile] = template.outputs.get("o")?.from?.chain ?? [];
    expect(text.slice(parameter?.span?.offset).startsWith("{")).toBe(true);
    expect(parameter?.span?.offset).toBeGreaterThan(text.indexOf('"parameters"'));
    expect(parameterFile?.span).toBeUndefined();
  });

  it("collects the steps of everything that a call is made of", () => {
    const variables = { a: "x", b: "y" };
    expect(
      valueOf("concat(variables('a'), variables('b'))", { variables }).from?.chain.map(({ name }) => name),
    ).toEqual(["a", "b"]);
  });
});
