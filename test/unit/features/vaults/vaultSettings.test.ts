import * as vscode from "vscode";
import { beforeEach, describe, expect, it } from "vitest";
import type { AzureConnection } from "../../../../src/azure/connection";
import { AzureError } from "../../../../src/azure/http/azureError";
import type { RedundancySetting, VaultChange, VaultSecurity } from "../../../../src/azure/models";
import {
  guardIdProblem,
  removeResourceGuard,
  setResourceGuard,
} from "../../../../src/features/vaults/setResourceGuard";
import { settingChoices, vaultSettings } from "../../../../src/features/vaults/vaultSettings";
import { ResourceChanges } from "../../../../src/host/resources/resourceChanges";
import { fake, resetFakeVscode } from "../../support/fakeVscode";
import { platformKey, security, vault } from "../support/estate";
import { fakeConnection } from "../support/fakeConnection";
import { FakeSession } from "../support/fakeSession";
import { detailOf, nextInput } from "../support/nextInput";
import { openOperations } from "../support/openOperations";

const weu = vault();
const guardId = "/subscriptions/s/resourceGroups/g/providers/Microsoft.DataProtection/resourceGuards/gate";
const geo: RedundancySetting = { redundancy: "GeoRedundant", locked: true, crossRegionRestore: false };
const usual = security({ tags: { env: "prod" } });
const silent: VaultSecurity = {
  softDelete: undefined,
  softDeleteDays: undefined,
  immutability: undefined,
  multiUserAuthorization: undefined,
  crossSubscriptionRestore: undefined,
  publicNetworkAccess: undefined,
  systemIdentity: undefined,
  userIdentities: [],
  jobFailureAlerts: undefined,
  classicAlerts: undefined,
  tags: {},
};
function bed(guarded: VaultSecurity = usual, answers: Partial<AzureConnection> = {}) {
  const made: VaultChange[] = [];
  const announced: string[] = [];
  const executed: (readonly unknown[])[] = [];
  const changes = new ResourceChanges();
  changes.onDidChange((id) => announced.push(id));
  const session = new FakeSession(
    fakeConnection({
      getRedundancy: () => Promise.resolve(geo),
      getVaultSecurity: () => Promise.resolve(guarded),
      getResourceGuard: () => Promise.resolve(undefined),
      getVaultEncryption: () => Promise.resolve(platformKey),
      changeVault: (_id, change) => {
        made.push(change);
        return Promise.resolve();
      },
      ...answers,
    }),
  );
  const operations = openOperations(session, changes);
  const services = {
    session,
    changes,
    operations,
    execute: (...call: readonly unknown[]) => executed.push(call),
  };
  return { services, made, announced, executed };
}

/** Opens the settings and chooses one. */
async function choose(setting: string, services: Parameters<typeof vaultSettings>[1]) {
  const done = vaultSettings({ resourceId: weu.id }, services);
  (await nextInput(0)).accept(setting);
  return { done };
}

beforeEach(resetFakeVscode);

