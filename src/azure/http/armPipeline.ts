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
import type { AzureAccount } from "../accounts/account";
import { currentSignal, sleepFor } from "./call";
import type { Sleep } from "./call";
import { cloudGuardPolicy } from "../accounts/cloudGuard";
import { parsedJson } from "./jsonRead";
import { patiencePolicy } from "./patience";
import type { PatienceOptions } from "./patience";
import { RecentChanges } from "../inventory/recentChanges";
import { retryAfterSeconds } from "./retryAfter";
import { rememberingTokens } from "../accounts/tokenMemory";
import { errorInBody, refusedError } from "./translateError";

/** Options of `connect`. */
export interface ArmOptions {
  readonly log: PatienceOptions["log"];
  /** Milliseconds since 1970; tests step it. */
  readonly now?: (() => number) | undefined;
  /** Waits; rejects with an AbortError when the signal fires. Tests do not wait. */
  readonly sleep?: Sleep | undefined;
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
}

/** An answer below 400. */
export interface ArmAnswer {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  readonly body: unknown;
}

/** What one tenant's clients share. */
interface Tenant {
  readonly credential: TokenCredential;
  readonly pipeline: Pipeline;
}

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
  readonly #tenantOf = new Map<string, string>();
  readonly #clients = new Map<string, unknown>();

  public constructor(account: AzureAccount, options: ArmOptions) {
    this.#account = account;
    this.#patience = {
      log: options.log,
      now: options.now ?? Date.now,
      sleep: options.sleep ?? sleepFor,
      requestTimeout: options.requestTimeout ?? 100_000,
    };
    this.recent = new RecentChanges(this.#patience.now);
    this.#httpClient = account.httpClient ?? createDefaultHttpClient();
  }

  /** Milliseconds since 1970. */
  public now(): number {
    return this.#patience.now();
  }

  /** Waits, until the call under way is cancelled. */
  public sleep(seconds: number): Promise<void> {
    return this.#patience.sleep(seconds * 1000, currentSignal());
  }

  public log(level: "debug" | "info" | "warn" | "error", message: string): void {
    this.#patience.log(level, message);
  }

  /** Remembers whose tokens a subscription takes; ids alone do not say. */
  public rememberTenant(subscriptionId: string, tenantId: string): void {
    this.#tenantOf.set(subscriptionId.toLowerCase(), tenantId);
  }

  public tenantOf(subscriptionId: string): string | undefined {
    return this.#tenantOf.get(subscriptionId.toLowerCase());
  }

  public subscriptions(tenantId: string | undefined): SubscriptionClient {
    return this.#client(
      "subscriptions",
      tenantId ?? "",
      SubscriptionClient,
      () => new SubscriptionClient(this.#tenant(tenantId).credential, this.#clientOptions()),
    );
  }

  public compute(subscriptionId: string): ComputeManagementClient {
    return this.#client(
      "compute",
      subscriptionId,
      ComputeManagementClient,
      () => new ComputeManagementClient(this.#credentialFor(subscriptionId), subscriptionId, this.#clientOptions()),
    );
  }

  public vaults(subscriptionId: string): RecoveryServicesClient {
    return this.#client(
      "vaults",
      subscriptionId,
      RecoveryServicesClient,
      () => new RecoveryServicesClient(this.#credentialFor(subscriptionId), subscriptionId, this.#clientOptions()),
    );
  }

  public backup(subscriptionId: string): RecoveryServicesBackupClient {
    return this.#client(
      "backup",
      subscriptionId,
      RecoveryServicesBackupClient,
      () =>
        new RecoveryServicesBackupClient(this.#credentialFor(subscriptionId), subscriptionId, this.#clientOptions()),
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
    const tenant = this.#tenant(this.tenantOf(subscriptionId));
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
    return this.#tenant(this.tenantOf(subscriptionId)).credential;
  }

  #tenant(tenantId: string | undefined): Tenant {
    const known = this.#tenants.get(tenantId ?? "");
    if (known !== undefined) {
      return known;
    }
    const credential = rememberingTokens(this.#account.credential(tenantId), this.#patience.now);
    const pipeline = createPipelineFromOptions({
      retryOptions: { maxRetries: 0 },
      userAgentOptions: { userAgentPrefix: userAgent },
    });
    pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: this.#scope() }));
    for (const policy of this.#policies()) {
      pipeline.addPolicy(policy, { afterPhase: "Sign" });
    }
    const tenant = { credential, pipeline };
    this.#tenants.set(tenantId ?? "", tenant);
    return tenant;
  }

  /** The same for every client; the classic ones read `credentialScopes`, the modern one `credentials.scopes`. */
  #clientOptions() {
    const { resourceManager } = this.#account.cloud;
    return {
      endpoint: resourceManager,
      $host: resourceManager,
      credentialScopes: this.#scope(),
      credentials: { scopes: [this.#scope()] },
      httpClient: this.#httpClient,
      userAgentOptions: { userAgentPrefix: userAgent },
      retryOptions: { maxRetries: 0 },
      additionalPolicies: this.#policies().map((policy) => ({ policy, position: "perRetry" as const })),
    };
  }

  #policies(): readonly PipelinePolicy[] {
    return [cloudGuardPolicy(this.#account.cloud.resourceManager), patiencePolicy(this.#patience)];
  }

  #scope(): string {
    return `${this.#account.cloud.audience}/.default`;
  }

  #client<T>(kind: string, owner: string, type: abstract new (...args: never[]) => T, make: () => T): T {
    // The tenant is part of the key: a subscription may turn out to belong to another one than assumed.
    const key = [kind, owner, this.#tenantOf.get(owner.toLowerCase())].join(" ").toLowerCase();
    const known = this.#clients.get(key);
    if (known instanceof type) {
      return known;
    }
    const made = make();
    this.#clients.set(key, made);
    return made;
  }
}

const userAgent = `azure-vm-backup/${version}`;
