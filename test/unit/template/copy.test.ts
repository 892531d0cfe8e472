import { describe, expect, it } from "vitest";
import { at, canonicalText, itemsOf } from "../../../src/template/access";
import { toJson } from "../../../src/template/values/unknowns";
import { evaluate, jsonOf, machine, nic, resource } from "./inTemplate";

const disks = (count: unknown): unknown => ({
  storageProfile: {
    copy: [
      {
        name: "dataDisks",
        count,
        input: { lun: "[copyIndex('dataDisks')]", name: "[concat('d', copyIndex('dataDisks', 1))]" },
      },
    ],
  },
});

describe("copy loops", () => {
  it("make one resource for each instance of a known count", () => {
    const template = evaluate({
      resources: [
        machine("[concat('vm', copyIndex(1))]", { copy: { name: "vms", count: "[length(createArray(1, 2, 3))]" } }),
      ],
    });
    expect(
      template.resources.map(({ name, instance, instances, jsonPath }) => [
        toJson(name),
        instance,
        instances,
        jsonPath,
      ]),
    ).toEqual([
      ["vm1", 0, 3, "$.resources[0]"],
      ["vm2", 1, 3, "$.resources[0]"],
      ["vm3", 2, 3, "$.resources[0]"],
    ]);
    expect(at(template.resources[0]?.body, "copy")).toBeUndefined();
  });

  it("make nothing for a count of zero", () => {
    expect(evaluate({ resources: [machine("vm", { copy: { name: "vms", count: 0 } })] }).resources).toEqual([]);
  });

  it("keep one symbolic instance when the count is unknown", () => {
    const template = evaluate({
      parameters: { n: { type: "int" } },
      resources: [machine("[concat('vm', copyIndex())]", { copy: { name: "vms", count: "[parameters('n')]" } })],
    });
    expect(template.resources).toHaveLength(1);
    expect(template.resources[0]).toMatchObject({ instance: 0, instances: undefined });
    expect(canonicalText(resource(template, "virtualMachines").name)).toBe("concat('vm', copyIndex('vms'))");
  });

  it("expand a list of properties, with the resource's own index beside the property's", () => {
    const template = evaluate({
      resources: [
        machine("vm", {
          copy: { name: "vms", count: 2 },
          properties: {
            copy: [
              { name: "a", count: 2, input: "[concat(copyIndex(), '/', copyIndex('a'))]" },
              { name: "b", count: 1, input: "[copyIndex('b', 5)]" },
            ],
            other: true,
          },
        }),
      ],
    });
    const { body } = resource(template, "virtualMachines", 1);
    const properties = at(body, "properties");
    expect(properties === undefined ? undefined : toJson(properties)).toEqual({
      a: ["1/0", "1/1"],
      b: [5],
      other: true,
    });
  });

  it("give an array of known length whose items are in part unknown", () => {
    const template = evaluate({
      parameters: { size: { type: "int" } },
      variables: {
        copy: [{ name: "disks", count: 3, input: { lun: "[copyIndex('disks')]", diskSizeGB: "[parameters('size')]" } }],
      },
      resources: [machine("vm", { properties: { storageProfile: { dataDisks: "[variables('disks')]" } } })],
    });
    const items = itemsOf(at(resource(template, "virtualMachines").body, "properties", "storageProfile", "dataDisks"));
    expect(items).toHaveLength(3);
    expect(at(items?.[2], "lun")).toMatchObject({ value: 2 });
    expect(at(items?.[2], "diskSizeGB")).toMatchObject({ kind: "unknown", because: ["size"] });
  });

  it("keep the shape of the items when the count of a property is unknown", () => {
    const template = evaluate({
      parameters: { n: { type: "int" } },
      resources: [machine("vm", { properties: disks("[parameters('n')]") })],
    });
    const list = at(resource(template, "virtualMachines").body, "properties", "storageProfile", "dataDisks");
    expect(list).toMatchObject({ kind: "unknown", reason: "noDefault", because: ["n"], type: "array" });
    expect(canonicalText(at(list, 0, "name") ?? { kind: "known", value: null })).toBe(
      "concat('d', add(copyIndex('dataDisks'), 1))",
    );
  });

  it("count what depends on an allowed value as bounded", () => {
    const template = evaluate({
      parameters: { n: { type: "int", allowedValues: [2, 4] } },
      resources: [machine("vm", { properties: { count: "[mul(parameters('n'), 10)]" } })],
    });
    expect(at(resource(template, "virtualMachines").body, "properties", "count")).toMatchObject({ allowed: [20, 40] });
  });

  it("expand variables of both kinds", () => {
    const variables = {
      copy: [{ name: "top", count: 2, input: "[concat('t', copyIndex('top'))]" }],
      inner: { copy: [{ name: "list", count: 2, input: { i: "[copyIndex('list')]" } }], also: 1 },
    };
    expect(jsonOf("variables('top')", { variables })).toEqual(["t0", "t1"]);
    expect(jsonOf("variables('inner')", { variables })).toEqual({ list: [{ i: 0 }, { i: 1 }], also: 1 });
  });

  it("expand outputs", () => {
    const template = evaluate({
      outputs: { names: { type: "array", copy: { count: 2, input: "[concat('n', copyIndex())]" } } },
    });
    const names = template.outputs.get("names");
    expect(names === undefined ? undefined : toJson(names)).toEqual(["n0", "n1"]);
  });

  it("let children of a copied resource use its index", () => {
    const child = { type: "extensions", apiVersion: "1", name: "[concat('e', copyIndex())]" };
    const template = evaluate({
      resources: [machine("[concat('vm', copyIndex())]", { copy: { name: "l", count: 2 }, resources: [child] })],
    });
    expect(
      template.resources.filter(({ type }) => type.endsWith("extensions")).map(({ name }) => toJson(name)),
    ).toEqual(["vm0/e0", "vm1/e1"]);
  });

  it("are not unrolled beyond 800 instances, and say so", () => {
    const template = evaluate({
      resources: [
        nic("[concat('nic', copyIndex())]", { copy: { name: "nics", count: 5000 } }),
        machine("vm", { properties: disks(5000) }),
      ],
    });
    expect(template.resources).toHaveLength(2);
    expect(template.problems).toMatchObject([
      { kind: "limit", message: "The copy loop 'nics' makes 5000 instances; no more than 800 are analysed." },
    ]);
    expect(at(resource(template, "virtualMachines").body, "properties", "storageProfile", "dataDisks")).toMatchObject({
      kind: "unknown",
      reason: "unsupported",
    });
  });

  it("add no instances when there are two and a half thousand resources, but one of each loop", () => {
    const resources = Array.from({ length: 8 }, (_, i) =>
      nic(`[concat('n${i}', copyIndex())]`, { copy: { name: "l", count: 800 } }),
    );
    const template = evaluate({ resources });
    expect(template.resources).toHaveLength(2500 + 4);
    expect(new Set(template.resources.map(({ jsonPath }) => jsonPath)).size).toBe(8);
    expect(template.problems.map(({ kind }) => kind)).toEqual(["limit"]);
  });
});
