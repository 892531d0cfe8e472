import { beforeEach, describe, expect, it } from "vitest";
import { tellEnded } from "../../../../src/features/jobs/tellEnded";
import { fake, resetFakeVscode } from "../../support/fakeVscode";
import { job, machine, vault } from "../support/estate";

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

  it("does not offer to retry what it cannot start", () => {
    void tellEnded(job({ status: "Failed", operation: "Restore" }), followed, now, () => undefined);
    expect(fake.messages[0]?.buttons).toEqual(["Show Job"]);
  });
});
