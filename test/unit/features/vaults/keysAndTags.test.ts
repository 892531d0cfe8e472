import { beforeEach, describe, expect, it } from "vitest";
import type { RedundancySetting, VaultChange, VaultEncryption, VaultSecurity } from "../../../../src/azure/models";
import { encryptionProblem, identityIdProblem, keyUriProblem } from "../../../../src/features/vaults/keyQuestions";
import { encryptionText, identitiesText, tagsText } from "../../../../src/features/vaults/settingTexts";
import { tagNameProblem } from "../../../../src/features/vaults/tagQuestions";
import { vaultSettings } from "../../../../src/features/vaults/vaultSettings";
import { ResourceChanges } from "../../../../src/host/resources/resourceChanges";
import { resetFakeVscode } from "../../support/fakeVscode";
import { platformKey, security, vault } from "../support/estate";
import { fakeConnection } from "../support/fakeConnection";
import { FakeSession } from "../support/fakeSession";
import { detailOf, nextInput } from "../support/nextInput";
import { openOperations } from "../support/openOperations";

const weu = vault();
const reader =
  "/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/key-reader";
const restorer =
  "/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/restorer";
const keyUri = "https://kv-prod.vault.azure.net/keys/backup/0767b348bb1a4c07baa6c4ec0055d2b3";
const empty: RedundancySetting = { redundancy: "GeoRedundant", locked: false, crossRegionRestore: false };
const guarded = security({
  systemIdentity: "Enabled",
  userIdentities: [reader, restorer],
  tags: { env: "prod", owner: "" },
});
const ownKey: VaultEncryption = { keyUri, userIdentity: reader, infrastructure: "Enabled", lastUpdate: "Succeeded" };

/** Opens the settings of a vault and chooses one. */
async function choose(setting: string, encryption: VaultEncryption = platformKey, given: Partial<VaultSecurity> = {}) {
  const made: VaultChange[] = [];
  const session = new FakeSession(
    fakeConnection({
      getRedundancy: () => Promise.resolve(empty),
      getVaultSecurity: () => Promise.resolve({ ...guarded, ...given }),
      getResourceGuard: () => Promise.resolve(undefined),
      getVaultEncryption: () => Promise.resolve(encryption),
      changeVault: (_id, change) => {
        made.push(change);
        return Promise.resolve();
      },
    }),
  );
  const changes = new ResourceChanges();
  const operations = openOperations(session, changes);
  const services = { session, changes, operations, execute: () => undefined };
  const done = vaultSettings({ resourceId: weu.id }, services);
  (await nextInput(0)).accept(setting);
  return { made, done };
}

async function type(index: number, text: string): Promise<void> {
  const box = await nextInput(index);
  box.value = text;
  box.accept();
}

beforeEach(resetFakeVscode);

describe("the encryption of a vault", () => {
  it("is told with the key, who reads it, and a change that failed", () => {
    expect(encryptionText(platformKey)).toBe("with a key that Azure manages");
    expect(encryptionText(ownKey)).toBe(
      "with the key backup in kv-prod, read by the identity key-reader, infrastructure encryption",
    );
    const failed = { keyUri, userIdentity: undefined, infrastructure: undefined, lastUpdate: "PartiallyFailed" };
    expect(encryptionText(failed)).toBe(
      "with the key backup in kv-prod, read by the vault's own identity, its last change failed",
    );
  });

  it("comes before the first item and takes an identity; another key can always come", () => {
    const settings = { redundancy: empty, security: guarded, guard: undefined, encryption: platformKey };
    const without = { ...guarded, systemIdentity: "Disabled", userIdentities: [] } as const;
    expect(encryptionProblem(settings)).toBeUndefined();
    expect(encryptionProblem({ ...settings, security: without })).toContain("assign one first");
    expect(encryptionProblem({ ...settings, redundancy: { ...empty, locked: true } })).toContain("a new one can");
    const later = { ...settings, encryption: ownKey, redundancy: { ...empty, locked: true } };
    expect(encryptionProblem(later)).toBeUndefined();
  });

  it("is set for good: the vault's name is typed", async () => {
    const { made, done } = await choose("Encryption");
    await type(1, keyUri);
    const readers = await nextInput(2);
    expect(readers.placeholder).toContain("Get, Wrap Key and Unwrap Key");
    readers.accept("key-reader");
    (await nextInput(3)).accept("Twice");
    const box = await nextInput(4);
    expect(box.prompt).toContain("for good");
    await type(4, "vault-weu");
    await done;
    expect(made).toEqual([{ kind: "encryption", keyUri, userIdentity: reader, infrastructure: "Enabled" }]);
  });

  it("is asked about question by question, and back, with what was answered before", async () => {
    const { made, done } = await choose("Encryption");
    const key = await nextInput(1);
    expect([key.step, key.totalSteps]).toEqual([1, 4]);
    await type(1, keyUri);
    (await nextInput(2)).accept("restorer");
    (await nextInput(3)).accept("Twice");
    (await nextInput(4)).back();
    const twice = await nextInput(5);
    expect(twice.activeItems).toMatchObject([{ label: "Twice" }]);
    twice.back();
    const reader = await nextInput(6);
    expect(reader.activeItems).toMatchObject([{ label: "restorer" }]);
    reader.back();
    const again = await nextInput(7);
    expect(again.value).toBe(keyUri);
    again.back();
    const settings = await nextInput(8);
    expect(settings.activeItems).toMatchObject([{ label: "Encryption" }]);
    settings.escape();
    await expect(done).rejects.toThrow();
    expect(made).toEqual([]);
  });

  it("changes its key at once, and asks nothing of the infrastructure then", async () => {
    const { made, done } = await choose("Encryption", ownKey);
    await type(1, "https://kv-prod.vault.azure.net/keys/backup-2");
    (await nextInput(2)).accept("The vault's own identity");
    await done;
    expect(made).toEqual([
      {
        kind: "encryption",
        keyUri: "https://kv-prod.vault.azure.net/keys/backup-2",
        userIdentity: undefined,
        infrastructure: undefined,
      },
    ]);
  });

  it("stays as it is with the same key and reader", async () => {
    const { made, done } = await choose("Encryption", ownKey);
    await type(1, keyUri);
    (await nextInput(2)).accept("key-reader");
    await done;
    expect(made).toEqual([]);
  });

  it.each([
    ["https://kv-prod.vault.azure.net/keys/backup", true],
    [keyUri, true],
    ["https://kv-prod.vault.azure.net/secrets/backup", false],
    ["http://kv-prod.vault.azure.net/keys/backup", false],
    ["backup", false],
  ])("takes the URI of a key: %s %s", (uri, fits) => {
    expect(keyUriProblem(uri) === undefined).toBe(fits);
  });
});

