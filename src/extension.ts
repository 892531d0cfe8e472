import { Disposable } from "vscode";
import type * as vscode from "vscode";
import type * as analysisBundle from "./analysis";
import type * as azureBundle from "./azure/azureClient";
import * as clouds from "./azure/accounts/clouds";
import { activateAccounts } from "./features/accounts/activate";
import { activateDiagnostics } from "./features/diagnostics/activate";
import { activateExplainLimits } from "./features/explainLimits/activate";
import { activateExplorer } from "./features/explorer/activate";
import { activateJobs } from "./features/jobs/activate";
import type { JobsFeature } from "./features/jobs/activate";
import { activatePolicies } from "./features/policies/activate";
import { activateProtection } from "./features/protection/activate";
import { activateReadiness } from "./features/readiness/activate";
import { activateVaults } from "./features/vaults/activate";
import { activateRestore } from "./features/restore/activate";
import { activateVaultSetup } from "./features/vaultSetup/activate";
import { systemClock } from "./host/clock";
import { CommandRegistry } from "./host/commands";
import { ErrorBoundary } from "./host/errors/errorBoundary";
import { Log } from "./host/log";
import { OpenOperations } from "./host/operations/openOperations";
import { ResourceChanges } from "./host/resources/resourceChanges";
import type { AzureSession } from "./host/session";
import { Settings } from "./host/settings";
import { WebviewHost } from "./host/webviews/webviewHost";
import { configureTranslations } from "./host/translations";
import { rereadChanges } from "./host/fleet/rereadChanges";

/** What `vscode.extensions.getExtension(…).exports` gives: for the tests that run inside VS Code. */
export interface ExtensionApi {
  readonly session: AzureSession;
}

/** The template language and the rules, loaded when they are first used; the bundle has translations of its own. */
async function loadAnalysis(): Promise<typeof analysisBundle> {
  const analysis = await import("./analysis");
  configureTranslations(analysis.configureTranslations);
  return analysis;
}

/** The way to Azure, loaded at the first call. */
async function loadAzure(): Promise<typeof azureBundle> {
  const azure = await import("./azure/azureClient");
  configureTranslations(azure.configureTranslations);
  return azure;
}

/** Set while the extension is active: what VS Code waits for when the window closes. */
let closeAccounts: (() => Promise<void>) | undefined;

/**
 * The composition root: builds the host, the session and the features. Nothing is started, asked or loaded here;
 * the Azure clients, @azure/identity and the sandbox are bundles of their own, loaded when they are first used.
 */
export function activate(context: vscode.ExtensionContext): ExtensionApi {
  configureTranslations();
  const { extensionUri, workspaceState: memento } = context;
  const log = Log.create();
  const boundary = new ErrorBoundary(log);
  const commands = new CommandRegistry(boundary);
  const settings = new Settings();
  const changes = new ResourceChanges();
  const webviews = new WebviewHost(extensionUri, boundary);

  const accounts = activateAccounts({
    commands,
    boundary,
    settings,
    log,
    clouds,
    globalState: context.globalState,
    globalStorageUri: context.globalStorageUri,
    sandboxAddress: process.env["AZURE_VM_BACKUP_SANDBOX"],
    loadAzure,
    loadIdentity: () => import("./azure/accounts/identityCredentials"),
    loadSandbox: () => import("./sandbox/server"),
  });
  const { session } = accounts;
  closeAccounts = accounts.close;

  const operations = new OpenOperations({ memento, session, changes, boundary, log, now: systemClock.now });
  void operations.start();
  const jobs = activateJobs({ commands, session, changes, log, memento });

  context.subscriptions.push(
    log,
    changes,
    webviews,
    accounts,
    operations,
    jobs,
    activateExplorer({
      commands,
      session,
      changes,
      log,
      restore: () => session.restore(),
      refusedTenants: () => session.refusedTenants,
      reload: () => session.reload(),
      refreshOthers: () => jobs.refresh(),
    }),
    activateDiagnostics({
      commands,
      settings,
      webviews,
      log,
      extensionUri,
      workspaceState: context.workspaceState,
      loadAnalysis,
    }),
    activateExplainLimits({ commands, settings, webviews, loadGuide: loadAnalysis }),
    activateVaultSetup({ commands, session, changes, webviews, log, operations }),
    activateOperations({ commands, session, changes, operations, jobs, log, settings, boundary }),
    activateReadiness({ commands, session, changes, webviews, settings, log, loadRules: loadAnalysis }),
  );
  return { session };
}

const loadFlows = () => import("./operations");

/** What changes something in Azure. */
function activateOperations(parts: {
  readonly commands: CommandRegistry;
  readonly session: AzureSession;
  readonly changes: ResourceChanges;
  readonly operations: OpenOperations;
  readonly jobs: JobsFeature;
  readonly log: Log;
  readonly settings: Settings;
  readonly boundary: ErrorBoundary;
}): Disposable {
  return Disposable.from(
    rereadChanges(parts.session, parts.changes, parts.log),
    activateVaults({ ...parts, loadFlows }),
    activatePolicies({ ...parts, loadFlows }),
    activateProtection({ ...parts, loadRules: loadAnalysis, loadFlows }),
    activateRestore({ ...parts, loadAdvice: loadAnalysis, loadFlows }),
  );
}

/** Stops the sandbox, if this window has started one, so that its last state is on disk. */
export async function deactivate(): Promise<void> {
  await closeAccounts?.();
  closeAccounts = undefined;
}
