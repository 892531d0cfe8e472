import { describe, expect, it } from "vitest";
import { addressOf, jobOfArgument, vaultOfArgument } from "../../../../src/features/jobs/jobArgument";
import { job, vault } from "../support/estate";

describe("what a jobs command was called on", () => {
  it("is a job's node", () => {
    expect(jobOfArgument({ resourceId: job().id })).toEqual({ vaultId: vault().id, jobName: "job-1" });
  });

  it("is a job's node in the paired region, whose id does not name the vault", () => {
    const abroad = job({
      id: "/subscriptions/s/providers/p/locations/northeurope/backupJobs/job-1",
      region: "northeurope",
    });
    const address = { vaultId: vault().id, jobName: "job-1", region: "northeurope" };
    expect(addressOf(abroad)).toEqual(address);
    expect(jobOfArgument({ kind: "job", resourceId: abroad.id, job: abroad, ...addressOf(abroad) })).toEqual(address);
  });

  it("is no job when it is a vault's node", () => {
    expect(jobOfArgument({ resourceId: vault().id })).toBeUndefined();
  });

  it("is the vault of a node below it", () => {
    expect(vaultOfArgument({ resourceId: job().id })).toBe(vault().id);
    expect(vaultOfArgument({ vaultId: vault().id })).toBe(vault().id);
  });

  it("is all vaults when there is nothing", () => {
    expect(vaultOfArgument(undefined)).toBeUndefined();
  });
});
