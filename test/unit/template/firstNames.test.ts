import { describe, expect, it } from "vitest";
import { mayBeginTemplate } from "../../../src/template/firstNames";
import { isDeploymentTemplate, isParameterFile } from "../../../src/template/recognise";
import { machine } from "./inTemplate";

const schema = '"$schema": "https://x/2019-04-01/deploymentTemplate.json#"';
const shape = `"contentVersion": "1.0.0.0", "resources": ${JSON.stringify([machine("vm")])}`;

describe("mayBeginTemplate", () => {
  it.each([
    ["a lock file", '{ "name": "x", "version": "1.0.0", "lockfileVersion": 3, "packages": {} }'],
    ["a list of packages", '{ "packages": { "a": {} } }'],
    ["members behind comments", '\uFEFF// a\n{ /* b */ "name": "x\\"y", // c\n "scripts": {} }'],
  ])("says no to %s", (_, text) => {
    expect(mayBeginTemplate(text)).toBe(false);
  });

  it.each([
    ["a template", `{ ${shape} }`],
    ["names in another case", `{ "ContentVersion": "1.0.0.0", "Resources": [] }`],
    ["what only looks foreign behind the first object", '{ "metadata": {}, "scripts": {} }'],
    ["a name with an escape, which is not decoded here", '{ "\\u0024schema": "x" }'],
    ["a text that is still being typed", "{ name"],
    ["an array", "[1, 2]"],
    ["an empty text", ""],
  ])("does not say no to %s", (_, text) => {
    expect(mayBeginTemplate(text)).toBe(true);
  });
});

describe("telling a template by what comes first", () => {
  it("waits for the schema, however late it comes", () => {
    const late = `{ "comment": "x", "packages": ${JSON.stringify(Array.from({ length: 5000 }, (_, i) => i))}, ${schema} }`;
    expect(isDeploymentTemplate(late)).toBe(true);
  });

  it("takes a template without a schema by its shape, whichever of its members comes first", () => {
    expect(isDeploymentTemplate(`{ "metadata": { "a": 1 }, ${shape} }`)).toBe(true);
    expect(isDeploymentTemplate(`{ "parameters": {}, ${shape} }`)).toBe(true);
  });

  it("does not look into a file that begins like no template", () => {
    expect(isDeploymentTemplate(`{ "lockfileVersion": 3, ${shape} }`)).toBe(false);
    expect(isParameterFile('{ "scripts": {}, "contentVersion": "1", "parameters": { "a": { "value": 1 } } }')).toBe(
      false,
    );
  });
});
