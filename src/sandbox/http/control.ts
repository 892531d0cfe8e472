import type { Answer } from "./call";
import { ok } from "./call";
import { readFault } from "./faultQueue";
import { at, parseJson } from "./json";
import type { Json } from "./json";
import type { Running } from "./serve";
import { principalOf } from "../login/door";
import { ArmFault } from "./armFault";

/**
 * The sandbox's own addresses, behind the same tokens as the rest:
 * `GET|POST|DELETE /sandbox/faults` · `GET|POST /sandbox/clock` · `GET|PUT /sandbox/state` · `GET /sandbox/requests`.
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
      return addFault(running, tryParse(body));
    case "DELETE /sandbox/faults":
      running.faults.clear();
      return { status: 204 };
    case "GET /sandbox/clock":
      return ok(clockOf(running));
    case "POST /sandbox/clock":
      return setClock(running, tryParse(body));
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

function addFault(running: Running, body: Json): Answer {
  const fault = readFault(body);
  if (fault === undefined) {
    return refused("InvalidFault", "The body is not a fault.");
  }
  running.faults.add(fault);
  return { status: 204 };
}

/** `{"advanceSeconds": 3600}` steps forward, `{"rate": 60}` makes time run faster; both may be given. */
function setClock(running: Running, body: Json): Answer {
  const { clock } = running;
  const [advance = 0, rate = clock.rate] = [at(body, "advanceSeconds"), at(body, "rate")];
  const fits = typeof advance === "number" && advance >= 0 && typeof rate === "number" && rate > 0 && rate <= 1_000_000;
  if (!fits || (at(body, "advanceSeconds") === undefined && at(body, "rate") === undefined)) {
    return refused("InvalidClock", "Give advanceSeconds (0 or more), rate (above 0), or both.");
  }
  clock.advance(advance * 1000);
  clock.setRate(rate);
  return ok(clockOf(running));
}

function clockOf({ clock }: Running): Json {
  return { now: new Date(clock.now()).toISOString(), rate: clock.rate, aheadSeconds: clock.ahead / 1000 };
}

function refused(code: string, message: string): Answer {
  return { status: 400, body: { error: { code, message } } };
}

function tryParse(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}
