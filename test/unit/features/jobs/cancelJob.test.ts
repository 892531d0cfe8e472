import { beforeEach, describe, expect, it } from "vitest";
import type { AzureConnection } from "../../../../src/azure/connection";
import type { BackupJob } from "../../../../src/azure/models";
import { cancelJob } from "../../../../src/features/jobs/cancelJob";
import { ResourceChanges } from "../../../../src/host/resources/resourceChanges";
import { fake, resetFakeVscode } from "../../support/fakeVscode";
import { job, vault } from "../support/estate";
import { fakeConnection } from "../support/fakeConnection";
import { FakeSession } from "../support/fakeSession";
import { detailOf, nextInput } from "../support/nextInput";

function bed(jobs: readonly BackupJob[], cancel: AzureConnection["cancelJob"]) {
  const announced: string[] = [];
  let refreshes = 0;
  const changes = new ResourceChanges();
  changes.onDidChange((id) => announced.push(id));
  const monitor = {
    known: { all: jobs },
    refresh: () => {
      refreshes += 1;
      return Promise.resolve();
    },
  };
  const session = new FakeSession(fakeConnection({ cancelJob: cancel }));
  const services = { session, changes, now: () => Date.parse("2026-11-22T10:05:00Z"), monitor };
  return { services, announced, refreshes: () => refreshes };
}

beforeEach(resetFakeVscode);

describe("Cancel Job", () => {
  it("cancels the job of a node, says so, and has both lists of jobs read again", async () => {
    const { services, announced, refreshes } = bed([], () => Promise.resolve(job({ status: "Cancelling" })));
    await cancelJob({ resourceId: job().id }, services);
    expect(fake.messages[0]?.text).toBe("Backup of web-01: Azure is cancelling the job.");
    expect(announced).toEqual([job().id.toLowerCase()]);
    expect(refreshes()).toBe(1);
  });

  it("says how a job ended that nobody needs to cancel any more", async () => {
    const { services } = bed([], () => Promise.resolve(job({ status: "Completed" })));
    await cancelJob({ vaultId: vault().id, jobName: "job-1" }, services);
    expect(fake.messages[0]?.text).toBe("Backup of web-01: the job has ended: Completed.");
  });

  it("from the palette offers the running jobs, and says which cannot be cancelled", async () => {
    const asked: string[] = [];
    const running = [
      job({ cancellable: true }),
      job({ name: "job-2", vmName: "web-02", operation: "Undelete" }),
      job({ name: "job-3", vmName: "web-03", status: "Completed" }),
    ];
    const { services } = bed(running, (_vaultId, name) => {
      asked.push(name);
      return Promise.resolve(job({ status: "Cancelled" }));
    });
    const done = cancelJob(undefined, services);
    const list = await nextInput(0);
    expect(list.items.some((item) => item.label.includes("web-03"))).toBe(false);
    expect(detailOf(0, list.items.find((item) => item.label.includes("web-02"))?.label ?? "")).toContain("not allow");
    list.accept("Backup · web-01");
    await done;
    expect(asked).toEqual(["job-1"]);
  });

  it("asks Azure for nothing in the paired region, where no job can be cancelled", async () => {
    const { services } = bed([], () => Promise.reject(new Error("asked")));
    const abroad = { vaultId: vault().id, jobName: "job-1", region: "northeurope" };
    await expect(cancelJob(abroad, services)).rejects.toThrow("paired region cannot be cancelled");
  });

  it("says when no job is running", async () => {
    const { services } = bed([job({ status: "Failed" })], () => Promise.reject(new Error("asked")));
    await expect(cancelJob(undefined, services)).rejects.toThrow("No job is running.");
  });

  it("has the lists read again also when Azure refuses", async () => {
    const { services, refreshes } = bed([], () => Promise.reject(new Error("refused")));
    await expect(cancelJob({ resourceId: job().id }, services)).rejects.toThrow("refused");
    expect(refreshes()).toBe(1);
    expect(fake.messages).toEqual([]);
  });
});
