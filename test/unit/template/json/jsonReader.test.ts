import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonNode } from "../../../../src/template/json/node";
import { memberNode, memberOf, nodeToJson } from "../../../../src/template/json/node";
import { parseJson } from "../../../../src/template/json/parseJson";

/** Every stretch that a node or a name claims to take, read on its own, next to what the tree says of it. */
function claims(text: string, node: JsonNode | undefined): readonly (readonly [unknown, unknown])[] {
  if (node === undefined) {
    return [];
  }
  const own = [JSON.parse(text.slice(node.offset, node.end)), nodeToJson(node)] as const;
  const inside =
    node.kind === "object"
      ? node.members.flatMap(({ key, keyNode, value }) => [
          [JSON.parse(text.slice(keyNode.offset, keyNode.end)), key] as const,
          ...claims(text, value),
        ])
      : node.kind === "array"
        ? node.items.flatMap((item) => claims(text, item))
        : [];
  return [own, ...inside];
}

describe("the tree of a JSON document", () => {
  it("says of every name and value where it is written, however often the same were written before", () => {
    // Few names and texts, so that most of them are expected where they come.
    const word = fc.constantFrom("a", "ab", 'a"b', "a\\", "\u2028", "__proto__", "copy", "[x]", "");
    const json = fc.letrec((tie) => ({
      value: fc.oneof(word, fc.integer(), fc.constant(null), tie("object"), tie("array")),
      object: fc.dictionary(word, tie("value"), { maxKeys: 4, noNullPrototype: true }),
      array: fc.array(tie("value"), { maxLength: 4 }),
    })).value;
    fc.assert(
      fc.property(json, fc.constantFrom(0, 2, "\t"), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        const { root, faults } = parseJson(text);
        expect(faults).toEqual([]);
        for (const [written, told] of claims(text, root)) {
          expect(told).toEqual(written);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("does not take a text for the one that stood there before when it only begins like it", () => {
    const { root } = parseJson(String.raw`[{"n":"vm"},{"n":"vm1"},{"n":"v"},{"n":"v\u006d"},{"n":"vm\""},{"nn":"vm"}]`);
    expect(root === undefined ? undefined : nodeToJson(root)).toEqual([
      { n: "vm" },
      { n: "vm1" },
      { n: "v" },
      { n: "vm" },
      { n: 'vm"' },
      { nn: "vm" },
    ]);
  });

  it("does not take a name for one that is written with escapes elsewhere", () => {
    const { root, faults } = parseJson(String.raw`[{"a\"b":1},{"a"b":2},{"c":3}]`);
    expect(faults.length).toBeGreaterThan(0);
    const items =
      root?.kind === "array" ? root.items.map((item) => (item.kind === "object" ? item.shape.list : [])) : [];
    expect(items[0]).toEqual(['a"b']);
    expect(items[1]).not.toContain('a"b');
  });

  it("says where a name stands that has no value yet", () => {
    const text = '{ "a": { "first": 1, "second" }, "third": }';
    const { root } = parseJson(text);
    const second = memberOf(memberNode(root, "a"), "second");
    const third = memberOf(root, "third");
    expect(second?.value).toBeUndefined();
    expect(text.slice(second?.keyNode.offset, second?.keyNode.end)).toBe('"second"');
    expect(text.slice(third?.keyNode.offset, third?.keyNode.end)).toBe('"third"');
  });

  it("finds a member in any case, and the last one of several", () => {
    const { root } = parseJson('{ "Name": 1, "name": 2, "type": 3, "TYPE": 4, "type": 5, "size": 6 }');
    expect(memberNode(root, "name")).toMatchObject({ value: 2 });
    expect(memberNode(root, "Name")).toMatchObject({ value: 2 });
    expect(memberNode(root, "type")).toMatchObject({ value: 5 });
    expect(memberNode(root, "SIZE")).toMatchObject({ value: 6 });
    expect(memberNode(root, "location")).toBeUndefined();
  });

  it("finds the members of an object with very many", () => {
    const names = Array.from({ length: 3000 }, (_, i) => `name${i}`);
    const { root } = parseJson(JSON.stringify(Object.fromEntries(names.map((name, i) => [name, i]))));
    expect(names.map((name) => memberNode(root, name.toUpperCase()))).toMatchObject(
      names.map((_, value) => ({ value })),
    );
    expect(memberNode(root, "name3000")).toBeUndefined();
  });
});
