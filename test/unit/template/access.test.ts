import { describe, expect, it } from "vitest";
import {
  asBoolean,
  asInteger,
  asText,
  at,
  describeUnknown,
  holds,
  isAbsent,
  itemsOf,
} from "../../../src/template/access";
import type { Value } from "../../../src/template/value";
import { Positions } from "../../../src/template/positions";
import { valueOf } from "./inTemplate";

const known = (value: string | number | boolean | null): Value => ({ kind: "known", value });

describe("access", () => {
  it("walks without case and says undefined only for what is certainly absent", () => {
    const thing = valueOf("createObject('a', createArray(createObject('B', 7)))");
    expect(at(thing, "A", 0, "b")).toMatchObject(known(7));
    expect(at(thing, "missing", "deeper")).toBeUndefined();
    expect(at(thing, "a", 5)).toBeUndefined();
    expect(at(known("text"), "a")).toBeUndefined();
  });

  it("walks into the unknown with one canonical text", () => {
    expect(at(valueOf("parameters('thing')"), "disks", 2, "odd name")).toMatchObject({
      kind: "unknown",
      text: "parameters('thing').disks[2]['odd name']",
      because: ["thing"],
    });
    expect(at(valueOf("union(parameters('thing'), createObject('a', 1))"), "b")).toMatchObject({ kind: "unknown" });
  });

  it("reads scalars as the resource providers do", () => {
    expect([
      asBoolean(known("TRUE")),
      asBoolean(known("false")),
      asBoolean(known(true)),
      asBoolean(known("yes")),
    ]).toEqual([true, false, true, undefined]);
    expect([asInteger(known("12")), asInteger(known(3)), asInteger(known("x")), asInteger(known(1.5))]).toEqual([
      12,
      3,
      undefined,
      undefined,
    ]);
    expect([asText(known("a")), asText(known(1)), asText(undefined)]).toEqual(["a", undefined, undefined]);
    expect(itemsOf(valueOf("createArray(1, parameters('text'))"))).toHaveLength(2);
    expect([isAbsent(undefined), isAbsent(known(null)), isAbsent(known(""))]).toEqual([true, true, false]);
  });

  it("asks questions in three values", () => {
    const isPremium = (scalar: unknown): boolean => scalar === "Premium";
    expect(holds(known("Premium"), isPremium)).toBe(true);
    expect(holds(known("Standard"), isPremium)).toBe(false);
    expect(holds(valueOf("parameters('tier')"), isPremium)).toBeUndefined();
    expect(holds(valueOf("parameters('tier')"), (scalar) => scalar === "Ultra")).toBe(false);
    expect(holds(valueOf("parameters('text')"), isPremium)).toBeUndefined();
  });

  it("explains errors with their own sentence", () => {
    expect(describeUnknown(valueOf("div(1, 0)"))?.reason).toBe("The expression divides by zero.");
  });
});

describe("Positions", () => {
  it("counts lines and UTF-16 characters from zero, whatever the line ends are", () => {
    const text = "ab\r\nc😀d\n\re";
    const positions = new Positions(text);
    expect(positions.at(0)).toEqual({ line: 0, character: 0 });
    expect(positions.at(text.indexOf("d"))).toEqual({ line: 1, character: 3 });
    expect(positions.at(text.indexOf("e"))).toEqual({ line: 3, character: 0 });
    expect(positions.at(999)).toEqual({ line: 3, character: 1 });
    expect(positions.at(-1)).toEqual({ line: 0, character: 0 });
  });
});
