import { beforeEach, describe, expect, it } from "vitest";
import * as vscode from "vscode";
import { AzureError } from "../../../../src/azure/http/azureError";
import type { AzureConnection, CallOptions } from "../../../../src/azure/connection";
import type { Page, Subscription, TenantFailure, Vault, VirtualMachine } from "../../../../src/azure/models";
import type { ExplorerNode } from "../../../../src/features/explorer/explorerNode";
import { ExplorerTree } from "../../../../src/features/explorer/explorerTree";
import { ResourceChanges } from "../../../../src/host/resourceChanges";
import type { SessionState } from "../../../../src/host/session";
import { connectionWith } from "../../support/connectionWith";
import { resetFakeVscode } from "../../support/fakeVscode";
import { recordingLog } from "../../support/recordingLog";

const subscription: Subscription = {
  subscriptionId: "AAAA",
  name: "Production",
  tenantId: "t",
  tenantName: "Contoso",
  state: "Enabled",
};

function vault(name: string): Vault {
  return {
    id: `/subscriptions/AAAA/resourceGroups/Rg/providers/Microsoft.RecoveryServices/vaults/${name}`,
    name,
    subscriptionId: "AAAA",
    resourceGroup: "Rg",
    location: "westeurope",
    provisioningState: "Succeeded",
    redundancy: "GeoRedundant",
  };
}

function machine(name: string, more: Partial<VirtualMachine> = {}): VirtualMachine {
  return {
    id: `/subscriptions/AAAA/resourceGroups/Rg/providers/Microsoft.Compute/virtualMachines/${name}`,
    name,
    subscriptionId: "AAAA",
    resourceGroup: "Rg",
    location: "westeurope",
    osType: "Linux",
    protection: { kind: "notProtected" },
    item: undefined,
    ...more,
  };
}

