import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as vscode from "vscode";
import type { AzureConnection } from "../../../../src/azure/connection";
import type { BackupJob, Page, ProtectionState, Subscription, VirtualMachine } from "../../../../src/azure/models";
import { ExplorerTree } from "../../../../src/features/explorer/explorerTree";
import { ResourceChanges } from "../../../../src/host/resources/resourceChanges";
import { connectionWith } from "../../support/connectionWith";
import { resetFakeVscode } from "../../support/fakeVscode";
import { recordingLog } from "../../support/recordingLog";
import { machine, subscription, vault } from "./estate";
import { FakeTreeView } from "./fakeTreeView";
import { MemoryInventory } from "./memoryInventory";

const other: Subscription = { ...subscription, subscriptionId: "BBBB", name: "Test" };

function elsewhere(name: string): VirtualMachine {
  const id = `/subscriptions/BBBB/resourceGroups/Rg/providers/Microsoft.Compute/virtualMachines/${name}`;
  return { ...machine(name), id, subscriptionId: "BBBB" };
}

describe("what VS Code draws anew", () => {
  let inventory: MemoryInventory;
  let subscriptions: readonly Subscription[];
  let answers: Partial<AzureConnection>;
  let sessionChanged: vscode.EventEmitter<void>;
  const open: { dispose: () => void }[] = [];

  beforeEach(() => {
    resetFakeVscode();
    inventory = new MemoryInventory();
    subscriptions = [subscription, other];
    answers = { inventory: () => inventory };
    sessionChanged = new vscode.EventEmitter<void>();
  });
  afterEach(() => open.splice(0).forEach((one) => one.dispose()));

  function newTree(): ExplorerTree {
    const tree = new ExplorerTree({
      session: {
        state: "ready",
        account: undefined,
        get subscriptions() {
          return subscriptions;
        },
        onDidChange: sessionChanged.event,
        connection: () => Promise.resolve(connectionWith(answers)),
      },
      restore: () => Promise.resolve(),
      refusedTenants: () => [],
      changes: new ResourceChanges(),
      log: recordingLog().log,
    });
    open.push(tree);
    return tree;
  }

  /** A view that shows a part of an estate that has been read. */
  async function shown(
    azure: Partial<MemoryInventory["azure"]>,
    ...paths: readonly (readonly string[])[]
  ): Promise<{ readonly tree: ExplorerTree; readonly view: FakeTreeView }> {
    inventory.azure = { vaults: [], machines: [], ...azure };
    const tree = newTree();
    const view = new FakeTreeView(tree);
    open.push(view);
    for (const path of paths) {
      await view.open(...path);
    }
    await view.settled();
    view.drawn.length = 0;
    return { tree, view };
  }

  it("is never everything while an inventory is read, nor at its end", async () => {
    let end = (): void => undefined;
    inventory.wait = new Promise((resolve) => (end = resolve));
    inventory.azure = { vaults: [vault("v1")], machines: [machine("a"), machine("b"), elsewhere("c")] };
    const tree = newTree();
    const view = new FakeTreeView(tree);
    open.push(view);
    const opening = view.open("Production", "Virtual machines");
    await expect.poll(() => inventory.reading).toBe(true);
    inventory.arrive({ machines: [machine("a")] });
    await opening;
    await view.open("Test", "Virtual machines");
    inventory.arrive({ machines: [machine("a"), machine("b")] });
    await view.settled();
    inventory.arrive({ machines: inventory.azure.machines }, "bbbb");
    await view.settled();
    end();
    await view.settled();
    expect(view.drawn).not.toContain("root");
    expect(view.rows).toEqual([
      "Production · 2 of 2 unprotected",
      "  Vaults · 1",
      "  Virtual machines · 2",
      "    a · Not protected",
      "    b · Not protected",
      "Test · 1 of 1 unprotected",
      "  Vaults · 0",
      "  Virtual machines · 1",
      "    c · Not protected",
    ]);
  });

  it("leaves the rows of a subscription alone while others are read, so that a click on one finds its VM", async () => {
    const { tree, view } = await shown({ machines: [machine("a")] }, ["Production", "Virtual machines"], ["Test"]);
    const lost: string[] = [];
    open.push(
      tree.onDidChangeTreeData(() => {
        lost.push(...(view.clicked(machine("a").id.toLowerCase()) === undefined ? ["a"] : []));
      }),
    );
    for (let count = 1; count <= 3; count++) {
      const machines = [machine("a"), ...Array.from({ length: count }, (_, index) => elsewhere(`vm${index}`))];
      inventory.arrive({ machines }, "bbbb");
      await view.settled();
    }
    expect(view.drawn).toEqual(["subscription bbbb", "subscription bbbb", "subscription bbbb"]);
    expect(lost).toEqual([]);
  });

  it("is one row where one VM has another state", async () => {
    const stopped: ProtectionState = { kind: "stopped" };
    const { view } = await shown(
      { machines: [machine("a", { protection: stopped }), machine("b", { protection: stopped })] },
      ["Production", "Virtual machines"],
    );
    inventory.arrive({ machines: [machine("a", { protection: stopped }), machine("b")] });
    await view.settled();
    expect(view.drawn).toEqual([machine("b").id.toLowerCase()]);
    expect(view.rows.slice(3, 5)).toEqual(["    a · Stopped", "    b · Not protected"]);
  });

  it("is nothing where a reading has found what was known", async () => {
    const { tree, view } = await shown({ vaults: [vault("v1")], machines: [machine("a")] }, [
      "Production",
      "Virtual machines",
    ]);
    tree.refresh();
    await view.settled();
    expect(inventory.asked).toHaveLength(2);
    expect(view.drawn).toEqual([]);
  });

  it("is the lists whose age has changed", async () => {
    const { tree, view } = await shown({ machines: [machine("a")] }, ["Production", "Vaults"]);
    inventory.now = "2026-03-02T11:00:00.000Z";
    tree.refresh();
    await view.settled();
    expect(view.drawn).toEqual(["vaults aaaa", "vms aaaa"]);
  });

  it("is a group's number alone, where a long list is shown by state", async () => {
    const many = Array.from({ length: 300 }, (_, index) => machine(`vm${index}`, { protection: { kind: "stopped" } }));
    const { view } = await shown({ machines: [...many, machine("x"), machine("y")] }, [
      "Production",
      "Virtual machines",
      "Stopped",
    ]);
    inventory.arrive({
      machines: [...many, machine("x"), machine("y", { protection: { kind: "unknown", why: "?" } })],
    });
    await view.settled();
    expect(view.drawn).toEqual(["vms aaaa"]);
    view.drawn.length = 0;
    inventory.arrive({ machines: [...many, machine("x"), machine("y", { protection: { kind: "stopped" } })] });
    inventory.arrive({ machines: [...many, machine("x"), machine("y")] });
    await view.settled();
    expect(view.drawn).toEqual(["vms aaaa"]);
    view.drawn.length = 0;
    inventory.arrive({ machines: [...many.slice(1), machine("vm0"), machine("x"), machine("y")] });
    await view.settled();
    expect(view.drawn).toEqual(["group notprotected aaaa", "group stopped aaaa"]);
  });

  it("is one subscription where its name has changed, and everything where there are others", async () => {
    const { view } = await shown({ machines: [machine("a")] }, ["Production", "Virtual machines"]);
    sessionChanged.fire();
    await view.settled();
    expect(view.drawn).toEqual([]);
    subscriptions = [subscription, { ...other, name: "Tests" }];
    sessionChanged.fire();
    await view.settled();
    expect(view.drawn).toEqual(["subscription bbbb"]);
    subscriptions = [other];
    sessionChanged.fire();
    await view.settled();
    expect(view.drawn).toEqual(["subscription bbbb", "root"]);
    expect(view.rows).toEqual(["Test"]);
  });

  it("is everything where the same subscriptions are seen by another account", async () => {
    const { view } = await shown({ machines: [machine("a")] }, ["Production", "Virtual machines"]);
    inventory = new MemoryInventory();
    inventory.azure = { vaults: [], machines: [machine("b")] };
    sessionChanged.fire();
    await view.settled();
    expect(view.drawn[0]).toBe("root");
    expect(view.rows).toContain("    b · Not protected");
  });

  it("waits for a list that is loaded below, which VS Code would lose its place for", async () => {
    let answer: (page: Page<BackupJob>) => void = () => undefined;
    answers.listJobs = () => new Promise((resolve) => (answer = resolve));
    const { view } = await shown({ vaults: [vault("v1")], machines: [machine("a")] }, ["Production", "Vaults", "v1"]);
    const opening = view.open("Production", "Vaults", "v1", "Jobs");
    inventory.arrive({ machines: [machine("a"), machine("b")] });
    await new Promise((resolve) => setImmediate(resolve));
    expect(view.drawn).toEqual([]);
    answer({ items: [], next: undefined });
    await opening;
    await view.settled();
    expect(view.drawn).toEqual(["subscription aaaa"]);
    expect(view.rows[0]).toBe("Production · 2 of 2 unprotected");
  });

  it("leaves on screen what a tree that is opened anew shows, whatever happens in between", async () => {
    const states: readonly ProtectionState[] = [
      { kind: "notProtected" },
      { kind: "protected" },
      { kind: "stopped" },
      { kind: "inFlight", change: "protecting" },
    ];
    const paths = [
      ["Production", "Virtual machines"],
      ["Production", "Vaults"],
      ["Test", "Virtual machines"],
    ];
    const { tree, view } = await shown({}, ...paths);
    // A small generator of its own: the same steps at each run.
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    for (let step = 0; step < 60; step++) {
      const some = (make: (name: string) => VirtualMachine, most: number): readonly VirtualMachine[] =>
        Array.from({ length: random(most) }, (_, index) => ({
          ...make(`vm${index}`),
          protection: states[random(states.length)] ?? { kind: "notProtected" },
        }));
      const machines = [...some(machine, random(5) === 0 ? 260 : 4), ...some(elsewhere, 4)];
      const vaults = Array.from({ length: random(3) }, (_, index) => vault(`v${index}`));
      inventory.arrive({ machines, vaults }, "aaaa");
      inventory.arrive({}, "bbbb");
      tree.fleet.onlyUnprotected = random(4) === 0;
      await view.settled();
      const again = newTree();
      again.fleet.onlyUnprotected = tree.fleet.onlyUnprotected;
      const fresh = new FakeTreeView(again);
      for (const path of paths) {
        await fresh.open(...path);
      }
      await fresh.settled();
      expect(view.rows).toEqual(fresh.rows);
      fresh.dispose();
      again.dispose();
    }
    expect(view.drawn).not.toContain("root");
  });
});
