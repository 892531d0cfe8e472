import { AzureError } from "./azureError";
import { reportAccepted, reportProgress } from "./call";
import type { Arm, ArmAnswer } from "./armPipeline";
import { retryAfterSeconds } from "./waiting/retryAfter";
import { sinceBegun } from "./sinceBegun";
import { errorInBody } from "./translateError";
import { numberAt, textAt, valueAt } from "./jsonRead";

/** Where an accepted operation can be asked after: the two headers of the 201 or 202 answer, and how soon. */
export interface Accepted {
  readonly statusUrl: string | undefined;
  readonly location: string | undefined;
  /** The header `Retry-After` as it came: seconds, or a date. */
  readonly retryAfter: string | undefined;
}

/** How an operation ended well. */
export interface Ended {
  /** Name of the backup job, when the operation started one. */
  readonly jobId: string | undefined;
  /** What the status, or the result, says beside that: validation results, scripts. */
  readonly properties: unknown;
}

/** Seconds between two looks when Azure names none, and the least and the most that is waited whatever it says. */
const usualPause = 2;
const shortestPause = 1;
const longestPause = 60;

/** Reads the headers of an accepted operation. Both may be missing: then Azure did it at once. */
export function acceptedFrom(header: (name: string) => string | undefined): Accepted {
  return {
    statusUrl: header("azure-asyncoperation"),
    location: header("location"),
    retryAfter: header("retry-after"),
  };
}

/** What a call of the SDK reads an answer's headers with. */
interface AnswerReader {
  readonly onResponse: (raw: { readonly headers: { get(name: string): string | undefined } }) => void;
}

/** What a call of the SDK was accepted with; the call itself resolves at 202 with nothing. */
export async function acceptedBy(call: (options: AnswerReader) => Promise<unknown>): Promise<Accepted> {
  let accepted = acceptedFrom(() => undefined);
  await call({ onResponse: ({ headers }) => (accepted = acceptedFrom((header) => headers.get(header))) });
  return accepted;
}

/**
 * Waits for an operation to end: GET of its status address, or of its location, as often as Azure asks. Cancelling the call
 * stops the waiting, not the operation. The SDK's own pollers are not used: half of the backup calls have none, and theirs
 * report no progress. Needs to read what Azure says to look at: for vaults
 * `Microsoft.RecoveryServices/Vaults/operationStatus/read`, in them the `…/operations/read`, `…/operationsStatus/read` or
 * `…/operationResults/read` of what is changed.
 * @throws AzureError with Azure's code and text when it fails, `conflict` when it was cancelled by somebody; `begun` when
 *   nobody can tell how it ends
 */
export async function waitForOperation(arm: Arm, subscriptionId: string, accepted: Accepted): Promise<Ended> {
  const url = accepted.statusUrl ?? accepted.location;
  if (url === undefined) {
    return { jobId: undefined, properties: undefined };
  }
  reportAccepted({ subscriptionId, statusUrl: accepted.statusUrl, location: accepted.location });
  let pause = accepted.retryAfter;
  for (;;) {
    const asked = retryAfterSeconds({ get: () => pause }, arm.now()) ?? usualPause;
    await arm.sleep(Math.max(shortestPause, Math.min(asked, longestPause)));
    const answer = await sinceBegun(() => arm.send(subscriptionId, { method: "GET", path: url }));
    const ended = accepted.statusUrl === undefined ? endOfResult(answer) : endOfStatus(answer);
    if (ended !== undefined) {
      return ended;
    }
    reportProgress({ kind: "working", percent: numberAt(answer.body, "percentComplete") });
    pause = acceptedFrom(answer.header).retryAfter;
  }
}

function endedWith({ body }: ArmAnswer): Ended {
  const properties = valueAt(body, "properties");
  return { jobId: textAt(properties, "jobId"), properties };
}

/** `Location` answers 202 while it runs, then 200 with the result, or 204. */
function endOfResult(answer: ArmAnswer): Ended | undefined {
  return answer.status === 202 ? undefined : endedWith(answer);
}

/** `Azure-AsyncOperation` answers 200 with a status, in any case; other words than the three ends mean it runs. */
function endOfStatus(answer: ArmAnswer): Ended | undefined {
  const status = textAt(answer.body, "status")?.toLowerCase() ?? "";
  switch (status) {
    case "succeeded":
      return endedWith(answer);
    case "failed":
    case "canceled":
    case "cancelled": {
      const { code, message } = errorInBody(valueAt(answer.body, "error"));
      throw new OperationFailed(code, message, textAt(answer.body, "properties", "jobId"), status !== "failed");
    }
    default:
      return undefined;
  }
}

/** An operation that ended badly; knows its job, which often tells more than the operation. */
export class OperationFailed extends AzureError {
  public readonly jobId: string | undefined;

  public constructor(
    code: string | undefined,
    message: string | undefined,
    jobId: string | undefined,
    cancelled: boolean,
  ) {
    super(message ?? `Azure ended the operation: ${code ?? (cancelled ? "it was cancelled" : "it failed")}.`, {
      kind: cancelled ? "conflict" : failureKind(code),
      code,
    });
    this.jobId = jobId;
  }
}

/** Codes that blame the plan (`UserError…`) are the user's to solve, the rest is Azure's. */
export function failureKind(code: string | undefined): "conflict" | "invalid" | "server" {
  if (code !== undefined && /Already(Protected|Registered)|ObjectLocked|Conflicting/i.test(code)) {
    return "conflict";
  }
  return code !== undefined && /UserError|Invalid|NotSupported|NotAllowed/i.test(code) ? "invalid" : "server";
}
