import { createHttpHeaders, RestError } from "@azure/core-rest-pipeline";
import type { HttpClient, PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";
import type { AzureAccount } from "../../../src/azure/accounts/account";
import { connect } from "../../../src/azure/azureClient";
import type { AzureConnection } from "../../../src/azure/connection";
import type { Subscription } from "../../../src/azure/models";

/** What the fake answers: an HTTP answer, or a transport failure by its code. */
export type FakeAnswer =
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  | { readonly failure: string };

export const subscription: Subscription = {
  subscriptionId: "11111111-1111-1111-1111-111111111111",
  name: "Production",
  tenantId: "tenant-a",
  tenantName: "Contoso",
  state: "Enabled",
};

/** `/subscriptions/…/resourceGroups/rg/providers/` + rest */
export function idOf(rest: string): string {
  return `/subscriptions/${subscription.subscriptionId}/resourceGroups/rg/providers/${rest}`;
}

export const vmId = idOf("Microsoft.Compute/virtualMachines/web01");
export const vaultId = idOf("Microsoft.RecoveryServices/vaults/vault1");

/** An Azure made of canned answers, below the whole pipeline; time passes only when the client waits. */
export class FakeAzure {
  public readonly requests: string[] = [];
  public readonly headers: Readonly<Record<string, string>>[] = [];
  public readonly bodies: unknown[] = [];
  public readonly waits: number[] = [];
  public readonly tokensAskedFor: string[] = [];
  public readonly lines: string[] = [];
  public connection: AzureConnection;
  readonly #routes: { readonly method: string; readonly part: string; readonly answers: FakeAnswer[] }[] = [];
  #clock = Date.parse("2026-01-10T08:00:00Z");

  public constructor() {
    this.connection = connect(this.account(), {
      log: (level, message) => this.lines.push(`${level} ${message}`),
      now: () => this.#clock,
      random: () => this.random(),
      sleep: (milliseconds, signal) => {
        this.waits.push(milliseconds / 1000);
        this.#clock += milliseconds;
        this.onSleep();
        return signal?.aborted === true
          ? Promise.reject(Object.assign(new Error("cancelled"), { name: "AbortError" }))
          : Promise.resolve();
      },
    });
  }

  /** What spreads attempts; nothing. */
  public random = (): number => 0;

  /** Lets time pass without anybody waiting. */
  public pass(seconds: number): void {
    this.#clock += seconds * 1000;
  }

  /** Hook for what happens during a wait. */
  public onSleep = (): void => undefined;

  /** Answers requests whose path contains `part`, in turn; the last answer stays. Later routes win. */
  public on(method: string, part: string, ...answers: FakeAnswer[]): this {
    this.#routes.unshift({ method, part: part.toLowerCase(), answers });
    return this;
  }

  public count(method: string, part: string): number {
    return this.requests.filter((one) => one.startsWith(`${method} `) && one.toLowerCase().includes(part.toLowerCase()))
      .length;
  }

  private account(): AzureAccount {
    return {
      kind: "vscode",
      label: "jane@contoso.com",
      cloud: {
        name: "Fake",
        resourceManager: "https://arm.example.test",
        audience: "https://audience.example.test",
        portal: "https://portal.example.test",
      },
      credential: (tenantId) => ({
        getToken: (scopes) => {
          this.tokensAskedFor.push(`${tenantId ?? "home"} ${[scopes].flat().join(" ")}`);
          return Promise.resolve({
            token: `token of ${tenantId ?? "home"}`,
            expiresOnTimestamp: this.#clock + 3_600_000,
          });
        },
      }),
      httpClient: this.#http(),
    };
  }

  #http(): HttpClient {
    return { sendRequest: (request) => this.#answer(request) };
  }

  #answer(request: PipelineRequest): Promise<PipelineResponse> {
    const url = new URL(request.url);
    this.requests.push(`${request.method} ${decodeURIComponent(url.pathname)}`);
    this.headers.push(request.headers.toJSON());
    this.bodies.push(typeof request.body === "string" ? JSON.parse(request.body) : undefined);
    const path = decodeURIComponent(url.pathname + url.search).toLowerCase();
    const route = this.#routes.find((one) => one.method === request.method && path.includes(one.part));
    const answer = (route?.answers.length ?? 0) > 1 ? route?.answers.shift() : route?.answers[0];
    if (answer === undefined) {
      throw new Error(`The fake has no answer for ${request.method} ${url.pathname}`);
    }
    if ("failure" in answer) {
      return Promise.reject(new RestError(`failed: ${answer.failure}`, { code: answer.failure, request }));
    }
    return Promise.resolve({
      request,
      status: answer.status,
      headers: createHttpHeaders({ "content-type": "application/json", ...answer.headers }),
      bodyAsText: answer.body === undefined ? "" : JSON.stringify(answer.body),
    });
  }
}

/** ARM's error envelope. */
export function refusal(
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): FakeAnswer {
  return { status, body: { error: { code, message } }, headers };
}
