import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { at, canonicalText, itemsOf } from "../../../src/template/access";
import { evaluateTemplate } from "../../../src/template/evaluateTemplate";
import type { EvaluatedTemplate } from "../../../src/template/model";
import { isDeploymentTemplate } from "../../../src/template/recognise";

const variable = "AZURE_VM_BACKUP_CORPUS";
const folder = process.env[variable];

function jsonFiles(from: string): readonly string[] {
  return readdirSync(from).flatMap((name) => {
    const file = path.join(from, name);
    return statSync(file).isDirectory() ? jsonFiles(file) : name.endsWith(".json") ? [file] : [];
  });
}

/** The references to interfaces that the template declares by type and is nevertheless not able to join. */
function lostInterfaces(template: EvaluatedTemplate): readonly string[] {
  const declares = template.resources.some(({ type }) => type.toLowerCase() === "microsoft.network/networkinterfaces");
  const machines = template.resources.filter(({ type }) => type.toLowerCase() === "microsoft.compute/virtualmachines");
  return machines.flatMap((vm) => {
    const interfaces = itemsOf(at(vm.body, "properties", "networkProfile", "networkInterfaces")) ?? [];
    return interfaces.flatMap((each) => {
      const id = at(each, "id");
      return !declares || id === undefined || template.find(id, vm.instance) !== undefined ? [] : [canonicalText(id)];
    });
  });
}

describe.skipIf(folder === undefined)(
  `templates of the folder that ${variable} names (skipped when it is not set)`,
  () => {
    const files = folder === undefined ? [] : jsonFiles(folder);
    const templates = files
      .map((file) => [file, readFileSync(file, "utf8")] as const)
      .filter(([, text]) => isDeploymentTemplate(text));

    it("holds templates", () => {
      expect(templates.length).toBeGreaterThan(0);
    });

    it.each(templates)("evaluates %s", (_, text) => {
      const template = evaluateTemplate(text);
      template.resources.forEach(({ id, body }) => id + canonicalText(body));
      expect(lostInterfaces(template)).toEqual([]);
      expect(template.problems).toEqual([]);
    });

    it.each(templates)("survives what is left of %s", (_, text) => {
      for (let cut = 1; cut < 8; cut++) {
        const at = Math.floor((text.length * cut) / 8);
        for (const broken of [text.slice(0, at), text.slice(0, at) + text.slice(at + 7)]) {
          const template = evaluateTemplate(broken);
          template.resources.forEach(({ id, body }) => id + canonicalText(body));
          expect(Array.isArray(template.problems)).toBe(true);
        }
      }
    });
  },
);
