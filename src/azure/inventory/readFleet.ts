import { mapBounded } from "../http/bounded";
import { throwIfAborted, currentSignal } from "../http/call";
import type { Arm } from "../http/armPipeline";
import type { AzureError } from "../http/azureError";
import { isAzureError, isForbidden } from "../http/azureError";
import { passAbort } from "../http/translateError";
import type { Subscription, VirtualMachine } from "../models";
import { listVirtualMachines, noSight, vaultsRefusal } from "../machines/virtualMachines";
import { listVaults } from "../vaults/vaults";
import { queryFleet } from "./fleetQuery";
import type { FleetRow } from "./fleetQuery";

/** Tenants, and subscriptions that are listed one by one, that are read at the same time. */
const atOnce = 4;
/** Resource Graph takes so many subscriptions in one query. Source: "Troubleshoot Azure Resource Graph", Microsoft Learn, 2024. */
const mostSubscriptions = 1000;

/** Where a reading puts what it finds. */
export interface FleetSink {
  /** A page of rows, those of one subscription together. @param total rows of all pages, said once for each query */
  readonly take: (rows: readonly FleetRow[], total: number | undefined) => void;
  /** Everything of a subscription has been taken. @param withItems whether that includes items without VM */
  readonly finish: (subscriptionId: string, withItems: boolean) => Promise<void>;
  readonly fail: (subscriptionId: string, error: Error) => void;
  /** True while neither `finish` nor `fail` was called for it. */
  readonly isOpen: (subscriptionId: string) => boolean;
  /** Nothing of a subscription has been taken. */
  readonly isEmpty: (subscriptionId: string) => boolean;
}

/**
 * Reads all subscriptions: with one query per tenant and page; where Resource Graph refuses that, subscription by
 * subscription, and where it refuses one of them, from the lists of its resource providers.
 * Needs `Microsoft.RecoveryServices/Vaults/read`, `…/backupProtectedItems/read` and
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
  const refusals = new Map<string, Promise<Error | undefined>>();
  const refusalOf = (subscriptionId: string): Promise<Error | undefined> => {
    // One subscription that does not answer must not take the others of its tenant along.
    const known = refusals.get(subscriptionId) ?? vaultsRefusal(arm, subscriptionId).catch(passAbort);
    refusals.set(subscriptionId, known);
    return known;
  };
  let current: string | undefined;
  let next: string | undefined;
  do {
    const page = await queryFleet(arm, subscriptions, first, next);
    sink.take(await withSight(page.rows, refusalOf), next === undefined ? page.total : undefined);
    const inOrder = page.rows.flatMap((row) => (row.kind === "vault" ? [] : subscriptionOf(row)));
    for (const subscriptionId of new Set(inOrder)) {
      // The rows are in the order of subscriptions: where the next one begins, the one before is whole.
      if (current !== undefined && current !== subscriptionId) {
        await sink.finish(current, true);
      }
      current = subscriptionId;
    }
    next = page.next;
  } while (next !== undefined);
  for (const { subscriptionId } of subscriptions.filter((one) => sink.isOpen(one.subscriptionId))) {
    // Resource Graph leaves out in silence what may not be read: that must not look like an empty subscription.
    const refusal = sink.isEmpty(subscriptionId) ? await refusalOf(subscriptionId) : undefined;
    if (refusal === undefined) {
      await sink.finish(subscriptionId, true);
    } else {
      sink.fail(subscriptionId, refusal);
    }
  }
}

function subscriptionOf(row: Exclude<FleetRow, { readonly kind: "vault" }>): string {
  return (row.kind === "vm" ? row.vm.subscriptionId : row.subscriptionId).toLowerCase();
}

/** A VM without item is unprotected only where the vaults may be read: Resource Graph leaves out what may not. */
async function withSight(
  rows: readonly FleetRow[],
  refusalOf: (subscriptionId: string) => Promise<Error | undefined>,
): Promise<readonly FleetRow[]> {
  const open = new Set(rows.flatMap((row) => (isOpenMachine(row) ? [row.vm.subscriptionId] : [])));
  const answers = await mapBounded([...open], atOnce, async (id) => ({ id, refusal: await refusalOf(id) }));
  const blind = new Map(answers.flatMap(({ id, refusal }) => (refusal === undefined ? [] : [[id, refusal] as const])));
  return rows.map((row) => {
    const refusal = isOpenMachine(row) ? blind.get(row.vm.subscriptionId) : undefined;
    return refusal === undefined || !isOpenMachine(row) ? row : withoutSight(row.vm, refusal);
  });
}

type MachineRow = Extract<FleetRow, { readonly kind: "vm" }>;

function isOpenMachine(row: FleetRow): row is MachineRow {
  return row.kind === "vm" && row.vm.protection.kind === "notProtected";
}

function withoutSight(vm: VirtualMachine, refusal: Error): MachineRow {
  const protection = isForbidden(refusal) ? noSight() : ({ kind: "unknown", why: refusal.message } as const);
  return { kind: "vm", vm: { ...vm, protection } };
}

/** One subscription from its own lists, which ask Resource Graph first and the resource providers where it refuses. */
async function readAlone(arm: Arm, { subscriptionId }: Subscription, sink: FleetSink): Promise<void> {
  try {
    let next: string | undefined;
    do {
      const page = await listVaults(arm, subscriptionId, next);
      sink.take(
        page.items.map((vault) => ({ kind: "vault", vault })),
        undefined,
      );
      next = page.next;
    } while (next !== undefined);
    do {
      throwIfAborted(currentSignal());
      const page = await listVirtualMachines(arm, subscriptionId, next);
      sink.take(
        page.items.map((vm) => ({ kind: "vm", vm })),
        undefined,
      );
      next = page.next;
    } while (next !== undefined);
    await sink.finish(subscriptionId, false);
  } catch (error) {
    sink.fail(subscriptionId, passAbort(error));
  }
}

/** No permission, not registered, not in this cloud, or too old for the query. */
function isRefusal(error: Error): boolean {
  return isAzureError(error) && refusals.has(error.kind);
}

const refusals: ReadonlySet<AzureError["kind"]> = new Set(["forbidden", "notFound", "invalid"]);
