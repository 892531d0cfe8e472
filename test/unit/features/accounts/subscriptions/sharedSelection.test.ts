import { beforeEach, describe, expect, it } from "vitest";
import * as vscode from "vscode";
import { chosenOf } from "../../../../../src/features/accounts/subscriptions/selectSubscriptions";
import {
  onDidChangeSharedSelection,
  sharedSelection,
} from "../../../../../src/features/accounts/subscriptions/sharedSelection";
import { fake, resetFakeVscode } from "../../../support/fakeVscode";

const setting = "azureResourceGroups.selectedSubscriptions";

describe("the choice made in Azure Resources", () => {
  beforeEach(resetFakeVscode);

  it("is the subscriptions of its setting, whatever their tenants", () => {
    fake.settings.set(setting, ["t1/AAA", "t2/bbb"]);
    expect(sharedSelection()).toEqual(new Set(["aaa", "bbb"]));
  });

  it.each([[undefined], [[]], ["t1/aaa"], [["aaa", 7, "a/b/c"]], [{}]])(
    "is no choice when the setting is %j",
    (value) => {
      fake.settings.set(setting, value);
      expect(sharedSelection()).toBeUndefined();
    },
  );

  it("tells when it changes", async () => {
    let told = 0;
    onDidChangeSharedSelection(() => (told += 1));
    await vscode.workspace.getConfiguration("azureResourceGroups").update("groupBy", "location");
    expect(told).toBe(0);
    await vscode.workspace.getConfiguration("azureResourceGroups").update("selectedSubscriptions", ["t/1"]);
    expect(told).toBe(1);
  });
});

describe("ticked subscriptions", () => {
  const offered = ["1", "2", "3"].map((subscriptionId) => ({
    subscriptionId,
    name: subscriptionId,
    tenantId: "t",
    tenantName: undefined,
    state: "Enabled" as const,
  }));

  it("mean all when all are ticked, those of tomorrow included", () => {
    expect(chosenOf(["3", "1", "2"], offered, undefined)).toBe("all");
    expect(chosenOf(["1"], offered, undefined)).toEqual(["1"]);
    expect(chosenOf([], offered, undefined)).toEqual([]);
  });

  it("mean to follow Azure Resources when they are just its choice", () => {
    expect(chosenOf(["2", "1"], offered, new Set(["1", "2", "elsewhere"]))).toBeUndefined();
    expect(chosenOf(["1", "2", "3"], offered, new Set(["1", "2"]))).toBe("all");
    expect(chosenOf([], offered, new Set(["elsewhere"]))).toEqual([]);
  });
});
