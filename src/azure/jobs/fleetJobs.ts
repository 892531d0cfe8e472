import { listLocations } from "../accounts/subscriptions";
import { mapBounded } from "../http/bounded";
import type { Arm } from "../http/armPipeline";
import { isAzureError, isForbidden } from "../http/azureError";
import { textAt, valueAt } from "../http/jsonRead";
import { passAbort } from "../http/translateError";
import { quoted } from "../inventory/findResources";
import { queriesFor } from "../inventory/readFleet";
import { isGraphRefused, queryGraph } from "../inventory/resourceGraph";
import { readUnseen } from "../inventory/sight";
import type { BackupJob, JobFilter, Location, Subscription, Vault } from "../models";
import { listVaults } from "../vaults/vaults";
import { filterText, hasEnded, jobFrom, listJobs } from "./jobs";
import { listPairedJobs, pairedVaults } from "./pairedJobs";
import { allOf } from "../http/allOf";

/** Jobs that are told: more than anybody scrolls through. */
const most = 2000;
/** Tenants, subscriptions or vaults that are asked at the same time. */
const atOnce = 4;
/** Resource Graph has the jobs of so many milliseconds. Source: "Query your backups using Azure Resource Graph", Microsoft Learn, 2025. */
const graphKeeps = 14 * 86_400_000;

/** A tenant, a subscription or a vault whose jobs could not be read. */
export interface FleetJobsFailure {
  /** The tenant's, the subscription's or the vault's name; empty for what is about paired regions as such. */
  readonly name: string;
  readonly error: Error;
}

/** The jobs of many vaults. */
export interface FleetJobs {
  /** Running ones first, then the newest. */
  readonly jobs: readonly BackupJob[];
  /** There are more, older ones. */
  readonly more: boolean;
  /** Vaults whose paired regions have jobs of their own, which were not asked for because there are too many such vaults. */
  readonly unasked: number;
  readonly failures: readonly FleetJobsFailure[];
}

/** What is asked once: it does not change while VS Code runs. */
export interface JobsMemory {
  /** Why the vaults of a subscription may not be read. */
  readonly refusals: Map<string, Promise<Error | undefined>>;
  /** Which regions are pairs, by subscription. */
  readonly locations: Map<string, Promise<readonly Location[]>>;
}

/** Which jobs are asked for. */
export interface FleetJobsQuestion {
  readonly filter: JobFilter;
  /** A vault whose paired region is asked in any case. */
  readonly vaultId?: string | undefined;
}

/**
 * The newest jobs of virtual machines in all vaults of the subscriptions: one query of Resource Graph per tenant and page,
 * which lags by minutes; the list of each vault where Resource Graph refuses, or where older jobs are wanted than it has.
 * Needs `Microsoft.RecoveryServices/Vaults/read` and `…/Vaults/backupJobs/read`.
 * @throws AbortError when the call under way is cancelled; every other failure is told in the answer
 */
export async function listFleetJobs(
  arm: Arm,
  subscriptions: readonly Subscription[],
  question: FleetJobsQuestion,
  memory: JobsMemory,
): Promise<FleetJobs> {
  const { filter } = question;
  const inGraph = filter.since === undefined || Date.parse(filter.since) >= arm.now() - graphKeeps;
  const answers = await mapBounded(queriesFor(subscriptions), atOnce, (some) =>
    inGraph ? askTogether(arm, some, question, memory) : askVaults(arm, some, question, memory),
  );
  const jobs = answers.flatMap((answer) => answer.jobs).toSorted(byUrgency);
  return {
    jobs: jobs.slice(0, most),
    more: jobs.length > most || answers.some(({ more }) => more),
    unasked: answers.reduce((sum, { unasked }) => sum + unasked, 0),
    failures: answers.flatMap(({ failures }) => failures),
  };
}

