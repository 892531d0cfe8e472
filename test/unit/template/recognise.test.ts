import { describe, expect, it } from "vitest";
import { isDeploymentTemplate, isParameterFile } from "../../../src/template/recognise";
import { machine, templateText } from "./inTemplate";

const schema = (file: string): string =>
  `{"$schema": "http://schema.management.azure.com/schemas/2015-01-01/${file}#"}`;

describe("isDeploymentTemplate", () => {
  it.each([
    ["a template by its schema", templateText({})],
    ["any version and scope of the schema", schema("subscriptionDeploymentTemplate.json")],
    ["the management group's schema", schema("managementGroupDeploymentTemplate.json")],
    ["the tenant's schema", schema("tenantDeploymentTemplate.json")],
    [
      "a template without a schema, by its shape",
      JSON.stringify({ contentVersion: "1.0.0.0", resources: [machine("vm")] }),
    ],
    ["symbolic names without a schema", JSON.stringify({ contentVersion: "1.0.0.0", resources: { a: machine("vm") } })],
    [
      "a template with comments before its schema",
      `// { "x": {\n/* { */ {"a{": "}", "$schema": "https://x/2019-04-01/deploymentTemplate.json#"`,
    ],
    [
      "what a template spec is published from",
      JSON.stringify({ mainTemplate: { resources: [] }, linkedTemplates: [] }),
    ],
    [
      "the version of a template spec",
      JSON.stringify({
        location: "westeurope",
        properties: { mainTemplate: { $schema: "https://x/deploymentTemplate.json#" } },
      }),
    ],
    [
      "a deployment stack",
      JSON.stringify({ properties: { actionOnUnmanage: { resources: "delete" }, template: { resources: {} } } }),
    ],
    [
      "a template with a deployment stack, without a schema",
      JSON.stringify({
        contentVersion: "1.0.0.0",
        resources: [{ ...machine("s"), properties: { denySettings: { mode: "none" }, template: { resources: [] } } }],
      }),
    ],
  ])("recognises %s", (_, text) => {
    expect(isDeploymentTemplate(text)).toBe(true);
  });

  it.each([
    ["a parameter file", schema("deploymentParameters.json")],
    ["an empty text", ""],
    ["a package manifest", '{"name": "x", "resources": []}'],
    [
      "another schema",
      '{"$schema": "https://json.schemastore.org/package", "resources": [{"type":"a","apiVersion":"1"}], "contentVersion": "1"}',
    ],
    [
      "a file that only holds a template",
      JSON.stringify({ properties: { template: JSON.parse(templateText({ resources: [machine("v")] })) as unknown } }),
    ],
    ["a form that names a template", '{"mainTemplate": "main.json", "properties": {"mainTemplate": "main.json"}}'],
    [
      "the settings of stacks",
      '{"denySettings": {"mode": "none"}, "actionOnUnmanage": "detach", "template": {"resources": []}}',
    ],
    [
      "a stack of another kind of template",
      JSON.stringify({
        properties: { denySettings: {}, template: { $schema: "https://x/other.json", resources: [] } },
      }),
    ],
    ["a Kubernetes list", '{"apiVersion": "v1", "kind": "List", "resources": [{"type": "x", "apiVersion": "y"}]}'],
  ])("does not take %s for one", (_, text) => {
    expect(isDeploymentTemplate(text)).toBe(false);
  });
});

describe("isParameterFile", () => {
  it("recognises the schema and the shape", () => {
    expect(isParameterFile(schema("deploymentParameters.json"))).toBe(true);
    expect(isParameterFile('{"contentVersion": "1.0.0.0", "parameters": {"a": {"value": 1}}}')).toBe(true);
  });

  it("does not take templates and other files for one", () => {
    expect(isParameterFile(templateText({ parameters: { a: { type: "string" } } }))).toBe(false);
    expect(isParameterFile('{"parameters": {"a": 1}, "contentVersion": "1"}')).toBe(false);
    expect(isParameterFile("")).toBe(false);
  });
});
