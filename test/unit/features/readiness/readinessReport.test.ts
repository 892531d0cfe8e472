import { describe, expect, it } from "vitest";
import { compareVersions } from "../../../../src/features/readiness/lines/compareVersions";
import type { AzureFacts } from "../../../../src/features/readiness/loadReadiness";
import { withLimits } from "../../../../src/features/readiness/withLimits";
import { readinessReport } from "../../../../src/features/readiness/readinessReport";
import { estateOfAzure } from "../../../../src/limits/fromAzure";
import type { LimitsId } from "../../../../src/limits/finding";
import type { ReadinessLine, ReadinessReport } from "../../../../src/webviews/readiness/messages";
import { disk, known, nic as anyNic } from "../../limits/support/profiles";
import { health, itemOf, liveEstate, machine, profile, snapshot, vault } from "../support/estate";

function report(changes: Partial<AzureFacts> = {}, limits: LimitsId = "current", rules?: unknown): ReadinessReport {
  const facts: AzureFacts = {
    vm: machine(),
    health: { known: true, value: health() },
    estate: { known: true, value: liveEstate() },
    checkedAt: "10:00",
    ...changes,
  };
  return readinessReport(withLimits(facts, { limits, rules }, "Production"));
}

function lines(of: ReadinessReport, section: string): readonly ReadinessLine[] {
  return of.sections.find((one) => one.id === section)?.lines ?? [];
}

function first(of: ReadinessReport, section: string): ReadinessLine {
  const [line] = lines(of, section);
  if (line === undefined) {
    throw new Error(`The section ${section} is empty.`);
  }
  return line;
}

describe("the readiness of a healthy Linux VM", () => {
  const healthy = report();

  it("is ready to be backed up", () => {
    expect(healthy.verdict).toEqual({ level: "ok", sentence: "Ready to be backed up." });
  });

  it("offers to protect it", () => {
    expect(healthy.actions).toContain("protect");
    expect(healthy.actions).not.toContain("backUp");
  });

  it("expects file-system consistency", () => {
    expect(first(healthy, "consistency").title).toBe("File-system-consistent");
  });

  it("does not hold the missing extension against it before the first backup", () => {
    const line = first(healthy, "extension");
    expect(line.level).toBe("information");
    expect(line.meaning).toContain("normal before the first backup");
  });

  it("shows what 2015 said of restores beside what holds today", () => {
    const restore = lines(healthy, "restore");
    expect(restore).toHaveLength(3);
    for (const line of restore) {
      expect(line.sources?.map((source) => source.verdict.split(":")[0])).toEqual(["October 2015", "Today"]);
    }
  });
});

describe("the VM agent", () => {
  const withAgent = (agent: Partial<ReturnType<typeof health>["agent"]>, osType: "Windows" | "Linux" = "Windows") =>
    report({
      vm: machine({ osType }),
      health: {
        known: true,
        value: health({ agent: { status: "ready", version: undefined, message: undefined, ...agent } }),
      },
    });

  it("is an error when it is not ready, with commands to restart and to install it", () => {
    const line = first(withAgent({ status: "notReady", message: "status blob is found but not populated" }), "agent");
    expect(line.level).toBe("error");
    expect(line.meaning).toContain("status blob is found but not populated");
    expect(line.commands?.map((command) => command.text).join("\n")).toMatch(/Restart-Service[\s\S]*msiexec/);
  });

  it("offers the packages of the distributions when it is missing on Linux", () => {
    const texts = first(withAgent({ status: "missing" }, "Linux"), "agent").commands?.map((command) => command.text);
    expect(texts?.some((text) => text.includes("apt-get install -y walinuxagent"))).toBe(true);
    expect(texts?.some((text) => text.includes("msiexec"))).toBe(false);
  });

  it.each([
    ["2.6.1198.717", "error"],
    ["2.6.1198.718", "warning"],
    ["2.7.41491.1009", "warning"],
    ["2.7.41491.1010", "ok"],
  ])("of version %s on Windows is: %s", (version, level) => {
    expect(lines(withAgent({ version }), "agent")[1]?.level).toBe(level);
  });

  it.each([
    ["2.2.53", "warning"],
    ["2.2.53.1", "ok"],
  ])("of version %s on Linux is: %s", (version, level) => {
    expect(lines(withAgent({ version }, "Linux"), "agent")[1]?.level).toBe(level);
  });

  it("is not blamed for its silence while the VM is off", () => {
    const off = report({
      health: {
        known: true,
        value: health({ power: "deallocated", agent: { status: "notReady", version: "Unknown", message: undefined } }),
      },
    });
    expect(lines(off, "agent").map((line) => line.level)).toEqual(["information"]);
    expect(first(off, "consistency").title).toBe("Crash-consistent");
    expect(first(off, "machine").meaning).toContain("backed up all the same");
  });
});

