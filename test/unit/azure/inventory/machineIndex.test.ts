import { describe, expect, it } from "vitest";
import type { StateKind } from "../../../../src/azure/inventory/inventory";
import { MachineIndex } from "../../../../src/azure/inventory/machineIndex";
import type { ItemRow, MachineRow } from "../../../../src/azure/inventory/machineRow";
import type { ProtectionState } from "../../../../src/azure/models";

const place = { subscriptionId: "s", resourceGroup: "rg", location: "westeurope" };
const states: Readonly<Record<string, ProtectionState>> = {
  notProtected: { kind: "notProtected" },
  protected: { kind: "protected" },
  stopped: { kind: "stopped" },
};

function itemIn(vault: string, lastBackupStatus = "Completed"): ItemRow {
  return {
    vaultId: `/subscriptions/s/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/${vault}`,
    state: { kind: "protected" },
    policyName: undefined,
    lastBackup: undefined,
    lastBackupStatus,
    lastRecoveryPoint: undefined,
    own: undefined,
  };
}

function row(name: string, state = "notProtected", item?: ItemRow, resourceGroup = "rg"): MachineRow {
  const protection = states[state] ?? { kind: "unknown", why: state };
  return { name, place: { ...place, resourceGroup }, osType: "Linux", protection, item, ownId: undefined };
}

const names = (rows: readonly MachineRow[]): readonly string[] => rows.map(({ name }) => name);

/** An index that has been looked at, of rows that count each look at them. */
function counting(size: number): { readonly index: MachineIndex; readonly looks: () => number } {
  let looks = 0;
  const index = new MachineIndex();
  for (let number = 0; number < size; number++) {
    const plain = row(`vm${String(number).padStart(6, "0")}`, number % 10 === 0 ? "notProtected" : "protected");
    index.add({
      ...plain,
      get name() {
        looks++;
        return plain.name;
      },
      get protection() {
        looks++;
        return plain.protection;
      },
    });
  }
  index.rows({});
  return {
    index,
    looks: () => {
      const sum = looks;
      looks = 0;
      return sum;
    },
  };
}

describe("the index of a subscription's VMs", () => {
  it("has them by name, and namesakes by resource group", () => {
    const index = new MachineIndex();
    [row("web10"), row("db"), row("web2"), row("app", "stopped", undefined, "b"), row("app", "stopped", undefined, "a")]
      // Looked at in between: what comes later goes into its place.
      .forEach((one) => {
        index.add(one);
        index.rows({});
      });
    expect(index.rows({}).map((one) => `${one.name} ${one.place.resourceGroup}`)).toEqual([
      "app a",
      "app b",
      "db rg",
      "web10 rg",
      "web2 rg",
    ]);
  });

  it("gives the first of those that are chosen, of several states in one order", () => {
    const index = new MachineIndex();
    ["e", "c", "a"].forEach((name) => index.add(row(name, "stopped")));
    ["d", "b"].forEach((name) => index.add(row(name)));
    index.add(row("f", "protected"));
    const where = ({ state }: { readonly state: StateKind }): boolean => state !== "protected";
    expect(names(index.rows({ where }))).toEqual(["a", "b", "c", "d", "e"]);
    expect(names(index.rows({ where, limit: 3 }))).toEqual(["a", "b", "c"]);
    expect(names(index.rows({ where: ({ state }) => state === "stopped", limit: 2 }))).toEqual(["a", "c"]);
    expect(names(index.rows({ where: () => false }))).toEqual([]);
  });

  it("keeps apart those whose last backup has failed", () => {
    const index = new MachineIndex();
    index.add(row("a", "protected", itemIn("v1")));
    index.add(row("b", "protected", itemIn("v1", "Failed")));
    expect(names(index.rows({ where: ({ lastBackupFailed }) => lastBackupFailed }))).toEqual(["b"]);
    expect(index.counts(({ lastBackupFailed }) => !lastBackupFailed)).toEqual(new Map([["protected", 1]]));
    expect(index.counts(undefined)).toEqual(new Map([["protected", 2]]));
  });

  it("forgets what is removed, whether it was looked at before or not, and takes it back", () => {
    const index = new MachineIndex();
    const [a, b] = [row("a", "protected", itemIn("V1")), row("b", "protected", itemIn("v1"))];
    index.add(a);
    index.add(b);
    index.remove(a);
    expect(index.counts(undefined)).toEqual(new Map([["protected", 1]]));
    expect(names(index.rows({}))).toEqual(["b"]);
    index.remove(b);
    index.add(b);
    index.add(a);
    expect(names(index.rows({}))).toEqual(["a", "b"]);
    const { vaultId } = itemIn("v1");
    expect(names(index.ofVault(vaultId))).toEqual(["a", "b"]);
    index.remove(b);
    expect(names(index.ofVault(vaultId))).toEqual(["a"]);
    expect(index.ofVault("another")).toEqual([]);
  });

  it("knows how many of the chosen VMs come before one", () => {
    const index = new MachineIndex();
    const rows = ["c", "a", "e", "b", "d"].map((name, number) => row(name, number % 2 === 0 ? "stopped" : "protected"));
    rows.forEach((one) => index.add(one));
    for (const one of rows) {
      expect(index.before(one, undefined)).toBe(names(index.rows({})).indexOf(one.name));
    }
    const [, , e] = rows;
    expect(e && index.before(e, ({ state }) => state === "stopped")).toBe(2);
  });

  it("looks at no VM to count, and at those of a page to give a page of 20,000", () => {
    const { index, looks } = counting(20_000);
    looks();
    expect(index.counts(({ state }) => state === "notProtected").get("notProtected")).toBe(2000);
    expect(looks()).toBe(0);
    expect(index.rows({ where: ({ state }) => state === "protected", limit: 201 })).toHaveLength(201);
    expect(looks()).toBe(0);
    expect(index.rows({ limit: 201 })).toHaveLength(201);
    expect(looks()).toBeLessThan(2000);
  });

  it("looks at few VMs to put one into its place among 20,000", () => {
    const { index, looks } = counting(20_000);
    looks();
    index.add(row("vm010000b"));
    const rows = index.rows({ where: ({ state }) => state === "notProtected" });
    expect(rows.findIndex(({ name }) => name === "vm010000b")).toBe(1001);
    looks();
    index.add(row("vm010000a"));
    index.rows({ limit: 1 });
    expect(looks()).toBeLessThan(50);
  });
});
