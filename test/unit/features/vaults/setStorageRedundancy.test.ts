import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Redundancy } from "../../../../src/azure/models";
import { isFromVaultPanel } from "../../../../src/features/vaultSetup/fromVaultPanel";
import { setStorageRedundancy } from "../../../../src/features/vaults/setStorageRedundancy";
import { isVaultPanelState } from "../../../../src/features/vaultSetup/vaultPanelState";
import { ResourceChanges } from "../../../../src/host/resources/resourceChanges";
import { fake, resetFakeVscode } from "../../support/fakeVscode";
import { vault } from "../support/estate";
import { fakeConnection } from "../support/fakeConnection";
import { FakeSession } from "../support/fakeSession";

function bed(locked: boolean) {
  const set: Redundancy[] = [];
  const session = new FakeSession(
    fakeConnection({
      getRedundancy: () =>
        Promise.resolve({ redundancy: set.at(-1) ?? "GeoRedundant", locked, crossRegionRestore: false }),
      setRedundancy: (_id, redundancy) => {
        set.push(redundancy);
        return Promise.resolve();
      },
    }),
  );
  return { set, services: { session, changes: new ResourceChanges() } };
}

beforeEach(resetFakeVscode);

describe("Set Storage Redundancy", () => {
  it("sets what was chosen and tells what Azure has now", async () => {
    const { set, services } = bed(false);
    const done = setStorageRedundancy({ resourceId: vault().id }, services);
    await vi.waitFor(() => expect(fake.inputs[0]?.items).toHaveLength(3));
    fake.inputs[0]?.accept("Zone-redundant (ZRS)");
    await done;
    expect(set).toEqual(["ZoneRedundant"]);
    expect(fake.messages[0]?.text).toBe("The vault vault-weu is now Zone-redundant (ZRS).");
  });

  it("refuses with the reason once an item has been protected", async () => {
    const { set, services } = bed(true);
    await expect(setStorageRedundancy({ resourceId: vault().id }, services)).rejects.toThrow(
      "The vault vault-weu stays Geo-redundant (GRS): the redundancy can no longer change once an item has been protected in it.",
    );
    expect(set).toEqual([]);
  });

  it("does nothing when the choice is what the vault has", async () => {
    const { set, services } = bed(false);
    const done = setStorageRedundancy({ resourceId: vault().id }, services);
    await vi.waitFor(() => expect(fake.inputs[0]?.items).toHaveLength(3));
    fake.inputs[0]?.accept("Geo-redundant (GRS)");
    await done;
    expect(set).toEqual([]);
  });
});

describe("messages from the vault panel", () => {
  const plan = {
    subscriptionId: "s",
    location: "l",
    resourceGroup: "r",
    newResourceGroup: false,
    name: "n",
    redundancy: "GeoRedundant",
  };

  it("are understood when they have the agreed shape", () => {
    expect(isFromVaultPanel({ kind: "ready" })).toBe(true);
    expect(isFromVaultPanel({ kind: "create", plan })).toBe(true);
  });

  it.each([
    undefined,
    { kind: "format" },
    { kind: "loadPlaces" },
    { kind: "create", plan: { ...plan, redundancy: "x" } },
  ])("are dropped: %j", (message) => {
    expect(isFromVaultPanel(message)).toBe(false);
  });
});

describe("the state that a vault panel keeps", () => {
  it("is recognised, and nothing else is", () => {
    expect(isVaultPanelState({ kind: "new", token: "1", form: {} })).toBe(true);
    expect(isVaultPanelState({ kind: "vault", vaultId: "x", name: "y" })).toBe(true);
    expect(isVaultPanelState({ kind: "vault" })).toBe(false);
    expect(isVaultPanelState(undefined)).toBe(false);
  });
});
