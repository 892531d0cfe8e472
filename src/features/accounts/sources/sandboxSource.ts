import * as vscode from "vscode";
import type { SandboxAccount } from "../../../azure/accounts/sandboxAccount";
import type { Log } from "../../../host/log";
import type { SandboxEstateSetting } from "../../../host/settings";
import type { Sandbox, SandboxOptions } from "../../../sandbox/sandbox";
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

/** A sandbox that was started here. */
interface Started {
  readonly estate: SandboxEstateSetting;
  readonly sandbox: Promise<Sandbox>;
}

/** What the source needs. */
export interface SandboxSourceDependencies {
  readonly loaders: SandboxLoaders;
  /** The estate that the settings name. */
  readonly estate: () => SandboxEstateSetting;
  /** Where each estate is kept between windows. */
  readonly snapshots: Readonly<Record<SandboxEstateSetting, SandboxSnapshot>>;
  /** A sandbox that somebody else has started and will close. */
  readonly running: SandboxAddress | undefined;
  readonly log: Log;
}

/** The sandbox as an account: started in this process when first used, or one that runs already. */
export class SandboxSource implements AccountSource {
  public readonly kind = "sandbox";
  readonly #deps: SandboxSourceDependencies;
  #started: Started | undefined;

  public constructor(dependencies: SandboxSourceDependencies) {
    this.#deps = dependencies;
  }

  public async signIn(): Promise<FoundAccount> {
    const { running, loaders } = this.#deps;
    const estate = running === undefined ? this.#deps.estate() : "small";
    const address = running ?? (await this.#start(estate));
    const { sandboxAccount } = await loaders.loadAzure();
    const account = sandboxAccount(address, askForSecondFactor);
    // What is remembered of an account (chosen subscriptions, jobs) is of one estate.
    const id = estate === "small" ? this.kind : `${this.kind} ${estate}`;
    return { id, account, signInToTenant: ({ tenantId }) => account.signInToTenant(tenantId) };
  }

  public restore(): Promise<FoundAccount> {
    return this.signIn();
  }

  public async close(): Promise<void> {
    const started = this.#started;
    this.#started = undefined;
    if (started !== undefined) {
      const sandbox = await started.sandbox;
      await sandbox.close();
      await this.#deps.snapshots[started.estate].settled();
    }
  }

  async #start(estate: SandboxEstateSetting): Promise<Sandbox> {
    if (this.#started !== undefined && this.#started.estate !== estate) {
      await this.close();
    }
    this.#started ??= { estate, sandbox: this.#startOnce(estate) };
    try {
      return await this.#started.sandbox;
    } catch (error) {
      this.#started = undefined;
      throw error;
    }
  }

  async #startOnce(estate: SandboxEstateSetting): Promise<Sandbox> {
    const { loaders, log } = this.#deps;
    const kept = this.#deps.snapshots[estate];
    const [{ startSandbox }, snapshot] = await Promise.all([loaders.loadSandbox(), kept.read()]);
    const options: SandboxOptions = {
      onChange: (changed) => kept.save(changed),
      ...(estate === "small" ? {} : { estate }),
    };
    if (snapshot === undefined) {
      return startSandbox(options);
    }
    try {
      return await startSandbox({ ...options, snapshot });
    } catch (error) {
      // A snapshot of another version, or a damaged one: a fresh estate is better than none.
      log.warn(`The sandbox starts afresh, its earlier state cannot be used: ${String(error)}`);
      return startSandbox(options);
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
