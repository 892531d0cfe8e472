import { describe, expect, it } from "vitest";
import { isToVaultPanel } from "../../../../src/webviews/vaultSetup/messages";
import { resourceGroupNameProblem, vaultNameProblem } from "../../../../src/webviews/vaultSetup/vaultRules";

describe("the name of a vault", () => {
  it.each(["ab", "Vault-1", `v${"x".repeat(49)}`])("may be %s", (name) => {
    expect(vaultNameProblem(name)).toBeUndefined();
  });

  it.each([
    ["", "Enter a name"],
    ["a", "at least 2"],
    ["1vault", "starts with a letter"],
    ["-vault", "starts with a letter"],
    ["my_vault", "only letters, digits and hyphens"],
    ["vault é", "only letters, digits and hyphens"],
    [`v${"x".repeat(50)}`, "this one has 51"],
  ])("may not be %j: %s", (name, reason) => {
    expect(vaultNameProblem(name)).toContain(reason);
  });
});

describe("the name of a new resource group", () => {
  it.each(["rg", "rg_1.(test)-é"])("may be %s", (name) => {
    expect(resourceGroupNameProblem(name, ["other"])).toBeUndefined();
  });

  it.each(["", "rg.", "rg 1", "x".repeat(91), "BACKUP"])("may not be %j", (name) => {
    expect(resourceGroupNameProblem(name, ["backup"])).toBeTypeOf("string");
  });
});

describe("messages to the vault panel", () => {
  it.each([
    { kind: "form", subscriptions: [] },
    { kind: "createFailed", message: "x" },
    { kind: "nameChecked", question: 1, result: "free" },
  ])("are understood: %j", (message) => {
    expect(isToVaultPanel(message)).toBe(true);
  });

  it.each([
    undefined,
    "form",
    { kind: "toString" },
    { kind: "form", subscriptions: [{ name: "no id" }] },
    { kind: "nameChecked", question: "1", result: "free" },
    { kind: "nameChecked", question: 1, result: "maybe" },
    { kind: "vault", vault: { id: "x" } },
  ])("are dropped: %j", (message) => {
    expect(isToVaultPanel(message)).toBe(false);
  });
});
