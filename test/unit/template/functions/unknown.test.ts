import { describe, expect, it } from "vitest";
import { describeUnknown } from "../../../../src/template/access";
import { jsonOf, textOf, valueOf } from "../inTemplate";

describe("values that are not known", () => {
  it("keep the known parts of a text", () => {
    expect(valueOf("concat('vm-', parameters('text'), '-nic')")).toMatchObject({
      kind: "text",
      parts: ["vm-", { kind: "unknown", text: "parameters('text')", because: ["text"] }, "-nic"],
    });
  });

  it("open nested texts and keep one canonical text however they are written", () => {
    const one = textOf("concat(concat('a', parameters('text')), '-b')");
    expect(one).toBe("concat('a', parameters('text'), '-b')");
    expect(textOf("format('a{0}-b', PARAMETERS('TEXT'))")).toBe(one);
    expect(textOf("format('{0}{1}-b', 'a', parameters('text'))")).toBe(one);
  });

  it.each([
    ["equals(parameters('text'), parameters('TEXT'))", true],
    ["equals(concat('a', parameters('text')), concat('a', parameters('text')))", true],
    ["equals(concat('a', parameters('text')), concat('b', parameters('text')))", false],
    ["equals(concat(parameters('text'), 'x'), 'y')", false],
    ["equals(concat('long', parameters('text')), 'lo')", false],
    ["equals(parameters('tier'), 'Ultra')", false],
    ["equals(concat(parameters('tier'), '_LRS'), 'UltraSSD_LRS')", false],
    ["equals(parameters('number'), 'text')", false],
    ["equals(resourceGroup().location, resourceGroup().location)", true],
    ["equals(createArray(parameters('text')), createArray(parameters('text')))", true],
    ["equals(createArray(parameters('text')), createArray())", false],
    ["and(false(), parameters('flag'))", false],
    ["and(parameters('flag'), false())", false],
    ["or(parameters('flag'), true())", true],
    ["if(parameters('flag'), 'x', 'x')", "x"],
    ["empty(concat('a', parameters('text')))", false],
    ["length(createArray(parameters('text'), parameters('other')))", 2],
    ["contains(concat('abc', parameters('text')), 'bc')", true],
    ["startsWith(concat('abc', parameters('text')), 'AB')", true],
    ["startsWith(concat('abc', parameters('text')), 'x')", false],
    ["take(concat('abc', parameters('text')), 2)", "ab"],
    ["first(concat('abc', parameters('text')))", "a"],
    ["contains(createArray('Ultra', 'None'), parameters('tier'))", false],
    ["contains(createArray('Standard', 'Premium'), parameters('tier'))", true],
    ["createObject('Standard', 8, 'Premium', 8)[parameters('tier')]", 8],
    ["union(parameters('thing'), createObject('a', 1)).a", 1],
    ["json(concat('{\"n\": 1, \"id\": \"', parameters('text'), '\"}')).n", 1],
    ["not(equals(parameters('tier'), 'Ultra'))", true],
  ])("%s is nevertheless %s", (expression, value) => {
    expect(jsonOf(expression)).toEqual(value);
  });

  it.each([
    "equals(parameters('text'), 'x')",
    "equals(parameters('text'), parameters('other'))",
    "equals(parameters('text'), null())",
    "and(true(), parameters('flag'))",
    "or(false(), parameters('flag'))",
    "not(parameters('flag'))",
    "empty(parameters('text'))",
    "length(parameters('list'))",
    "toLower(parameters('text'))",
    "startsWith(concat('abc', parameters('text')), 'abcd')",
    "union(createObject('a', 1), parameters('thing')).a",
    "equals(parameters('tier'), 'Premium')",
    "add(parameters('number'), 1)",
    "uniqueString(resourceGroup().id)",
    "reference('x').y",
    "listKeys('x', '2020-01-01').keys[0].value",
    "createArray('a', 'b')[parameters('number')]",
  ])("%s stays unknown", (expression) => {
    expect(jsonOf(expression)).toBeUndefined();
  });

  it("are bounded by what a table gives for the allowed values", () => {
    expect(valueOf("createObject('Standard', 4, 'Premium', 8)[parameters('tier')]")).toMatchObject({
      kind: "unknown",
      because: ["tier"],
      allowed: [4, 8],
    });
    expect(valueOf("if(parameters('flag'), 'a', 'b')")).toMatchObject({ allowed: ["a", "b"], because: ["flag"] });
  });

  it("are bounded by the whole table when any of its members may be meant", () => {
    const variables = {
      images: {
        "18.04": { publisher: "Canonical", sku: "18_04-lts" },
        "22.04": { publisher: "Canonical", sku: "22_04-lts", plan: 1 },
      },
    };
    const image = "variables('images')[parameters('text')]";
    expect(jsonOf(`${image}.publisher`, { variables })).toBe("Canonical");
    expect(valueOf(`${image}.sku`, { variables })).toMatchObject({
      kind: "unknown",
      because: ["text"],
      allowed: ["18_04-lts", "22_04-lts"],
      type: "string",
    });
    expect(valueOf(`${image}.plan`, { variables })).toMatchObject({ allowed: [null, 1] });
    expect(valueOf("createArray(1, 2)[parameters('number')]")).toMatchObject({ allowed: [1, 2], because: ["number"] });
  });

  it("read as a text inside JSON text keep their place", () => {
    const value = valueOf("json(concat('{\"id\": \"/x/', parameters('text'), '\"}')).id");
    expect(value).toMatchObject({ kind: "text", parts: ["/x/", { text: "parameters('text')" }] });
  });

  it("say which parameter would decide them", () => {
    expect(describeUnknown(valueOf("concat('a', parameters('text'), parameters('other'))"))).toEqual({
      reason: "parameter 'text' has no value and no default",
      because: ["text", "other"],
    });
    expect(describeUnknown(valueOf("resourceGroup().location"))).toEqual({
      reason: "it is known only when the template is deployed",
      because: [],
    });
    expect(describeUnknown(valueOf("'known'"))).toBeUndefined();
  });

  it("never show a secure parameter, not even its default", () => {
    const value = valueOf("concat('x', parameters('password'))");
    expect(JSON.stringify(value)).not.toContain("hunter2");
    expect(describeUnknown(value)?.reason).toBe("parameter 'password' is secure, its value is not read");
  });

  it("differ for each parameter whose default is a new guid", () => {
    const parameters = {
      a: { type: "string", defaultValue: "[newGuid()]" },
      b: { type: "string", defaultValue: "[newGuid()]" },
    };
    expect(jsonOf("equals(parameters('a'), parameters('a'))", { parameters })).toBe(true);
    expect(jsonOf("equals(parameters('a'), parameters('b'))", { parameters })).toBeUndefined();
  });
});

