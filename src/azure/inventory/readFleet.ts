import { mapBounded } from "../http/bounded";
import { throwIfAborted, currentSignal } from "../http/call";
import type { Arm } from "../http/armPipeline";
import type { AzureError } from "../http/azureError";
import { isAzureError } from "../http/azureError";
import { passAbort } from "../http/translateError";
import type { Subscription } from "../models";
import { inDoubt, isOpen, listVirtualMachines, whyOpen } from "../machines/virtualMachines";
import { listVaults } from "../vaults/vaults";
import { queryFleet } from "./fleetQuery";
import type { FleetRow } from "./fleetQuery";
import type { Unseen } from "./inventory";
import { readUnseen } from "./sight";

/** Tenants, and subscriptions that are listed one by one, that are read at the same time. */
const atOnce = 4;
/** Resource Graph takes so many subscriptions in one query. Source: "Troubleshoot Azure Resource Graph", Microsoft Learn, 2024. */
const mostSubscriptions = 1000;

/** Where a reading puts what it finds. */
export interface FleetSink {
  /** A page of rows, those of one subscription together. @param total rows of all pages, said once for each query */
  readonly take: (rows: readonly FleetRow[], total: number | undefined) => void;
  /** Everything of a subscription has been taken that can be seen. */
  readonly finish: (subscriptionId: string, how: Finished) => Promise<void>;
  readonly fail: (subscriptionId: string, error: Error) => void;
  /** True while neither `finish` nor `fail` was called for it. */
  readonly isOpen: (subscriptionId: string) => boolean;
}

/** What is known of a subscription when all of it has been taken. */
export interface Finished {
  /** Whether items without VM are among it. */
  readonly withItems: boolean;
  readonly unseen: Unseen;
}

/**
 * Reads all subscriptions: with one query per tenant and page; where Resource Graph refuses that, subscription by
 * subscription, and where it refuses one of them, from the lists of its resource providers.
 * Needs `Microsoft.RecoveryServices/Vaults/read`, `…/backupFabrics/protectionContainers/protectedItems/read` and
 * `Microsoft.Compute/virtualMachines/read`; what the lists refuse is told to the sink.
 * @param first the subscription whose VMs are wanted first
 * @throws AbortError when the call under way is cancelled; every other failure goes to the sink
 */
export async function readFleet(
  arm: Arm,
  subscriptions: readonly Subscription[],
  first: string | undefined,
  sink: FleetSink,
): Promise<void> {
  const isUrgent = (some: readonly Subscription[]): boolean => some.some((one) => one.subscriptionId === first);
  const [urgent, ...others] = queriesFor(subscriptions).toSorted((a, b) => Number(isUrgent(b)) - Number(isUrgent(a)));
  if (urgent === undefined) {
    return;
  }
  // The other tenants begin when the first rows are there: nobody waits for theirs.
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const announcing: FleetSink = {
    ...sink,
    take: (rows, total) => {
      sink.take(rows, total);
      begin();
    },
  };
  await Promise.all([
    readTogether(arm, urgent, first, announcing).finally(begin),
    begun.then(() => mapBounded(others, atOnce, (some) => readTogether(arm, some, first, sink))),
  ]);
}

/** The subscriptions of each tenant and person, as many as go into a query. */
export function queriesFor(subscriptions: readonly Subscription[]): readonly (readonly Subscription[])[] {
  const byOwner = new Map<string, Subscription[]>();
  for (const subscription of subscriptions) {
    const key = `${subscription.tenantId} ${subscription.identityId ?? ""}`;
    byOwner.set(key, [...(byOwner.get(key) ?? []), subscription]);
  }
  return [...byOwner.values()].flatMap((all) =>
    Array.from({ length: Math.ceil(all.length / mostSubscriptions) }, (_, index) =>
      all.slice(index * mostSubscriptions, (index + 1) * mostSubscriptions),
    ),
  );
}

async function readTogether(
  arm: Arm,
  subscriptions: readonly Subscription[],
  first: string | undefined,
  sink: FleetSink,
): Promise<void> {
  try {
    await readByGraph(arm, subscriptions, first, sink);
  } catch (error) {
    const failure = passAbort(error);
    const open = subscriptions.filter(({ subscriptionId }) => sink.isOpen(subscriptionId));
    if (!isRefusal(failure)) {
      open.forEach(({ subscriptionId }) => sink.fail(subscriptionId, failure));
      return;
    }
    arm.log("info", "Resource Graph refuses the query for all subscriptions of a tenant; asking for each by itself.");
    await mapBounded(open, atOnce, (subscription) => readAlone(arm, subscription, sink));
  }
}

