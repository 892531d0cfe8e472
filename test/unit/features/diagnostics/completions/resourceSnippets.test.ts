import { describe, expect, it } from "vitest";
import { resourceSnippetsAt } from "../../../../../src/features/diagnostics/completions/resourceSnippets";
import { plainText } from "../../../../../src/features/diagnostics/protect/snippetText";
import { evaluateTemplate } from "../../../../../src/template/evaluateTemplate";

function at(text: string): {
  readonly kinds: readonly string[];
  readonly texts: readonly string[];
  readonly offset: number;
} {
  const offset = text.indexOf("|");
  const found = resourceSnippetsAt(text.replace("|", ""), offset);
  return { kinds: found.map(({ kind }) => kind), texts: found.map(({ snippet }) => plainText(snippet)), offset };
}

const kinds = ["vault", "enhancedPolicy", "standardPolicy", "protectedItem"];

describe("the resources that are offered while typing", () => {
  it("are offered among the resources of a template", () => {
    expect(at(`{ "resources": [ | ] }`).kinds).toEqual(kinds);
    expect(at(`{ "resources": [ { "type": "x" }, |] }`).kinds).toEqual(kinds);
    expect(at(`{ "languageVersion": "2.0", "resources": { | } }`).kinds).toEqual(kinds);
  });

  it("are offered nowhere else", () => {
    for (const text of [
      `{ "resources": [ { "type": "x", | } ] }`,
      `{ "resources": [ { "type": "x", "resources": [ | ] } ] }`,
      `{ "parameters": { | }, "resources": [] }`,
      `{ "resources": [ "|" ] }`,
      `| { "resources": [] }`,
    ]) {
      expect(at(text).kinds).toEqual([]);
    }
  });

  it("are resources that the template engine understands", () => {
    const start = `{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "resources": [`;
    const { texts } = at(`${start}|] }`);
    for (const text of texts) {
      const template = evaluateTemplate(`${start}${text}] }`);
      expect(template.problems).toEqual([]);
      expect(template.resources).toHaveLength(1);
    }
  });

  it("get symbolic names where the template uses them", () => {
    const { texts } = at(`{ "languageVersion": "2.0", "resources": { | } }`);
    expect(texts.map((text) => /^"(\w+)": \{/.exec(text)?.[1])).toEqual([
      "backupVault",
      "backupPolicy",
      "backupPolicy",
      "vmBackup",
    ]);
  });
});
