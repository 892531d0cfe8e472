import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { checkTemplate } from "../../../src/limits/check/checkTemplate";
import type { Finding, LimitsId } from "../../../src/limits/finding";
import { rules } from "../../../src/limits/ruleRegistry";
import { evaluateTemplate } from "../../../src/template/evaluateTemplate";

const folder = path.resolve(import.meta.dirname, "../../../sample");

function findings(file: string, limits: LimitsId, parameterFile?: string): readonly Finding[] {
  const read = (name: string): string => fs.readFileSync(path.join(folder, name), "utf8");
  const files = parameterFile === undefined ? [] : [{ name: parameterFile, text: read(parameterFile) }];
  const text = read(file);
  const template = evaluateTemplate(text, { parameterFiles: files });
  expect(template.problems).toEqual([]);
  // Most samples have no vault, which each would be told.
  const rules = { "vault-required": { severity: "off" } } as const;
  return checkTemplate(template, text, { limits, lifted: "hint", rules }).findings;
}

function briefly(found: readonly Finding[]): readonly string[] {
  return found.map(({ code, severity, certainty }) => `${certainty} ${severity} ${code}`).toSorted();
}

const arm = "certain error arm-vm";

/** Per rule: what its template shows under today's limits and under those of October 2015 (there, besides arm-vm). */
const expected: Readonly<Record<string, { readonly current: readonly string[]; readonly in2015: readonly string[] }>> =
  {
    "arm-vm": { current: [], in2015: [] },
    "data-disk-count": {
      current: ["certain error data-disk-count"],
      in2015: ["certain error data-disk-count"],
    },
    "premium-storage": {
      current: ["certain hint premium-storage"],
      in2015: ["certain error premium-storage"],
    },
    "reserved-ip-multiple": {
      current: ["certain hint reserved-ip-multiple"],
      in2015: ["certain error reserved-ip-multiple"],
    },
    "reserved-ip-no-endpoint": {
      current: ["certain hint reserved-ip-no-endpoint"],
      in2015: ["certain error reserved-ip-no-endpoint"],
    },
    "multiple-nics": {
      current: ["certain hint multiple-nics"],
      in2015: ["certain error multiple-nics"],
    },
    "load-balanced": {
      current: ["certain hint load-balanced"],
      in2015: ["certain error load-balanced"],
    },
    "os-version-windows-server": { current: ["certain warning os-version-windows-server"], in2015: [] },
    "region-mismatch": {
      current: ["certain error region-mismatch"],
      in2015: ["certain error region-mismatch"],
    },
    "cross-region-backup": {
      current: ["certain warning cross-region-backup"],
      in2015: ["certain warning cross-region-backup"],
    },
    "region-support": { current: [], in2015: ["certain warning region-support"] },
    "vm-agent-disabled": {
      current: ["certain error vm-agent-disabled"],
      in2015: ["certain error vm-agent-disabled"],
    },
    "outbound-connectivity": {
      current: ["certain hint outbound-connectivity"],
      in2015: ["certain error outbound-connectivity"],
    },
    // These disks need a zone, which a restore has to do with.
    "ultra-disk-needs-enhanced-policy": {
      current: ["certain error ultra-disk-needs-enhanced-policy", "certain information availability-zone"],
      in2015: [],
    },
    "premium-ssd-v2-needs-enhanced-policy": {
      current: ["certain error premium-ssd-v2-needs-enhanced-policy", "certain information availability-zone"],
      in2015: [],
    },
    "shared-disk": { current: ["certain error shared-disk"], in2015: [] },
    "unmanaged-disk": { current: ["certain error unmanaged-disk"], in2015: [] },
    "write-accelerator-os-disk": {
      current: ["certain error write-accelerator-os-disk", "certain hint premium-storage"],
      in2015: ["certain error premium-storage"],
    },
  };

test("every sample is of a rule", () => {
  const names = fs.readdirSync(path.join(folder, "rules")).map((name) => path.basename(name, ".json"));
  const codes: readonly string[] = rules.map(({ code }) => code);
  expect(names.filter((name) => !codes.includes(name))).toEqual([]);
  expect(Object.keys(expected).toSorted()).toEqual(names.toSorted());
});

describe.each(Object.entries(expected))("rules/%s.json", (code, { current, in2015 }) => {
  test("shows under today's limits exactly what it is for", () => {
    expect(briefly(findings(`rules/${code}.json`, "current"))).toEqual(current);
  });

  test("shows under the October 2015 limits exactly what it is for", () => {
    expect(briefly(findings(`rules/${code}.json`, "2015-10"))).toEqual([arm, ...in2015].toSorted());
  });
});

test.each(["clean.json", "vault-with-protected-vm.json"])("%s has no findings today, not even a hint", (file) => {
  expect(findings(file, "current")).toEqual([]);
  expect(briefly(findings(file, "2015-10"))).toEqual([arm]);
});

describe("parameter-decides", () => {
  const file = "parameter-decides/azuredeploy.json";

  test("only names the parameter without the parameter file", () => {
    const [finding] = findings(file, "current");
    expect(finding).toMatchObject({
      code: "data-disk-count",
      certainty: "possible",
      severity: "information",
      decidedBy: ["numberOfDataDisks"],
    });
  });

  test("is an error with the parameter file that asks for 40 disks", () => {
    const [finding, ...others] = findings(file, "current", "parameter-decides/azuredeploy.parameters.json");
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: "data-disk-count", certainty: "certain", severity: "error" });
    expect(finding?.message).toContain("has 40 data disks");
  });
});
