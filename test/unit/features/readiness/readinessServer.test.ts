import { beforeEach, describe, expect, it, vi } from "vitest";
import { AzureError } from "../../../../src/azure/http/azureError";
import type { AzureConnection } from "../../../../src/azure/connection";
import { isFromReadinessPanel } from "../../../../src/features/readiness/fromReadinessPanel";
import { ReadinessServer } from "../../../../src/features/readiness/readinessServer";
import { OperationError } from "../../../../src/host/errors/errors";
import { ResourceChanges } from "../../../../src/host/resources/resourceChanges";
import { Settings } from "../../../../src/host/settings";
import type { FromReadinessPanel, ToReadinessPanel } from "../../../../src/webviews/readiness/messages";
import { fake, resetFakeVscode } from "../../support/fakeVscode";
import { health, machine, snapshot } from "../support/estate";
import { fakeConnection } from "../support/fakeConnection";
import { fakePanel } from "../support/fakePanel";
import { FakeSession } from "../support/fakeSession";

const vm = machine();

function bed(answers: Partial<AzureConnection> = {}) {
  const { panel, posted, say } = fakePanel<FromReadinessPanel, ToReadinessPanel>();
  const executed: (readonly unknown[])[] = [];
  const asked: string[] = [];
  const changes = new ResourceChanges();
  const session = new FakeSession(
    fakeConnection({
      getVirtualMachine: (id) => {
        asked.push(id);
        return Promise.resolve(vm);
      },
      getVmHealth: () => Promise.resolve(health()),
      getVmSnapshot: () => Promise.resolve(snapshot()),
      ...answers,
    }),
  );
  const server = new ReadinessServer(
    panel,
    { vmId: vm.id, vmName: vm.name },
    {
      session,
      changes,
      settings: new Settings(),
      log: { error: () => undefined },
      now: () => new Date("2026-11-22T10:00:00.000Z"),
      loadRules: () => import("../../../../src/analysis"),
      execute: (...call) => executed.push(call),
    },
  );
  return { server, session, posted, executed, asked, changes, say };
}

function kinds(posted: readonly ToReadinessPanel[]): readonly string[] {
  return posted.map((message) => message.kind);
}

beforeEach(resetFakeVscode);

describe("serving a readiness panel", () => {
  it("checks when the page is ready and when it is asked again", async () => {
    const { say, posted, asked } = bed();
    await say({ kind: "ready" });
    await say({ kind: "recheck" });
    expect(kinds(posted)).toEqual(["checking", "report", "checking", "report"]);
    expect(asked).toHaveLength(2);
  });

  it("gives a page that was hidden its last report without asking Azure", async () => {
    const { say, posted, asked } = bed();
    await say({ kind: "ready" });
    await say({ kind: "ready" });
    expect(kinds(posted)).toEqual(["checking", "report", "report"]);
    expect(asked).toHaveLength(1);
  });

  it.each(["limits", "rules"])("reports anew when the setting %s changes, without asking Azure", async (name) => {
    const { say, posted, asked } = bed();
    await say({ kind: "ready" });
    fake.configurationChanged.fire({ affectsConfiguration: (changed) => changed === `azureVmBackup.${name}` });
    expect(kinds(posted)).toEqual(["checking", "report", "report"]);
    expect(asked).toHaveLength(1);
  });

  it("judges by the rules of the settings", async () => {
    const { say, posted } = bed();
    await say({ kind: "ready" });
    expect(JSON.stringify(posted.at(-1))).toContain("backs up classic virtual machines only");
    fake.settings.set("azureVmBackup.rules", { "arm-vm": "off" });
    await say({ kind: "ready" });
    expect(JSON.stringify(posted.at(-1))).not.toContain("backs up classic virtual machines only");
  });

  it("checks again when the VM has changed, and not when another one has", async () => {
    const { say, posted, changes } = bed();
    await say({ kind: "ready" });
    changes.announce(machine({ name: "other" }).id);
    changes.announce(vm.id);
    await vi.waitFor(() => expect(kinds(posted)).toEqual(["checking", "report", "checking", "report"]));
  });

  it("still reports when the disks may not be read", async () => {
    const { say, posted } = bed({ getVmSnapshot: () => Promise.reject(new AzureError("no", { kind: "forbidden" })) });
    await say({ kind: "ready" });
    expect(kinds(posted)).toEqual(["checking", "report"]);
  });

  it("says in one sentence that the VM is gone, and can be asked again", async () => {
    const { say, posted } = bed({
      getVirtualMachine: () => Promise.reject(new AzureError("gone", { kind: "notFound" })),
    });
    await say({ kind: "ready" });
    expect(posted.at(-1)).toMatchObject({ kind: "failed", vmName: "web-01" });
    await say({ kind: "ready" });
    expect(kinds(posted)).toEqual(["checking", "failed", "checking", "failed"]);
  });

  it("shows nothing of the VM any more after signing out, not even when a hidden page comes back", async () => {
    const { session, say, posted } = bed();
    await say({ kind: "ready" });
    expect(kinds(posted)).toContain("report");
    posted.length = 0;
    session.connection = () => Promise.reject(new OperationError("Sign in to Azure first."));
    session.state = "signedOut";
    session.changed();
    await expect.poll(() => kinds(posted)).toEqual(["checking", "failed"]);
    await say({ kind: "ready" });
    expect(kinds(posted)).not.toContain("report");
  });

  it("drops the answer of a check that a newer one has overtaken", async () => {
    let release: () => void = () => undefined;
    let first = true;
    const { say, posted } = bed({
      getVirtualMachine: () => {
        if (!first) {
          return Promise.resolve(vm);
        }
        first = false;
        return new Promise((resolve) => (release = () => resolve(machine({ name: "stale" }))));
      },
    });
    const old = say({ kind: "ready" });
    await Promise.resolve();
    await say({ kind: "recheck" });
    release();
    await old;
    expect(kinds(posted)).toEqual(["checking", "checking", "report"]);
  });

  it("runs commands on its VM and copies to the clipboard", async () => {
    const { say, executed } = bed();
    await say({ kind: "run", action: "protect" });
    await say({ kind: "copy", text: "sudo true" });
    expect(executed).toEqual([["azureVmBackup.protectVm", { resourceId: vm.id }]]);
    expect(fake.clipboard).toBe("sudo true");
  });
});

describe("messages from the readiness panel", () => {
  it("are understood when they have the agreed shape, and dropped otherwise", () => {
    expect(isFromReadinessPanel({ kind: "run", action: "protect" })).toBe(true);
    expect(isFromReadinessPanel({ kind: "run", action: "format" })).toBe(false);
    expect(isFromReadinessPanel({ kind: "copy" })).toBe(false);
    expect(isFromReadinessPanel(null)).toBe(false);
  });
});
