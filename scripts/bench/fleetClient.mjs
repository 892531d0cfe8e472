/** Opens the explorer on the fleet and prints, as JSON, what that takes. Needs `--expose-gc`. */
import { createRequire } from "node:module";
import { quantile } from "./statistics.mjs";

const [, , bundle, address] = process.argv;
const { connect, sandboxAccount, ExplorerTree } = createRequire(import.meta.url)(bundle);
const { startMs, ...sandbox } = JSON.parse(address);

const requests = [];
const connection = connect(sandboxAccount(sandbox), {
  log: (level, message) => {
    if (/^(GET|POST) .* → \d+/.test(message)) {
      requests.push({ message, at: performance.now() });
    }
  },
});
const { subscriptions } = await connection.listSubscriptions();
requests.length = 0;

const memory = () => {
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed / 1e6;
};
const before = memory();
const nothing = () => ({ dispose: () => undefined });
const tree = new ExplorerTree({
  session: {
    state: "ready",
    account: undefined,
    subscriptions,
    refusedTenants: [],
    onDidChange: nothing,
    connection: async () => connection,
  },
  restore: async () => undefined,
  changes: { onDidChange: nothing },
  log: { error: (what, error) => process.stderr.write(`${what}: ${error}\n`) },
});

const [first] = await tree.getChildren();
const [, vms] = await tree.getChildren(first);
const begun = performance.now();
const rows = await tree.getChildren(vms);
const firstRowsMs = performance.now() - begun;
const firstAnswer = requests.find(({ message }) => message.startsWith("POST"));
const firstAnswerMs = firstAnswer.at - begun;
const firstRowsAfterPages = requests.filter(({ message }) => message.startsWith("POST")).length;
await tree.reading.inventory.read(subscriptions);
const allMs = performance.now() - begun;
const asked = { graph: count("POST"), others: count("GET") };

const inventory = tree.reading.inventory;
const machines = sum(subscriptions.map((one) => sum([...inventory.counts(one.subscriptionId).values()])));
const vaults = sum(subscriptions.map((one) => inventory.vaults(one.subscriptionId).length));
const stateMB = memory() - before;

requests.length = 0;
/** Milliseconds of each opening: those of the first walk, and the least of all walks by node; other programs run beside. */
const firstExpansions = [];
const least = new Map();
for (let walk = 0; walk < 3; walk++) {
  await walkAll();
}
const expansions = [...least.values()];
const requestsOfExpansions = requests.length;
tree.dispose();

process.stdout.write(
  `${JSON.stringify({
    subscriptions: subscriptions.length,
    vaults,
    machines,
    startMs,
    requests: asked,
    firstRows: rows.length,
    firstRowsMs,
    firstAnswerMs,
    firstRowsAfterPages,
    allMs,
    stateMB,
    expansions: {
      count: expansions.length,
      requests: requestsOfExpansions,
      median: quantile(expansions, 0.5),
      p95: quantile(expansions, 0.95),
      max: quantile(expansions, 1),
      firstMax: quantile(firstExpansions, 1),
    },
  })}\n`,
);
process.exit(0);

/** Opens every node that the inventory feeds, with all VMs and with those that are not backed up. */
async function walkAll() {
  const first = least.size === 0;
  for (const only of [false, true]) {
    tree.fleet.onlyUnprotected = only;
    for (const subscription of await timed(undefined, only, first)) {
      for (const list of await timed(subscription, only, first)) {
        for (const node of await timed(list, only, first)) {
          if (node.kind === "group") {
            await timed(node, only, first);
          } else if (node.kind === "vault" && !only) {
            const [items] = await timed(node, only, first);
            await timed(items, only, first);
          }
        }
      }
    }
  }
}

async function timed(node, only, first) {
  const start = performance.now();
  const children = await tree.getChildren(node);
  children.forEach((child) => tree.getTreeItem(child));
  const ms = performance.now() - start;
  const key = `${node?.id ?? "roots"} ${only}`;
  least.set(key, Math.min(ms, least.get(key) ?? Infinity));
  if (first) {
    firstExpansions.push(ms);
  }
  return children;
}

function count(method) {
  return requests.filter(({ message }) => message.startsWith(`${method} `)).length;
}

function sum(numbers) {
  return numbers.reduce((a, b) => a + b, 0);
}