describe("the explorer's tree", () => {
  let asked: string[];
  let answers: Partial<AzureConnection>;
  let refused: readonly TenantFailure[];
  let state: SessionState;
  let restore: () => Promise<void>;
  let changed: (string | undefined)[];
  let waits: (number | undefined)[];
  let sessionChanged: vscode.EventEmitter<void>;

  beforeEach(() => {
    resetFakeVscode();
    sessionChanged = new vscode.EventEmitter<void>();
    asked = [];
    answers = {};
    state = "ready";
    restore = () => Promise.resolve();
    refused = [];
    changed = [];
    waits = [];
  });

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
        onDidChange: sessionChanged.event,
        connection: () => Promise.resolve(connectionWith(answers)),
      },
      restore: () => restore(),
      refusedTenants: () => refused,
      changes,
      log: recordingLog().log,
      onWaiting: (seconds) => waits.push(seconds),
    });
    tree.onDidChangeTreeData((node) => changed.push(node?.id));
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

  const labels = (nodes: readonly ExplorerNode[]): readonly string[] => nodes.map((node) => node.view.label);

  function pages(...all: readonly Page<VirtualMachine>[]): AzureConnection["listVirtualMachines"] {
    return (_subscription, page) => {
      asked.push(`vms ${page ?? "first"}`);
      const found = all[page === undefined ? 0 : Number(page)];
      return found === undefined ? Promise.reject(new Error("no such page")) : Promise.resolve(found);
    };
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
    answers.listVirtualMachines = pages({ items: [machine("vm1")], next: undefined });
    const { tree } = open();
    const vms = await below(tree, "Production", "Virtual machines");
    await Promise.all([tree.getChildren(vms), tree.getChildren(vms)]);
    expect(asked).toEqual(["vms first"]);
  });

  it("loads page by page", async () => {
    answers.listVirtualMachines = pages(
      { items: [machine("a")], next: "1" },
      { items: [machine("b")], next: undefined },
    );
    const { tree } = open();
    const vms = await below(tree, "Production", "Virtual machines");
    const first = await tree.getChildren(vms);
    expect(labels(first)).toEqual(["a", "Load more…"]);
    const more = first[1];
    if (more !== undefined) {
      await tree.loadMore(more);
    }
    expect(changed).toEqual([vms.id]);
    expect(labels(await tree.getChildren(vms))).toEqual(["a", "b"]);
    expect(asked).toEqual(["vms first", "vms 1"]);
  });

  it("keeps what is there when the next page fails", async () => {
    answers.listVirtualMachines = pages({ items: [machine("a")], next: "7" });
    const { tree } = open();
    const vms = await below(tree, "Production", "Virtual machines");
    const more = (await tree.getChildren(vms))[1];
    if (more !== undefined) {
      await tree.loadMore(more);
    }
    expect((await tree.getChildren(vms)).map((node) => node.kind)).toEqual(["vm", "error"]);
  });

  it("says that a list is empty", async () => {
    answers.listVaults = () => Promise.resolve({ items: [], next: undefined });
    const { tree } = open();
    const vaults = await below(tree, "Production", "Vaults");
    expect(labels(await tree.getChildren(vaults))).toEqual(["No vaults in this subscription"]);
  });

  it("shows a failure as a node that tries again", async () => {
    let tries = 0;
    answers.listVaults = () => {
      tries += 1;
      return tries === 1
        ? Promise.reject(new AzureError("x", { kind: "throttled", retryAfterSeconds: 30 }))
        : Promise.resolve({ items: [vault("v1")], next: undefined });
    };
    const { tree } = open();
    const vaults = await below(tree, "Production", "Vaults");
    const [error] = await tree.getChildren(vaults);
    expect(error?.view.label).toContain("Try again in 30 seconds.");
    tree.refresh(error);
    expect(changed).toEqual([vaults.id]);
    expect(labels(await tree.getChildren(vaults))).toEqual(["v1"]);
  });

  it("offers to sign in to the subscription's tenant where that is what helps", async () => {
    answers.listVaults = () => Promise.reject(new AzureError("x", { kind: "signIn" }));
    const { tree } = open();
    const vaults = await below(tree, "Production", "Vaults");
    expect((await tree.getChildren(vaults))[0]?.view.onClick).toBe("azureVmBackup.signInToTenant");
  });

  it("says how long Azure makes it wait, and stops saying so", async () => {
    answers.listVaults = (_subscription, _page, options?: CallOptions) => {
      options?.onProgress?.({ kind: "throttled", waitSeconds: 12 });
      return Promise.resolve({ items: [], next: undefined });
    };
    const { tree } = open();
    await tree.getChildren(await below(tree, "Production", "Vaults"));
    expect(waits).toContain(12);
    expect(waits.at(-1)).toBeUndefined();
  });

  it.each(["collapsing", "refreshing"])("gives up loading on %s, and loads anew afterwards", async (how) => {
    const signals: (AbortSignal | undefined)[] = [];
    answers.listVaults = (_subscription, _page, options?: CallOptions) => {
      signals.push(options?.signal);
      return new Promise((_resolve, reject) => {
        options?.signal?.addEventListener("abort", () => reject(new DOMException("stopped", "AbortError")));
      });
    };
    const { tree } = open();
    const production = await below(tree, "Production");
    const [vaults] = await tree.getChildren(production);
    if (vaults === undefined) {
      throw new Error("no list of vaults");
    }
    const going = tree.getChildren(vaults);
    await expect.poll(() => signals.length).toBe(1);
    if (how === "collapsing") {
      tree.collapsed(vaults);
    } else {
      tree.refresh(vaults);
    }
    expect(await going).toEqual([]);
    expect(signals[0]?.aborted).toBe(true);
    expect(changed).toEqual([vaults.id]);
    answers.listVaults = () => Promise.resolve({ items: [vault("v1")], next: undefined });
    expect(labels(await tree.getChildren(vaults))).toEqual(["v1"]);
  });

  it("reads only the VM that has changed", async () => {
    answers.listVirtualMachines = pages({ items: [machine("a"), machine("b")], next: undefined });
    answers.getVirtualMachine = (id) => {
      asked.push(`vm ${id.split("/").at(-1) ?? ""}`);
      return Promise.resolve(machine("b", { protection: { kind: "protected" } }));
    };
    const { tree } = open();
    const vms = await below(tree, "Production", "Virtual machines");
    await tree.getChildren(vms);
    await tree.follow(machine("b").id.toLowerCase());
    expect((await tree.getChildren(vms)).map((node) => node.view.description)).toEqual(["Not protected", "Protected"]);
    expect(asked).toEqual(["vms first", "vm b"]);
    expect(changed).toEqual([vms.id]);
  });

  it("reads the list again when the changed VM cannot be read", async () => {
    answers.listVirtualMachines = pages({ items: [machine("a")], next: undefined });
    answers.getVirtualMachine = () => Promise.reject(new AzureError("gone", { kind: "notFound" }));
    const { tree } = open();
    const vms = await below(tree, "Production", "Virtual machines");
    await tree.getChildren(vms);
    await tree.follow(machine("a").id.toLowerCase());
    await tree.getChildren(vms);
    expect(asked).toEqual(["vms first", "vms first"]);
  });

  it("shows a new vault, without loading the other lists again", async () => {
    let vaults = [vault("v1")];
    answers.listVaults = () => Promise.resolve({ items: vaults, next: undefined });
    answers.listVirtualMachines = pages({ items: [machine("a")], next: undefined });
    const { tree, changes } = open();
    const list = await below(tree, "Production", "Vaults");
    const vms = await below(tree, "Production", "Virtual machines");
    await tree.getChildren(vms);
    vaults = [vault("v1"), vault("v2")];
    changes.announce(vault("v2").id);
    expect(changed).toEqual([list.id]);
    expect(labels(await tree.getChildren(list))).toEqual(["v1", "v2"]);
    await tree.getChildren(vms);
    expect(asked).toEqual(["vms first"]);
  });

  it("asks nothing about changes in what was never opened", async () => {
    const { changes } = open();
    changes.announce(vault("v1").id);
    changes.announce(machine("a").id);
    await Promise.resolve();
    expect(changed).toEqual([]);
    expect(asked).toEqual([]);
  });

  it("starts over when the account changes", async () => {
    answers.listVirtualMachines = pages({ items: [machine("a")], next: undefined });
    const { tree } = open();
    const vms = await below(tree, "Production", "Virtual machines");
    await tree.getChildren(vms);
    sessionChanged.fire();
    expect(changed).toEqual([undefined]);
    await tree.getChildren(vms);
    expect(asked).toEqual(["vms first", "vms first"]);
  });

  it("gives every node a lower-case id of its own, and every child its parent", async () => {
    answers.listVaults = () => Promise.resolve({ items: [vault("Vault1"), vault("Vault2")], next: undefined });
    answers.listVirtualMachines = pages({ items: [machine("VM1")], next: "1" });
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
    expect(ids.length).toBeGreaterThan(10);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => id !== id.toLowerCase())).toEqual([]);
  });
});
