import { beforeEach, describe, expect, it } from "vitest";
import type { Subscription } from "../../../../src/azure/models";
import { resetFakeVscode } from "../../support/fakeVscode";
import { SessionBed, subscription } from "./sessionBed";

describe("the session of the last time", () => {
  let bed: SessionBed;

  beforeEach(() => {
    resetFakeVscode();
    bed = new SessionBed();
  });

  it("shows the remembered subscriptions of the last time at once, then those of today", async () => {
    await bed.open().signIn("vscode");
    let answer: (today: readonly Subscription[]) => void = () => undefined;
    bed.listed = new Promise((resolve) => (answer = resolve));
    const session = bed.open();
    await session.restore();
    expect(session.subscriptions.map((chosen) => chosen.name)).toEqual(["Alpha", "Zeta"]);
    answer([subscription("3", { name: "New" })]);
    await expect.poll(() => session.subscriptions.map((chosen) => chosen.name)).toEqual(["New"]);
    expect(bed.vscodeSource.done).toEqual(["signIn", "restore id1"]);
  });

  it("remembers the chosen subscriptions for each account", async () => {
    const first = bed.open();
    await first.signIn("vscode");
    await first.choose(["1"]);
    await first.signIn("sandbox");
    expect(first.subscriptions).toHaveLength(2);
    await first.signIn("vscode");
    expect(first.subscriptions.map((chosen) => chosen.subscriptionId)).toEqual(["1"]);
    const later = bed.open();
    await later.restore();
    expect(later.subscriptions.map((chosen) => chosen.subscriptionId)).toEqual(["1"]);
  });

  it("includes a subscription that is new today where all are chosen, not where some are", async () => {
    const session = bed.open();
    await session.signIn("vscode");
    bed.listed = [subscription("1"), subscription("2"), subscription("3")];
    await session.reload();
    expect(session.subscriptions).toHaveLength(3);
    await session.choose(["1", "2"]);
    bed.listed = [subscription("1"), subscription("2"), subscription("3"), subscription("4")];
    await session.reload();
    expect(session.subscriptions).toHaveLength(2);
  });

  it("does not change anything when today's subscriptions are those of the last time", async () => {
    const session = bed.open();
    await session.signIn("vscode");
    let changes = 0;
    session.onDidChange(() => (changes += 1));
    await session.reload();
    expect(bed.questions).toBe(2);
    expect(changes).toBe(0);
  });

  it("is signed out when the account of the last time is gone", async () => {
    await bed.open().signIn("vscode");
    bed.vscodeSource.gone = true;
    const session = bed.open();
    await session.restore();
    expect(session.state).toBe("signedOut");
    await session.restore();
    expect(bed.vscodeSource.done.filter((what) => what.startsWith("restore"))).toHaveLength(1);
  });

  it("uses the source of the settings by itself when that never asks, until the user signs out", async () => {
    const session = bed.open("sandbox");
    await session.restore();
    expect(session.account?.kind).toBe("sandbox");
    await session.signOut();
    expect(session.state).toBe("signedOut");
    const later = bed.open("sandbox");
    await later.restore();
    expect(later.state).toBe("signedOut");
  });

  it("restores once for all who ask at the same time", async () => {
    await bed.open().signIn("vscode");
    const session = bed.open();
    await Promise.all([session.restore(), session.connection(), session.connection()]);
    expect(bed.vscodeSource.done.filter((what) => what.startsWith("restore"))).toHaveLength(1);
  });

  it("tries again when the first restoring failed", async () => {
    const session = bed.open("sandbox");
    bed.listed = new Error("no network");
    await expect(session.restore()).rejects.toThrow("no network");
    bed.listed = [subscription("1")];
    await session.restore();
    expect(session.state).toBe("ready");
  });
});
