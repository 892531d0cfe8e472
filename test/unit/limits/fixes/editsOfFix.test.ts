import { describe, expect, test } from "vitest";
import type { Fix, FixStep } from "../../../../src/limits/fix";
import type { JsonValue } from "../../../../src/template/value";
import { editsOfFix, editsOfFixes } from "../../../../src/limits/fixes/editsOfFix";
import type { TextEdit } from "../../../../src/limits/fixes/textEdit";
import type { Place } from "../../../../src/limits/profile/fact";

/** The place of a stretch of a text, which has to be there once. */
function placeOf(text: string, stretch: string, chain: Place["chain"] = []): Place {
  const offset = text.indexOf(stretch);
  expect(offset, `${stretch} in ${text}`).toBeGreaterThanOrEqual(0);
  return { span: { offset, length: stretch.length }, chain };
}

function fix(...steps: readonly FixStep[]): Fix {
  return { id: "fix", title: "Fix", safe: true, steps };
}

function applied(text: string, edits: readonly TextEdit[] | undefined): string | undefined {
  return edits?.reduceRight(
    (changed, { offset, length, newText }) => changed.slice(0, offset) + newText + changed.slice(offset + length),
    text,
  );
}

function after(text: string, ...steps: readonly FixStep[]): string | undefined {
  return applied(text, editsOfFix(text, fix(...steps)));
}

const set = (text: string, path: readonly string[], value: JsonValue, at = "{") =>
  after(text, { kind: "set", object: placeOf(text, at), path, value });

describe("sets a property", () => {
  test("that is there already", () => {
    expect(set('{ "a": false, "b": 2 }', ["a"], true)).toBe('{ "a": true, "b": 2 }');
    expect(set('{ "A": false }', ["a"], true)).toBe('{ "A": true }');
  });

  test.each([
    ['{ "b": 2 }', '{ "b": 2, "a": true }'],
    ["{}", '{ "a": true }'],
    ["{ }", '{ "a": true }'],
    ['{"b":2}', '{"b":2, "a": true}'],
    ['{\n  "b": 2\n}', '{\n  "b": 2,\n  "a": true\n}'],
    ['{\r\n\t"b": 2\r\n}', '{\r\n\t"b": 2,\r\n\t"a": true\r\n}'],
    ['{\n  "b": 2 // why\n}', '{\n  "b": 2, // why\n  "a": true\n}'],
    ['{\n  "b": 2, // why\n}', '{\n  "b": 2, // why\n  "a": true\n}'],
    ['{\n  "b": 2 /* why */\n  // more\n}', '{\n  "b": 2, /* why */\n  "a": true\n  // more\n}'],
    ["{\n  // nothing yet\n}", '{\n  // nothing yet\n  "a": true\n}'],
    ["\n{}", '\n{\n  "a": true\n}'],
  ])("that is missing, as the others are laid out: %j", (text, expected) => {
    expect(set(text, ["a"], true)).toBe(expected);
  });

  test("with the objects on the way to it", () => {
    expect(set('{\n    "b": 2\n}', ["x", "y"], [1, 2])).toBe(
      '{\n    "b": 2,\n    "x": {\n        "y": [1, 2]\n    }\n}',
    );
    expect(set('{ "x": { "b": 1 } }', ["x", "y", "z"], "v")).toBe('{ "x": { "b": 1, "y": { "z": "v" } } }');
  });

  test("in one that a variable holds, where the variable is written", () => {
    const text = '{ "v": { "b": 1 }, "r": "[variables(\'v\')]" }';
    const chain = [{ kind: "variable", name: "v", span: placeOf(text, '{ "b"').span }] as const;
    const object = placeOf(text, "\"[variables('v')]\"", chain);
    expect(after(text, { kind: "set", object, path: ["a"], value: 2 })).toBe(
      '{ "v": { "b": 1, "a": 2 }, "r": "[variables(\'v\')]" }',
    );
  });

  test("not where it would take something else's place", () => {
    expect(set('{ "x": "[variables(\'v\')]" }', ["x", "y"], 1)).toBeUndefined();
    expect(set('{ "copy": [{ "name": "x", "count": 2, "input": {} }] }', ["x"], [])).toBeUndefined();
    expect(set('{ "a": true }', ["a"], true)).toBeUndefined();
  });
});

describe("writes another value", () => {
  const replace = (text: string, stretch: string, by: string | number | boolean, chain: Place["chain"] = []) =>
    after(text, { kind: "replace", value: placeOf(text, stretch, chain), by });
  const step = (text: string, kind: "variable" | "parameter", stretch: string) => ({
    kind,
    name: "x",
    span: placeOf(text, stretch).span,
  });

  test("where it is written out", () => {
    expect(replace('{ "a": "Standard" }', '"Standard"', "Enhanced")).toBe('{ "a": "Enhanced" }');
  });

  test("in the variable or the parameter's default that it plainly refers to", () => {
    const text = `{ "p": false, "v": "[parameters('p')]", "a": "[variables('v')]" }`;
    const chain = [step(text, "variable", "\"[parameters('p')]\""), step(text, "parameter", "false")];
    expect(replace(text, "\"[variables('v')]\"", true, chain)).toBe(text.replace("false", "true"));
    const member = `{ "v": { "w": [false] }, "a": "[variables('v').w[0]]" }`;
    expect(replace(member, "\"[variables('v').w[0]]\"", true, [step(member, "variable", "false")])).toBe(
      member.replace("false", "true"),
    );
  });

  test("nowhere when it is computed, or given by a parameter file", () => {
    const text = `{ "v": "a", "a": "[concat(variables('v'), 'b')]" }`;
    expect(replace(text, "\"[concat(variables('v'), 'b')]\"", "c", [step(text, "variable", '"a"')])).toBeUndefined();
    expect(replace('{ "a": "[equals(copyIndex(), 1)]" }', '"[equals(copyIndex(), 1)]"', true)).toBeUndefined();
    const given = `{ "p": "x", "a": "[parameters('p')]" }`;
    const chain = [step(given, "parameter", '"x"'), { kind: "parameterFile", name: "f", span: undefined } as const];
    expect(replace(given, "\"[parameters('p')]\"", "y", chain)).toBeUndefined();
  });

  test("nowhere when it stands in another file", () => {
    const text = '{ "a": 1 }';
    const place = { span: { ...placeOf(text, "1").span, file: "linked.json" }, chain: [] };
    expect(editsOfFix(text, fix({ kind: "replace", value: place, by: 2 }))).toBeUndefined();
  });
});

