import { beforeEach, describe, expect, it } from "vitest";
import * as vscode from "vscode";
import type { SandboxAccount } from "../../../../../src/azure/accounts/sandboxAccount";
import { SandboxSnapshot } from "../../../../../src/features/accounts/sources/sandboxSnapshot";
import type { SandboxAddress } from "../../../../../src/features/accounts/sources/sandboxSource";
import { parseSandboxAddress, SandboxSource } from "../../../../../src/features/accounts/sources/sandboxSource";
import type { SandboxEstateSetting } from "../../../../../src/host/settings";
import type { Sandbox, SandboxOptions } from "../../../../../src/sandbox/sandbox";
import { fake, resetFakeVscode } from "../../../support/fakeVscode";
import { recordingLog } from "../../../support/recordingLog";

describe("the sandbox as an account", () => {
  const { log, lines } = recordingLog();
  let starts: SandboxOptions[];
  let closed: number;
  let accounts: SandboxAddress[];
  let estate: SandboxEstateSetting;

  beforeEach(() => {
    resetFakeVscode();
    lines.length = 0;
    starts = [];
    closed = 0;
    accounts = [];
    estate = "small";
  });

  function open(running?: SandboxAddress): { readonly source: SandboxSource; readonly snapshot: SandboxSnapshot } {
    const [snapshot, ofFleet] = ["sandbox", "sandbox-fleet"].map(
      (name) => new SandboxSnapshot(vscode.Uri.file("/storage"), name, log),
    );
    if (snapshot === undefined || ofFleet === undefined) {
      throw new Error("no snapshots");
    }
    const startSandbox = (options: SandboxOptions): Promise<Sandbox> => {
      starts.push(options);
      if (options.snapshot === "damaged") {
        return Promise.reject(new Error("not a snapshot"));
      }
      return Promise.resolve({
        url: "http://127.0.0.1:1234",
        publicOrigin: "https://arm.sandbox.invalid",
        token: `token${starts.length}`,
        subscriptionId: undefined,
        injectFault: () => undefined,
        demand: () => undefined,
        requests: [],
        close: () => {
          closed += 1;
          return Promise.resolve();
        },
      });
    };
    const sandboxAccount = (address: SandboxAddress, approve: () => Promise<void>): SandboxAccount => {
      accounts.push(address);
      return {
        kind: "sandbox",
        label: "Sandbox",
        cloud: { name: "Sandbox", resourceManager: address.publicOrigin, audience: "a", portal: "p" },
        credential: () => ({ getToken: () => Promise.resolve(null) }),
        signInToTenant: approve,
      };
    };
    const loaders = {
      loadSandbox: () => Promise.resolve({ startSandbox }),
      loadAzure: () => Promise.resolve({ sandboxAccount }),
    };
    const snapshots = { small: snapshot, fleet: ofFleet };
    return { source: new SandboxSource({ loaders, estate: () => estate, snapshots, running, log }), snapshot };
  }

  it("starts one sandbox, however often it is used", async () => {
    const { source } = open();
    await Promise.all([source.signIn(), source.signIn()]);
    await source.restore();
    expect(starts).toHaveLength(1);
    expect(accounts[0]?.token).toBe("token1");
  });

  it("goes on where the last window left off", async () => {
    const { source } = open();
    await source.signIn();
    starts[0]?.onChange?.("first");
    starts[0]?.onChange?.("second");
    await source.close();
    expect(closed).toBe(1);
    const later = open();
    await later.source.restore();
    expect(starts[1]?.snapshot).toBe("second");
  });

  it("starts afresh when the kept state is damaged, and says so in the log", async () => {
    fake.files.set("file:///storage/sandbox.json", new TextEncoder().encode("damaged"));
    const { source } = open();
    await source.signIn();
    expect(starts.map((start) => start.snapshot)).toEqual(["damaged", undefined]);
    expect(lines[0]).toContain("warn The sandbox starts afresh");
  });

  it("uses a sandbox that runs already, and leaves it running", async () => {
    const running = { url: "http://127.0.0.1:99", token: "t", publicOrigin: "https://arm.sandbox.invalid" };
    const { source } = open(running);
    await source.signIn();
    await source.close();
    expect(accounts).toEqual([running]);
    expect(starts).toEqual([]);
    expect(closed).toBe(0);
  });

  it("asks the person when a tenant wants a second factor, and takes closing the question for giving up", async () => {
    const { source } = open({ url: "http://127.0.0.1:99", token: "t", publicOrigin: "https://arm.sandbox.invalid" });
    const { signInToTenant } = await source.signIn();
    const given = signInToTenant({ tenantId: "t1", identityId: undefined });
    expect(fake.messages[0]?.buttons).toEqual(["Approve"]);
    fake.messages[0]?.answer("Approve");
    await expect(given).resolves.toBeUndefined();
    const declined = signInToTenant({ tenantId: "t1", identityId: undefined });
    fake.messages[1]?.answer(undefined);
    await expect(declined).rejects.toThrow(vscode.CancellationError);
  });

  it("starts the estate that is set, another account, and keeps each by itself", async () => {
    const { source } = open();
    const small = await source.signIn();
    starts[0]?.onChange?.("forty VMs");
    estate = "fleet";
    const fleet = await source.signIn();
    await source.signIn();
    expect(closed).toBe(1);
    expect(starts.map((start) => [start.estate, start.snapshot])).toEqual([
      [undefined, undefined],
      ["fleet", undefined],
    ]);
    expect(fleet.id).not.toBe(small.id);
    starts[1]?.onChange?.("many VMs");
    estate = "small";
    await source.signIn();
    expect(starts[2]?.snapshot).toBe("forty VMs");
    estate = "fleet";
    await source.signIn();
    expect(starts[3]).toMatchObject({ estate: "fleet", snapshot: "many VMs" });
  });

  it("never leaves half a snapshot behind", async () => {
    const { snapshot } = open();
    snapshot.save("whole");
    await snapshot.settled();
    expect([...fake.files.keys()]).toEqual(["file:///storage/sandbox.json"]);
  });

  it("reads the address of a running sandbox", () => {
    expect(parseSandboxAddress("http://127.0.0.1:4711|abc|https://arm.sandbox.invalid")).toEqual({
      url: "http://127.0.0.1:4711",
      token: "abc",
      publicOrigin: "https://arm.sandbox.invalid",
    });
  });

  it.each([
    undefined,
    "",
    "http://127.0.0.1:4711",
    "http://evil.example:80|abc|https://arm",
    "http://127.0.0.1:1||https://a",
  ])("takes %j for no address", (text) => {
    expect(parseSandboxAddress(text)).toBeUndefined();
  });
});