describe("the consistency to expect", () => {
  it("is application consistency for a running Windows VM with a ready agent", () => {
    expect(first(report({ vm: machine({ osType: "Windows" }) }), "consistency").title).toBe("Application-consistent");
  });

  it("is crash consistency without a working agent", () => {
    const broken = health({ agent: { status: "missing", version: undefined, message: undefined } });
    expect(first(report({ health: { known: true, value: broken } }), "consistency").title).toBe("Crash-consistent");
  });

  it("is not known while the VM is starting", () => {
    const starting = report({ health: { known: true, value: health({ power: "starting" }) } });
    expect(first(starting, "consistency").level).toBe("unknown");
    expect(first(starting, "machine").level).toBe("warning");
  });
});

describe("the limits", () => {
  const twenty = {
    known: true as const,
    value: liveEstate(profile({ dataDisks: known(Array.from({ length: 20 }, () => disk())) })),
  };

  it("lets 20 data disks pass today, with the limit of 2015 as a hint", () => {
    const line = lines(report({ estate: twenty }), "limits").find((one) => one.meaning.includes("20"));
    expect(line?.level).toBe("hint");
    expect(line?.sources?.map((source) => source.verdict)).toEqual([
      "October 2015: error",
      "Today: no limit for this VM",
    ]);
  });

  it("refuses 20 data disks under the limits of October 2015", () => {
    const old = report({ estate: twenty }, "2015-10");
    expect(lines(old, "limits").find((one) => one.meaning.includes("20"))?.level).toBe("error");
    expect(old.verdict.level).toBe("error");
  });

  it("tells of twenty disks with the same trouble in one line", () => {
    const premium = profile({
      dataDisks: known(Array.from({ length: 20 }, () => disk({ sku: known("Premium_LRS") }))),
    });
    const found = lines(report({ estate: { known: true, value: liveEstate(premium) } }, "2015-10"), "limits");
    const about = found.filter((line) => line.meaning.includes("Premium"));
    expect(about).toHaveLength(1);
    expect(about[0]?.meaning).toContain("18 more times");
  });

  it("says which matrix is in force", () => {
    const noteOf = (limits: LimitsId): string | undefined =>
      report({}, limits).sections.find((section) => section.id === "limits")?.note;
    expect(noteOf("current")).toContain("today's support matrix");
    expect(noteOf("2015-10")).toContain("October 2015");
  });

  it("are unknown, not fine, when the profile could not be read", () => {
    const blind = report({ estate: { known: false, reason: "No permission to read the disks." } });
    expect(lines(blind, "limits")).toEqual([
      expect.objectContaining({ level: "unknown", meaning: "No permission to read the disks." }),
    ]);
    expect(blind.verdict.level).toBe("unknown");
  });
});

describe("the limits under the settings", () => {
  const three: AzureFacts["estate"] = {
    known: true,
    value: liveEstate(profile({ dataDisks: known(Array.from({ length: 3 }, () => disk())) })),
  };

  function countLine(rules: unknown): ReadinessLine | undefined {
    const of = report({ estate: three }, "current", rules);
    return lines(of, "limits").find(({ meaning }) => meaning.includes("3"));
  }

  it("judge by the number that the settings give, and say whose it is", () => {
    expect(countLine(undefined)).toBeUndefined();
    const line = countLine({ "data-disk-count": { value: 2 } });
    expect(line?.level).toBe("error");
    expect(line?.meaning).toContain("The limit of 2 is set in your settings; the matrix says 32.");
    expect(line?.sources?.map(({ verdict, title, url }) => [verdict, title, url === undefined])).toEqual([
      ["Your settings: error", "Setting azureVmBackup.rules", true],
      [expect.stringContaining("no limit for this VM"), expect.any(String), false],
      [expect.stringContaining("no limit for this VM"), expect.any(String), false],
    ]);
  });

  it("are as grave as the settings say", () => {
    expect(countLine({ "data-disk-count": { value: 2, severity: "warning" } })?.level).toBe("warning");
  });

  it("do not speak of what the settings turn off, under neither matrix", () => {
    const twenty: AzureFacts["estate"] = {
      known: true,
      value: liveEstate(profile({ dataDisks: known(Array.from({ length: 20 }, () => disk())) })),
    };
    const told = (rules: unknown): boolean =>
      lines(report({ estate: twenty }, "current", rules), "limits").some(({ meaning }) =>
        meaning.includes("20 data disks"),
      );
    expect(told(undefined)).toBe(true);
    expect(told({ "data-disk-count": "off" })).toBe(false);
  });
});