describe("the identities of a vault", () => {
  it("are told by their names", () => {
    expect(identitiesText(guarded)).toBe("key-reader, restorer");
    expect(identitiesText({ ...guarded, userIdentities: [] })).toBe("none");
  });

  it("are assigned by their resource ID", async () => {
    const { made, done } = await choose("User-assigned identities");
    (await nextInput(1)).accept("Assign an identity");
    await type(2, `${reader}-2 `);
    await done;
    expect(made).toEqual([{ kind: "userIdentity", id: `${reader}-2`, state: "Assigned" }]);
    expect(identityIdProblem("key-reader")).toContain("resource ID");
  });

  it("are taken away, but for the one that reads the vault's key", async () => {
    const { made, done } = await choose("User-assigned identities", ownKey);
    const list = await nextInput(1);
    expect(detailOf(1, "key-reader")).toContain("It reads the vault's key.");
    list.accept("restorer");
    await done;
    expect(made).toEqual([{ kind: "userIdentity", id: restorer, state: "Removed" }]);
  });

  it("the vault's own stays while it reads the key", async () => {
    const { done } = await choose("System-assigned identity", { ...ownKey, userIdentity: undefined });
    const list = await nextInput(1);
    expect(detailOf(1, "Off")).toContain("It reads the vault's key.");
    list.escape();
    await expect(done).rejects.toThrow();
  });
});

describe("the tags of a vault", () => {
  it("are told with their values", () => {
    expect(tagsText(guarded)).toBe("env: prod, owner");
    expect(tagsText({ ...guarded, tags: {} })).toBe("none");
  });

  it("are added beside the others", async () => {
    const { made, done } = await choose("Tags");
    (await nextInput(1)).accept("Add a tag");
    await type(2, "team");
    await type(3, "shop");
    await done;
    expect(made).toEqual([{ kind: "tag", name: "team", value: "shop" }]);
  });

  it("do not get what was typed for another", async () => {
    const { made, done } = await choose("Tags");
    (await nextInput(1)).accept("env");
    (await nextInput(2)).accept("Change its value");
    await type(3, "prod");
    await done;
    expect(made).toEqual([]);
    resetFakeVscode();
    const other = await choose("Tags");
    (await nextInput(1)).accept("Add a tag");
    await type(2, "team");
    (await nextInput(3)).back();
    const name = await nextInput(4);
    expect(name.value).toBe("team");
    name.value = "cost";
    name.accept();
    const value = await nextInput(5);
    expect(value.value).toBe("");
    value.escape();
    await expect(other.done).rejects.toThrow();
  });

  it("get another value, or go", async () => {
    const changing = await choose("Tags");
    (await nextInput(1)).accept("env");
    (await nextInput(2)).accept("Change its value");
    await type(3, "test");
    await changing.done;
    expect(changing.made).toEqual([{ kind: "tag", name: "env", value: "test" }]);
    resetFakeVscode();
    const removing = await choose("Tags");
    (await nextInput(1)).accept("owner");
    (await nextInput(2)).accept("Remove it");
    await removing.done;
    expect(removing.made).toEqual([{ kind: "tag", name: "owner", value: undefined }]);
  });

  it.each([
    ["team", undefined],
    ["", "1 to 512 characters"],
    ["a/b", "1 to 512 characters"],
    ["ENV", "already"],
  ])("take the name '%s': %s", (name, problem) => {
    const said = tagNameProblem(name, guarded.tags);
    expect(problem === undefined ? said : said?.includes(problem)).toBe(problem === undefined ? undefined : true);
  });
});
