import * as l10n from "@vscode/l10n";
import type { AccessToken } from "@azure/core-auth";
import type { PipelinePolicy, PipelineRequest, PipelineResponse, SendRequest } from "@azure/core-rest-pipeline";
import { abortError, currentSignal } from "../http/call";
import type { AzureAccount } from "./account";
import { challengeIn, isChange } from "./challenge";
import type { FoundChallenge } from "./challenge";
import { credentialError, insufficientClaims, SignInError } from "./signInError";
import type { TokenOwner } from "./signInError";
import type { TokenMemory } from "./tokenMemory";

/** What the policy answers challenges with. */
export interface ChallengeOptions {
  readonly owner: TokenOwner;
  readonly scope: string;
  readonly tokens: TokenMemory;
  readonly stepUp: AzureAccount["stepUp"];
  readonly log: (level: "info", message: string) => void;
}

/**
 * Answers Azure's demand for a stronger token: gets one (asking the user for a change that they have ordered, never for
 * reading), and sends the request once more. All requests of a tenant share one policy, so that many that are challenged
 * at once are one question to the user.
 * It stands below the SDKs' own policy, which would neither ask nor remember: that one keeps the weak token it began with.
 * @throws SignInError with code `InsufficientClaims` when there is no token that Azure accepts
 */
export function challengePolicy(options: ChallengeOptions): PipelinePolicy {
  const { owner, scope, tokens, log } = options;
  const asking = new Map<string, Promise<AccessToken>>();
  /** Whether the SDKs' policy above may hold another token than the one that is good now. */
  let replaced = false;

  const stronger = async (challenge: FoundChallenge, mayAsk: boolean): Promise<AccessToken> => {
    // A silent question must not stand in the way of one that may be put to the user.
    const key = `${challenge.claims} ${String(mayAsk)}`;
    const pending = asking.get(key) ?? answerOf(options, challenge, mayAsk).finally(() => asking.delete(key));
    asking.set(key, pending);
    const token = await unlessAborted(pending, currentSignal());
    replaced = true;
    tokens.keep(scope, token);
    return token;
  };

  /** A token may end before its time: revoked, or by a clock that is slow. One other is tried, if the credential has any. */
  const renewed = async (
    request: PipelineRequest,
    used: string | undefined,
    next: SendRequest,
  ): Promise<PipelineResponse | undefined> => {
    const token = await tokens.instead(scope, (used ?? "").replace(/^Bearer /, ""));
    if (token === undefined) {
      return undefined;
    }
    replaced = true;
    bear(request, token.token);
    return next(request);
  };

  return {
    name: "azureVmBackupChallenge",
    sendRequest: async (request, next) => {
      if (replaced) {
        bear(request, (await tokens.getToken(scope)).token);
      }
      const used = request.headers.get("authorization");
      const first = await next(request);
      const challenge = challengeOf(first);
      if (challenge === undefined) {
        return isRefusedToken(first) ? ((await renewed(request, used, next)) ?? first) : first;
      }
      const mayAsk = isChange(request.method, pathOf(request.url));
      log("info", `Azure wants a stronger sign-in for ${request.method} ${pathOf(request.url)}`);
      // Another request may have got a stronger token while this one was under way.
      const known = replaced ? (await tokens.getToken(scope)).token : undefined;
      if (known !== undefined && `Bearer ${known}` !== used) {
        bear(request, known);
        const second = await next(request);
        if (challengeOf(second) === undefined) {
          return second;
        }
      }
      bear(request, (await stronger(challenge, mayAsk)).token);
      const last = await next(request);
      if (challengeOf(last) !== undefined) {
        throw refused(owner, last.status);
      }
      return last;
    },
  };
}

async function answerOf(
  { owner, scope, stepUp, tokens }: ChallengeOptions,
  { wwwAuthenticate, claims }: FoundChallenge,
  mayAsk: boolean,
): Promise<AccessToken> {
  if (stepUp === undefined) {
    return tokens.getToken(scope, { claims, enableCae: true });
  }
  try {
    const token = await stepUp({ ...owner, wwwAuthenticate, claims, scopes: [scope], mayAsk });
    if (token !== undefined) {
      return token;
    }
  } catch (error) {
    // VS Code's own cancellation goes through the SDKs only under the name that they know.
    throw error instanceof Error && error.name === "Canceled" ? abortError() : credentialError(error, owner);
  }
  throw refused(owner, 401);
}

/** A question to the user stays open when one of the callers has given up: another one may wait for its answer too. */
function unlessAborted<T>(pending: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) {
    return pending;
  }
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(abortError());
    signal.addEventListener("abort", onAbort, { once: true });
    pending.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

function refused(owner: TokenOwner, status: number): SignInError {
  return new SignInError(l10n.t("Azure asks for a stronger sign-in, such as a second factor."), owner, {
    code: insufficientClaims,
    status,
  });
}

function challengeOf(response: PipelineResponse): FoundChallenge | undefined {
  return response.status === 401 || response.status === 403
    ? challengeIn(response.headers.get("www-authenticate"))
    : undefined;
}

function isRefusedToken(response: PipelineResponse): boolean {
  return response.status === 401 && /error="invalid_token"/i.test(response.headers.get("www-authenticate") ?? "");
}

function bear(request: PipelineRequest, token: string): void {
  request.headers.set("authorization", `Bearer ${token}`);
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}
