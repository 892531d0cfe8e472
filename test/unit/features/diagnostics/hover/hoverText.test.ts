import { describe, expect, it } from "vitest";
import {
  escapeMarkdown,
  hoverCommands,
  hoverText,
  ruleLink,
} from "../../../../../src/features/diagnostics/hover/hoverText";
import type { VmPart } from "../../../../../src/features/diagnostics/hover/hoverTarget";
import type { LimitsId } from "../../../../../src/limits/finding";
import { disk, known, vm as machine } from "../../../limits/support/profiles";

const unknown = { known: false, because: [], reason: "not asked" } as const;
const premium = (lun: number) => disk({ lun: known(lun), sku: known("Premium_LRS") });

const vm = machine({
  id: "vm",
  name: known("web_1"),
  size: unknown,
  image: { publisher: known("Canonical"), offer: known("ubuntu"), sku: { ...unknown, because: ["sku"] } },
  osDisk: undefined,
  dataDisks: known([premium(0), premium(1)]),
  networkInterfaces: { ...unknown, because: ["nics"] },
  place: undefined,
});

function hover(part: VmPart, limits: LimitsId = "current", machine = vm): string {
  return hoverText(machine, { part, limits });
}

describe("the hover of a virtual machine", () => {
  it("says what the machine evaluates to", () => {
    const text = hover("machine");
    expect(text).toContain("**VM web\\_1**");
    expect(text).toContain("region: westeurope");
    expect(text).toContain("2 data disks");
  });

  it("names the parameter that decides what is not known", () => {
    expect(hover("machine")).toContain("number of network interfaces unknown: unknown, parameter 'nics' decides");
    expect(hover("image")).toContain("unknown, parameter 'sku' decides");
  });

  it("gives the limit in force and what October 2015 said about it", () => {
    const text = hover("dataDisks");
    expect(text).toContain("More than 32 disks are not supported");
    expect(text).toMatch(/\*October 2015: More than 16 data disks are not supported.*\*/);
  });

  it("turns the two around when October 2015 is in force", () => {
    const text = hover("dataDisks", "2015-10");
    expect(text).toMatch(/^- .*: More than 16 data disks are not supported/m);
    expect(text.indexOf("More than 16")).toBeLessThan(text.indexOf("More than 32"));
  });

  it("tells whether the limit is kept, broken, or decided by parameters", () => {
    const disks = (count: number) => ({
      ...vm,
      dataDisks: known(Array.from({ length: count }, (_, lun) => premium(lun))),
    });
    expect(hover("dataDisks")).toMatch(/^- \$\(pass\) \[.*data-disk-count/m);
    expect(hover("dataDisks", "current", disks(33))).toMatch(/^- \$\(error\) \[.*data-disk-count/m);
    expect(hover("dataDisks", "2015-10", disks(17))).toMatch(/^- \$\(error\) \[.*data-disk-count/m);
    const undecided = { ...vm, dataDisks: { ...unknown, because: ["count"] } };
    expect(hover("dataDisks", "current", undecided)).toMatch(/^- \$\(question\) \[.*data-disk-count/m);
  });

  it("leaves out limits that neither matrix finds broken", () => {
    expect(hover("dataDisks")).not.toContain("shared-disk");
    const [first] = [{ ...premium(0), shared: known(true) }];
    expect(hover("dataDisks", "current", { ...vm, dataDisks: known([first]) })).toContain("shared-disk");
  });

  it("tells of the limits that only a restore meets, with the machine itself", () => {
    expect(hover("machine")).toContain("openRule?%5B%22restore-in-place%22%5D");
    expect(hover("dataDisks")).not.toContain("restore-in-place");
  });

  it("cites its sources with their dates", () => {
    const text = hover("dataDisks");
    expect(text).toContain("2026\\-03\\-26");
    expect(text).toContain("2015\\-10\\-23");
  });

  it("tells disks that are alike in one line, and counts those it leaves out", () => {
    const disks = (sizes: readonly number[]) => ({
      ...vm,
      dataDisks: known(sizes.map((size, lun) => ({ ...premium(lun), sizeGB: known<number | undefined>(size) }))),
    });
    const alike = hover("dataDisks", "current", disks(Array.from({ length: 33 }, () => 64)));
    expect(alike).toContain("LUN 0–32: Premium\\_LRS, 64 GiB");
    const different = hover("dataDisks", "current", disks([1, 2, 3, 4, 5, 6]));
    expect(different).toContain("LUN 3: Premium\\_LRS, 4 GiB");
    expect(different).toContain("and 2 more");
  });

  it("leads from each limit to the page that explains it, by commands that the hover is trusted with", () => {
    const text = hover("dataDisks", "2015-10");
    expect(text).toContain("[Explain Limits](command:azureVmBackup.explainLimits?%5B%22data-disk-count%22%5D)");
    expect(text).toContain("[Explain Limits](command:azureVmBackup.explainLimits?%5B%22premium-storage%22%5D)");
    const run = [...text.matchAll(/\(command:([\w.]+)/g)].map(([, command]) => command);
    expect([...new Set(run)].sort()).toEqual([...hoverCommands].sort());
  });

  it("links rules to their pages", () => {
    expect(ruleLink("Data disks", "data-disk-count")).toBe(
      "[Data disks](command:azureVmBackup.openRule?%5B%22data-disk-count%22%5D)",
    );
  });

  it("lets nothing of a template act as Markdown", () => {
    expect(escapeMarkdown("[x](command:evil) <b>\n# y")).toBe("\\[x\\]\\(command:evil\\) \\<b\\> \\# y");
  });
});
