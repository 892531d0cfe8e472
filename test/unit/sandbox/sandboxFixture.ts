import { onTestFinished } from "vitest";
import { freshEstate } from "../../../src/sandbox/estate/freshEstate";
import type { Sandbox, SandboxOptions } from "../../../src/sandbox/sandbox";
import { startSandbox } from "../../../src/sandbox/server";
import { takeSnapshot } from "../../../src/sandbox/state/saved/snapshot";

export const production = "/subscriptions/2f8c6a10-9b34-4d57-a1e2-6c0d8b7f5e41";
export const development = "/subscriptions/84b1d3e7-0a5c-4f92-8d66-1e3a7c9b2f05";
export const readOnly = "/subscriptions/e6057c2b-3d98-41af-9c0e-b72a4f8d1653";
export const devVault = `${development}/resourceGroups/rg-dev-weu/providers/Microsoft.RecoveryServices/vaults/rsv-dev-weu`;
export const mainVault = `${production}/resourceGroups/rg-backup-weu/providers/Microsoft.RecoveryServices/vaults/rsv-larkmoor-weu`;

/** Noon of a day in autumn: the nights of the estate's history lie before it. */
const start = Date.UTC(2026, 9, 14, 12);

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; undefined for an empty body. Read with `pick`. */
  readonly body: unknown;
}

export interface TestClient {
  readonly sandbox: Sandbox;
  /** Moves the sandbox's clock. */
  readonly wait: (milliseconds: number) => void;
  /** Adds `api-version` (default 2024-04-01) unless the path has one. */
  readonly send: (method: string, path: string, body?: unknown) => Promise<Reply>;
  readonly get: (path: string) => Promise<Reply>;
  readonly put: (path: string, body: unknown) => Promise<Reply>;
  readonly post: (path: string, body?: unknown) => Promise<Reply>;
  /** GET of an absolute URL that the sandbox handed out. */
  readonly follow: (url: string | null | undefined) => Promise<Reply>;
}

let usual: string | undefined;

/** The small estate at noon as a snapshot: reading one takes a tenth of the time of making the estate anew. */
function usualEstate(): string {
  usual ??= takeSnapshot(freshEstate(start));
  return usual;
}

/** A sandbox with a clock that stands still until the test moves it. */
export async function startForTest(options: SandboxOptions = {}, at = start): Promise<TestClient> {
  let now = at;
  const isUsual = at === start && options.estate === undefined && options.state === undefined;
  const sandbox = await startSandbox({ now: () => now, ...(isUsual ? { snapshot: usualEstate() } : {}), ...options });
  onTestFinished(() => sandbox.close());
  const send = async (method: string, path: string, body?: unknown): Promise<Reply> => {
    const versioned = path.includes("api-version=")
      ? path
      : `${path}${path.includes("?") ? "&" : "?"}api-version=2024-04-01`;
    const response = await fetch(sandbox.url + versioned, {
      method,
      headers: { authorization: `Bearer ${sandbox.token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed: unknown = text === "" ? undefined : JSON.parse(text);
    return { status: response.status, headers: response.headers, body: parsed };
  };
  return {
    sandbox,
    wait: (milliseconds) => {
      now += milliseconds;
    },
    send,
    get: (path) => send("GET", path),
    put: (path, body) => send("PUT", path, body),
    post: (path, body) => send("POST", path, body),
    follow: (url) => {
      if (url?.startsWith(sandbox.publicOrigin) !== true) {
        throw new Error(`Not a URL of the sandbox: ${url ?? "none"}`);
      }
      return send("GET", url.slice(sandbox.publicOrigin.length));
    },
  };
}

/** The value at a path of names and indexes; undefined where the path ends early. */
export function pick(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (here, name) => (typeof here === "object" && here !== null ? Reflect.get(here, name) : undefined),
    value,
  );
}

/** The list at a path; an empty one when something else is there. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found: unknown = pick(value, ...path);
  return isList(found) ? found : [];
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** The rows of a list in ARM's shape. */
export function rows(reply: Reply): readonly unknown[] {
  return listAt(reply.body, "value");
}

/** One value out of each row. */
export function column(reply: Reply, ...path: readonly (string | number)[]): readonly unknown[] {
  return rows(reply).map((row) => pick(row, ...path));
}

/** All pages of a list. */
export async function allRows(client: TestClient, path: string): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  let reply = await client.get(path);
  found.push(...rows(reply));
  for (let next = pick(reply.body, "nextLink"); typeof next === "string"; next = pick(reply.body, "nextLink")) {
    reply = await client.follow(next);
    found.push(...rows(reply));
  }
  return found;
}

/** Id of a protected item of a vault. */
export function itemPath(vault: string, group: string, vm: string): string {
  const key = `iaasvmcontainerv2;${group};${vm}`;
  return `${vault}/backupFabrics/Azure/protectionContainers/IaasVMContainer;${key}/protectedItems/VM;${key}`;
}

/** Id of a VM. */
export function vmPath(subscription: string, group: string, vm: string): string {
  return `${subscription}/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/${vm}`;
}

/** The body that protects a VM with a policy of a vault. */
export function protectWith(vm: string, vault: string, policy: string): unknown {
  return {
    properties: {
      protectedItemType: "Microsoft.Compute/virtualMachines",
      sourceResourceId: vm,
      policyId: `${vault}/backupPolicies/${policy}`,
    },
  };
}

/** The properties of a policy that keeps each night for a week, and those of some days of the month for two years. */
export function monthlyPolicy(daysOfTheMonth: readonly number[], more: object = {}, moreRules: object = {}): object {
  const times = ["2026-10-14T01:00:00Z"];
  return {
    backupManagementType: "AzureIaasVM",
    schedulePolicy: {
      schedulePolicyType: "SimpleSchedulePolicy",
      scheduleRunFrequency: "Daily",
      scheduleRunTimes: times,
    },
    retentionPolicy: {
      retentionPolicyType: "LongTermRetentionPolicy",
      dailySchedule: { retentionTimes: times, retentionDuration: { count: 7, durationType: "Days" } },
      monthlySchedule: {
        retentionScheduleFormatType: "Daily",
        retentionScheduleDaily: { daysOfTheMonth: daysOfTheMonth.map((date) => ({ date, isLast: false })) },
        retentionTimes: times,
        retentionDuration: { count: 24, durationType: "Months" },
      },
      ...moreRules,
    },
    timeZone: "UTC",
    ...more,
  };
}

/** Gives a protected VM another policy, made for it with these properties. */
export async function changePolicy(
  client: TestClient,
  vault: string,
  item: string,
  vm: string,
  properties: object,
): Promise<void> {
  const name = "of-the-test";
  await client.put(`${vault}/backupPolicies/${name}`, { properties });
  await finish(client, await client.put(item, protectWith(vm, vault, name)));
}

/** Makes a vault immutable, and waits until it is. */
export async function makeImmutable(
  client: TestClient,
  vault: string,
  state: "Unlocked" | "Locked" = "Unlocked",
): Promise<void> {
  await client.send("PATCH", vault, { properties: { securitySettings: { immutabilitySettings: { state } } } });
  client.wait(5000);
}

/** Runs an accepted request to its end by the clock, and answers the last status. */
export async function finish(client: TestClient, accepted: Reply, milliseconds = 30_000): Promise<Reply> {
  client.wait(milliseconds);
  return client.follow(accepted.headers.get("azure-asyncoperation"));
}
