/** Sends a recorded scenario to a sandbox of its own, and compares. */
import { differences, isBusy, stateOf } from "./compare.mjs";
import { estateOf } from "./seed.mjs";

const azure = "https://management.azure.com";
/** What the sandbox is measured on: Recovery Services, and machines as they are read. */
const measured = /Microsoft\.RecoveryServices|\/virtualMachines\/[^/?]+(\?|$)/i;
/** Ids that Azure makes up: GUIDs, long numbers, base64. */
const madeUp = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{12,}|[A-Za-z0-9+/]{30,}={0,2})$/i;
/** Milliseconds of the sandbox's clock between two polls, and how many polls at most. */
const step = 250;
const mostPolls = 400;

/**
 * @param startSandbox the sandbox's own door
 * @param pairs the exchanges of one scenario, in order
 * @returns how many answers were compared, which were wrong, and every exchange for a validator
 */
export async function replay(startSandbox, pairs) {
  let now = recordedAt(pairs);
  const sandbox = await startSandbox({ now: () => now, publicOrigin: azure, estate: estateOf(pairs) });
  const known = new Map();
  const exchanges = [];
  const wrong = [];
  let checked = 0;
  const meet = (recorded, got) => {
    if (recorded !== got && madeUp.test(recorded) && !known.has(recorded)) {
      known.set(recorded, got);
    }
  };
  const wanted = pairs.filter(({ liveRequest: { url } }) => url.startsWith(azure) && measured.test(url));
  for (const [index, pair] of wanted.entries()) {
    if (isPollAgain(pair, wanted[index + 1])) {
      continue;
    }
    const { method } = pair.liveRequest;
    let answer = await send(sandbox, pair.liveRequest, known, exchanges);
    for (let polls = 0; method === "GET" && !arrived(pair.liveResponse, answer) && polls < mostPolls; polls++) {
      now += step;
      answer = await send(sandbox, pair.liveRequest, known, exchanges);
    }
    checked++;
    const found = differences(pair.liveResponse, answer, meet);
    if (found.length > 0) {
      const address = pair.liveRequest.url.slice(azure.length).split("?")[0];
      wrong.push({ request: `#${pair.i} ${method} …${address.slice(-100)}`, differences: found });
    }
  }
  await sandbox.close();
  return { checked, wrong, exchanges };
}

/** The time of the first answer that says it, in milliseconds: what is asked for names dates after it. */
function recordedAt(pairs) {
  const dates = pairs.map(({ liveResponse }) => Date.parse(liveResponse.headers?.date ?? ""));
  return dates.find((date) => !Number.isNaN(date)) ?? Date.UTC(2026, 0, 15, 12);
}

/** Repeated polls of something that still runs are one question. */
function isPollAgain(pair, next) {
  const { liveRequest, liveResponse } = pair;
  return (
    next !== undefined &&
    liveRequest.method === "GET" &&
    isBusy(Number(liveResponse.statusCode), liveResponse.body) &&
    liveRequest.url.split("?")[0] === next.liveRequest.url.split("?")[0] &&
    liveResponse.statusCode === next.liveResponse.statusCode &&
    stateOf(liveResponse.body) === stateOf(next.liveResponse.body)
  );
}

function arrived(recorded, answer) {
  return Number(recorded.statusCode) === answer.status && stateOf(recorded.body) === stateOf(answer.body);
}

/** Sends a recorded request, with what the sandbox calls by other names translated, and notes the exchange. */
export async function send(sandbox, request, known, exchanges) {
  const translate = (text) => [...known].reduce((all, [recorded, own]) => all.replaceAll(recorded, own), text);
  const target = translate(request.url.slice(azure.length));
  const body =
    request.body === null || request.body === undefined ? undefined : translate(JSON.stringify(request.body));
  const response = await fetch(sandbox.url + target, {
    method: request.method,
    headers: { authorization: `Bearer ${sandbox.token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  const answer = {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: text === "" ? undefined : JSON.parse(text),
  };
  exchanges.push({
    liveRequest: {
      method: request.method,
      url: azure + target,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.parse(body) }),
    },
    liveResponse: { statusCode: String(answer.status), headers: answer.headers, body: answer.body },
  });
  return answer;
}
