import { describe, expect, it } from "vitest";
import { at, canonicalText } from "../../../src/template/access";
import { evaluate, jsonOf, textOf, valueOf, type Sections } from "./inTemplate";

const definitions = {
  tier: { type: "string", allowedValues: ["Standard_LRS", "Premium_LRS"] },
  disk: {
    type: "object",
    properties: {
      sku: { $ref: "#/definitions/tier" },
      lun: { type: "int", minValue: 0, maxValue: 31 },
      key: { type: "securestring" },
      label: { type: "string", nullable: true, allowedValues: ["a", "b"] },
      next: { $ref: "#/definitions/disk" },
    },
  },
  disks: { type: "array", items: { $ref: "#/definitions/disk" }, minLength: 1, maxLength: 16 },
  pair: { type: "array", prefixItems: [{ type: "int", maxValue: 4 }, { type: "bool" }], items: false },
  tags: { type: "object", additionalProperties: { type: "string", allowedValues: ["x", "y"] } },
  shape: {
    type: "object",
    discriminator: {
      propertyName: "kind",
      mapping: {
        small: {
          type: "object",
          properties: {
            kind: { type: "string", allowedValues: ["small"] },
            size: { type: "string", allowedValues: ["B1s", "B2s"] },
            password: { type: "securestring" },
          },
        },
        big: { $ref: "#/definitions/big" },
      },
    },
  },
  big: {
    type: "object",
    properties: {
      kind: { type: "string", allowedValues: ["big"] },
      size: { type: "string", allowedValues: ["D16s", "B2s"] },
      count: { type: "int", maxValue: 9 },
    },
  },
  node: { type: "object", properties: { inner: { $ref: "#/definitions/disk/properties/sku" } } },
};

const parameters = {
  disk: { $ref: "#/definitions/disk" },
  disks: { $ref: "#/definitions/disks" },
  pair: { $ref: "#/definitions/pair" },
  tags: { $ref: "#/definitions/tags" },
  shape: { $ref: "#/definitions/shape" },
  node: { $ref: "#/definitions/node" },
  perhaps: { $ref: "#/definitions/disk", nullable: true },
  plain: { type: "object", properties: { a: { type: "int" } }, additionalProperties: { $ref: "#/definitions/tier" } },
  named: { type: "string", minLength: 3 },
  loop: { $ref: "#/definitions/loop" },
};

const sections: Sections = {
  languageVersion: "2.0",
  definitions: { ...definitions, loop: { $ref: "#/definitions/loop" } },
  parameters,
};