describe("Change Vault Settings", () => {
  it("shows every setting with its state, and never invents what Azure does not say", () => {
    const lines = settingChoices({ redundancy: geo, security: silent, guard: undefined, encryption: platformKey });
    expect(lines).toHaveLength(13);
    expect(lines.filter((line) => line.description === "Azure does not say")).toHaveLength(8);
  });

  it("says of settings that are final why they are", () => {
    const problem = (guarded: VaultSecurity, redundancy: RedundancySetting) =>
      settingChoices({ redundancy, security: guarded, guard: undefined, encryption: platformKey }).flatMap((line) =>
        line.unsuitable === undefined ? [] : [line.label],
      );
    expect(problem(usual, { ...geo, locked: false })).not.toContain("Redundancy");
    expect(problem(usual, geo)).toEqual(["Redundancy", "Encryption"]);
    expect(problem(usual, { ...geo, redundancy: "LocallyRedundant" })).toEqual([
      "Redundancy",
      "Cross-region restore",
      "Encryption",
    ]);
    expect(
      problem(
        { ...usual, immutability: "Locked", crossSubscriptionRestore: "PermanentlyDisabled" },
        { ...geo, crossRegionRestore: true },
      ),
    ).toEqual(["Redundancy", "Cross-region restore", "Cross-subscription restore", "Immutability", "Encryption"]);
  });

  it("names the Resource Guard of a guarded vault", () => {
    const lines = settingChoices({
      redundancy: geo,
      security: usual,
      guard: { guardId, requests: [] },
      encryption: platformKey,
    });
    expect(lines.find((line) => line.label === "Multi-user authorization")?.description).toBe(
      "by the Resource Guard gate",
    );
  });

  it("changes the days of soft delete without more questions, and refreshes the vault", async () => {
    let softDeleteDays = 14;
    const { services, made, announced } = bed(usual, {
      getVaultSecurity: () => Promise.resolve({ ...usual, softDeleteDays }),
      changeVault: (_id, change) => {
        made.push(change);
        softDeleteDays = 60;
        return Promise.resolve();
      },
    });
    const { done } = await choose("Soft delete", services);
    (await nextInput(1)).accept("On");
    const days = await nextInput(2);
    expect(days.value).toBe("14");
    days.value = "13";
    days.accept();
    await Promise.resolve();
    await Promise.resolve();
    expect(days.validationMessage).toBe("Enter a whole number from 14 to 180.");
    days.value = "60";
    days.accept();
    await done;
    expect(made).toEqual([{ kind: "softDelete", state: "Enabled", days: 60 }]);
    expect(announced).toEqual([weu.id.toLowerCase()]);
    expect(fake.messages[0]?.text).toBe(
      "Soft delete of vault-weu now: on, deleted backups can be brought back for 60 days",
    );
  });

  it("does not call a change failed whose new state cannot be read", async () => {
    let reads = 0;
    const { services } = bed(usual, {
      getVaultEncryption: () =>
        ++reads === 1 ? Promise.resolve(platformKey) : Promise.reject(new AzureError("gone", { kind: "network" })),
    });
    const { done } = await choose("Alerts for failed jobs", services);
    (await nextInput(1)).accept("Off");
    await done;
    expect(fake.messages.map(({ text }) => text)).toEqual(["Changed in the vault vault-weu: Alerts for failed jobs."]);
  });

  it.each([
    ["Immutability", "On and locked", { kind: "immutability", state: "Locked" }],
    ["Cross-subscription restore", "Off for good", { kind: "crossSubscriptionRestore", state: "PermanentlyDisabled" }],
    ["Soft delete", "Off", { kind: "softDelete", state: "Disabled", days: 14 }],
  ] as const)("%s: '%s' takes typing the vault's name", async (setting, state, change) => {
    const { services, made } = bed();
    const { done } = await choose(setting, services);
    (await nextInput(1)).accept(state);
    const box = await nextInput(2);
    box.value = "vault-neu";
    box.accept();
    await Promise.resolve();
    await Promise.resolve();
    expect(made).toEqual([]);
    box.value = "vault-weu";
    box.accept();
    await done;
    expect(made).toEqual([change]);
  });

  it("turns cross-region restore on once the vault's name has been typed", async () => {
    const { services, made } = bed();
    const { done } = await choose("Cross-region restore", services);
    const box = await nextInput(1);
    expect(box.prompt).toContain("can never be turned off again");
    box.value = "vault-weu";
    box.accept();
    await done;
    expect(made).toEqual([{ kind: "crossRegionRestore" }]);
  });

  it.each([
    ["Public network access", "Off", { kind: "publicNetworkAccess", state: "Disabled" }],
    ["System-assigned identity", "On", { kind: "systemIdentity", state: "Enabled" }],
    ["Alerts for failed jobs", "Off", { kind: "jobFailureAlerts", state: "Disabled" }],
    ["Classic alerts", "On", { kind: "classicAlerts", state: "Enabled" }],
    ["Immutability", "On", { kind: "immutability", state: "Unlocked" }],
  ] as const)("%s: '%s' is changed at once", async (setting, state, change) => {
    const { services, made, executed } = bed();
    const { done } = await choose(setting, services);
    (await nextInput(1)).accept(state);
    await done;
    expect(made).toEqual([change]);
    fake.messages[0]?.answer("Change Vault Settings");
    await expect.poll(() => executed).toEqual([["azureVmBackup.showVaultSettings", { resourceId: weu.id }]]);
  });

  it("asks Azure nothing when the setting stays as it is", async () => {
    const { services, made } = bed();
    const { done } = await choose("Public network access", services);
    (await nextInput(1)).accept("On");
    await done;
    expect(made).toEqual([]);
    expect(fake.messages).toEqual([]);
  });

  it("never turns off a soft delete that is on for good, and says so", async () => {
    const { services, made } = bed({ ...usual, softDelete: "AlwaysOn" });
    const { done } = await choose("Soft delete", services);
    const states = await nextInput(1);
    expect(detailOf(1, "Off")).toBe("Soft delete is on for good here.");
    states.escape();
    await expect(done).rejects.toBeInstanceOf(vscode.CancellationError);
    expect(made).toEqual([]);
  });

  it("leaves the redundancy to its own command", async () => {
    const { services, executed } = bed(usual, { getRedundancy: () => Promise.resolve({ ...geo, locked: false }) });
    const { done } = await choose("Redundancy", services);
    await done;
    expect(executed).toEqual([["azureVmBackup.setStorageRedundancy", { resourceId: weu.id }]]);
  });
});

