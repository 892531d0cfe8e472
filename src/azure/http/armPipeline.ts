import { ComputeManagementClient } from "@azure/arm-compute";
import { RecoveryServicesClient } from "@azure/arm-recoveryservices";
import { RecoveryServicesBackupClient } from "@azure/arm-recoveryservicesbackup";
import { SubscriptionClient } from "@azure/arm-resources-subscriptions";
import type { TokenCredential } from "@azure/core-auth";
import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
} from "@azure/core-rest-pipeline";
import type { HttpClient, HttpMethods, Pipeline, PipelinePolicy } from "@azure/core-rest-pipeline";
import { version } from "../../../package.json";
import type { AccountIdentity, AzureAccount } from "../accounts/account";
import { currentSignal, sleepFor } from "./call";
import type { Sleep } from "./call";
import { challengePolicy } from "../accounts/challengePolicy";
import { cloudGuardPolicy } from "../accounts/cloudGuard";
import { parsedJson } from "./jsonRead";
import { patiencePolicy } from "./waiting/patience";
import type { PatienceOptions } from "./waiting/patience";
import { RecentChanges } from "../inventory/recentChanges";
import { retryAfterSeconds } from "./waiting/retryAfter";
import type { TokenOwner } from "../accounts/signInError";
import { rememberingTokens } from "../accounts/tokenMemory";
import { Throttle } from "./waiting/throttle";
import type { ThrottleListener } from "./waiting/throttle";
import { errorInBody, refusedError } from "./translateError";

/** Options of `connect`. */
export interface ArmOptions {
  readonly log: PatienceOptions["log"];
  /** Milliseconds since 1970; tests step it. */
  readonly now?: (() => number) | undefined;
  /** Waits; rejects with an AbortError when the signal fires. Tests do not wait. */
  readonly sleep?: Sleep | undefined;
  /** Between 0 and 1, for the waits between attempts; tests have it fixed. */
  readonly random?: (() => number) | undefined;
  /** Milliseconds that one request may take; 100 seconds when left out. */
  readonly requestTimeout?: number | undefined;
}

/** A request without an SDK client of its own. */
export interface ArmRequest {
  readonly method: HttpMethods;
  /** From `/subscriptions` or `/providers` on; or, without `apiVersion`, a URL that Azure gave out (`nextLink`, operations). */
  readonly path: string;
  readonly apiVersion?: string;
  readonly body?: unknown;
  /** The etag that the resource must have still; else Azure answers 412. */
  readonly ifMatch?: string | undefined;
}

/** An answer below 400. */
export interface ArmAnswer {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  readonly body: unknown;
}

/** What one tenant's clients share, for one person. */
interface Tenant {
  readonly credential: TokenCredential;
  readonly throttle: Throttle;
  readonly pipeline: Pipeline;
  readonly policies: readonly PipelinePolicy[];
}

const home: TokenOwner = { tenantId: undefined, identityId: undefined };

/**
 * The one way to Azure Resource Manager: SDK clients and raw requests with the same policies, user agent, transport and
 * tokens. Clients are kept, by subscription.
 */
export class Arm {
  /** What was changed a moment ago. */
  public readonly recent: RecentChanges;
  readonly #account: AzureAccount;
  readonly #patience: PatienceOptions;
  readonly #httpClient: HttpClient;
  readonly #tenants = new Map<string, Tenant>();
  readonly #ownerOf = new Map<string, TokenOwner>();
  readonly #clients = new Map<string, unknown>();
  readonly #watchers = new Set<ThrottleListener>();

  public constructor(account: AzureAccount, options: ArmOptions) {
    this.#account = account;
    this.#patience = {
      log: options.log,
      now: options.now ?? Date.now,
      sleep: options.sleep ?? sleepFor,
      random: options.random ?? Math.random,
      requestTimeout: options.requestTimeout ?? 100_000,
    };
    this.recent = new RecentChanges(this.#patience.now);
    this.#httpClient = account.httpClient ?? createDefaultHttpClient();
  }