describe("what may not be read of a VM", () => {
  const unread = (id: string, reason: string): ReadinessReport => {
    const estate = estateOfAzure({ ...snapshot(), unreadable: [{ id: `/x/providers/${id}`, reason }] });
    return report({ estate: { known: true, value: estate } });
  };

  it("is told, and keeps the verdict from saying that all is well", () => {
    const of = unread("Microsoft.Compute/disks/data", "no permission to read the disk 'data'");
    expect(first(of, "limits")).toMatchObject({
      level: "unknown",
      meaning: "What Azure does not show: no permission to read the disk 'data'.",
    });
    expect(of.verdict.level).toBe("unknown");
  });

  it("is left to the section about the network when it is of the network", () => {
    const of = unread("Microsoft.Network/virtualNetworks/net", "no permission to read the virtual network 'net'");
    expect(first(of, "limits").level).toBe("ok");
  });
});

describe("the vault of a protected VM", () => {
  it("is judged with the VM", () => {
    const { id } = vault();
    const { id: item } = itemOf(machine(), vault());
    const softDeleteSettings = { softDeleteState: "Disabled" };
    const base = snapshot();
    const resources = [
      ...base.resources,
      { id, location: "westeurope", properties: { securitySettings: { softDeleteSettings } } },
      {
        id: item,
        properties: { sourceResourceId: base.vmId, protectedItemType: "Microsoft.Compute/virtualMachines" },
      },
    ];
    const withVault = report({ estate: { known: true, value: estateOfAzure({ ...base, resources }) } });
    expect(lines(withVault, "limits").map(({ meaning }) => meaning)).toContainEqual(
      expect.stringContaining("soft delete switched off"),
    );
    expect(lines(report(), "limits").map(({ meaning }) => meaning)).not.toContainEqual(
      expect.stringContaining("soft delete"),
    );
  });
});

describe("the network path", () => {
  const nic = anyNic({
    outboundDenials: known([{ ruleName: "deny-internet", nsgName: "nsg-web", destination: "Internet" }]),
  });
  const denied = { known: true as const, value: liveEstate(profile({ networkInterfaces: known([nic]) })) };

  it("is a hint today when a rule denies the internet", () => {
    expect(first(report({ estate: denied }), "network").level).toBe("hint");
  });

  it("is an error under the limits of October 2015", () => {
    const line = first(report({ estate: denied }, "2015-10"), "network");
    expect(line.level).toBe("error");
    expect(line.meaning).toContain("deny-internet");
  });

  it("is fine when no rule is in the way", () => {
    expect(first(report(), "network").level).toBe("ok");
  });
});

describe("a protected VM", () => {
  const vm = machine();
  const protectedVm = machine({ protection: { kind: "protected" }, item: itemOf(vm, vault()) });

  it("can be backed up now, and names its vault", () => {
    const made = report({ vm: protectedVm });
    expect(made.actions[0]).toBe("backUp");
    expect(lines(made, "machine")[1]?.title).toBe("Protected in the vault vault-weu");
  });
});

describe("an extension in trouble", () => {
  it("is a warning with the way out", () => {
    const broken = health({
      backupExtension: { name: "VMSnapshotLinux", version: "1.0", status: "Provisioning failed", message: "boom" },
    });
    const line = first(report({ health: { known: true, value: broken } }), "extension");
    expect(line.level).toBe("warning");
    expect(line.meaning).toContain("boom");
  });
});

describe("comparing versions", () => {
  it("compares part by part as numbers", () => {
    expect(compareVersions("2.10", "2.9")).toBeGreaterThan(0);
    expect(compareVersions("2.7", "2.7.0.0")).toBe(0);
    expect(compareVersions("1.9.9", "2.0")).toBeLessThan(0);
  });
});
