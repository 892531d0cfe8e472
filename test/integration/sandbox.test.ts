import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import * as vscode from "vscode";
import type { AzureConnection } from "../../src/azure/connection";
import type { Vault, VirtualMachine } from "../../src/azure/models";
import type { AzureSession } from "../../src/host/session";
import { profileOfAzure } from "../../src/limits/fromAzure";
import { activatedExtension } from "./extension";

describe("the sandbox as an account", () => {
  let session: AzureSession;
  let azure: AzureConnection;

  before(async () => {
    ({ session } = (await activatedExtension()).exports);
    await vscode.commands.executeCommand("azureVmBackup.trySandbox");
    azure = await session.connection();
  });

  after(() => vscode.commands.executeCommand("azureVmBackup.signOut"));

  async function machines(): Promise<readonly VirtualMachine[]> {
    const pages = await Promise.all(
      session.subscriptions.map((subscription) => azure.listVirtualMachines(subscription)),
    );
    return pages.flatMap((page) => page.items);
  }

  async function vaults(): Promise<readonly Vault[]> {
    const pages = await Promise.all(session.subscriptions.map((subscription) => azure.listVaults(subscription)));
    return pages.flatMap((page) => page.items);
  }

  it("signs in without a question and knows three subscriptions in two tenants", () => {
    assert.equal(session.state, "ready");
    assert.equal(session.account?.kind, "sandbox");
    assert.equal(session.subscriptions.length, 3);
    assert.equal(new Set(session.subscriptions.map(({ tenantId }) => tenantId)).size, 2);
  });

  it("lists vaults of several regions", async () => {
    const found = await vaults();
    assert.ok(found.length >= 5, `${found.length} vaults`);
    assert.ok(new Set(found.map(({ location }) => location)).size > 1);
  });

  it("lists virtual machines with different protection states", async () => {
    const states = new Set((await machines()).map(({ protection }) => protection.kind));
    assert.ok(states.size >= 4, [...states].join(", "));
  });

  it("gives the rules the profile of a live machine", async () => {
    const [machine] = await machines();
    assert.ok(machine);
    const profile = profileOfAzure(await azure.getVmSnapshot(machine.id));
    assert.equal(profile.dataDisks.known, true);
  });

  it("copies the id of a resource it is handed", async () => {
    const [vault] = await vaults();
    assert.ok(vault);
    await vscode.commands.executeCommand("azureVmBackup.copyResourceId", { resourceId: vault.id });
    assert.equal(await vscode.env.clipboard.readText(), vault.id);
  });

  it("stays signed in when the explorer is refreshed", async () => {
    await vscode.commands.executeCommand("azureVmBackup.refresh");
    assert.equal(session.state, "ready");
  });

  it("forgets the account when signed out", async () => {
    await vscode.commands.executeCommand("azureVmBackup.signOut");
    assert.equal(session.state, "signedOut");
    await assert.rejects(session.connection(), /Sign in to Azure first/);
    await vscode.commands.executeCommand("azureVmBackup.trySandbox");
    assert.equal(session.state, "ready");
  });
});
