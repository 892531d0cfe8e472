import { beforeEach, describe, expect, it } from "vitest";
import { OperationError } from "../../../../src/host/errors/errors";
import { resetFakeVscode } from "../../support/fakeVscode";
import { SessionBed, subscription } from "./sessionBed";

describe("the session", () => {
  let bed: SessionBed;

  beforeEach(() => {
    resetFakeVscode();
    bed = new SessionBed();
  });

  it("starts signed out, without asking any source", () => {
    const session = bed.open();
    expect(session.state).toBe("signedOut");
    expect(bed.vscodeSource.done).toEqual([]);
  });

  it("offers Sign In when Azure is needed and nobody is signed in", async () => {
    const error: unknown = await bed
      .open()
      .connection()
      .catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(OperationError);
    expect(error instanceof OperationError && error.actions.map((action) => action.title)).toEqual(["Sign In"]);
  });

  it("chooses all subscriptions at first, by name", async () => {
    const session = bed.open();
    await session.signIn("vscode");
    expect(session.state).toBe("ready");
    expect(session.subscriptions.map((chosen) => chosen.name)).toEqual(["Alpha", "Zeta"]);
  });

  it("goes through signingIn, and tells its listeners", async () => {
    const session = bed.open();
    const states: string[] = [];
    session.onDidChange(() => states.push(session.state));
    await session.signIn("vscode");
    expect(states).toEqual(["signingIn", "ready"]);
  });

  it("says when the account has no subscriptions, and when none is selected", async () => {
    const session = bed.open();
    bed.listed = [];
    await session.signIn("vscode");
    expect(session.state).toBe("noSubscriptions");
    bed.listed = [subscription("1")];
    await session.reload();
    await session.choose([]);
    expect(session.state).toBe("noneSelected");
  });

  it("stays as it was when signing in fails", async () => {
    const session = bed.open();
    await session.signIn("sandbox");
    bed.listed = new Error("no network");
    await expect(session.signIn("vscode")).rejects.toThrow("no network");
    expect(session.state).toBe("ready");
    expect(session.account?.kind).toBe("sandbox");
    expect(bed.sandbox.done).not.toContain("close");
  });

  it("closes the source that is left for another one", async () => {
    const session = bed.open();
    await session.signIn("sandbox");
    await session.signIn("vscode");
    expect(bed.sandbox.done).toEqual(["signIn", "close"]);
    expect(bed.vscodeSource.done).toEqual(["signIn another"]);
  });
});