describe("ids of resources", () => {
  const here = "'/subscriptions/', subscription().subscriptionId, '/resourceGroups/', resourceGroup().name";

  it.each([
    ["resourceId('A.B/c', 'x')", `concat(${here}, '/providers/A.B/c/x')`],
    ["resourceId('A.B/c/', 'x')", `concat(${here}, '/providers/A.B/c/x')`],
    ["resourceId('A.B/c/d', 'x', parameters('text'))", `concat(${here}, '/providers/A.B/c/x/d/', parameters('text'))`],
    [
      "resourceId('rg', 'A.B/c', 'x')",
      "concat('/subscriptions/', subscription().subscriptionId, '/resourceGroups/rg/providers/A.B/c/x')",
    ],
    ["resourceId('s', 'rg', 'A.B/c', 'x')", "'/subscriptions/s/resourceGroups/rg/providers/A.B/c/x'"],
    [
      "subscriptionResourceId('A.B/c', 'x')",
      "concat('/subscriptions/', subscription().subscriptionId, '/providers/A.B/c/x')",
    ],
    ["tenantResourceId('A.B/c', 'x')", "'/providers/A.B/c/x'"],
    ["extensionResourceId('/a/b', 'A.B/c', 'x')", "'/a/b/providers/A.B/c/x'"],
    ["concat(resourceGroup().id, '/providers/A.B/c/x')", `concat(${here}, '/providers/A.B/c/x')`],
  ])("%s", (expression, canonical) => {
    expect(textOf(expression)).toBe(canonical);
  });
});

describe("lambdas over items that are not known", () => {
  const variables = {
    one: "[map(parameters('list'), lambda('x', concat('a', lambdaVariables('x'))))]",
    same: "[map(parameters('list'), lambda('y', format('a{0}', lambdaVariables('Y'))))]",
    other: "[map(parameters('list'), lambda('x', concat('b', lambdaVariables('x'))))]",
    inner: "[map(parameters('list'), lambda('x', map(parameters('list'), lambda('y', lambdaVariables('x')))))]",
    outer: "[map(parameters('list'), lambda('x', map(parameters('list'), lambda('y', lambdaVariables('y')))))]",
  };

  it.each([
    ["equals(variables('one'), variables('same'))", true],
    ["equals(variables('one'), variables('other'))", undefined],
    ["equals(variables('inner'), variables('outer'))", undefined],
    [
      "equals(reduce(parameters('list'), 1, lambda('s', 'x', 2)), reduce(parameters('list'), 3, lambda('s', 'x', 2)))",
      undefined,
    ],
    ["equals(toObject(parameters('list'), lambda('x', lambdaVariables('x'))), createObject())", undefined],
    ["equals(mapValues(parameters('thing'), lambda('x', 1)), createObject())", undefined],
    ["equals(groupBy(parameters('list'), lambda('x', 'a')), createArray())", false],
    ["equals(map(parameters('list'), lambda('x', 1)), createObject())", false],
  ])("%s is %s: only those are equal that do the same", (expression, value) => {
    expect(jsonOf(expression, { variables })).toBe(value);
  });
});

describe("values that are made anew each time", () => {
  it.each([
    ["[equals(newGuid(), newGuid())]", undefined],
    ["[equals(utcNow('d'), utcNow('yyyy'))]", undefined],
    ["[equals(utcNow('d'), UtcNow('d'))]", true],
  ])("%s is %s within one default", (defaultValue, value) => {
    expect(jsonOf("parameters('it')", { parameters: { it: { type: "bool", defaultValue } } })).toBe(value);
  });

  it("are the same wherever their parameter is used", () => {
    const parameters = { it: { type: "string", defaultValue: "[newGuid()]" } };
    expect(jsonOf("equals(parameters('it'), parameters('IT'))", { parameters })).toBe(true);
  });
});

describe("loops of unknown count", () => {
  const loop = (input: string): unknown => ({ copy: [{ name: "list", count: "[parameters('number')]", input }] });

  it("are equal only when they make the same", () => {
    const variables = { a: loop("[copyIndex('list')]"), same: loop("[ copyIndex('LIST') ]"), b: loop("other") };
    expect(jsonOf("equals(variables('a').list, variables('same').list)", { variables })).toBe(true);
    expect(jsonOf("equals(variables('a').list, variables('b').list)", { variables })).toBeUndefined();
    expect(valueOf("if(parameters('flag'), variables('a').list, variables('b').list)", { variables })).toMatchObject({
      text: expect.stringContaining("if(") as string,
    });
  });
});