describe("the Resource Guard of a vault", () => {
  const mapping = { guardId, requests: [{ operation: "deleteBackupData", request: "r" } as const] };

  it("is set by its resource id", async () => {
    const set: string[] = [];
    const { services } = bed(usual, {
      setResourceGuard: (_id, guard) => {
        set.push(guard);
        return Promise.resolve();
      },
    });
    const done = setResourceGuard({ resourceId: weu.id }, services);
    const box = await nextInput(0);
    box.value = ` ${guardId}`;
    box.accept();
    await done;
    expect(set).toEqual([guardId]);
    expect(fake.messages[0]?.text).toBe("The Resource Guard gate guards the vault vault-weu now.");
  });

  it("takes nothing but the id of a guard", () => {
    expect(guardIdProblem("gate")).toContain("Enter the resource ID");
    expect(guardIdProblem(weu.id)).toContain("Enter the resource ID");
    expect(guardIdProblem(guardId)).toBeUndefined();
  });

  it("is shown, with what it guards, when there is one already", async () => {
    const { services, executed } = bed(usual, { getResourceGuard: () => Promise.resolve(mapping) });
    await setResourceGuard({ resourceId: weu.id }, services);
    expect(fake.messages[0]?.text).toBe("The Resource Guard gate guards the vault vault-weu: deleting backup data.");
    fake.messages[0]?.answer("Remove Resource Guard");
    await expect.poll(() => executed).toEqual([["azureVmBackup.removeResourceGuard", { resourceId: weu.id }]]);
  });

  it("cannot be removed where there is none, but set", async () => {
    const { services } = bed();
    await expect(removeResourceGuard({ resourceId: weu.id }, services)).rejects.toMatchObject({
      message: "The vault vault-weu has no Resource Guard.",
      actions: [{ title: "Set Resource Guard" }],
    });
  });

  it("is removed once the vault's name has been typed", async () => {
    const removed: string[] = [];
    const { services } = bed(usual, {
      getResourceGuard: () => Promise.resolve(mapping),
      removeResourceGuard: (id) => {
        removed.push(id);
        return Promise.resolve();
      },
    });
    const done = removeResourceGuard({ resourceId: weu.id }, services);
    const box = await nextInput(0);
    box.value = "vault-weu";
    box.accept();
    await done;
    expect(removed).toEqual([weu.id]);
  });
});
