import * as l10n from "@vscode/l10n";
import type { AccessToken } from "@azure/core-auth";
import type { PipelinePolicy, PipelineRequest, PipelineResponse, SendRequest } from "@azure/core-rest-pipeline";
import { abortError, currentSignal, unlessAborted } from "../http/call";
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

/** A stronger token that is being asked for. */
interface Question {
  readonly claims: string;
  readonly token: Promise<AccessToken>;
}

/**
 * Answers Azure's demand for a stronger token: gets one (asking the user for a change that they have ordered, never for
 * reading), and sends the request once more. All requests of a tenant share one policy, so that many that are challenged
 * at once are one question to the user, even when their challenges differ.
 * It stands below the SDKs' own policy, which would neither ask nor remember: that one keeps the weak token it began with.
 * @throws SignInError with code `InsufficientClaims` when there is no token that Azure accepts
 */
export function challengePolicy(options: ChallengeOptions): PipelinePolicy {
  const answers = new Answers(options);
  return {
    name: "azureVmBackupChallenge",
    sendRequest: async (request, next) => {
      await answers.bearBest(request);
      const used = request.headers.get("authorization");
      const first = await next(request);
      const challenge = challengeOf(first);
      if (challenge === undefined) {
        return isRefusedToken(first) ? ((await answers.renew(request, used, next)) ?? first) : first;
      }
      options.log("info", `Azure wants a stronger sign-in for ${request.method} ${pathOf(request.url)}`);
      return answers.meet(request, next, challenge);
    },
  };
}

/** What the requests of a tenant have learnt of its tokens, and are asking for. */
class Answers {
  readonly #options: ChallengeOptions;
  /** Questions without an answer yet: the one to the user, and the silent ones by their claims. */
  readonly #open = new Map<string, Question>();
  /** Whether the SDKs' policy above may hold another token than the one that is good now. */
  #replaced = false;

  public constructor(options: ChallengeOptions) {
    this.#options = options;
  }

  /** Gives a request the best token there is. */
  public async bearBest(request: PipelineRequest): Promise<void> {
    const best = await this.#best();
    if (best !== undefined) {
      bear(request, best);
    }
  }

  /** Sends a challenged request again, with a stronger token: one that another request has got, or one that is asked for. */
  public async meet(request: PipelineRequest, next: SendRequest, first: FoundChallenge): Promise<PipelineResponse> {
    const mayAsk = isChange(request.method, pathOf(request.url));
    let challenge = first;
    for (let before: Question | undefined; ;) {
      const best = await this.#best();
      if (best !== undefined && `Bearer ${best}` !== request.headers.get("authorization")) {
        bear(request, best);
        const response = await next(request);
        const again = challengeOf(response);
        if (again === undefined) {
          return response;
        }
        if (again.claims === before?.claims) {
          throw refused(this.#options.owner, response.status);
        }
        challenge = again;
      }
      before = this.#open.get(keyOf(challenge, mayAsk));
      if (before === undefined) {
        break;
      }
      // Challenges differ, by a moment if by nothing else: only the answer to the open one tells whether to ask again.
      await unlessAborted(before.token, currentSignal());
    }
    bear(request, (await this.#ask(challenge, mayAsk)).token);
    const last = await next(request);
    if (challengeOf(last) !== undefined) {
      throw refused(this.#options.owner, last.status);
    }
    return last;
  }

  /** A token may end before its time: revoked, or by a clock that is slow. One other is tried, if the credential has any. */
  public async renew(
    request: PipelineRequest,
    used: string | undefined,
    next: SendRequest,
  ): Promise<PipelineResponse | undefined> {
    const { tokens, scope } = this.#options;
    const token = await tokens.instead(scope, (used ?? "").replace(/^Bearer /, ""));
    if (token === undefined) {
      return undefined;
    }
    this.#replaced = true;
    bear(request, token.token);
    return next(request);
  }

  async #best(): Promise<string | undefined> {
    const { tokens, scope } = this.#options;
    return this.#replaced ? (await tokens.getToken(scope)).token : undefined;
  }

  #ask(challenge: FoundChallenge, mayAsk: boolean): Promise<AccessToken> {
    const key = keyOf(challenge, mayAsk);
    const token = this.#answer(challenge, mayAsk).finally(() => this.#open.delete(key));
    this.#open.set(key, { claims: challenge.claims, token });
    return unlessAborted(token, currentSignal());
  }

  async #answer(challenge: FoundChallenge, mayAsk: boolean): Promise<AccessToken> {
    const token = await answerOf(this.#options, challenge, mayAsk);
    this.#replaced = true;
    this.#options.tokens.keep(this.#options.scope, token);
    return token;
  }
}

function keyOf({ claims }: FoundChallenge, mayAsk: boolean): string {
  return mayAsk ? "the user" : claims;
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
