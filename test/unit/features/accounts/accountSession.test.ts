import { beforeEach, describe, expect, it } from "vitest";
import type { AzureAccount } from "../../../../src/azure/accounts/account";
import type { AzureConnection } from "../../../../src/azure/connection";
import { AzureError } from "../../../../src/azure/http/azureError";
import type { Subscription, SubscriptionList, TenantFailure } from "../../../../src/azure/models";
import { AccountSession } from "../../../../src/features/accounts/accountSession";
import type {
  AccountSource,
  FoundAccount,
  RememberedAccount,
  SignInPlace,
} from "../../../../src/features/accounts/sources/accountSource";
import { OperationError } from "../../../../src/host/errors/errors";
import { connectionWith } from "../../support/connectionWith";
import { resetFakeVscode } from "../../support/fakeVscode";
import { MemoryMemento } from "../../support/memoryMemento";
import { recordingLog } from "../../support/recordingLog";

function subscription(id: string, more: Partial<Subscription> = {}): Subscription {
  return {
    subscriptionId: id,
    name: `Subscription ${id}`,
    tenantId: "tenant",
    tenantName: "Contoso",
    state: "Enabled",
    ...more,
  };
}

function account(kind: AzureAccount["kind"]): AzureAccount {
  return {
    kind,
    label: kind,
    cloud: { name: "c", resourceManager: "https://arm", audience: "https://arm", portal: "https://portal" },
    credential: () => ({ getToken: () => Promise.resolve(null) }),
  };
}

