import { describe, expect, it } from "vitest";
import { parseLenient } from "../../../../src/sandbox/http/lenientJson";
import { pick, production, startForTest } from "../sandboxFixture";

describe("JSON as Azure reads it", () => {
  it.each([
    ['{"a": {template:{"b": 1}}}', { a: { template: { b: 1 } } }],
    ["{ // comment\n 'it\\'s': 1 }", { "it's": 1 }],
    [
      '{"a": "two\nlines\tand \\u0041", /* b */ "c": [1, -2.5e3, true, null,],}',
      { a: "two\nlines\tand A", c: [1, -2500, true, null] },
    ],
    ["['a \"quoted\" word', '']", ['a "quoted" word', ""]],
    ['/* a ** b */ {"u": "https://example.com/*x*/"}', { u: "https://example.com/*x*/" }],
    ["{}", {}],
  ])("takes %s", (text, value) => {
    expect(parseLenient(text)).toEqual(value);
  });

  it.each([
    "",
    "{",
    '{"a" 1}',
    '{"a": 1 "b": 2}',
    '{"a": "open',
    "{a: b}",
    '{"a": 1} rest',
    "[1 2]",
    '["\\x"]',
    "/* open",
    "[,]",
  ])("does not take %s", (text) => {
    expect(parseLenient(text)).toBeUndefined();
  });

  it("takes no value that lies too deep, however deep it lies", () => {
    expect(parseLenient(`${"[".repeat(100)}1,${"]".repeat(100)}`)).toBeDefined();
    expect(parseLenient(`${"[".repeat(200_000)},`)).toBeUndefined();
  });

  it("keeps a member that is called as the prototype", () => {
    expect(JSON.stringify(parseLenient('{__proto__: {"a": 1}}'))).toBe('{"__proto__":{"a":1}}');
  });

  it("deploys a template as az sends it: its own text behind a name without quotes", async () => {
    const client = await startForTest();
    const path = `${production}/resourceGroups/rg-shop-weu/providers/Microsoft.Resources/deployments/by-az?api-version=2022-09-01`;
    const template = `{
      // A comment of the author
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "resources": [],
      "outputs": { "text": { "type": "string", "value": "[concat('two
lines')]" } }
    }`;
    const put = await client.put(
      path,
      `{"properties": {"parameters": {}, "mode": "incremental", template:${template}}}`,
    );
    expect(put.status).toBe(201);
    client.wait(60_000);
    const done = await client.get(path);
    expect(pick(done.body, "properties", "provisioningState")).toBe("Succeeded");
    expect(pick(done.body, "properties", "mode")).toBe("Incremental");
  });
});