  /** Milliseconds since 1970. */
  public now(): number {
    return this.#patience.now();
  }

  /**
   * Calls back whenever requests have to wait because Azure asks for it, at once where they do already, and when they go on.
   * @returns ends that
   */
  public watchThrottling(listener: ThrottleListener): () => void {
    this.#watchers.add(listener);
    const until = this.#waitingUntil();
    if (until !== undefined) {
      listener(until);
    }
    return () => {
      this.#watchers.delete(listener);
    };
  }

  /** Waits, until the call under way is cancelled. */
  public sleep(seconds: number): Promise<void> {
    return this.#patience.sleep(seconds * 1000, currentSignal());
  }

  public log(level: "debug" | "info" | "warn" | "error", message: string): void {
    this.#patience.log(level, message);
  }

  /** The people that the account is made of; empty when it is one. */
  public get identities(): readonly AccountIdentity[] {
    return this.#account.identities ?? [];
  }

  /** Remembers whose tokens a subscription takes; ids alone do not say. */
  public rememberTenant(subscriptionId: string, tenantId: string, identityId?: string): void {
    this.#ownerOf.set(subscriptionId.toLowerCase(), { tenantId, identityId });
  }

  /** Whose tokens a subscription takes; the home tenant's while nobody has said. */
  public ownerOf(subscriptionId: string): TokenOwner {
    return this.#ownerOf.get(subscriptionId.toLowerCase()) ?? home;
  }

  public tenantOf(subscriptionId: string): string | undefined {
    return this.#ownerOf.get(subscriptionId.toLowerCase())?.tenantId;
  }

  public subscriptions(tenantId: string | undefined, identityId?: string): SubscriptionClient {
    const owner = { tenantId, identityId };
    return this.#client(
      "subscriptions",
      keyOf(owner),
      SubscriptionClient,
      () => new SubscriptionClient(this.#tenant(owner).credential, this.#clientOptions(owner)),
    );
  }

