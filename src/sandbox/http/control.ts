import type { Answer } from "./call";
import { ok } from "./call";
import { readFault } from "./faultQueue";
import { at, jsonIn, parseJson, textAt } from "./json";
import type { Json } from "./json";
import type { Running } from "./serve";
import { principalOf } from "../login/door";
import { endOfTime } from "../state/clock";
import { ArmFault } from "./armFault";

/**
 * The sandbox's own addresses, behind the same tokens as the rest:
 * `GET|POST|DELETE /sandbox/faults` · `GET|POST /sandbox/clock` · `GET|PUT /sandbox/state` · `GET /sandbox/requests` ·
 * `GET|POST|DELETE /sandbox/tenants`.
 */
export function control(
  running: Running,
  authorization: string | undefined,
  method: string,
  path: string,
  body: string,
): Answer {
  try {
    principalOf(running.azure.door, authorization);
  } catch (error) {
    if (error instanceof ArmFault) {
      return { status: error.status, body: error.body, headers: error.headers };
    }
    throw error;
  }
  switch (`${method} ${path.toLowerCase()}`) {
    case "GET /sandbox/requests":
      return ok([...running.requests]);
    case "GET /sandbox/faults":
      return ok(running.faults.waiting.map((fault) => ({ ...fault })));
    case "POST /sandbox/faults":
      return addFault(running, jsonIn(body));
    case "DELETE /sandbox/faults":
      running.faults.clear();
      return { status: 204 };
    case "GET /sandbox/tenants":
      return ok(
        running.azure.door.demands.all.map((demand) => ({ ...demand, refusesWith: demand.refusesWith ?? null })),
      );
    case "POST /sandbox/tenants":
      return setDemand(running, jsonIn(body));
    case "DELETE /sandbox/tenants":
      running.azure.door.demands.clear();
      return { status: 204 };
    case "GET /sandbox/clock":
      return ok(clockOf(running));
    case "POST /sandbox/clock":
      return setClock(running, jsonIn(body));
    case "GET /sandbox/state":
      return ok(parseJson(running.saveState()));
    case "PUT /sandbox/state":
      return running.loadState(body)
        ? { status: 204 }
        : refused("InvalidState", "The body is not a state of this version of the sandbox.");
    default:
      return {
        status: 501,
        body: { error: { code: "SandboxNotEmulated", message: `There is no ${method} ${path}.` } },
      };
  }
}

function addFault(running: Running, body: Json | undefined): Answer {
  const fault = readFault(body);
  if (fault === undefined) {
    return refused("InvalidFault", "The body is not a fault.");
  }
  running.faults.add(fault);
  return { status: 204 };
}

/**
 * `{"tenantId": ID, "secondFactor": "changes", "refusesWith": 50076}`: what a tenant demands from now on; what is left out
 * is not demanded.
 */
function setDemand({ azure: { door, estate } }: Running, body: Json | undefined): Answer {
  const tenantId = textAt(body, "tenantId")?.toLowerCase();
  const secondFactor = (["never", "changes", "always"] as const).find((one) => one === at(body, "secondFactor"));
  const refusesWith = at(body, "refusesWith");
  const fits =
    estate.tenants.all.some((tenant) => tenant.tenantId.toLowerCase() === tenantId) &&
    (secondFactor !== undefined || at(body, "secondFactor") === undefined) &&
    (refusesWith === undefined || (typeof refusesWith === "number" && Number.isInteger(refusesWith)));
  if (tenantId === undefined || !fits) {
    return refused(
      "InvalidDemand",
      "Give a tenantId, and secondFactor (never, changes, always), refusesWith, or both.",
    );
  }
  door.demands.set(tenantId, {
    ...(secondFactor === undefined ? {} : { secondFactor }),
    ...(typeof refusesWith === "number" ? { refusesWith } : {}),
  });
  return { status: 204 };
}

/** `{"advanceSeconds": 3600}` steps forward, `{"rate": 60}` makes time run faster; both may be given. */
function setClock(running: Running, body: Json | undefined): Answer {
  const { clock } = running;
  const [advance = 0, rate = clock.rate] = [at(body, "advanceSeconds"), at(body, "rate")];
  const fits = typeof advance === "number" && advance >= 0 && typeof rate === "number" && rate > 0 && rate <= 1_000_000;
  const isNothing = at(body, "advanceSeconds") === undefined && at(body, "rate") === undefined;
  if (!fits || isNothing || clock.now() + advance * 1000 > endOfTime) {
    return refused(
      "InvalidClock",
      "Give advanceSeconds (0 or more, up to the year 9999), rate (above 0, at most 1000000), or both.",
    );
  }
  clock.advance(advance * 1000);
  clock.setRate(rate);
  running.keepClock();
  return ok(clockOf(running));
}

function clockOf({ clock }: Running): Json {
  return { now: new Date(clock.now()).toISOString(), rate: clock.rate, aheadSeconds: clock.ahead / 1000 };
}

function refused(code: string, message: string): Answer {
  return { status: 400, body: { error: { code, message } } };
}