async function readByGraph(
  arm: Arm,
  subscriptions: readonly Subscription[],
  first: string | undefined,
  sink: FleetSink,
): Promise<void> {
  const doubts = new Doubts(arm);
  let current: string | undefined;
  let next: string | undefined;
  do {
    const page = await queryFleet(arm, subscriptions, first, next);
    sink.take(await doubts.settle(page.rows), next === undefined ? page.total : undefined);
    const inOrder = page.rows.flatMap((row) => (row.kind === "vault" ? [] : subscriptionOf(row)));
    for (const subscriptionId of new Set(inOrder)) {
      // The rows are in the order of subscriptions: where the next one begins, the one before is whole.
      if (current !== undefined && current !== subscriptionId) {
        await finish(current, doubts, sink);
      }
      current = subscriptionId;
    }
    next = page.next;
  } while (next !== undefined);
  const open = subscriptions.filter((one) => sink.isOpen(one.subscriptionId));
  await mapBounded(open, atOnce, ({ subscriptionId }) => finish(subscriptionId, doubts, sink));
}

/** Resource Graph leaves out in silence what may not be read: that must not look like an empty subscription. */
async function finish(subscriptionId: string, doubts: Doubts, sink: FleetSink, withItems = true): Promise<void> {
  const unseen = await doubts.unseenIn(subscriptionId);
  const reason = unseen.vaults ?? unseen.machines;
  if (reason !== undefined && doubts.isEmpty(subscriptionId)) {
    sink.fail(subscriptionId, reason);
  } else {
    await sink.finish(subscriptionId, { withItems, unseen });
  }
}

/** What Resource Graph may have left out, asked for once for each subscription where that makes a difference. */
class Doubts {
  readonly #arm: Arm;
  readonly #unseen = new Map<string, Promise<Unseen>>();
  /** Subscriptions with rows, by their kind. */
  readonly #seen = { vault: new Set<string>(), vm: new Set<string>(), item: new Set<string>() };

  public constructor(arm: Arm) {
    this.#arm = arm;
  }

  /** Rows that have been seen. */
  public note(rows: readonly FleetRow[]): void {
    for (const row of rows) {
      this.#seen[row.kind].add(subscriptionOf(row));
    }
  }

  /** The rows of a page: a VM without item is unprotected only where all items may be read. */
  public async settle(rows: readonly FleetRow[]): Promise<readonly FleetRow[]> {
    this.note(rows);
    const open = new Set(rows.flatMap((row) => (isOpenMachine(row) ? [subscriptionOf(row)] : [])));
    const answers = await mapBounded([...open], atOnce, async (id) => [id, whyOpen(await this.#ask(id))] as const);
    const reasons = new Map(answers);
    return rows.map((row) => {
      const why = isOpenMachine(row) ? reasons.get(subscriptionOf(row)) : undefined;
      return why === undefined || row.kind !== "vm" ? row : { kind: "vm", vm: inDoubt(row.vm, why) };
    });
  }

  /** Whether no row was of a subscription. */
  public isEmpty(subscriptionId: string): boolean {
    const key = subscriptionId.toLowerCase();
    return !Object.values(this.#seen).some((each) => each.has(key));
  }

  /** What is unseen in a subscription; nothing where VMs and vaults were seen, and nothing was in doubt. */
  public async unseenIn(subscriptionId: string): Promise<Unseen> {
    const key = subscriptionId.toLowerCase();
    return this.#seen.vault.has(key) && this.#seen.vm.has(key) ? ((await this.#unseen.get(key)) ?? {}) : this.#ask(key);
  }

  #ask(subscriptionId: string): Promise<Unseen> {
    const known = this.#unseen.get(subscriptionId) ?? readUnseen(this.#arm, subscriptionId);
    this.#unseen.set(subscriptionId, known);
    return known;
  }
}

/** In lower case. */
export function subscriptionOf(row: FleetRow): string {
  switch (row.kind) {
    case "vault":
      return row.vault.subscriptionId.toLowerCase();
    case "vm":
      return row.vm.subscriptionId.toLowerCase();
    case "item":
      return row.subscriptionId.toLowerCase();
  }
}

function isOpenMachine(row: FleetRow): boolean {
  return row.kind === "vm" && isOpen(row.vm);
}

/** One subscription from its own lists, which ask Resource Graph first and the resource providers where it refuses. */
async function readAlone(arm: Arm, { subscriptionId }: Subscription, sink: FleetSink): Promise<void> {
  const doubts = new Doubts(arm);
  const take = (rows: readonly FleetRow[]): void => {
    doubts.note(rows);
    sink.take(rows, undefined);
  };
  try {
    let next: string | undefined;
    do {
      const page = await listVaults(arm, subscriptionId, next);
      take(page.items.map((vault) => ({ kind: "vault", vault })));
      next = page.next;
    } while (next !== undefined);
    do {
      throwIfAborted(currentSignal());
      const page = await listVirtualMachines(arm, subscriptionId, next);
      take(page.items.map((vm) => ({ kind: "vm", vm })));
      next = page.next;
    } while (next !== undefined);
    await finish(subscriptionId, doubts, sink, false);
  } catch (error) {
    sink.fail(subscriptionId, passAbort(error));
  }
}

/** No permission, not registered, not in this cloud, or too old for the query. */
function isRefusal(error: Error): boolean {
  return isAzureError(error) && refusals.has(error.kind);
}

const refusals: ReadonlySet<AzureError["kind"]> = new Set(["forbidden", "notFound", "invalid"]);
