import { beforeEach, describe, expect, it } from "vitest";
import type {} from "../../../../src/azure/models";
import { AccountSession } from "../../../../src/features/accounts/accountSession";
import { resetFakeVscode } from "../../support/fakeVscode";
import { recordingLog } from "../../support/recordingLog";
import { refusal, SessionBed, subscription } from "./sessionBed";

describe("the tenants of a session", () => {
  let bed: SessionBed;

  beforeEach(() => {
    resetFakeVscode();
    bed = new SessionBed();
  });

  it("shows what the first tenants have, while another one takes its time", async () => {
    bed.listed = new Promise(() => undefined);
    const session = bed.open();
    void session.signIn("vscode");
    await expect.poll(() => bed.growing).toBeDefined();
    expect(session.state).toBe("signingIn");
    bed.growing?.({ subscriptions: [subscription("1")], failures: [] });
    expect(session.state).toBe("ready");
    expect(session.subscriptions.map((one) => one.subscriptionId)).toEqual(["1"]);
  });

  it("goes on with those found so far when the waiting is cancelled", async () => {
    bed.listed = new Promise(() => undefined);
    const cancel = new AbortController();
    const session = bed.open();
    const done = session.signIn("vscode", (read) => read(cancel.signal));
    await expect.poll(() => bed.growing).toBeDefined();
    bed.growing?.({ subscriptions: [subscription("1")], failures: [] });
    cancel.abort();
    await done;
    expect(session.state).toBe("ready");
    const later = bed.open();
    await later.restore();
    expect(later.subscriptions.map((one) => one.subscriptionId)).toEqual(["1"]);
  });

  it("does not call it reading while the person is still signing in", async () => {
    let arrive: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const { vscodeSource } = bed;
    const found = await vscodeSource.signIn(false);
    vscodeSource.signIn = () => arrived.then(() => found);
    const heard: string[] = [];
    const done = bed.open().signIn("vscode", (read) => {
      heard.push("reading");
      return read();
    });
    await Promise.resolve();
    heard.push("the person arrives");
    arrive();
    await done;
    expect(heard).toEqual(["the person arrives", "reading"]);
  });

  it("stays as it was when cancelled before any tenant has answered", async () => {
    const session = bed.open();
    await session.signIn("sandbox");
    bed.listed = new Promise(() => undefined);
    const cancel = new AbortController();
    const done = session.signIn("vscode", (read) => read(cancel.signal));
    await expect.poll(() => bed.questions).toBe(2);
    cancel.abort();
    await expect(done).rejects.toMatchObject({ name: "AbortError" });
    expect(session.account?.kind).toBe("sandbox");
    expect(session.state).toBe("ready");
  });

  it("paints what it remembers before the way to Azure is open", async () => {
    await bed.open().signIn("vscode");
    const later = new AccountSession({
      memento: bed.memento,
      sources: [bed.vscodeSource, bed.sandbox],
      preferred: () => "vscode",
      connect: () => new Promise(() => undefined),
      shared: () => undefined,
      log: recordingLog().log,
    });
    await later.restore();
    expect(later.state).toBe("ready");
  });

  it("keeps what it remembers of a tenant that cannot be reached today, and tells which", async () => {
    const session = bed.open();
    bed.listed = [subscription("1"), subscription("9", { tenantId: "t2" })];
    await session.signIn("vscode");
    bed.listed = [subscription("1")];
    bed.failures = [refusal("network")];
    await session.reload();
    expect(session.subscriptions.map((one) => one.subscriptionId)).toEqual(["1", "9"]);
    expect(session.refusedTenants.map((one) => one.tenantName)).toEqual(["Fabrikam"]);
  });

  it("drops the subscriptions of a tenant that refuses the sign-in", async () => {
    const session = bed.open();
    bed.listed = [subscription("1"), subscription("9", { tenantId: "t2" })];
    await session.signIn("vscode");
    bed.listed = [subscription("1")];
    bed.failures = [refusal("signIn")];
    let changes = 0;
    session.onDidChange(() => (changes += 1));
    await session.reload();
    expect(session.subscriptions.map((one) => one.subscriptionId)).toEqual(["1"]);
    expect(changes).toBe(1);
  });

  it("signs in to one tenant, and asks again with nothing of before", async () => {
    const session = bed.open();
    bed.failures = [refusal("signIn")];
    await session.signIn("vscode");
    expect(bed.connections).toBe(1);
    bed.failures = [];
    await session.signInToTenant({ tenantId: "t2", identityId: undefined });
    expect(bed.vscodeSource.done).toContain("signIn to t2");
    expect(bed.connections).toBe(2);
    expect(session.refusedTenants).toEqual([]);
  });
});