  public compute(subscriptionId: string): ComputeManagementClient {
    return this.#client(
      "compute",
      subscriptionId,
      ComputeManagementClient,
      () =>
        new ComputeManagementClient(
          this.#credentialFor(subscriptionId),
          subscriptionId,
          this.#optionsFor(subscriptionId),
        ),
    );
  }

  public vaults(subscriptionId: string): RecoveryServicesClient {
    return this.#client(
      "vaults",
      subscriptionId,
      RecoveryServicesClient,
      () =>
        new RecoveryServicesClient(
          this.#credentialFor(subscriptionId),
          subscriptionId,
          this.#optionsFor(subscriptionId),
        ),
    );
  }

  public backup(subscriptionId: string): RecoveryServicesBackupClient {
    return this.#client(
      "backup",
      subscriptionId,
      RecoveryServicesBackupClient,
      () =>
        new RecoveryServicesBackupClient(
          this.#credentialFor(subscriptionId),
          subscriptionId,
          this.#optionsFor(subscriptionId),
        ),
    );
  }

  /**
   * Sends a request that no SDK client has.
   * @throws AzureError for answers of 400 and above
   */
  public async send(subscriptionId: string, request: ArmRequest): Promise<ArmAnswer> {
    const headers = createHttpHeaders({ accept: "application/json" });
    if (request.body !== undefined) {
      headers.set("content-type", "application/json; charset=utf-8");
    }
    if (request.ifMatch !== undefined) {
      headers.set("if-match", request.ifMatch);
    }
    const tenant = this.#tenant(this.ownerOf(subscriptionId));
    const response = await tenant.pipeline.sendRequest(
      this.#httpClient,
      createPipelineRequest({
        url: this.#urlOf(request),
        method: request.method,
        headers,
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      }),
    );
    const body = parsedJson(response.bodyAsText);
    if (response.status >= 400) {
      const wait = retryAfterSeconds(response.headers, this.now());
      throw refusedError({ status: response.status, ...errorInBody(body), retryAfterSeconds: wait });
    }
    return { status: response.status, header: (name) => response.headers.get(name), body };
  }

  #urlOf({ path, apiVersion }: ArmRequest): string {
    const { resourceManager } = this.#account.cloud;
    // Addresses that Azure gave out are signed: they go back as they came.
    if (apiVersion === undefined) {
      return path;
    }
    const url = new URL(path, resourceManager);
    url.searchParams.set("api-version", apiVersion);
    return url.toString();
  }

  #credentialFor(subscriptionId: string): TokenCredential {
    return this.#tenant(this.ownerOf(subscriptionId)).credential;
  }

  #optionsFor(subscriptionId: string) {
    return this.#clientOptions(this.ownerOf(subscriptionId));
  }

  #tenant(owner: TokenOwner): Tenant {
    const known = this.#tenants.get(keyOf(owner));
    if (known !== undefined) {
      return known;
    }
    const { credential: credentialFor, stepUp } = this.#account;
    const credential = rememberingTokens(credentialFor(owner.tenantId, owner.identityId), this.#patience.now, owner);
    const throttle = new Throttle({
      now: this.#patience.now,
      sleep: this.#patience.sleep,
      tell: () => this.#tellWatchers(),
    });
    const policies = [
      challengePolicy({ owner, scope: this.#scope(), tokens: credential, stepUp, log: this.#patience.log }),
      cloudGuardPolicy(this.#account.cloud.resourceManager),
      patiencePolicy(this.#patience, throttle),
    ];
    const pipeline = createPipelineFromOptions({
      retryOptions: { maxRetries: 0 },
      userAgentOptions: { userAgentPrefix: userAgent },
    });
    pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: this.#scope() }));
    for (const policy of policies) {
      pipeline.addPolicy(policy, { afterPhase: "Sign" });
    }
    const tenant = { credential, throttle, pipeline, policies };
    this.#tenants.set(keyOf(owner), tenant);
    return tenant;
  }

  #tellWatchers(): void {
    const until = this.#waitingUntil();
    for (const watcher of [...this.#watchers]) {
      watcher(until);
    }
  }

  #waitingUntil(): number | undefined {
    const times = [...this.#tenants.values()].flatMap(({ throttle }) => throttle.until ?? []);
    return times.length === 0 ? undefined : Math.max(...times);
  }

  /** The same for every client; the classic ones read `credentialScopes`, the modern one `credentials.scopes`. */
  #clientOptions(owner: TokenOwner) {
    const { resourceManager } = this.#account.cloud;
    return {
      endpoint: resourceManager,
      $host: resourceManager,
      credentialScopes: this.#scope(),
      credentials: { scopes: [this.#scope()] },
      httpClient: this.#httpClient,
      userAgentOptions: { userAgentPrefix: userAgent },
      retryOptions: { maxRetries: 0 },
      additionalPolicies: this.#tenant(owner).policies.map((policy) => ({ policy, position: "perRetry" as const })),
    };
  }

  #scope(): string {
    return `${this.#account.cloud.audience}/.default`;
  }

  #client<T>(kind: string, owner: string, type: abstract new (...args: never[]) => T, make: () => T): T {
    // The tenant is part of the key: a subscription may turn out to belong to another one than assumed.
    const key = [kind, owner, keyOf(this.ownerOf(owner))].join(" ").toLowerCase();
    const known = this.#clients.get(key);
    if (known instanceof type) {
      return known;
    }
    const made = make();
    this.#clients.set(key, made);
    return made;
  }
}

function keyOf({ tenantId, identityId }: TokenOwner): string {
  return [tenantId ?? "", identityId ?? ""].join(" ");
}

const userAgent = `azure-vm-backup/${version}`;
