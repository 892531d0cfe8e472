import { describe, expect, it } from "vitest";
import { pastJob } from "../../../../src/sandbox/state/jobs/pastJob";
import { parseQuery } from "../../../../src/sandbox/graph/parseQuery";
import { runQuery } from "../../../../src/sandbox/graph/runQuery";
import { graphTables } from "../../../../src/sandbox/graph/tables";
import { Estate } from "../../../../src/sandbox/state/estate";
import { troubles } from "../../../../src/sandbox/state/backups/troubles";

const now = Date.UTC(2026, 9, 14, 12);
const hour = 3_600_000;
const vaultId = "/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v";

/** An estate with 40 jobs, one an hour, of which each tenth failed; `described` counts those that were looked into. */
function estateOfJobs(): { readonly estate: Estate; readonly described: Set<string> } {
  const estate = new Estate();
  const described = new Set<string>();
  for (let index = 0; index < 40; index++) {
    const name = `job-${index}`;
    const item = {
      id: `${vaultId}/item-${index}`,
      vaultId,
      vmName: `vm-${index}`,
      key: `iaasvmcontainerv2;g;vm-${index}`,
    };
    const job = pastJob(item, {
      name,
      operation: "Backup",
      startTime: now - (index + 1) * hour,
      lasts: hour / 2,
      sizeMB: 1,
      failure: index % 10 === 0 ? { task: 0, trouble: troubles.vssWriter } : undefined,
    });
    estate.jobs.set(job.id, {
      ...job,
      // Only the full description of a job reads its tasks.
      get tasks() {
        described.add(name);
        return [];
      },
    });
  }
  return { estate, described };
}

function ask(estate: Estate, steps: string): readonly unknown[] {
  const subscriptions = new Set(["s"]);
  const tables = graphTables({
    estate,
    now,
    settings: { speed: 1, publicOrigin: "", address: "", retryAfterSeconds: 0 },
    subscriptions,
  });
  const query = `recoveryservicesresources | where type =~ 'microsoft.recoveryservices/vaults/backupjobs' ${steps} | project name, properties`;
  return runQuery(parseQuery(query), tables, now).rows.map((row) => row["name"]);
}

describe("a question for jobs", () => {
  it.each([
    ["| where properties.status =~ 'Failed'", 4],
    ["| where properties.status in~ ('InProgress', 'Cancelling')", 0],
    ["| where todatetime(properties.startTime) >= todatetime('2026-10-14T08:30:00Z')", 3],
    ["| where properties.entityFriendlyName contains '39'", 1],
    ["| where properties.status =~ 'failed' and properties.operation == 'Restore'", 0],
    ["| where properties.status =~ 'Failed' or properties.operation == 'Restore'", 4],
  ])("describes no job that its filter leaves out: %s", (steps, count) => {
    const { estate, described } = estateOfJobs();
    expect(ask(estate, steps)).toHaveLength(count);
    expect(described.size).toBe(count);
  });

  it.each([
    ["| where properties.backupInstanceId endswith 'item-7'", ["job-7"]],
    ["| where resourceGroup == 'g' and properties.status == 'Failed'", ["job-0", "job-10", "job-20", "job-30"]],
    ["| where isnull(properties.nothing) and properties.entityFriendlyName == 'vm-5'", ["job-5"]],
    ["| where not(properties.extendedInfo.progressPercentage == 100)", []],
    [
      "| extend status = tostring(properties.status) | where status == 'Failed'",
      ["job-0", "job-10", "job-20", "job-30"],
    ],
    ["| where Properties.status == 'Failed'", ["job-0", "job-10", "job-20", "job-30"]],
  ])("finds by what only the description says, too: %s", (steps, names) => {
    expect(ask(estateOfJobs().estate, steps)).toEqual(names);
  });
});

it("keeps the first rows of a result in order, and counts all", () => {
  const { estate } = estateOfJobs();
  const settings = { speed: 1, publicOrigin: "", address: "", retryAfterSeconds: 0 };
  const tables = graphTables({ estate, now, settings, subscriptions: new Set(["s"]) });
  const query = parseQuery("recoveryservicesresources | project name | order by name desc");
  const { rows, total } = runQuery(query, tables, now, 3);
  expect(rows.map(({ name }) => name)).toEqual(["job-9", "job-8", "job-7"]);
  expect(total).toBe(40);
});
