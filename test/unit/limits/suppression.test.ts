import { describe, expect, test } from "vitest";
import type { CheckOptions } from "../../../src/limits/check/checkOptions";
import { checkTemplate } from "../../../src/limits/check/checkTemplate";
import { evaluateTemplate } from "../../../src/template/evaluateTemplate";

// Every template here would get the hint that it has no vault.
const rules = { "vault-required": { severity: "off" } } as const;
const current = { limits: "current", lifted: "hint", rules } as const;

function checked(text: string, options: CheckOptions = current) {
  const { findings, suppressed, verdicts } = checkTemplate(evaluateTemplate(text), text, options);
  return {
    codes: findings.map(({ code }) => code),
    suppressed: suppressed.map(({ finding, suppression }) => [finding.code, suppression.form, suppression.reason]),
    verdicts: [...verdicts.values()],
    places: findings.map(({ place }) =>
      text.slice(place?.span.offset, (place?.span.offset ?? 0) + (place?.span.length ?? 0)),
    ),
    findings,
  };
}

/** A VM with too many data disks; each part is put in as it is written. */
function template({ metadata = "", own = "", comment = "", name = '"web"', copy = "", count = 40 } = {}): string {
  return `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  ${metadata}
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "apiVersion": "2024-07-01",
      "name": ${name}, ${copy}
      "location": "westeurope",
      ${own}
      "properties": {
        "storageProfile": {
          "copy": [{
            "name": "dataDisks",
            ${comment}
            "count": ${count},
            "input": { "lun": "[copyIndex('dataDisks')]", "createOption": "Empty", "diskSizeGB": 64 }
          }]
        }
      }
    }
  ]
}`;
}

const suppressing = (...entries: readonly unknown[]): string =>
  `"metadata": { "azureVmBackup": { "suppress": ${JSON.stringify(entries)} } },`;

test("shows the finding without a suppression", () => {
  expect(checked(template())).toMatchObject({ codes: ["data-disk-count"], suppressed: [] });
});

describe("in metadata", () => {
  test.each(["own", "metadata"] as const)(
    "keeps a finding back that the %s metadata suppresses, with the reason",
    (where) => {
      const entry = { rule: "data-disk-count", reason: "half of them are empty" };
      const told = checked(template({ [where]: suppressing(entry) }));
      expect(told.codes).toEqual([]);
      expect(told.suppressed).toEqual([["data-disk-count", "metadata", "half of them are empty"]]);
      expect(checked(template({ [where]: suppressing("data-disk-count") })).suppressed).toEqual([
        ["data-disk-count", "metadata", undefined],
      ]);
    },
  );

  test("does not touch another resource", () => {
    const two = template({ own: suppressing("data-disk-count") }).replace(
      '"resources": [',
      `"resources": [${/\{\s*"type"[\s\S]*\n {4}\}/.exec(template({ name: '"other"' }))?.[0] ?? ""},`,
    );
    const told = checked(two);
    expect(told.findings.map(({ vm }) => vm)).toEqual([expect.stringContaining("other")]);
    expect(told.suppressed).toHaveLength(1);
  });

  test("suppresses for all instances of a copy loop, told once", () => {
    const told = checked(
      template({
        name: `"[concat('web', copyIndex())]"`,
        copy: '"copy": { "name": "vms", "count": 3 },',
        own: suppressing("data-disk-count"),
      }),
    );
    expect(told.codes).toEqual([]);
    expect(told.suppressed).toHaveLength(1);
    expect(told.verdicts).toHaveLength(3);
  });

  test("is part of what a later version of an edited text is checked with", () => {
    expect(checked(template({ own: suppressing() })).codes).toEqual(["data-disk-count"]);
  });
});

describe("in comments", () => {
  test.each([
    "// azure-vm-backup-disable-next-line data-disk-count -- agreed with storage",
    "/* azure-vm-backup-disable-next-line data-disk-count -- agreed with storage */",
    "// azure-vm-backup-disable-next-line data-disk-count -- agreed with storage\n\n  // another remark",
    "/* azure-vm-backup-disable data-disk-count -- agreed with storage */",
    "// azure-vm-backup-disable data-disk-count -- agreed with storage",
  ])("keeps a finding back: %s", (comment) => {
    expect(checked(template({ comment }))).toMatchObject({
      codes: [],
      suppressed: [["data-disk-count", "comment", "agreed with storage"]],
    });
  });

  test("names several rules", () => {
    const told = checked(template({ comment: "// azure-vm-backup-disable-next-line shared-disk, data-disk-count" }));
    expect(told.codes).toEqual(["unused-suppression"]);
    expect(told.places).toEqual(["shared-disk"]);
  });

  test("of a line says nothing about other lines", () => {
    const told = checked(template({ own: "// azure-vm-backup-disable-next-line data-disk-count\n" }));
    expect(told.codes.toSorted()).toEqual(["data-disk-count", "unused-suppression"]);
  });

  test.each([
    '"comments": "// azure-vm-backup-disable data-disk-count",',
    "// see azure-vm-backup-disable data-disk-count",
    "// azure-vm-backup-disabled data-disk-count",
  ])("speaks only as the first word of a comment: %s", (own) => {
    expect(checked(template({ own: `${own}\n` })).codes).toEqual(["data-disk-count"]);
  });
});

describe("is checked itself", () => {
  test("says that there is no such rule, at the place of the code", () => {
    const told = checked(template({ own: suppressing("data-disk-cuont"), count: 2 }));
    expect(told.findings).toMatchObject([
      {
        code: "unknown-suppression",
        severity: "warning",
        message: "This suppresses nothing, because there is no rule 'data-disk-cuont'.",
      },
    ]);
    expect(told.places).toEqual(['"data-disk-cuont"']);
  });

  test("says that a comment names no rule", () => {
    const told = checked(template({ comment: "// azure-vm-backup-disable-next-line", count: 2 }));
    expect(told.findings.map(({ message }) => message)).toEqual(["This suppresses nothing, because it names no rule."]);
  });

  test("says that nothing is suppressed", () => {
    const told = checked(template({ own: suppressing("data-disk-count"), count: 2 }));
    expect(told.findings).toMatchObject([{ code: "unused-suppression", severity: "hint" }]);
  });

  test("is silent about a rule that is not asked under these settings but may be under others", () => {
    const off = { ...current, rules: { ...rules, "data-disk-count": { severity: "off" } } } as const;
    const text = template({ own: suppressing("data-disk-count"), count: 20 });
    expect(checked(text, off).codes).toEqual([]);
    expect(checked(text, { ...current, lifted: "off" }).codes).toEqual([]);
    expect(checked(text, current).suppressed).toHaveLength(1);
  });

  test("follows the settings", () => {
    const options = { ...current, rules: { ...rules, "unused-suppression": { severity: "off" } } } as const;
    expect(checked(template({ own: suppressing("data-disk-count"), count: 2 }), options).codes).toEqual([]);
  });
});
