import { describe, expect, it } from "vitest";
import { summaryOf } from "../../../../../src/features/diagnostics/status/checkSummary";
import { statusTextOf } from "../../../../../src/features/diagnostics/status/limitsStatus";
import type { TemplateCheck } from "../../../../../src/features/diagnostics/check/templateCheck";
import type { Finding } from "../../../../../src/limits/finding";
import type { VmProfile } from "../../../../../src/limits/profile/vm";
import { vm as machine } from "../../../limits/support/profiles";

function vm(id: string): VmProfile {
  return machine({ id });
}

function finding(id: string, lifted = false): Finding {
  return {
    code: "multiple-nics",
    severity: lifted ? "hint" : "error",
    certainty: "certain",
    message: "m",
    lifted,
    limits: "current",
    source: { title: "t" },
    decidedBy: [],
    place: undefined,
    related: [],
    fixes: [],
    subject: { kind: "machine", id },
    vm: id,
  };
}

function check(
  profiles: readonly VmProfile[],
  findings: readonly Finding[],
  parameterFile?: string,
  refused: readonly string[] = [],
): TemplateCheck {
  return {
    kind: "checked",
    version: 1,
    text: "",
    settings: { limits: "2015-10", lifted: "hint" },
    parameterFile,
    template: {
      scope: "resourceGroup",
      resources: [],
      problems: [],
      links: [],
      outputs: new Map(),
      find: () => undefined,
      findNearest: () => undefined,
    },
    profiles,
    findings,
    suppressed: [],
    verdicts: new Map(refused.map((id) => [id, { kind: "not-protectable", conditions: [], deciding: [] }])),
  };
}

describe("the summary of a check", () => {
  it("counts findings and the VMs that have them", () => {
    const machines = [vm("a"), vm("b"), vm("c")];
    expect(summaryOf(check(machines, [finding("a"), finding("a"), finding("b")]))).toBe("3 findings in 2 VMs");
    expect(summaryOf(check(machines, [finding("c")]))).toBe("1 finding in 1 VM");
  });

  it("counts every instance of a copy loop that one finding stands for", () => {
    const instances = ["a", "b", "c"];
    expect(summaryOf(check(instances.map(vm), [finding("a")], undefined, instances))).toBe("1 finding in 3 VMs");
  });

  it("does not count hints about lifted limits", () => {
    expect(summaryOf(check([vm("a"), vm("b")], [finding("a", true)]))).toBe("No findings in 2 VMs");
  });

  it("says so when a template deploys no VM", () => {
    expect(summaryOf(check([], []))).toBe("No virtual machines");
  });
});

describe("the language status item", () => {
  it("shows the matrix in force, the findings and the parameter file", () => {
    expect(statusTextOf(check([vm("a")], [finding("a")], "a.parameters.json"))).toEqual({
      text: "Backup limits: October 2015",
      detail: "1 finding in 1 VM, parameters from a.parameters.json",
      warning: false,
      command: { title: "Switch", command: "azureVmBackup.switchLimits" },
    });
  });

  it("says that a template is too large to be checked", () => {
    expect(statusTextOf({ kind: "tooLarge", version: 1 })).toMatchObject({
      text: "Backup limits: not checked",
      detail: "larger than the 4 MB that Azure Resource Manager accepts",
    });
  });

  it("leads to the log when the check failed", () => {
    expect(statusTextOf({ kind: "failed", version: 1 })?.command.command).toBe("azureVmBackup.showLog");
  });

  it("is not there for other documents", () => {
    expect(statusTextOf({ kind: "notTemplate", version: 1 })).toBeUndefined();
    expect(statusTextOf(undefined)).toBeUndefined();
  });
});