async function askTogether(
  arm: Arm,
  subscriptions: readonly Subscription[],
  question: FleetJobsQuestion,
  memory: JobsMemory,
): Promise<FleetJobs> {
  try {
    const found = await askGraph(arm, subscriptions, question.filter);
    const paired = await askPaired(arm, () => pairedVaults(arm, subscriptions), question, memory);
    const isWhole = !found.more && Object.values(question.filter).every((part) => part === undefined);
    const failures = isWhole ? await hidden(arm, subscriptions, found.jobs, memory) : [];
    return {
      jobs: [...found.jobs, ...paired.jobs],
      more: found.more,
      unasked: paired.unasked,
      failures: [...failures, ...paired.failures],
    };
  } catch (error) {
    const failure = passAbort(error);
    if (!isGraphRefused(failure) && !(isAzureError(failure) && failure.kind === "invalid")) {
      return { jobs: [], more: false, unasked: 0, failures: [{ name: nameOf(subscriptions), error: failure }] };
    }
    arm.log("info", "Resource Graph refuses the jobs; asking vault by vault.");
    return askVaults(arm, subscriptions, question, memory);
  }
}

/** The name of what is asked together: the subscription's, or that of the tenant of several. */
function nameOf(subscriptions: readonly Subscription[]): string {
  const [first, ...others] = subscriptions;
  return (others.length === 0 ? first?.name : (first?.tenantName ?? first?.tenantId)) ?? "";
}

/** Paired regions on top: what goes wrong there must not hide the rest. */
async function askPaired(
  arm: Arm,
  vaults: () => Promise<readonly Vault[]>,
  { filter, vaultId }: FleetJobsQuestion,
  memory: JobsMemory,
): Promise<Omit<FleetJobs, "more">> {
  const { value, failure } = await orFailure("", async () =>
    listPairedJobs(arm, await vaults(), {
      wanted: vaultId,
      filter: filterText(filter, arm.now()),
      locationsOf: (id) => once(memory.locations, id, () => listLocations(arm, id)),
    }),
  );
  const failures = (value?.failures ?? []).map(({ name, error }) => ({ name, error: passAbort(error) }));
  return {
    jobs: value?.jobs ?? [],
    unasked: value?.left ?? 0,
    failures: failure === undefined ? failures : [failure],
  };
}

async function askGraph(
  arm: Arm,
  subscriptions: readonly Subscription[],
  filter: JobFilter,
): Promise<Pick<FleetJobs, "jobs" | "more">> {
  const ids = subscriptions.map(({ subscriptionId }) => subscriptionId);
  const query = jobsQuery(filter);
  const jobs: BackupJob[] = [];
  let next: string | undefined;
  let read = 0;
  do {
    const page = await queryGraph(arm, ids, query, next);
    read += page.rows.length;
    jobs.push(...page.rows.flatMap((row) => jobOfRow(row) ?? []));
    next = page.next;
  } while (next !== undefined && read < most);
  return { jobs, more: next !== undefined };
}

/**
 * What the lists of vaults say of a job, and how far it is; the rest of its details stays in Azure. Running jobs come first, so
 * that no number of newer ones hides them.
 * Source: "Query your backups using Azure Resource Graph" (type, properties, 14 days), Microsoft Learn, 2025.
 */
function jobsQuery({ status, operation, vmName, since }: JobFilter): string {
  const conditions = [
    ...(status === undefined ? [] : [`properties.status =~ ${quoted(status)}`]),
    ...(operation === undefined ? [] : [`properties.operation =~ ${quoted(operation)}`]),
    ...(vmName === undefined ? [] : [`properties.entityFriendlyName contains ${quoted(vmName)}`]),
    ...(since === undefined ? [] : [`todatetime(properties.startTime) >= todatetime(${quoted(since)})`]),
  ];
  return `recoveryservicesresources
| where type =~ 'microsoft.recoveryservices/vaults/backupjobs'
| where properties.backupManagementType =~ 'AzureIaasVM'
${conditions.map((condition) => `| where ${condition}\n`).join("")}| extend startTime = todatetime(properties.startTime), rank = iff(properties.status in~ ('InProgress', 'Cancelling'), 0, 1)
| project id, name, rank, startTime, status = tostring(properties.status), operation = tostring(properties.operation), entityFriendlyName = tostring(properties.entityFriendlyName), endTime = tostring(properties.endTime), actionsInfo = properties.actionsInfo, progressPercentage = properties.extendedInfo.progressPercentage
| order by rank asc, startTime desc, id asc`;
}

