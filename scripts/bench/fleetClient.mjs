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
    onDidChange: nothing,
    connection: async () => connection,
  },
  restore: async () => undefined,
  refusedTenants: () => [],
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
const expansions = [];
for (const subscription of await timed(undefined)) {
  for (const list of await timed(subscription)) {
    for (const node of await timed(list)) {
      if (node.kind === "group") {
        await timed(node);
      } else if (node.kind === "vault") {
        const [items] = await timed(node);
        await timed(items);
      }
    }
  }
}
tree.fleet.onlyUnprotected = true;
for (const subscription of await timed(undefined)) {
  const [, list] = await timed(subscription);
  await timed(list);
}
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
    },
  })}\n`,
);
process.exit(0);

async function timed(node) {
  const start = performance.now();
  const children = await tree.getChildren(node);
  children.forEach((child) => tree.getTreeItem(child));
  expansions.push(performance.now() - start);
  return children;
}

function count(method) {
  return requests.filter(({ message }) => message.startsWith(`${method} `)).length;
}

function sum(numbers) {
  return numbers.reduce((a, b) => a + b, 0);
}
