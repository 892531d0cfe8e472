import { beforeEach, describe, expect, it } from "vitest";
import * as vscode from "vscode";
import * as clouds from "../../../../src/azure/accounts/clouds";
import { AzureError } from "../../../../src/azure/http/azureError";
import type { TenantFailure } from "../../../../src/azure/models";
import type { Accounts } from "../../../../src/features/accounts/activate";
import { activateAccounts } from "../../../../src/features/accounts/activate";
import { CommandRegistry } from "../../../../src/host/commands";
import { ErrorBoundary } from "../../../../src/host/errors/errorBoundary";
import { Settings } from "../../../../src/host/settings";
import { connectionWith } from "../../support/connectionWith";
import { fake, resetFakeVscode } from "../../support/fakeVscode";
import { MemoryMemento } from "../../support/memoryMemento";
import { recordingLog } from "../../support/recordingLog";

const jane = { id: "jane.home", label: "jane@contoso.com" };
const cloud = { name: "c", resourceManager: "https://arm", audience: "https://arm", portal: "https://portal" };
const subscription = {
  subscriptionId: "1",
  name: "Production",
  tenantId: "t",
  tenantName: "Contoso",
  state: "Enabled",
} as const;

describe("the accounts", () => {
  let loaded: string[];
  let known: readonly (typeof jane)[];
  let lists: number;
  let failures: readonly TenantFailure[];
  let sessions: { readonly provider: string; readonly request: unknown; readonly options: object }[];

  beforeEach(() => {
    resetFakeVscode();
    failures = [];
    sessions = [];
    loaded = [];
    known = [jane];
    lists = 0;
    fake.getAccounts = () => {
      lists += 1;
      return Promise.resolve(known);
    };
    fake.getSession = (provider, request, options) => {
      sessions.push({ provider, request, options });
      // As VS Code does: using a session tells everybody that sessions have changed.
      fake.sessionsChanged.fire({ provider: { id: "microsoft" } });
      return Promise.resolve({ id: "s", accessToken: "opaque", account: jane, scopes: [] });
    };
  });

  function open(): Accounts {
    const { log } = recordingLog();
    const boundary = new ErrorBoundary(log);
    const credential = { getToken: () => Promise.resolve(null) };
    return activateAccounts({
      commands: new CommandRegistry(boundary),
      boundary,
      settings: new Settings(),
      log,
      clouds,
      globalState: new MemoryMemento(),
      globalStorageUri: vscode.Uri.file("/storage"),
      sandboxAddress: "http://127.0.0.1:4711|abc|https://arm.sandbox.invalid",
      loadAzure: () => {
        loaded.push("azure");
        return Promise.resolve({
          sandboxAccount: () => ({
            kind: "sandbox",
            label: "Sandbox",
            cloud,
            credential: () => credential,
            signInToTenant: () => Promise.resolve(),
          }),
          connect: () =>
            connectionWith({
              listSubscriptions: () => Promise.resolve({ subscriptions: [subscription], failures }),
            }),
        });
      },
      loadIdentity: () => {
        loaded.push("identity");
        return Promise.resolve({ azureCliCredential: () => credential, defaultCredential: () => credential });
      },
      loadSandbox: () => {
        loaded.push("sandbox");
        return Promise.reject(new Error("the one that runs is to be used"));
      },
    });
  }

  it("load and ask nothing at activation", () => {
    open();
    expect(loaded).toEqual([]);
    expect(lists).toBe(0);
    expect(fake.contexts.size).toBe(0);
  });

  it("sign in with VS Code's account, and tell the menus", async () => {
    const { session } = open();
    await vscode.commands.executeCommand("azureVmBackup.signIn");
    expect(session.account?.label).toBe("jane@contoso.com");
    expect(fake.contexts.get("azureVmBackup.state")).toBe("ready");
    expect(fake.contexts.get("azureVmBackup.signedIn")).toBe(true);
    await vscode.commands.executeCommand("azureVmBackup.signOut");
    expect(fake.contexts.get("azureVmBackup.state")).toBe("signedOut");
    expect(fake.contexts.get("azureVmBackup.signedIn")).toBe(false);
  });

  it("offer the other ways from the menu, and load @azure/identity only when it is chosen", async () => {
    const { session } = open();
    const done = vscode.commands.executeCommand("azureVmBackup.signIn", undefined);
    await expect.poll(() => fake.inputs[0]?.items.length).toBe(4);
    expect(loaded).toEqual([]);
    fake.inputs[0]?.accept("Azure CLI");
    await done;
    expect(loaded).toEqual(["identity", "azure"]);
    expect(session.account?.kind).toBe("azureCli");
  });

  it("open the view and use the sandbox that runs already, without an Azure account", async () => {
    const { session } = open();
    await vscode.commands.executeCommand("azureVmBackup.trySandbox");
    expect(session.account?.kind).toBe("sandbox");
    expect(loaded).not.toContain("sandbox");
    expect(fake.executed.map(({ command }) => command)).toContain("azureVmBackup.explorer.focus");
  });

  it("start the sandbox anew with another estate, and only where it is what is signed in to", async () => {
    const { session } = open();
    let changes = 0;
    session.onDidChange(() => (changes += 1));
    await vscode.workspace.getConfiguration("azureVmBackup").update("sandboxEstate", "fleet");
    expect(changes).toBe(0);
    await vscode.commands.executeCommand("azureVmBackup.trySandbox");
    const before = session.account;
    await vscode.workspace.getConfiguration("azureVmBackup").update("sandboxEstate", "small");
    await expect.poll(() => session.state).toBe("ready");
    await expect.poll(() => session.account !== before).toBe(true);
  });

  it("follow a changed setting where nobody has to be asked", async () => {
    const { session } = open();
    await vscode.commands.executeCommand("azureVmBackup.signIn");
    await new Settings().setAuthentication("sandbox");
    await expect.poll(() => session.account?.kind).toBe("sandbox");
    await new Settings().setAuthentication("vscode");
    await expect.poll(() => session.state).toBe("signedOut");
  });

  it("sign out when VS Code's account is removed, and are not stirred by their own sessions", async () => {
    const { session } = open();
    await vscode.commands.executeCommand("azureVmBackup.signIn");
    const after = lists;
    const asked = sessions.length;
    fake.sessionsChanged.fire({ provider: { id: "github" } });
    expect(lists).toBe(after);
    fake.sessionsChanged.fire({ provider: { id: "microsoft" } });
    await expect.poll(() => lists).toBe(after + 1);
    expect(session.state).toBe("ready");
    known = [];
    fake.sessionsChanged.fire({ provider: { id: "microsoft" } });
    await expect.poll(() => session.state).toBe("signedOut");
    expect(lists).toBe(after + 2);
    expect(sessions).toHaveLength(asked);
  });

  it("take in somebody who signs in to VS Code later", async () => {
    const { session } = open();
    await vscode.commands.executeCommand("azureVmBackup.signIn");
    known = [jane, { id: "jane.work", label: "jane@fabrikam.com" }];
    fake.sessionsChanged.fire({ provider: { id: "microsoft" } });
    await expect.poll(() => session.account?.label).toBe("jane@contoso.com, jane@fabrikam.com");
  });

  it("forget everything of a cloud that is left", async () => {
    const { session } = open();
    await vscode.commands.executeCommand("azureVmBackup.signIn");
    await vscode.workspace.getConfiguration("microsoft-sovereign-cloud").update("environment", "USGovernment");
    await expect.poll(() => session.state).toBe("signedOut");
    expect(session.subscriptions).toEqual([]);
    await vscode.commands.executeCommand("azureVmBackup.signIn");
    expect(session.account?.cloud.resourceManager).toBe("https://management.usgovcloudapi.net");
    expect(sessions.at(-1)?.provider).toBe("microsoft-sovereign-cloud");
  });

  const refused = (code: string): TenantFailure => ({
    tenantId: "t2",
    tenantName: "Fabrikam",
    error: Object.assign(new AzureError("no", { kind: "signIn", code }), { tenantId: "t2" }),
  });

  it("sign in to the tenant whose line is clicked, where that helps", async () => {
    failures = [refused("AADSTS50076")];
    const { session } = open();
    await vscode.commands.executeCommand("azureVmBackup.signIn");
    expect(session.refusedTenants).toHaveLength(1);
    failures = [];
    await vscode.commands.executeCommand("azureVmBackup.helpWithTenant", { failure: refused("AADSTS50076") });
    expect(sessions.at(-1)?.request).toEqual(["https://management.azure.com/.default", "VSCODE_TENANT:t2"]);
    expect(session.refusedTenants).toEqual([]);
  });

  it("explain a refusal that no sign-in helps against, where people of that cloud log in", async () => {
    failures = [refused("AADSTS53003")];
    open();
    await vscode.commands.executeCommand("azureVmBackup.signIn");
    await vscode.commands.executeCommand("azureVmBackup.helpWithTenant", { failure: refused("AADSTS53003") });
    expect(fake.messages[0]?.text).toBe("A rule of the tenant blocks this sign-in (conditional access). (AADSTS53003)");
    expect(fake.messages[0]?.buttons).toEqual(["What This Means", "Show Log"]);
    fake.messages[0]?.answer("What This Means");
    await expect.poll(() => fake.opened).toEqual(["https://login.microsoftonline.com/error?code=53003"]);
  });

  it("offer the tenants that refused first, when nobody says which", async () => {
    failures = [refused("AADSTS50076")];
    open();
    await vscode.commands.executeCommand("azureVmBackup.signIn");
    const done = vscode.commands.executeCommand("azureVmBackup.signInToTenant");
    await expect
      .poll(() => fake.inputs[0]?.items.map(({ label }) => label))
      .toEqual(["not accessible", "Fabrikam", "signed in", "Contoso"]);
    fake.inputs[0]?.accept("Contoso");
    await done;
    expect(sessions.at(-1)?.request).toEqual(["https://management.azure.com/.default", "VSCODE_TENANT:t"]);
  });

  it("put the sign-in of the Azure CLI into a terminal, for the user to run", async () => {
    open();
    await new Settings().setAuthentication("azureCli");
    await vscode.commands.executeCommand("azureVmBackup.signIn");
    await vscode.commands.executeCommand("azureVmBackup.signInToTenant", { tenantId: "t2" });
    expect(fake.typed).toEqual(["az login --tenant t2"]);
    expect(fake.messages[0]?.buttons).toEqual(["Refresh"]);
    await vscode.commands.executeCommand("azureVmBackup.signInToTenant", { tenantId: "t2; rm -rf ~" });
    expect(fake.typed).toEqual(["az login --tenant t2", "az login"]);
  });

  it("remember which subscriptions are selected", async () => {
    const { session } = open();
    await vscode.commands.executeCommand("azureVmBackup.signIn");
    const done = vscode.commands.executeCommand("azureVmBackup.selectSubscriptions");
    await expect.poll(() => fake.inputs[0]?.selectedItems.length).toBe(1);
    const [box] = fake.inputs;
    if (box !== undefined) {
      box.selectedItems = [];
      box.accept();
    }
    await done;
    expect(session.state).toBe("noneSelected");
  });
});
