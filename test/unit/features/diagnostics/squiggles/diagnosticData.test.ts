import { describe, expect, it } from "vitest";
import { diagnosticsOf } from "../../../../../src/features/diagnostics/squiggles/diagnosticData";
import type { Finding } from "../../../../../src/limits/finding";

function finding(overrides: Partial<Finding>): Finding {
  return {
    code: "data-disk-count",
    severity: "error",
    certainty: "certain",
    message: "VM 'web' has 33 data disks.",
    lifted: false,
    limits: "current",
    source: { title: "Support matrix", date: "2026-03-26" },
    decidedBy: [],
    place: { span: { offset: 40, length: 11 }, chain: [] },
    related: [],
    fixes: [],
    subject: { kind: "machine", id: "vm" },
    vm: "vm",
    ...overrides,
  };
}

describe("diagnostics of findings", () => {
  it("carry the sentence, its dated source, the code and the exact place", () => {
    expect(diagnosticsOf([finding({})], [])).toEqual([
      {
        code: "data-disk-count",
        severity: "error",
        message: "VM 'web' has 33 data disks.\nSource: Support matrix, 2026-03-26",
        span: { offset: 40, length: 11 },
        related: [],
      },
    ]);
  });

  it("cite an undated source without a date", () => {
    const [data] = diagnosticsOf([finding({ source: { title: "Pages" } })], []);
    expect(data?.message).toMatch(/\nSource: Pages$/);
  });

  it("point at the places that have to do with them", () => {
    const related = [
      { message: "Parameter 'count' decides it.", place: { span: { offset: 3, length: 5 }, chain: [] } },
    ];
    expect(diagnosticsOf([finding({ related })], [])[0]?.related).toEqual([
      { message: "Parameter 'count' decides it.", span: { offset: 3, length: 5 } },
    ]);
  });

  it("leave out findings that stand nowhere in the text", () => {
    expect(diagnosticsOf([finding({ place: undefined })], [])).toEqual([]);
  });

  it("say the same sentence at the same place once", () => {
    expect(diagnosticsOf([finding({ vm: "a" }), finding({ vm: "b" })], [])).toHaveLength(1);
    expect(diagnosticsOf([finding({}), finding({ message: "VM 'db' has 40 data disks." })], [])).toHaveLength(2);
  });

  it("stand in the order of the text, faults of the template among them as warnings", () => {
    const fault = { kind: "expression", message: "Unknown function 'foo'.", span: { offset: 9, length: 3 } } as const;
    expect(diagnosticsOf([finding({})], [fault]).map(({ code, severity }) => [code, severity])).toEqual([
      ["template", "warning"],
      ["data-disk-count", "error"],
    ]);
  });

  it("leave broken JSON to the editor", () => {
    const fault = { kind: "json", message: "This string is not closed.", span: { offset: 9, length: 3 } } as const;
    expect(diagnosticsOf([], [fault])).toEqual([]);
  });

  it("say quietly what could not be analysed in full", () => {
    const fault = { kind: "limit", message: "Too many copies.", span: { offset: 9, length: 3 } } as const;
    expect(diagnosticsOf([], [fault])[0]?.severity).toBe("information");
  });
});