/** A source that never asks, and says what was done with it. */
class TestSource implements AccountSource {
  public readonly done: string[] = [];
  public gone = false;
  public constructor(public readonly kind: AzureAccount["kind"]) {}
  public signIn(another: boolean): Promise<FoundAccount> {
    this.done.push(another ? "signIn another" : "signIn");
    return Promise.resolve(this.#found("id1"));
  }
  public restore({ id }: RememberedAccount): Promise<FoundAccount | undefined> {
    this.done.push(`restore ${id}`);
    return Promise.resolve(this.gone ? undefined : this.#found(id));
  }
  public close(): Promise<void> {
    this.done.push("close");
    return Promise.resolve();
  }
  #found(id: string): FoundAccount {
    return {
      account: account(this.kind),
      id,
      signInToTenant: ({ tenantId }: SignInPlace) => {
        this.done.push(`signIn to ${tenantId ?? "?"}`);
        return Promise.resolve();
      },
    };
  }
}

describe("the session", () => {
  let memento: MemoryMemento;
  let vscodeSource: TestSource;
  let sandbox: TestSource;
  let listed: readonly Subscription[] | Error | Promise<readonly Subscription[]>;
  let failures: readonly TenantFailure[];
  let questions: number;
  let connections: number;
  let growing: ((soFar: SubscriptionList) => void) | undefined;
  let shared: ReadonlySet<string> | undefined;

  beforeEach(() => {
    resetFakeVscode();
    memento = new MemoryMemento();
    vscodeSource = new TestSource("vscode");
    sandbox = new TestSource("sandbox");
    listed = [subscription("2", { name: "Zeta" }), subscription("1", { name: "Alpha" })];
    failures = [];
    questions = 0;
    connections = 0;
    growing = undefined;
    shared = undefined;
  });

  function open(preferred: AzureAccount["kind"] = "vscode"): AccountSession {
    const connection: AzureConnection = connectionWith({
      listSubscriptions: async (options) => {
        questions += 1;
        growing = options?.onFound;
        if (listed instanceof Error) {
          throw listed;
        }
        const cancelled = new Promise<never>((_, reject) =>
          options?.signal?.addEventListener("abort", () =>
            reject(Object.assign(new Error("cancelled"), { name: "AbortError" })),
          ),
        );
        return { subscriptions: await Promise.race([listed, cancelled]), failures };
      },
    });
    return new AccountSession({
      memento,
      sources: [vscodeSource, sandbox],
      preferred: () => preferred,
      connect: () => {
        connections += 1;
        return Promise.resolve(connection);
      },
      shared: () => shared,
      log: recordingLog().log,
    });
  }

  it("starts signed out, without asking any source", () => {
    const session = open();
    expect(session.state).toBe("signedOut");
    expect(vscodeSource.done).toEqual([]);
  });

  it("offers Sign In when Azure is needed and nobody is signed in", async () => {
    const error: unknown = await open()
      .connection()
      .catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(OperationError);
    expect(error instanceof OperationError && error.actions.map((action) => action.title)).toEqual(["Sign In"]);
  });

  it("chooses all subscriptions at first, by name", async () => {
    const session = open();
    await session.signIn("vscode");
    expect(session.state).toBe("ready");
    expect(session.subscriptions.map((chosen) => chosen.name)).toEqual(["Alpha", "Zeta"]);
  });

  it("goes through signingIn, and tells its listeners", async () => {
    const session = open();
    const states: string[] = [];
    session.onDidChange(() => states.push(session.state));
    await session.signIn("vscode");
    expect(states).toEqual(["signingIn", "ready"]);
  });

  it("says when the account has no subscriptions, and when none is selected", async () => {
    const session = open();
    listed = [];
    await session.signIn("vscode");
    expect(session.state).toBe("noSubscriptions");
    listed = [subscription("1")];
    await session.reload();
    await session.choose([]);
    expect(session.state).toBe("noneSelected");
  });

  it("stays as it was when signing in fails", async () => {
    const session = open();
    await session.signIn("sandbox");
    listed = new Error("no network");
    await expect(session.signIn("vscode")).rejects.toThrow("no network");
    expect(session.state).toBe("ready");
    expect(session.account?.kind).toBe("sandbox");
    expect(sandbox.done).not.toContain("close");
  });

  it("closes the source that is left for another one", async () => {
    const session = open();
    await session.signIn("sandbox");
    await session.signIn("vscode");
    expect(sandbox.done).toEqual(["signIn", "close"]);
    expect(vscodeSource.done).toEqual(["signIn another"]);
  });

  it("shows the remembered subscriptions of the last time at once, then those of today", async () => {
    await open().signIn("vscode");
    let answer: (today: readonly Subscription[]) => void = () => undefined;
    listed = new Promise((resolve) => (answer = resolve));
    const session = open();
    await session.restore();
    expect(session.subscriptions.map((chosen) => chosen.name)).toEqual(["Alpha", "Zeta"]);
    answer([subscription("3", { name: "New" })]);
    await expect.poll(() => session.subscriptions.map((chosen) => chosen.name)).toEqual(["New"]);
    expect(vscodeSource.done).toEqual(["signIn", "restore id1"]);
  });

  it("remembers the chosen subscriptions for each account", async () => {
    const first = open();
    await first.signIn("vscode");
    await first.choose(["1"]);
    await first.signIn("sandbox");
    expect(first.subscriptions).toHaveLength(2);
    await first.signIn("vscode");
    expect(first.subscriptions.map((chosen) => chosen.subscriptionId)).toEqual(["1"]);
    const later = open();
    await later.restore();
    expect(later.subscriptions.map((chosen) => chosen.subscriptionId)).toEqual(["1"]);
  });

  it("includes a subscription that is new today where all are chosen, not where some are", async () => {
    const session = open();
    await session.signIn("vscode");
    listed = [subscription("1"), subscription("2"), subscription("3")];
    await session.reload();
    expect(session.subscriptions).toHaveLength(3);
    await session.choose(["1", "2"]);
    listed = [subscription("1"), subscription("2"), subscription("3"), subscription("4")];
    await session.reload();
    expect(session.subscriptions).toHaveLength(2);
  });

  it("does not change anything when today's subscriptions are those of the last time", async () => {
    const session = open();
    await session.signIn("vscode");
    let changes = 0;
    session.onDidChange(() => (changes += 1));
    await session.reload();
    expect(questions).toBe(2);
    expect(changes).toBe(0);
  });

  it("is signed out when the account of the last time is gone", async () => {
    await open().signIn("vscode");
    vscodeSource.gone = true;
    const session = open();
    await session.restore();
    expect(session.state).toBe("signedOut");
    await session.restore();
    expect(vscodeSource.done.filter((what) => what.startsWith("restore"))).toHaveLength(1);
  });

  it("uses the source of the settings by itself when that never asks, until the user signs out", async () => {
    const session = open("sandbox");
    await session.restore();
    expect(session.account?.kind).toBe("sandbox");
    await session.signOut();
    expect(session.state).toBe("signedOut");
    const later = open("sandbox");
    await later.restore();
    expect(later.state).toBe("signedOut");
  });

  it("restores once for all who ask at the same time", async () => {
    await open().signIn("vscode");
    const session = open();
    await Promise.all([session.restore(), session.connection(), session.connection()]);
    expect(vscodeSource.done.filter((what) => what.startsWith("restore"))).toHaveLength(1);
  });

  it("tries again when the first restoring failed", async () => {
    const session = open("sandbox");
    listed = new Error("no network");
    await expect(session.restore()).rejects.toThrow("no network");
    listed = [subscription("1")];
    await session.restore();
    expect(session.state).toBe("ready");
  });

  it("shows what the first tenants have, while another one takes its time", async () => {
    listed = new Promise(() => undefined);
    const session = open();
    void session.signIn("vscode");
    await expect.poll(() => growing).toBeDefined();
    expect(session.state).toBe("signingIn");
    growing?.({ subscriptions: [subscription("1")], failures: [] });
    expect(session.state).toBe("ready");
    expect(session.subscriptions.map((one) => one.subscriptionId)).toEqual(["1"]);
  });

  it("goes on with those found so far when the waiting is cancelled", async () => {
    listed = new Promise(() => undefined);
    const cancel = new AbortController();
    const session = open();
    const done = session.signIn("vscode", cancel.signal);
    await expect.poll(() => growing).toBeDefined();
    growing?.({ subscriptions: [subscription("1")], failures: [] });
    cancel.abort();
    await done;
    expect(session.state).toBe("ready");
    const later = open();
    await later.restore();
    expect(later.subscriptions.map((one) => one.subscriptionId)).toEqual(["1"]);
  });

  it("stays as it was when cancelled before any tenant has answered", async () => {
    const session = open();
    await session.signIn("sandbox");
    listed = new Promise(() => undefined);
    const cancel = new AbortController();
    const done = session.signIn("vscode", cancel.signal);
    await expect.poll(() => questions).toBe(2);
    cancel.abort();
    await expect(done).rejects.toMatchObject({ name: "AbortError" });
    expect(session.account?.kind).toBe("sandbox");
    expect(session.state).toBe("ready");
  });

  it("paints what it remembers before the way to Azure is open", async () => {
    await open().signIn("vscode");
    const later = new AccountSession({
      memento,
      sources: [vscodeSource, sandbox],
      preferred: () => "vscode",
      connect: () => new Promise(() => undefined),
      shared: () => undefined,
      log: recordingLog().log,
    });
    await later.restore();
    expect(later.state).toBe("ready");
  });

  const refusal = (kind: "signIn" | "network"): TenantFailure => ({
    tenantId: "t2",
    tenantName: "Fabrikam",
    error: new AzureError("no", { kind }),
  });

  it("keeps what it remembers of a tenant that cannot be reached today, and tells which", async () => {
    const session = open();
    listed = [subscription("1"), subscription("9", { tenantId: "t2" })];
    await session.signIn("vscode");
    listed = [subscription("1")];
    failures = [refusal("network")];
    await session.reload();
    expect(session.subscriptions.map((one) => one.subscriptionId)).toEqual(["1", "9"]);
    expect(session.refusedTenants.map((one) => one.tenantName)).toEqual(["Fabrikam"]);
  });

  it("drops the subscriptions of a tenant that refuses the sign-in", async () => {
    const session = open();
    listed = [subscription("1"), subscription("9", { tenantId: "t2" })];
    await session.signIn("vscode");
    listed = [subscription("1")];
    failures = [refusal("signIn")];
    let changes = 0;
    session.onDidChange(() => (changes += 1));
    await session.reload();
    expect(session.subscriptions.map((one) => one.subscriptionId)).toEqual(["1"]);
    expect(changes).toBe(1);
  });

  it("signs in to one tenant, and asks again with nothing of before", async () => {
    const session = open();
    failures = [refusal("signIn")];
    await session.signIn("vscode");
    expect(connections).toBe(1);
    failures = [];
    await session.signInToTenant({ tenantId: "t2", identityId: undefined });
    expect(vscodeSource.done).toContain("signIn to t2");
    expect(connections).toBe(2);
    expect(session.refusedTenants).toEqual([]);
  });

  it("forgets what was shown when signing out, not what was chosen", async () => {
    const session = open();
    await session.signIn("vscode");
    await session.choose(["1"]);
    await session.signOut();
    expect(session.subscriptions).toEqual([]);
    expect(session.refusedTenants).toEqual([]);
    expect(
      memento
        .keys()
        .map((key) => JSON.stringify(memento.get(key)))
        .join(),
    ).not.toContain("Alpha");
    await session.signIn("vscode");
    expect(session.subscriptions.map((one) => one.subscriptionId)).toEqual(["1"]);
  });

  it("does not come back when a view asks for Azure at the moment of signing out", async () => {
    const session = open("sandbox");
    await session.signIn("vscode");
    const answers: unknown[] = [];
    session.onDidChange(() => {
      void session.connection().catch((error: unknown) => answers.push(error));
    });
    await session.signOut();
    await expect.poll(() => answers).toHaveLength(1);
    expect(session.state).toBe("signedOut");
    expect(answers[0]).toBeInstanceOf(OperationError);
  });

  it.each(["before", "after"])("stays signed out when that happens %s the first tenant has answered", async (when) => {
    let answer: (today: readonly Subscription[]) => void = () => undefined;
    listed = new Promise((resolve) => (answer = resolve));
    const session = open();
    const signingIn = session.signIn("vscode").catch((error: unknown) => error);
    await expect.poll(() => growing).toBeDefined();
    if (when === "after") {
      growing?.({ subscriptions: [subscription("1")], failures: [] });
    }
    await session.signOut();
    growing?.({ subscriptions: [subscription("1"), subscription("2")], failures: [] });
    answer([subscription("1")]);
    expect(await signingIn).toMatchObject({ name: "Canceled" });
    expect([session.state, session.account, session.subscriptions]).toEqual(["signedOut", undefined, []]);
    const later = open();
    await later.restore();
    expect(later.state).toBe("signedOut");
    expect(JSON.stringify(memento.keys().map((key) => memento.get(key)))).not.toContain("Subscription 1");
  });

  it("stays signed out when that happens while the account of the last time comes back", async () => {
    await open().signIn("sandbox");
    let answer: (today: readonly Subscription[]) => void = () => undefined;
    listed = new Promise((resolve) => (answer = resolve));
    await memento.update("subscriptions sandbox id1", undefined);
    const session = open();
    const restored = session.restore();
    await expect.poll(() => questions).toBe(2);
    await session.signOut();
    answer([subscription("1")]);
    await restored;
    expect([session.state, session.account]).toEqual(["signedOut", undefined]);
    expect(sandbox.done).toContain("close");
  });

  it("is of the account that was asked for last, when two are asked for", async () => {
    let answer: (today: readonly Subscription[]) => void = () => undefined;
    listed = new Promise((resolve) => (answer = resolve));
    const session = open();
    const first = session.signIn("vscode").catch((error: unknown) => error);
    await expect.poll(() => questions).toBe(1);
    listed = [subscription("1")];
    await session.signIn("sandbox");
    answer([subscription("9")]);
    expect(await first).toMatchObject({ name: "Canceled" });
    expect([session.state, session.account?.kind]).toEqual(["ready", "sandbox"]);
    expect(session.subscriptions.map((one) => one.subscriptionId)).toEqual(["1"]);
  });

  it("shows no tenant's line that comes in after signing out", async () => {
    const session = open();
    await session.signIn("vscode");
    failures = [refusal("signIn")];
    const reading = session.reload();
    await expect.poll(() => questions).toBe(2);
    await session.signOut();
    await reading;
    expect(session.refusedTenants).toEqual([]);
  });

  it("keeps what it remembers of a person who cannot be reached today", async () => {
    const session = open();
    const of = (identityId: string, id: string): Subscription => subscription(id, { identityId, tenantId: identityId });
    listed = [of("jane", "1"), of("john", "2")];
    await session.signIn("vscode");
    listed = [of("jane", "1")];
    const error = new AzureError("no", { kind: "network" });
    failures = [{ tenantId: undefined, tenantName: undefined, identityId: "john", identityLabel: "John", error }];
    await session.reload();
    expect(session.subscriptions.map((one) => one.subscriptionId)).toEqual(["1", "2"]);
    failures = [{ tenantId: undefined, tenantName: undefined, identityId: "jane", identityLabel: "Jane", error }];
    listed = [];
    await session.reload();
    expect(session.subscriptions.map((one) => one.subscriptionId)).toEqual(["1"]);
  });

  it("shows nothing any more of a person who has left", async () => {
    const session = open();
    listed = [subscription("1"), subscription("2", { identityId: "id2" })];
    await session.signIn("vscode");
    listed = new Promise(() => undefined);
    void session.adopt({ account: account("vscode"), id: "id1", signInToTenant: () => Promise.resolve() });
    expect(session.subscriptions.map((one) => one.subscriptionId)).toEqual(["1"]);
  });

  describe("and the choice made in Azure Resources", () => {
    it("follow it until the user chooses here", async () => {
      shared = new Set(["1"]);
      const session = open();
      await session.signIn("vscode");
      expect(session.subscriptions.map((one) => one.subscriptionId)).toEqual(["1"]);
      await session.choose("all");
      expect(session.subscriptions).toHaveLength(2);
      await session.choose(undefined);
      expect(session.subscriptions).toHaveLength(1);
    });

    it("show all when nothing of it belongs to this account", async () => {
      shared = new Set(["somebody else's"]);
      const session = open();
      await session.signIn("vscode");
      expect(session.subscriptions).toHaveLength(2);
    });

    it("tell that it has changed only while it counts", async () => {
      const session = open();
      await session.signIn("vscode");
      let changes = 0;
      session.onDidChange(() => (changes += 1));
      session.sharedSelectionChanged();
      expect(changes).toBe(1);
      await session.choose("all");
      session.sharedSelectionChanged();
      expect(changes).toBe(2);
    });
  });
});
