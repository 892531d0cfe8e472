import { beforeEach, describe, expect, it } from "vitest";
import { tellEnded } from "../../../../../src/features/jobs/following/tellEnded";
import { fake, resetFakeVscode } from "../../../support/fakeVscode";
import { job, machine, vault } from "../../support/estate";

const now = Date.parse("2026-11-22T10:05:00.000Z");
const followed = { vaultId: vault().id, jobName: "job-1", vmName: "web-01", vmId: machine().id };

describe("the message at the end of a job", () => {
  beforeEach(resetFakeVscode);

  it("names the reason of a failure and tries again on request", async () => {
    const executed: unknown[] = [];
    const failed = job({
      status: "Failed",
      errors: [{ code: "X", message: "The agent is silent.", recommendations: [] }],
    });
    const told = tellEnded(failed, followed, now, (...call) => executed.push(call));
    expect(fake.messages[0]).toMatchObject({
      level: "error",
      text: "Backup of web-01 failed: The agent is silent.",
      buttons: ["Retry", "Show Job"],
    });
    fake.messages[0]?.answer("Retry");
    await told;
    expect(executed).toEqual([["azureVmBackup.backUpNow", { resourceId: machine().id }]]);
  });

  it("offers the details of a job that went well, and nothing to retry", async () => {
    const done = job({ status: "Completed", endTime: "2026-11-22T10:00:20.000Z" });
    const told = tellEnded(done, followed, now, () => undefined);
    expect(fake.messages[0]).toMatchObject({
      level: "information",
      text: "Backup of web-01 completed in 20 s.",
      buttons: ["Show Job"],
    });
    fake.messages[0]?.answer(undefined);
    await told;
  });

  it("leads to a job of the paired region, and starts it again", async () => {
    const executed: unknown[] = [];
    const result = { kind: "disks", resourceId: "/subscriptions/s/resourceGroups/dr" } as const;
    const abroad = { ...followed, region: "northeurope", result };
    const failed = job({ status: "Failed", operation: "CrossRegionRestore", region: "northeurope" });
    for (const button of ["Retry", "Show Job"]) {
      const told = tellEnded(failed, abroad, now, (...call) => executed.push(call));
      expect(fake.messages.at(-1)?.text).toBe("Cross-region restore of web-01 failed.");
      fake.messages.at(-1)?.answer(button);
      await told;
    }
    expect(executed).toEqual([
      ["azureVmBackup.restoreDisks", { resourceId: machine().id }],
      ["azureVmBackup.showJob", { vaultId: vault().id, jobName: "job-1", region: "northeurope" }],
    ]);
  });

  it("does not offer to retry what it cannot start", () => {
    void tellEnded(job({ status: "Failed", operation: "Restore" }), followed, now, () => undefined);
    expect(fake.messages[0]?.buttons).toEqual(["Show Job"]);
  });

  it("says what a restore has made and leads to it, not to a portal that the sandbox does not have", async () => {
    const executed: unknown[] = [];
    const done = job({ status: "Completed", operation: "Restore" });
    const result = { kind: "vm", resourceId: machine({ name: "web-01-copy" }).id } as const;
    const told = tellEnded(done, { ...followed, result }, now, (...call) => executed.push(call));
    expect(fake.messages[0]).toMatchObject({
      text: "The VM web-01-copy is restored from the backup of web-01.",
      buttons: ["Protect VM", "Open in Portal", "Show Job"],
    });
    fake.messages[0]?.answer("Open in Portal");
    await told;
    expect(executed).toEqual([["azureVmBackup.openInPortal", { resourceId: result.resourceId }]]);
    void tellEnded(done, { ...followed, result: { ...result, kind: "disks" } }, now, () => undefined, false);
    expect(fake.messages[1]?.buttons).toEqual(["Show Job"]);
  });

  it("starts a restore that has failed anew, with its questions", async () => {
    const executed: unknown[] = [];
    const failed = job({ status: "Failed", operation: "Restore" });
    const result = { kind: "replaced", resourceId: machine().id } as const;
    const told = tellEnded(failed, { ...followed, result }, now, (...call) => executed.push(call));
    expect(fake.messages[0]?.buttons).toEqual(["Retry", "Show Job"]);
    fake.messages[0]?.answer("Retry");
    await told;
    expect(executed).toEqual([["azureVmBackup.replaceDisks", { resourceId: machine().id }]]);
  });
});