describe("removes a property", () => {
  test.each([
    ['{ "a": 1 }', "{ }"],
    ['{ "a": 1, "b": 2 }', '{ "b": 2 }'],
    ['{ "b": 2, "a": 1 }', '{ "b": 2 }'],
    ['{\n  "b": 2,\n  "a": 1\n}', '{\n  "b": 2\n}'],
    ['{\n  "b": 2, // why\n  "a": 1\n}', '{\n  "b": 2 // why\n}'],
    ['{\n  "a": 1,\n  "b": 2\n}', '{\n  "b": 2\n}'],
    ['{\n  // why\n  "a": 1,\n  "b": 2\n}', '{\n  // why\n  "b": 2\n}'],
    ['{\n  "b": 2,\n  // why\n  "a": 1 }', '{\n  "b": 2\n  // why\n   }'],
  ])("with its comma, and leaves comments alone: %j", (text, expected) => {
    expect(after(text, { kind: "remove", object: placeOf(text, "{"), path: ["a"] })).toBe(expected);
  });
});

test("moves a property as it is written", () => {
  const text = '{\n  "a": [ 1,2 ], // why\n  "b": 1\n}';
  const move = (to: readonly string[]) => after(text, { kind: "move", object: placeOf(text, "{"), from: ["a"], to });
  expect(move(["c"])).toBe('{\n  "c": [ 1,2 ], // why\n  "b": 1\n}');
  expect(move(["d", "a"])).toBe('{ // why\n  "b": 1,\n  "d": {\n    "a": [ 1,2 ]\n  }\n}');
  expect(move(["b"])).toBeUndefined();
});

describe("adds a resource", () => {
  const vault = { type: "Microsoft.RecoveryServices/vaults", name: "v" };
  const added = (text: string) => after(text, { kind: "addResource", beside: placeOf(text, '"web"'), resource: vault });

  test("to the array, outside of the resource that it stands beside", () => {
    const text = '{\n  "resources": [\n    { "type": "vm", "resources": [{ "type": "ext", "name": "web" }] }\n  ]\n}';
    expect(added(text)).toBe(
      `{\n  "resources": [\n    { "type": "vm", "resources": [{ "type": "ext", "name": "web" }] },\n    {\n      "type": "${vault.type}",\n      "name": "v"\n    }\n  ]\n}`,
    );
  });

  test("under a free symbolic name, where resources have names", () => {
    const text = '{ "resources": { "vaults": { "type": "vm", "name": "web" } } }';
    expect(JSON.parse(added(text) ?? "")).toEqual({
      resources: { vaults: { type: "vm", name: "web" }, vaults2: vault },
    });
  });
});

describe("several steps", () => {
  const text = '{ "r": { "a": 1 } }';
  const inner = placeOf(text, '{ "a"');

  test("see what the earlier ones have done", () => {
    const steps = ["x", "y"].map((name) => ({ kind: "set", object: inner, path: ["n", name], value: 1 }) as const);
    expect(JSON.parse(after(text, ...steps) ?? "")).toEqual({ r: { a: 1, n: { x: 1, y: 1 } } });
  });

  test("are taken all or none", () => {
    const good = { kind: "set", object: inner, path: ["b"], value: 1 } as const;
    const bad = { kind: "set", object: inner, path: ["a", "c"], value: 1 } as const;
    expect(editsOfFix(text, fix(good, bad))).toBeUndefined();
    expect(applied(text, editsOfFixes(text, [fix(good, bad), fix({ ...good, path: ["d"] })]))).toBe(
      '{ "r": { "a": 1, "d": 1 } }',
    );
  });

  test("of several fixes compose, and the same fix twice is taken once", () => {
    const one = fix({ kind: "set", object: inner, path: ["a"], value: 2 });
    const other = fix({ kind: "set", object: inner, path: ["b"], value: 3 });
    expect(applied(text, editsOfFixes(text, [one, one, other]))).toBe('{ "r": { "a": 2, "b": 3 } }');
  });

  test("come to small edits, not to one over everything between them", () => {
    const wide = '{ "a": 1, "long": "untouched", "b": 1 }';
    const object = placeOf(wide, "{");
    const steps = ["a", "b"].map((name) => ({ kind: "set", object, path: [name], value: 2 }) as const);
    expect(editsOfFix(wide, fix(...steps))).toEqual([
      { offset: 7, length: 1, newText: "2" },
      { offset: 36, length: 1, newText: "2" },
    ]);
  });
});
