import * as vscode from "vscode";
import type { BackupJob, JobFilter, JobStatus } from "../../../azure/models";
import { input } from "../../../host/prompts/inputPrompt";
import { pick } from "../../../host/prompts/prompts";
import type { StepLook, StepPlace } from "../../../host/prompts/steps";
import { askBefore, onlyStep } from "../../../host/prompts/steps";
import { jobStatusText, operationText } from "../../../wording/jobText";

/** Which jobs are shown. */
export interface JobsFilter {
  readonly status?: JobStatus | undefined;
  readonly operation?: string | undefined;
  /** Part of the VM's name, in any case. */
  readonly vmName?: string | undefined;
  /** Of the last so many days. */
  readonly days?: number | undefined;
}

const statuses: readonly JobStatus[] = [
  "InProgress",
  "Completed",
  "CompletedWithWarnings",
  "Failed",
  "Cancelling",
  "Cancelled",
];
const operations = [
  "Backup",
  "Restore",
  "CrossRegionRestore",
  "ConfigureBackup",
  "DisableBackup",
  "DeleteBackupData",
  "Undelete",
] as const;
const dayMilliseconds = 86_400_000;

/** What of a filter Azure is asked for. @param now milliseconds since 1970 */
export function questionOf({ status, operation, vmName, days }: JobsFilter, now: number): JobFilter {
  return {
    status,
    operation,
    vmName,
    since: days === undefined ? undefined : new Date(now - days * dayMilliseconds).toISOString(),
  };
}

/** True for a job that the filter lets through; a view may hold others until Azure has answered anew. */
export function lets({ status, operation, vmName, days }: JobsFilter, job: BackupJob, now: number): boolean {
  return (
    (status === undefined || job.status === status) &&
    (operation === undefined || job.operation === operation) &&
    (vmName === undefined || job.vmName.toLowerCase().includes(vmName.toLowerCase())) &&
    (days === undefined || Date.parse(job.startTime) >= now - days * dayMilliseconds)
  );
}

/** "Failed · Backup · last 7 days"; undefined for all jobs. */
export function filterText({ status, operation, vmName, days }: JobsFilter): string | undefined {
  const parts = [
    status === undefined ? undefined : jobStatusText(status),
    operation === undefined ? undefined : operationText(operation),
    vmName,
    days === undefined ? undefined : daysText(days),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(" · ");
}

function daysText(days: number): string {
  return days === 1 ? vscode.l10n.t("last 24 hours") : vscode.l10n.t("last {0} days", days);
}

type Facet = "status" | "operation" | "vmName" | "days" | "none";

function askFacet(filter: JobsFilter, step: StepLook, former: Facet | undefined): Promise<Facet> {
  const t = vscode.l10n.t;
  const all = t("all");
  return pick<Facet>({
    step,
    startsAt: (facet) => facet === former,
    title: t("Filter Jobs"),
    placeholder: t("Choose what to filter by"),
    choices: [
      {
        label: t("Status"),
        description: filter.status === undefined ? all : jobStatusText(filter.status),
        value: "status",
      },
      {
        label: t("Operation"),
        description: filter.operation === undefined ? all : operationText(filter.operation),
        value: "operation",
      },
      { label: t("VM"), description: filter.vmName ?? all, value: "vmName" },
      { label: t("Time"), description: filter.days === undefined ? all : daysText(filter.days), value: "days" },
      { label: t("Show all jobs"), icon: new vscode.ThemeIcon("clear-all"), value: "none" },
    ],
  });
}

/**
 * Asks for a change of the filter: one of its parts, or none at all.
 * @returns "all jobs" when nothing is to be left out any more, whichever vault it is of
 * @throws CancellationError
 */
export function askFilter(filter: JobsFilter): Promise<JobsFilter | "all jobs"> {
  return askBefore<Facet, JobsFilter | "all jobs">(
    (step, former) => askFacet(filter, step, former),
    (facet, from) => askValue(facet, filter, onlyStep(from)),
  );
}

async function askValue(facet: Facet, filter: JobsFilter, step: StepPlace): Promise<JobsFilter | "all jobs"> {
  const t = vscode.l10n.t;
  const title = t("Filter Jobs");
  const all = { label: t("All"), value: undefined };
  switch (facet) {
    case "none":
      return "all jobs";
    case "status": {
      const choices = statuses.map((status) => ({ label: jobStatusText(status), value: status }));
      return {
        ...filter,
        status: await pick<JobStatus | undefined>({
          title,
          placeholder: t("Choose a status"),
          step,
          startsAt: (status) => status === filter.status,
          choices: [all, ...choices],
        }),
      };
    }
    case "operation": {
      const choices = operations.map((operation) => ({ label: operationText(operation), value: operation }));
      return {
        ...filter,
        operation: await pick<string | undefined>({
          title,
          placeholder: t("Choose an operation"),
          step,
          startsAt: (operation) => operation === filter.operation,
          choices: [all, ...choices],
        }),
      };
    }
    case "days": {
      const choices = [1, 7, 30].map((days) => ({ label: daysText(days), value: days }));
      return {
        ...filter,
        days: await pick<number | undefined>({
          title,
          placeholder: t("Choose how far back"),
          step,
          startsAt: (days) => days === filter.days,
          choices: [all, ...choices],
        }),
      };
    }
    case "vmName": {
      const text = await input({
        title,
        prompt: t("Part of the VM's name; empty for all"),
        placeholder: t("All VMs"),
        step,
        value: filter.vmName,
      });
      return { ...filter, vmName: text.trim() === "" ? undefined : text.trim() };
    }
  }
}