describe("what user-defined types tell of an unknown value", () => {
  it.each([
    ["equals(parameters('disk').sku, 'UltraSSD_LRS')", false],
    ["equals(toLower(parameters('disk').sku), 'ultrassd_lrs')", false],
    ["equals(parameters('DISK').SKU, parameters('disk')['sku'])", undefined],
    ["startsWith(concat(parameters('disk').sku, 'x'), 'Ultra')", false],
    ["less(parameters('disk').lun, 32)", true],
    ["less(parameters('disk').next.next.lun, 32)", true],
    ["contains(createArray('a', 'b', null()), parameters('disk').label)", true],
    ["contains(createArray('a', 'b'), parameters('disk').label)", undefined],
    ["equals(parameters('disks')[7].sku, 'UltraSSD_LRS')", false],
    ["equals(parameters('disks')[0].sku, parameters('disks')[1].sku)", undefined],
    ["equals(parameters('disks')[0].sku, parameters('disks')[0].sku)", true],
    ["empty(parameters('disks'))", false],
    ["empty(parameters('named'))", false],
    ["lessOrEquals(length(parameters('disks')), 16)", true],
    ["greater(length(parameters('disks')), 0)", true],
    ["greater(length(parameters('disks')), 5)", undefined],
    ["less(parameters('pair')[0], 5)", true],
    ["less(parameters('pair')[2], 5)", undefined],
    ["contains(createArray('x', 'y'), parameters('tags').any)", true],
    ["equals(parameters('shape').kind, 'huge')", false],
    ["contains(createArray('B1s', 'B2s', 'D16s'), parameters('shape').size)", true],
    ["equals(parameters('shape').size, 'B2s')", undefined],
    ["less(parameters('shape').count, 10)", undefined],
    ["equals(parameters('node').inner, 'UltraSSD_LRS')", false],
    ["equals(parameters('plain').b, 'UltraSSD_LRS')", false],
    ["equals(parameters('plain').a, 'UltraSSD_LRS')", false],
    ["coalesce(tryGet(parameters('perhaps'), 'sku'), 'none')", "none"],
    ["equals(tryGet(parameters('disk'), 'sku'), 'UltraSSD_LRS')", false],
  ])("%s is %j", (expression, value) => {
    expect(jsonOf(expression, sections)).toEqual(value);
  });

  it("keeps the name of what is not known, and who decides it", () => {
    expect(textOf("parameters('disks')[2].sku", sections)).toBe("parameters('disks')[2].sku");
    expect(valueOf("parameters('disks')[2].sku", sections)).toMatchObject({
      reason: "noDefault",
      because: ["disks"],
      allowed: ["Standard_LRS", "Premium_LRS"],
    });
  });

  it("is that it is secure, wherever that is declared", () => {
    expect(valueOf("parameters('disk').key", sections)).toMatchObject({ kind: "unknown", reason: "secure" });
    expect(valueOf("parameters('disks')[0].next.key", sections)).toMatchObject({ kind: "unknown", reason: "secure" });
  });

  it("is nothing where a type only refers to itself", () => {
    expect(valueOf("parameters('loop').a", sections)).toMatchObject({ kind: "unknown", text: "parameters('loop').a" });
  });

  it("is nothing where a form of a union is that union again", () => {
    const again = { discriminator: { propertyName: "kind", mapping: { a: { $ref: "#/definitions/again" } } } };
    const circular = { definitions: { again }, parameters: { p: { $ref: "#/definitions/again" } } };
    expect(valueOf("parameters('p').x.y", circular)).toMatchObject({ kind: "unknown", text: "parameters('p').x.y" });
    const given = evaluate(
      { ...circular, outputs: { o: { type: "string", value: "[parameters('p').x]" } } },
      { parameters: { p: { x: 1 } } },
    );
    expect(given.outputs.get("o")).toMatchObject({ value: 1 });
  });

  it("says what the items are like that a loop goes over", () => {
    const expression = "map(parameters('disks'), lambda('d', lambdaVariables('d').sku))";
    expect(valueOf(expression, sections)).toMatchObject({
      kind: "unknown",
      item: { allowed: ["Standard_LRS", "Premium_LRS"] },
      length: { least: 1, most: 16 },
    });
  });

  it("holds inside a deployment that gets the value passed on", () => {
    const template = evaluate({
      ...sections,
      resources: {
        d: {
          type: "Microsoft.Resources/deployments",
          apiVersion: "2024-03-01",
          name: "d",
          properties: {
            parameters: { mine: { value: "[parameters('disk')]" } },
            template: {
              parameters: { mine: { type: "object" } },
              resources: [],
              outputs: { isUltra: { type: "bool", value: "[equals(parameters('mine').sku, 'UltraSSD_LRS')]" } },
            },
          },
        },
      },
      outputs: { o: { type: "bool", value: "[reference('d').outputs.isUltra.value]" } },
    });
    expect(template.outputs.get("o")).toMatchObject({ value: false });
  });
});

describe("secrets inside of objects", () => {
  const secret = "hunter2";
  const value = { sku: "Premium_LRS", key: secret, next: { key: secret, lun: 3 } };

  it("are never read, from a file nor from a default", () => {
    const outputs = { all: { type: "object", value: "[parameters('disk')]" } };
    const text = JSON.stringify({ parameters: { disk: { value } } });
    const fromFile = evaluate({ ...sections, outputs }, { parameterFiles: [{ name: "p.json", text }] });
    const byDefault = evaluate({
      ...sections,
      parameters: { disk: { $ref: "#/definitions/disk", defaultValue: value } },
      outputs,
    });
    for (const { outputs: made } of [fromFile, byDefault]) {
      const all = made.get("all");
      expect(all === undefined ? "" : canonicalText(all)).not.toContain(secret);
      expect(at(all, "next", "key")).toMatchObject({ reason: "secure", because: ["disk"] });
      expect(at(all, "next", "lun")).toMatchObject({ value: 3 });
      expect(at(all, "sku")).toMatchObject({ value: "Premium_LRS" });
    }
  });

  it("are found in arrays and in every form of a union", () => {
    const options = { parameters: { disks: [value], shape: { kind: "small", size: "B1s", password: secret } } };
    const template = evaluate(
      {
        ...sections,
        outputs: { all: { type: "array", value: "[createArray(parameters('disks'), parameters('shape'))]" } },
      },
      options,
    );
    const all = template.outputs.get("all");
    expect(all === undefined ? "" : canonicalText(all)).not.toContain(secret);
    expect(at(all, 1, "size")).toMatchObject({ value: "B1s" });
    expect(at(all, 1, "password")).toMatchObject({ reason: "secure" });
  });

  it("are not shown by an output that declares them", () => {
    const template = evaluate({
      ...sections,
      outputs: {
        disk: { $ref: "#/definitions/disk", value: { sku: "a", key: secret } },
        key: { type: "securestring", value: secret },
      },
    });
    const all = [...template.outputs.values()].map(canonicalText).join();
    expect(all).not.toContain(secret);
    expect(at(template.outputs.get("disk"), "sku")).toMatchObject({ value: "a" });
  });
});
