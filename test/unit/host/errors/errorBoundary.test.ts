import { beforeEach, describe, expect, it } from "vitest";
import * as vscode from "vscode";
import { AzureError } from "../../../../src/azure/http/azureError";
import { refusedError } from "../../../../src/azure/http/translateError";
import { CommandRegistry } from "../../../../src/host/commands";
import { ErrorBoundary } from "../../../../src/host/errors/errorBoundary";
import { OperationError } from "../../../../src/host/errors/errors";
import { fake, resetFakeVscode } from "../../support/fakeVscode";
import { recordingLog } from "../../support/recordingLog";

describe("the error boundary", () => {
  const { log, lines } = recordingLog();
  const boundary = new ErrorBoundary(log);
  beforeEach(() => {
    resetFakeVscode();
    lines.length = 0;
  });

  function failing(error: unknown): () => never {
    return () => {
      throw error;
    };
  }

  it("passes a result on", async () => {
    expect(await boundary.guard("adding", () => Promise.resolve(3))).toBe(3);
    expect(fake.messages).toEqual([]);
  });

  it.each([new vscode.CancellationError(), new DOMException("stopped", "AbortError")])(
    "is silent when the user cancelled (%s)",
    async (error) => {
      await boundary.guard("x", failing(error));
      expect(fake.messages).toEqual([]);
      expect(lines).toEqual([]);
    },
  );

  it("shows an operation's own sentence and runs the button that was clicked", async () => {
    const ran: string[] = [];
    const error = new OperationError("The vault is in another region.", [
      { title: "Create Vault", run: () => ran.push("create") },
      { title: "Pick Another", run: () => ran.push("pick") },
    ]);
    await boundary.guard("x", failing(error));
    expect(fake.messages[0]).toMatchObject({
      text: "The vault is in another region.",
      buttons: ["Create Vault", "Pick Another"],
    });
    fake.messages[0]?.answer("Pick Another");
    await expect.poll(() => ran).toEqual(["pick"]);
  });

  it("knows an operation's sentence by its name, for it may come from another bundle", async () => {
    const error = Object.assign(new Error("The VM is running."), { name: "OperationError", actions: [] });
    await boundary.guard("x", failing(error));
    expect(fake.messages[0]).toMatchObject({ text: "The VM is running.", buttons: ["Show Log"] });
  });

  it("names the host that cannot be reached and runs the same again on Retry", async () => {
    let runs = 0;
    await boundary.guard("x", () => {
      runs += 1;
      throw new AzureError("getaddrinfo ENOTFOUND", { kind: "network", host: "management.azure.com" });
    });
    expect(fake.messages[0]?.text).toBe(
      "management.azure.com could not be reached. Check the network connection and the proxy settings.",
    );
    expect(fake.messages[0]?.buttons).toEqual(["Retry", "Show Log"]);
    fake.messages[0]?.answer("Retry");
    await expect.poll(() => runs).toBe(2);
  });

  it("says which permission is missing", async () => {
    const message =
      "The client 'jane' with object id '1' does not have authorization to perform action " +
      "'Microsoft.RecoveryServices/vaults/write' over scope '/subscriptions/1'";
    await boundary.guard("x", failing(new AzureError(message, { kind: "forbidden", code: "AuthorizationFailed" })));
    expect(fake.messages[0]?.text).toBe(
      "Your account lacks the permission Microsoft.RecoveryServices/vaults/write; " +
        "a role that has it, such as Backup Contributor, is missing.",
    );
  });

  it("says which permission is missing when Azure's words have been translated", async () => {
    const message =
      "The client 'jane' with object id '1' does not have authorization to perform action " +
      "'Microsoft.RecoveryServices/vaults/write' over scope '/subscriptions/1'";
    const refusal = { status: 403, code: "AuthorizationFailed", message, retryAfterSeconds: undefined };
    await boundary.guard("x", failing(refusedError(refusal)));
    expect(fake.messages[0]?.text).toContain("lacks the permission Microsoft.RecoveryServices/vaults/write;");
  });

  it("never hides that Azure has begun what was asked for", async () => {
    const lost = new AzureError("Azure has begun it, but how it goes cannot be seen: the network is away.", {
      kind: "network",
      host: "management.azure.com",
      begun: true,
    });
    await boundary.guard("x", failing(lost));
    expect(fake.messages[0]?.text).toBe(lost.message);
    expect(fake.messages[0]?.buttons).toEqual(["Retry", "Show Log"]);
  });

  it("says how long Azure asks to wait when it throttles", async () => {
    await boundary.guard("x", failing(new AzureError("slow down", { kind: "throttled", retryAfterSeconds: 42 })));
    expect(fake.messages[0]?.text).toContain("Try again in 42 seconds.");
  });

  it("offers Sign In, and no Retry, when Azure wants a new sign-in", async () => {
    await boundary.guard("x", failing(new AzureError("expired", { kind: "signIn" })));
    expect(fake.messages[0]?.buttons).toEqual(["Sign In", "Show Log"]);
    fake.messages[0]?.answer("Sign In");
    await expect.poll(() => fake.executed.map((entry) => entry.command)).toEqual(["azureVmBackup.signIn"]);
  });

  it("repeats Azure's own words where it refused a request", async () => {
    const refused = new AzureError("The vault name 'x y' is invalid.", { kind: "invalid", code: "BadName" });
    await boundary.guard("x", failing(refused));
    expect(fake.messages[0]?.text).toBe("Azure refused the request. The vault name 'x y' is invalid. (BadName)");
    expect(fake.messages[0]?.buttons).toEqual(["Show Log"]);
  });

  it("keeps the words of an unforeseen failure out of the message and writes them to the log", async () => {
    await boundary.guard("reading", failing(new TypeError("x is undefined")));
    expect(fake.messages[0]?.text).toBe("Something went wrong. The log of Azure VM Backup has the details.");
    expect(lines).toContain("error reading: TypeError: x is undefined");
  });

  it("surrounds every command, which yields its result or undefined", async () => {
    const registry = new CommandRegistry(boundary);
    registry.register("azureVmBackup.double", (value) => Number(value) * 2);
    registry.register("azureVmBackup.fail", failing(new Error("no")));
    expect(await vscode.commands.executeCommand("azureVmBackup.double", 4)).toBe(8);
    expect(await vscode.commands.executeCommand("azureVmBackup.fail")).toBeUndefined();
    expect(fake.messages).toHaveLength(1);
  });
});
