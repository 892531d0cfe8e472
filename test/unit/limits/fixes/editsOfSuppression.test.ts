import { describe, expect, it } from "vitest";
import {
  hasComments,
  removeSuppression,
  suppressInMetadata,
  suppressOnNextLine,
} from "../../../../src/limits/fixes/editsOfSuppression";
import type { TextEdit } from "../../../../src/limits/fixes/textEdit";

function applied(text: string, edits: readonly TextEdit[] | undefined): string | undefined {
  return edits
    ?.toSorted((one, other) => other.offset - one.offset)
    .reduce((now, { offset, length, newText }) => now.slice(0, offset) + newText + now.slice(offset + length), text);
}

function without(text: string, code: string): string | undefined {
  return applied(text, removeSuppression(text, { offset: text.indexOf(code), length: code.length }));
}

describe("the text of suppressions", () => {
  it("joins the rules that are suppressed in the metadata already", () => {
    const text = `{"a": 1, "metadata": {"azureVmBackup": {"suppress": ["one"]}}}`;
    expect(applied(text, suppressInMetadata(text, undefined, "two"))).toBe(
      `{"a": 1, "metadata": {"azureVmBackup": {"suppress": ["one", "two"]}}}`,
    );
  });

  it("leaves metadata alone that is written by an expression", () => {
    expect(suppressInMetadata(`{"metadata": "[variables('m')]"}`, undefined, "one")).toBeUndefined();
  });

  it("stands above the line, indented as it is", () => {
    const text = `{\n  "a": 1\n}`;
    expect(applied(text, suppressOnNextLine(text, text.indexOf("1"), "one"))).toBe(
      `{\n  // azure-vm-backup-disable-next-line one\n  "a": 1\n}`,
    );
  });

  it("goes with all that is empty without it, and with nothing else", () => {
    const suppress = (list: string, more = ""): string =>
      `{ "a": 1, "metadata": { "azureVmBackup": { "suppress": [${list}] }${more} } }`;
    expect(without(suppress(`"one", "two"`), `"one"`)).toContain(`[ "two"]`);
    expect(without(suppress(`"one"`), `"one"`)).toBe(`{ "a": 1 }`);
    expect(without(suppress(`"one"`, `, "author": "me"`), `"one"`)).toContain(`"author": "me"`);
  });

  it("goes from comments, whose other rules and neighbours stay", () => {
    const comment = (codes: string): string => `{\n  // azure-vm-backup-disable-next-line ${codes}\n  "a": 1\n}`;
    expect(without(comment("one"), "one")).toBe(`{\n  "a": 1\n}`);
    expect(without(comment("one, two -- because"), "one")).toBe(comment("two -- because"));
    expect(without(comment("two, one -- because"), "one")).toBe(comment("two -- because"));
    expect(without(`{ /* azure-vm-backup-disable one */ "a": 1 }`, "one")).toBe(`{  "a": 1 }`);
  });

  it("tells comments from texts that look like them", () => {
    expect(hasComments(`{ "a": "https://b /* c */" }`)).toBe(false);
    expect(hasComments(`{ "a": "b" // c\n }`)).toBe(true);
  });
});
