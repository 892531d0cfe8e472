import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as vscode from "vscode";
import { AzureError } from "../../../../src/azure/http/azureError";
import type { AzureConnection, CallOptions } from "../../../../src/azure/connection";
import type { Page, ProtectedItem, TenantFailure } from "../../../../src/azure/models";
import type { ExplorerNode } from "../../../../src/features/explorer/nodes/explorerNode";
import { ExplorerTree } from "../../../../src/features/explorer/explorerTree";
import { ResourceChanges } from "../../../../src/host/resources/resourceChanges";
import type { SessionState } from "../../../../src/host/session";
import { connectionWith } from "../../support/connectionWith";
import { item, machine, subscription, vault } from "./estate";
import { FakeTreeView } from "./fakeTreeView";
import { MemoryInventory } from "./memoryInventory";
import { resetFakeVscode } from "../../support/fakeVscode";
import { recordingLog } from "../../support/recordingLog";

const failed = { kind: "protectionFailed", code: "AgentNotReady", message: "No agent." } as const;

describe("the explorer's tree", () => {
  let asked: string[];
  let answers: Partial<AzureConnection>;
  let inventory: MemoryInventory;
  let refused: readonly TenantFailure[];
  let state: SessionState;
  let restore: () => Promise<void>;
  let changed: (string | undefined)[];
  let sessionChanged: vscode.EventEmitter<void>;

  beforeEach(() => {
    resetFakeVscode();
    sessionChanged = new vscode.EventEmitter<void>();
    asked = [];
    inventory = new MemoryInventory();
    answers = { inventory: () => inventory };
    state = "ready";
    restore = () => Promise.resolve();
    refused = [];
    changed = [];
  });
  afterEach(() => trees.splice(0).forEach((tree) => tree.dispose()));

  const trees: ExplorerTree[] = [];

  function open(): { readonly tree: ExplorerTree; readonly changes: ResourceChanges } {
    const changes = new ResourceChanges();
    const tree = new ExplorerTree({
      session: {
        get state() {
          return state;
        },
        account: undefined,
        get subscriptions() {
          return state === "ready" ? [subscription] : [];
        },
        get refusedTenants() {
          return refused;
        },
        onDidChange: sessionChanged.event,
        connection: () => Promise.resolve(connectionWith(answers)),
      },
      restore: () => restore(),
      changes,
      log: recordingLog().log,
    });
    trees.push(tree);
    tree.onDidChangeTreeData((nodes) => changed.push(...[nodes].flat().map((node) => node?.id)));
    return { tree, changes };
  }

  /** Opens node after node, by label. */
  async function below(tree: ExplorerTree, ...labels: readonly string[]): Promise<ExplorerNode> {
    let nodes = await tree.getChildren();
    let found: ExplorerNode | undefined;
    for (const label of labels) {
      found = nodes.find((node) => node.view.label === label);
      nodes = found === undefined ? [] : await tree.getChildren(found);
    }
    if (found === undefined) {
      throw new Error(`no node ${labels.join(" → ")}`);
    }
    return found;
  }

  /** What has changed is told in one go, a moment later. */
  const told = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  const labels = (nodes: readonly ExplorerNode[]): readonly string[] => nodes.map((node) => node.view.label);

  function items(...all: readonly Page<ProtectedItem>[]): AzureConnection["listProtectedItems"] {
    return (_vaultId, page) => {
      asked.push(`items ${page ?? "first"}`);
      const found = all[page === undefined ? 0 : Number(page)];
      return found === undefined ? Promise.reject(new Error("no such page")) : Promise.resolve(found);
    };
  }

  async function itemsOf(tree: ExplorerTree): Promise<ExplorerNode> {
    inventory.azure = { vaults: [vault("v1")], machines: [] };
    return below(tree, "Production", "Vaults", "v1", "Protected items");
  }

  it("ends with a line for each tenant that has let nobody in", async () => {
    refused = [{ tenantId: "t9", tenantName: "Fabrikam", error: new AzureError("x", { kind: "signIn" }) }];
    const { tree } = open();
    const roots = await tree.getChildren();
    expect(roots.map(({ kind }) => kind)).toEqual(["subscription", "tenant"]);
    expect(await tree.getChildren(roots.at(-1))).toEqual([]);
  });

  it("shows subscription, vaults and VMs without asking Azure", async () => {
    const { tree } = open();
    const production = await below(tree, "Production");
    expect(labels(await tree.getChildren(production))).toEqual(["Vaults", "Virtual machines"]);
    expect(tree.getTreeItem(production).collapsibleState).toBe(vscode.TreeItemCollapsibleState.Expanded);
    expect(asked).toEqual([]);
  });

  it("brings back the last account when it is first shown", async () => {
    state = "signedOut";
    restore = () => {
      state = "ready";
      return Promise.resolve();
    };
    expect(labels(await open().tree.getChildren())).toEqual(["Production"]);
  });

  it("shows why the last account could not be brought back, instead of nothing", async () => {
    state = "signedOut";
    restore = () => Promise.reject(new AzureError("x", { kind: "network", host: "management.azure.com" }));
    const [node] = await open().tree.getChildren();
    expect(node?.view.label).toContain("management.azure.com could not be reached");
    expect(node?.view.onClick).toBe("azureVmBackup.refreshNode");
  });

  it("asks Azure once for what is shown twice", async () => {
    answers.listProtectedItems = items({ items: [item("vm1")], next: undefined });
    const { tree } = open();
    const list = await itemsOf(tree);
    await Promise.all([tree.getChildren(list), tree.getChildren(list)]);
    expect(asked).toEqual(["items first"]);
  });

  it("loads items page by page where the inventory has not all of them", async () => {
    answers.listProtectedItems = items({ items: [item("a")], next: "1" }, { items: [item("b")], next: undefined });
    const { tree } = open();
    const list = await itemsOf(tree);
    const first = await tree.getChildren(list);
    expect(labels(first)).toEqual(["a", "Load more…"]);
    const more = first[1];
    await told();
    await tree.getChildren(list);
    changed.length = 0;
    if (more !== undefined) {
      await tree.loadMore(more);
    }
    await told();
    expect(labels(await tree.getChildren(list))).toEqual(["a", "b"]);
    expect(asked).toEqual(["items first", "items 1"]);
  });

  it("keeps what is there when the next page fails", async () => {
    answers.listProtectedItems = items({ items: [item("a")], next: "7" });
    const { tree } = open();
    const list = await itemsOf(tree);
    const more = (await tree.getChildren(list))[1];
    if (more !== undefined) {
      await tree.loadMore(more);
    }
    expect((await tree.getChildren(list)).map((node) => node.kind)).toEqual(["item", "error"]);
  });

  it("says that a list is empty", async () => {
    const { tree } = open();
    const vaults = await below(tree, "Production", "Vaults");
    expect(labels(await tree.getChildren(vaults))).toEqual(["No vaults in this subscription"]);
  });

  it("shows a failure as a node that tries again", async () => {
    inventory.failure = new AzureError("x", { kind: "throttled", retryAfterSeconds: 30 });
    const { tree } = open();
    const view = new FakeTreeView(tree);
    const vaults = await view.open("Production", "Vaults");
    await view.settled();
    expect(view.rows[2]).toContain("Try again in 30 seconds.");
    inventory.failure = undefined;
    inventory.azure = { vaults: [vault("v1")], machines: [] };
    tree.refresh(view.clicked(`${vaults.id} error`));
    await view.settled();
    expect(view.rows.slice(1)).toEqual([
      "  Vaults · 1",
      "    v1 · westeurope · Geo-redundant (GRS)",
      "  Virtual machines · 0",
    ]);
  });

  it("offers to sign in to the subscription's tenant where that is what helps", async () => {
    inventory.failure = new AzureError("x", { kind: "signIn" });
    const { tree } = open();
    const vaults = await below(tree, "Production", "Vaults");
    expect((await tree.getChildren(vaults))[0]?.view.onClick).toBe("azureVmBackup.signInToTenant");
  });

  it.each(["collapsing", "refreshing"])("gives up loading a vault's list on %s, and loads it anew", async (how) => {
    const signals: (AbortSignal | undefined)[] = [];
    const { tree } = open();
    answers.listProtectedItems = (_vaultId, _page, options?: CallOptions) => {
      signals.push(options?.signal);
      return new Promise((_resolve, reject) => {
        options?.signal?.addEventListener("abort", () => reject(new DOMException("stopped", "AbortError")));
      });
    };
    inventory.azure = { vaults: [vault("v1")], machines: [] };
    const [list] = await tree.getChildren(await below(tree, "Production", "Vaults", "v1"));
    if (list === undefined) {
      throw new Error("no list of items");
    }
    const going = tree.getChildren(list);
    await expect.poll(() => signals.length).toBe(1);
    if (how === "collapsing") {
      tree.collapsed(list);
    } else {
      tree.refresh(list);
    }
    expect(await going).toEqual([]);
    expect(signals[0]?.aborted).toBe(true);
    await told();
    expect(changed).toContain(list.id);
    answers.listProtectedItems = items({ items: [item("a")], next: undefined });
    expect(labels(await tree.getChildren(list))).toEqual(["a"]);
  });

  it("reads all subscriptions once, however many lists are opened", async () => {
    inventory.azure = { vaults: [vault("v1")], machines: [machine("a")] };
    const { tree } = open();
    const production = await below(tree, "Production");
    const [vaults, vms] = await tree.getChildren(production);
    const [first, second] = await Promise.all([tree.getChildren(vaults), tree.getChildren(vms)]);
    expect(labels(first)).toEqual(["v1"]);
    expect(labels(second)).toEqual(["a"]);
    expect(inventory.asked).toEqual(["read Production"]);
  });

  it("shows the first rows as soon as they are there, with how far the loading is, and stops it on a click", async () => {
    let end = (): void => undefined;
    inventory.wait = new Promise((resolve) => (end = resolve));
    const { tree } = open();
    const [, vms] = await tree.getChildren(await below(tree, "Production"));
    const going = tree.getChildren(vms);
    await expect.poll(() => inventory.reading).toBe(true);
    inventory.arrive({ machines: [machine("a")] });
    expect(labels(await going)).toEqual(["a", "Loading… 1 of 1,000"]);
    tree.reading.stop();
    end();
    await expect.poll(() => inventory.reading).toBe(false);
    const after = await tree.getChildren(vms);
    expect(after.map(({ kind }) => kind)).toEqual(["vm", "paused"]);
    expect(inventory.asked).toEqual(["read Production"]);
    tree.refresh(after[1]);
    await expect.poll(() => inventory.asked).toEqual(["read Production", "read Production"]);
  });

  it("says when the lists were read, and how many VMs are not backed up", async () => {
    inventory.azure = { vaults: [], machines: [machine("a"), machine("b", { protection: { kind: "protected" } })] };
    const { tree } = open();
    await below(tree, "Production", "Virtual machines");
    const [production] = await tree.getChildren();
    expect(production?.view.description).toBe("1 of 2 unprotected");
    expect(production?.view.spoken).toContain("1 of 2 VMs not backed up");
    const [, vms] = await tree.getChildren(production);
    expect(vms?.view.description).toBe("2");
    expect(vms?.view.facts.some(([name]) => name === "As of")).toBe(true);
  });

  it("counts VMs whose state is not known apart from those that are not backed up", async () => {
    const unknown = { protection: { kind: "unknown" as const, why: "not allowed" } };
    inventory.azure = { vaults: [], machines: [machine("a"), machine("b", unknown), machine("c", unknown)] };
    const { tree } = open();
    await below(tree, "Production", "Virtual machines");
    const [production] = await tree.getChildren();
    expect(production?.view.description).toBe("1 of 3 unprotected · 2 of 3 unknown");
    expect(production?.view.spoken).toContain("of 2 of 3 VMs it is not known whether they are backed up");
  });

  it("says what the account may not see, instead of that there is nothing", async () => {
    inventory.azure = { vaults: [], machines: [machine("a")] };
    const unseen = (message: string): Error => new AzureError(message, { kind: "forbidden", code: "PartUnseen" });
    inventory.unseen = { vaults: unseen("Not all vaults."), machines: unseen("Not all VMs.") };
    const { tree } = open();
    const view = new FakeTreeView(tree);
    await view.open("Production", "Vaults");
    await view.open("Production", "Virtual machines");
    await view.settled();
    expect(view.rows).toEqual([
      "Production · 1 of 1 unprotected",
      "  Vaults · at least 0",
      "    Not all vaults.",
      "  Virtual machines · at least 1",
      "    a · Not protected",
      "    Not all VMs.",
    ]);
  });

  it("tells the facts of a row, as they are now, when the mouse rests on it", async () => {
    inventory.azure = { vaults: [], machines: [machine("a")] };
    const { tree } = open();
    const view = new FakeTreeView(tree);
    await view.open("Production", "Virtual machines");
    await view.settled();
    const row = view.clicked(machine("a").id.toLowerCase());
    inventory.arrive({ machines: [machine("a", { protection: failed })] });
    await view.settled();
    if (row === undefined) {
      throw new Error("no row");
    }
    const item = tree.getTreeItem(row);
    expect(item.tooltip).toBeUndefined();
    const { tooltip } = tree.resolveTreeItem(item, row);
    expect(tooltip instanceof vscode.MarkdownString ? tooltip.value : "").toContain(
      "**Protection**: Protection failed",
    );
  });

  it("groups a long list by state, what wants attention first, and shows a long group in parts", async () => {
    const many = Array.from({ length: 450 }, (_, index) => machine(`vm${String(index).padStart(3, "0")}`));
    inventory.azure = { vaults: [], machines: [...many, machine("broken", { protection: failed })] };
    const { tree } = open();
    const vms = await below(tree, "Production", "Virtual machines");
    await told();
    await below(tree, "Production", "Virtual machines");
    const groups = await tree.getChildren(vms);
    expect(groups.map(({ view }) => [view.label, view.description])).toEqual([
      ["Protection failed", "1"],
      ["Not protected", "450"],
    ]);
    const group = groups[1];
    const first = await tree.getChildren(group);
    expect(first).toHaveLength(201);
    const more = first.at(-1);
    expect(more?.kind).toBe("more");
    changed.length = 0;
    if (more !== undefined) {
      await tree.loadMore(more);
    }
    await told();
    expect(changed).toEqual([group?.id]);
    expect(await tree.getChildren(group)).toHaveLength(401);
    expect(inventory.asked).toEqual(["read Production"]);
  });

  it("shows only VMs that are not backed up, those with a failed backup among them", async () => {
    const backedUp = { protection: { kind: "protected" as const } };
    const lastFailed = { ...backedUp, item: { ...item("c"), lastBackupStatus: "Failed" } };
    inventory.azure = {
      vaults: [],
      machines: [machine("a"), machine("b", backedUp), machine("c", lastFailed), machine("d", { protection: failed })],
    };
    const { tree } = open();
    const view = new FakeTreeView(tree);
    await view.open("Production", "Virtual machines");
    await view.settled();
    tree.fleet.onlyUnprotected = true;
    await view.settled();
    expect(view.rows).toEqual([
      "Production · 3 of 4 unprotected",
      "  Vaults · 0",
      "  Virtual machines · 3 of 4",
      "    a · Not protected",
      "    c · Protected · no backup yet",
      "    d · Protection failed",
    ]);
    tree.fleet.onlyUnprotected = false;
    await view.settled();
    expect(view.rows[2]).toBe("  Virtual machines · 4");
    expect(view.rows).toHaveLength(7);
  });

  it("finds the node of a VM that is far down in a group, and brings it on screen", async () => {
    const many = Array.from({ length: 450 }, (_, index) => machine(`vm${String(index).padStart(3, "0")}`));
    inventory.azure = { vaults: [], machines: many };
    const { tree } = open();
    const node = await tree.nodeOf(machine("vm430").id);
    expect(node?.parent?.view.label).toBe("Not protected");
    const shown = await tree.getChildren(node?.parent);
    expect(shown.map(({ id }) => id)).toContain(node?.id);
    expect(inventory.asked).toEqual(["read Production"]);
  });

  it("holds back what changes while a node is being revealed, and shows it afterwards", async () => {
    const { tree } = open();
    const view = new FakeTreeView(tree);
    const vms = await view.open("Production", "Virtual machines");
    await view.settled();
    changed.length = 0;
    await tree.undisturbed(() => {
      inventory.arrive({ machines: [machine("a")] });
      inventory.arrive({ machines: [machine("a"), machine("b")] });
      return told().then(() => expect(changed).toEqual([]));
    });
    expect(changed).toEqual(["subscription aaaa"]);
    await view.settled();
    expect(view.rows.slice(-2)).toEqual(["    a · Not protected", "    b · Not protected"]);
    expect(view.clicked(vms.id)).toBeDefined();
  });

  it("asks for a VM by itself when it is to be shown and no list has it", async () => {
    const { tree } = open();
    await below(tree, "Production", "Virtual machines");
    inventory.azure = { vaults: [], machines: [machine("new")] };
    expect((await tree.nodeOf(machine("new").id))?.view.label).toBe("new");
    expect(inventory.asked).toEqual(["read Production", "reread new"]);
    expect(await tree.nodeOf(machine("gone").id)).toBeUndefined();
  });

  it("reads only the VM that has changed", async () => {
    inventory.azure = { vaults: [], machines: [machine("a"), machine("b")] };
    const { tree } = open();
    const vms = await below(tree, "Production", "Virtual machines");
    inventory.azure = { vaults: [], machines: [machine("a"), machine("b", { protection: { kind: "protected" } })] };
    changed.length = 0;
    await tree.follow(machine("b").id.toLowerCase());
    expect((await tree.getChildren(vms)).map((node) => node.view.description)).toEqual(["Not protected", "Protected"]);
    expect(inventory.asked).toEqual(["read Production", "reread b"]);
  });

  it("shows a new vault, without reading anything else again", async () => {
    inventory.azure = { vaults: [vault("v1")], machines: [machine("a")] };
    const { tree, changes } = open();
    const list = await below(tree, "Production", "Vaults");
    inventory.azure = { vaults: [vault("v1"), vault("v2")], machines: [machine("a")] };
    changes.announce(vault("v2").id);
    await expect.poll(async () => labels(await tree.getChildren(list))).toEqual(["v1", "v2"]);
    expect(inventory.asked).toEqual(["read Production", "reread v2"]);
  });

  it("reads behind what is shown when it is refreshed, one subscription alone", async () => {
    inventory.azure = { vaults: [], machines: [machine("a")] };
    const { tree } = open();
    const vms = await below(tree, "Production", "Virtual machines");
    inventory.azure = { vaults: [], machines: [machine("a"), machine("b")] };
    let end = (): void => undefined;
    inventory.wait = new Promise((resolve) => (end = resolve));
    tree.refresh(vms);
    await expect.poll(() => inventory.asked).toHaveLength(2);
    expect(labels(await tree.getChildren(vms))).toEqual(["a"]);
    end();
    await expect.poll(async () => labels(await tree.getChildren(vms))).toEqual(["a", "b"]);
  });

  it("asks nothing about changes in what was never opened", async () => {
    const { changes } = open();
    changes.announce(vault("v1").id);
    changes.announce(machine("a").id);
    await told();
    expect(changed).toEqual([]);
    expect(asked).toEqual([]);
  });

  it("starts over when the account changes", async () => {
    inventory.azure = { vaults: [], machines: [machine("a")] };
    const { tree } = open();
    const vms = await below(tree, "Production", "Virtual machines");
    inventory = new MemoryInventory();
    changed.length = 0;
    sessionChanged.fire();
    await told();
    expect(changed).toContain(undefined);
    await tree.getChildren(vms);
    expect(inventory.asked).toEqual(["read Production"]);
  });

  it("gives every node a lower-case id of its own, and every child its parent", async () => {
    const many = Array.from({ length: 220 }, (_, index) => machine(`VM${index}`));
    inventory.azure = { vaults: [vault("Vault1"), vault("Vault2")], machines: many };
    const { tree } = open();
    const ids: string[] = [];
    const walk = async (parent?: ExplorerNode): Promise<void> => {
      for (const node of await tree.getChildren(parent)) {
        // VS Code never asks below a leaf, but the walk does.
        ids.push(node.id);
        expect(tree.getParent(node)).toBe(parent);
        if (!["items", "policies", "jobs"].includes(node.kind)) {
          await walk(node);
        }
      }
    };
    await walk();
    expect(ids.length).toBeGreaterThan(210);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => id !== id.toLowerCase())).toEqual([]);
  });
});
