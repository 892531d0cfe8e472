import { beforeEach, describe, expect, it } from "vitest";
import { AzureError } from "../../../../src/azure/http/azureError";
import { OperationError } from "../../../../src/host/errors/errors";
import type { Subscription } from "../../../../src/azure/models";
import { resetFakeVscode } from "../../support/fakeVscode";
import { refusal, SessionBed, subscription, account } from "./sessionBed";

describe("the end of a session", () => {
  let bed: SessionBed;

  beforeEach(() => {
    resetFakeVscode();
    bed = new SessionBed();
  });

  it("forgets what was shown when signing out, not what was chosen", async () => {
    const session = bed.open();
    await session.signIn("vscode");
    await session.choose(["1"]);
    await session.signOut();
    expect(session.subscriptions).toEqual([]);
    expect(session.refusedTenants).toEqual([]);
    expect(
      bed.memento
        .keys()
        .map((key) => JSON.stringify(bed.memento.get(key)))
        .join(),
    ).not.toContain("Alpha");
    await session.signIn("vscode");
    expect(session.subscriptions.map((one) => one.subscriptionId)).toEqual(["1"]);
  });

  it("does not come back when a view asks for Azure at the moment of signing out", async () => {
    const session = bed.open("sandbox");
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
    bed.listed = new Promise((resolve) => (answer = resolve));
    const session = bed.open();
    const signingIn = session.signIn("vscode").catch((error: unknown) => error);
    await expect.poll(() => bed.growing).toBeDefined();
    if (when === "after") {
      bed.growing?.({ subscriptions: [subscription("1")], failures: [] });
    }
    await session.signOut();
    bed.growing?.({ subscriptions: [subscription("1"), subscription("2")], failures: [] });
    answer([subscription("1")]);
    expect(await signingIn).toMatchObject({ name: "Canceled" });
    expect([session.state, session.account, session.subscriptions]).toEqual(["signedOut", undefined, []]);
    const later = bed.open();
    await later.restore();
    expect(later.state).toBe("signedOut");
    expect(JSON.stringify(bed.memento.keys().map((key) => bed.memento.get(key)))).not.toContain("Subscription 1");
  });

  it("stays signed out when that happens while the account of the last time comes back", async () => {
    await bed.open().signIn("sandbox");
    let answer: (today: readonly Subscription[]) => void = () => undefined;
    bed.listed = new Promise((resolve) => (answer = resolve));
    await bed.memento.update("subscriptions bed.sandbox id1", undefined);
    const session = bed.open();
    const restored = session.restore();
    await expect.poll(() => bed.questions).toBe(2);
    await session.signOut();
    answer([subscription("1")]);
    await restored;
    expect([session.state, session.account]).toEqual(["signedOut", undefined]);
    expect(bed.sandbox.done).toContain("close");
  });

  it("is of the account that was asked for last, when two are asked for", async () => {
    let answer: (today: readonly Subscription[]) => void = () => undefined;
    bed.listed = new Promise((resolve) => (answer = resolve));
    const session = bed.open();
    const first = session.signIn("vscode").catch((error: unknown) => error);
    await expect.poll(() => bed.questions).toBe(1);
    bed.listed = [subscription("1")];
    await session.signIn("sandbox");
    answer([subscription("9")]);
    expect(await first).toMatchObject({ name: "Canceled" });
    expect([session.state, session.account?.kind]).toEqual(["ready", "sandbox"]);
    expect(session.subscriptions.map((one) => one.subscriptionId)).toEqual(["1"]);
  });

  it("shows no tenant's line that comes in after signing out", async () => {
    const session = bed.open();
    await session.signIn("vscode");
    bed.failures = [refusal("signIn")];
    const reading = session.reload();
    await expect.poll(() => bed.questions).toBe(2);
    await session.signOut();
    await reading;
    expect(session.refusedTenants).toEqual([]);
  });

  it("keeps what it remembers of a person who cannot be reached today", async () => {
    const session = bed.open();
    const of = (identityId: string, id: string): Subscription => subscription(id, { identityId, tenantId: identityId });
    bed.listed = [of("jane", "1"), of("john", "2")];
    await session.signIn("vscode");
    bed.listed = [of("jane", "1")];
    const error = new AzureError("no", { kind: "network" });
    bed.failures = [{ tenantId: undefined, tenantName: undefined, identityId: "john", identityLabel: "John", error }];
    await session.reload();
    expect(session.subscriptions.map((one) => one.subscriptionId)).toEqual(["1", "2"]);
    bed.failures = [{ tenantId: undefined, tenantName: undefined, identityId: "jane", identityLabel: "Jane", error }];
    bed.listed = [];
    await session.reload();
    expect(session.subscriptions.map((one) => one.subscriptionId)).toEqual(["1"]);
  });

  it("shows nothing any more of a person who has left", async () => {
    const session = bed.open();
    bed.listed = [subscription("1"), subscription("2", { identityId: "id2" })];
    await session.signIn("vscode");
    bed.listed = new Promise(() => undefined);
    void session.adopt({ account: account("vscode"), id: "id1", signInToTenant: () => Promise.resolve() });
    expect(session.subscriptions.map((one) => one.subscriptionId)).toEqual(["1"]);
  });

  describe("and the choice made in Azure Resources", () => {
    it("follow it until the user chooses here", async () => {
      bed.shared = new Set(["1"]);
      const session = bed.open();
      await session.signIn("vscode");
      expect(session.subscriptions.map((one) => one.subscriptionId)).toEqual(["1"]);
      await session.choose("all");
      expect(session.subscriptions).toHaveLength(2);
      await session.choose(undefined);
      expect(session.subscriptions).toHaveLength(1);
    });

    it("show all when nothing of it belongs to this account", async () => {
      bed.shared = new Set(["somebody else's"]);
      const session = bed.open();
      await session.signIn("vscode");
      expect(session.subscriptions).toHaveLength(2);
    });

    it("tell that it has changed only while it counts", async () => {
      const session = bed.open();
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
