import type { AzureAccount } from "../../../../src/azure/accounts/account";
import type { AzureConnection } from "../../../../src/azure/connection";
import { AzureError } from "../../../../src/azure/http/azureError";
import type { Subscription, SubscriptionList, TenantFailure } from "../../../../src/azure/models";
import { AccountSession } from "../../../../src/features/accounts/accountSession";
import type {
  AccountSource,
  FoundAccount,
  RememberedAccount,
  SignInPlace,
} from "../../../../src/features/accounts/sources/accountSource";
import { connectionWith } from "../../support/connectionWith";
import { MemoryMemento } from "../../support/memoryMemento";
import { recordingLog } from "../../support/recordingLog";

/** A subscription with this id. */
export function subscription(id: string, more: Partial<Subscription> = {}): Subscription {
  return {
    subscriptionId: id,
    name: `Subscription ${id}`,
    tenantId: "tenant",
    tenantName: "Contoso",
    state: "Enabled",
    ...more,
  };
}

/** An account of this kind, whose tokens nobody asks for. */
export function account(kind: AzureAccount["kind"]): AzureAccount {
  return {
    kind,
    label: kind,
    cloud: { name: "c", resourceManager: "https://arm", audience: "https://arm", portal: "https://portal" },
    credential: () => ({ getToken: () => Promise.resolve(null) }),
  };
}

/** What a tenant answers that refuses the sign-in, or cannot be reached. */
export function refusal(kind: "signIn" | "network"): TenantFailure {
  return { tenantId: "t2", tenantName: "Fabrikam", error: new AzureError("no", { kind }) };
}

/** A source that never asks, and says what was done with it. */
export class TestSource implements AccountSource {
  public readonly done: string[] = [];
  public gone = false;
  public constructor(public readonly kind: AzureAccount["kind"]) {}
  public signIn(another: boolean): Promise<FoundAccount> {
    this.done.push(another ? "signIn another" : "signIn");
    return Promise.resolve(this.#found("id1"));
  }
  public restore({ id }: RememberedAccount): Promise<FoundAccount | undefined> {
    this.done.push(`restore ${id}`);
    return Promise.resolve(this.gone ? undefined : this.#found(id));
  }
  public close(): Promise<void> {
    this.done.push("close");
    return Promise.resolve();
  }
  #found(id: string): FoundAccount {
    return {
      account: account(this.kind),
      id,
      signInToTenant: ({ tenantId }: SignInPlace) => {
        this.done.push(`signIn to ${tenantId ?? "?"}`);
        return Promise.resolve();
      },
    };
  }
}

/** A session, and what it is tested with: sources, what Azure answers, and what was asked. */
export class SessionBed {
  public readonly memento = new MemoryMemento();
  public readonly vscodeSource = new TestSource("vscode");
  public readonly sandbox = new TestSource("sandbox");
  public listed: readonly Subscription[] | Error | Promise<readonly Subscription[]> = [
    subscription("2", { name: "Zeta" }),
    subscription("1", { name: "Alpha" }),
  ];
  public failures: readonly TenantFailure[] = [];
  public questions = 0;
  public connections = 0;
  public growing: ((soFar: SubscriptionList) => void) | undefined;
  public shared: ReadonlySet<string> | undefined;

  public open(preferred: AzureAccount["kind"] = "vscode"): AccountSession {
    const connection: AzureConnection = connectionWith({
      listSubscriptions: async (options) => {
        this.questions += 1;
        this.growing = options?.onFound;
        if (this.listed instanceof Error) {
          throw this.listed;
        }
        const cancelled = new Promise<never>((_, reject) =>
          options?.signal?.addEventListener("abort", () =>
            reject(Object.assign(new Error("cancelled"), { name: "AbortError" })),
          ),
        );
        return { subscriptions: await Promise.race([this.listed, cancelled]), failures: this.failures };
      },
    });
    return new AccountSession({
      memento: this.memento,
      sources: [this.vscodeSource, this.sandbox],
      preferred: () => preferred,
      connect: () => {
        this.connections += 1;
        return Promise.resolve(connection);
      },
      shared: () => this.shared,
      log: recordingLog().log,
    });
  }
}