function jobOfRow(row: unknown): BackupJob | undefined {
  return jobFrom({
    id: valueAt(row, "id"),
    name: valueAt(row, "name"),
    properties: {
      status: valueAt(row, "status"),
      operation: valueAt(row, "operation"),
      entityFriendlyName: valueAt(row, "entityFriendlyName"),
      startTime: valueAt(row, "startTime"),
      endTime: textAt(row, "endTime"),
      actionsInfo: valueAt(row, "actionsInfo"),
      extendedInfo: { progressPercentage: valueAt(row, "progressPercentage") },
    },
  });
}

/** Resource Graph leaves out in silence what may not be read: that must not look like vaults without jobs. */
async function hidden(
  arm: Arm,
  subscriptions: readonly Subscription[],
  jobs: readonly BackupJob[],
  memory: JobsMemory,
): Promise<readonly FleetJobsFailure[]> {
  const seen = new Set(jobs.map(({ id }) => id.split("/")[2]?.toLowerCase()));
  const silent = subscriptions.filter(({ subscriptionId }) => !seen.has(subscriptionId.toLowerCase()));
  const answers = await mapBounded(silent, atOnce, async ({ subscriptionId, name }) => {
    const { value, failure } = await orFailure(name, () =>
      once(memory.refusals, subscriptionId, () => jobsRefusal(arm, subscriptionId)),
    );
    return failure ?? (value === undefined ? [] : { name, error: value });
  });
  return answers.flat();
}

/** Why the account may not read all jobs of a subscription; undefined when it may. @throws when that cannot be told now */
async function jobsRefusal(arm: Arm, subscriptionId: string): Promise<Error | undefined> {
  const { jobs } = await readUnseen(arm, subscriptionId);
  if (jobs !== undefined && !isForbidden(jobs)) {
    throw jobs;
  }
  return jobs;
}

/** The first page of each vault, for as many vaults as there are. */
async function askVaults(
  arm: Arm,
  subscriptions: readonly Subscription[],
  question: FleetJobsQuestion,
  memory: JobsMemory,
): Promise<FleetJobs> {
  const vaults = await mapBounded(subscriptions, atOnce, (one) =>
    orFailure(one.name, () => allOf((page) => listVaults(arm, one.subscriptionId, page))),
  );
  const readable = vaults.flatMap(({ value }) => value ?? []);
  const text = filterText(question.filter, arm.now());
  const lists = await mapBounded(readable, atOnce, ({ id, name }) =>
    orFailure(name, () => listJobs(arm, id, undefined, text)),
  );
  const paired = await askPaired(arm, () => Promise.resolve(readable), question, memory);
  return {
    jobs: [...lists.flatMap(({ value }) => value?.items ?? []), ...paired.jobs],
    more: lists.some(({ value }) => value?.next !== undefined),
    unasked: paired.unasked,
    failures: [...[...vaults, ...lists].flatMap(({ failure }) => failure ?? []), ...paired.failures],
  };
}

/** What was found before, or is being asked; a failure is asked again. */
function once<T>(known: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const before = known.get(key);
  if (before !== undefined) {
    return before;
  }
  const asked = ask();
  known.set(key, asked);
  asked.catch(() => known.delete(key));
  return asked;
}

async function orFailure<T>(
  name: string,
  work: () => Promise<T>,
): Promise<{ readonly value?: T; readonly failure?: FleetJobsFailure }> {
  try {
    return { value: await work() };
  } catch (error) {
    return { failure: { name, error: passAbort(error) } };
  }
}

function byUrgency(a: BackupJob, b: BackupJob): number {
  return Number(hasEnded(a)) - Number(hasEnded(b)) || b.startTime.localeCompare(a.startTime);
}
