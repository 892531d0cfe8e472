import * as vscode from "vscode";
import type { SandboxAccount } from "../../azure/accounts/sandboxAccount";
import type { Log } from "../../host/log";
import type { Sandbox, SandboxOptions } from "../../sandbox/sandbox";
import type { AccountSource, FoundAccount } from "./accountSource";
import type { SandboxSnapshot } from "./sandboxSnapshot";

/** Where a sandbox listens and how to speak to it. */
export type SandboxAddress = Pick<Sandbox, "url" | "token" | "publicOrigin">;

/** What this source needs of other bundles. */
export interface SandboxLoaders {
  readonly loadSandbox: () => Promise<{ readonly startSandbox: (options: SandboxOptions) => Promise<Sandbox> }>;
  readonly loadAzure: () => Promise<{
    readonly sandboxAccount: (sandbox: SandboxAddress, approve: () => Promise<void>) => SandboxAccount;
  }>;
}

/** The sandbox as an account: started in this process when first used, or one that runs already. */
export class SandboxSource implements AccountSource {
  public readonly kind = "sandbox";
  readonly #loaders: SandboxLoaders;
  readonly #snapshot: SandboxSnapshot;
  readonly #running: SandboxAddress | undefined;
  readonly #log: Log;
  #started: Promise<Sandbox> | undefined;

  /** @param running a sandbox that somebody else has started and will close */
  public constructor(
    loaders: SandboxLoaders,
    snapshot: SandboxSnapshot,
    running: SandboxAddress | undefined,
    log: Log,
  ) {
    this.#loaders = loaders;
    this.#snapshot = snapshot;
    this.#running = running;
    this.#log = log;
  }

  public async signIn(): Promise<FoundAccount> {
    const address = this.#running ?? (await this.#start());
    const { sandboxAccount } = await this.#loaders.loadAzure();
    const account = sandboxAccount(address, askForSecondFactor);
    return { id: this.kind, account, signInToTenant: ({ tenantId }) => account.signInToTenant(tenantId) };
  }

  public restore(): Promise<FoundAccount> {
    return this.signIn();
  }

  public async close(): Promise<void> {
    const started = this.#started;
    this.#started = undefined;
    if (started !== undefined) {
      const sandbox = await started;
      await sandbox.close();
      await this.#snapshot.settled();
    }
  }

  async #start(): Promise<Sandbox> {
    this.#started ??= this.#startOnce();
    try {
      return await this.#started;
    } catch (error) {
      this.#started = undefined;
      throw error;
    }
  }

  async #startOnce(): Promise<Sandbox> {
    const [{ startSandbox }, snapshot] = await Promise.all([this.#loaders.loadSandbox(), this.#snapshot.read()]);
    const onChange = (changed: string): void => this.#snapshot.save(changed);
    if (snapshot === undefined) {
      return startSandbox({ onChange });
    }
    try {
      return await startSandbox({ snapshot, onChange });
    } catch (error) {
      // A snapshot of another version, or a damaged one: a fresh estate is better than none.
      this.#log.warn(`The sandbox starts afresh, its earlier state cannot be used: ${String(error)}`);
      return startSandbox({ onChange });
    }
  }
}

/** The sandbox has no page to sign in at: a question stands in for it. @throws vscode.CancellationError when declined */
async function askForSecondFactor(): Promise<void> {
  const approve = vscode.l10n.t("Approve");
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t("A tenant of the sandbox asks for a second factor. Nothing real is signed in to."),
    { modal: true },
    approve,
  );
  if (chosen !== approve) {
    throw new vscode.CancellationError();
  }
}

/**
 * Reads the address of a running sandbox, `http://127.0.0.1:PORT|TOKEN|PUBLIC_ORIGIN`, as `npm start` and the tests hand it over.
 * Only loopback is accepted: a token must not leave the machine because of an environment variable.
 */
export function parseSandboxAddress(text: string | undefined): SandboxAddress | undefined {
  const [url, token, publicOrigin] = (text ?? "").split("|");
  if (url === undefined || token === undefined || publicOrigin === undefined || token === "") {
    return undefined;
  }
  if (!/^http:\/\/127\.0\.0\.1:\d+$/.test(url) || !/^https:\/\/[\w.-]+(:\d+)?$/.test(publicOrigin)) {
    return undefined;
  }
  return { url, token, publicOrigin };
}
