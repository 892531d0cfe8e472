import { describe, expect, test } from "vitest";
import { deciding, found, item, parameter, policy, told, vault } from "../../support/backup";
import { id } from "../../support/templates";

const redundancy = (standardTierStorageRedundancy: unknown, crossRegionRestore?: unknown) => ({
  redundancySettings: { standardTierStorageRedundancy, crossRegionRestore },
});
const softDelete = (softDeleteState: unknown, softDeleteRetentionPeriodInDays?: unknown) => ({
  securitySettings: { softDeleteSettings: { softDeleteState, softDeleteRetentionPeriodInDays } },
});
const immutability = (state: unknown, durationInDays?: unknown) => ({
  securitySettings: { immutabilitySettings: { state, configuration: { durationInDays } } },
});
const restoreState = (crossSubscriptionRestoreState: unknown) => ({
  restoreSettings: { crossSubscriptionRestoreSettings: { crossSubscriptionRestoreState } },
});
const key = { encryption: { keyVaultProperties: { keyUri: "https://keys.vault.azure.net/keys/backups" } } };
const config = (type: string, properties: unknown) => ({
  type: `Microsoft.RecoveryServices/vaults/${type}`,
  apiVersion: "2024-04-01",
  name: `backups/${type === "backupconfig" ? "vaultconfig" : "vaultstorageconfig"}`,
  properties,
});
const error = ["certain error"];
const warning = ["certain warning"];
const information = ["certain information"];

describe("a vault's settings", () => {
  test.each<[string, string, readonly unknown[], readonly string[]]>([
    ["vault-name", "an underscore", [vault({}, { name: "my_vault" })], error],
    ["vault-name", "a digit first", [vault({}, { name: "1vault" })], error],
    ["vault-name", "one letter", [vault({}, { name: "v" })], error],
    ["vault-name", "two letters", [vault({}, { name: "v1" })], []],
    ["vault-name", "50 characters", [vault({}, { name: "v".repeat(50) })], []],
    ["vault-name", "51 characters", [vault({}, { name: "v".repeat(51) })], error],
    ["vault-redundancy", "nothing said", [vault({ redundancySettings: undefined })], information],
    ["vault-redundancy", "a choice", [vault()], []],
    [
      "vault-redundancy",
      "the choice in its configuration",
      [
        vault({ redundancySettings: undefined }),
        config("backupstorageconfig", { storageModelType: "LocallyRedundant" }),
      ],
      [],
    ],
    [
      "vault-redundancy",
      "a choice in both places",
      [vault(), config("backupstorageconfig", { storageModelType: "GeoRedundant" })],
      warning,
    ],
    ["vault-zrs-region", "ZRS in West Europe", [vault(redundancy("ZoneRedundant"))], []],
    ["vault-zrs-region", "ZRS in UK West", [vault(redundancy("ZoneRedundant"), { location: "UK West" })], warning],
    ["vault-zrs-region", "LRS in UK West", [vault(redundancy("LocallyRedundant"), { location: "UK West" })], []],
    ["vault-cross-region-restore", "on and LRS", [vault(redundancy("LocallyRedundant", "Enabled"))], error],
    ["vault-cross-region-restore", "on and ZRS", [vault(redundancy("ZoneRedundant", "Enabled"))], error],
    ["vault-cross-region-restore", "on and GRS", [vault(redundancy("GeoRedundant", "Enabled"))], []],
    ["vault-cross-region-restore", "on and by default GRS", [vault(redundancy(undefined, "Enabled"))], []],
    ["vault-cross-region-restore", "off and LRS", [vault(redundancy("LocallyRedundant", "Disabled"))], []],
    [
      "vault-cross-region-restore",
      "on and LRS in its configuration",
      [
        vault({ redundancySettings: undefined }),
        config("backupstorageconfig", { storageModelType: "LocallyRedundant", crossRegionRestoreFlag: true }),
      ],
      error,
    ],
    ["vault-soft-delete", "off", [vault(softDelete("Disabled"))], warning],
    ["vault-soft-delete", "on", [vault(softDelete("Enabled"))], []],
    ["vault-soft-delete", "always on", [vault(softDelete("AlwaysON"))], []],
    ["vault-soft-delete", "nothing said", [vault()], []],
    [
      "vault-soft-delete",
      "off in its configuration",
      [vault(), config("backupconfig", { softDeleteFeatureState: "Disabled" })],
      warning,
    ],
    ["vault-soft-delete-retention", "13 days", [vault(softDelete("Enabled", 13))], error],
    ["vault-soft-delete-retention", "14 days", [vault(softDelete("Enabled", 14))], []],
    ["vault-soft-delete-retention", "180 days", [vault(softDelete("Enabled", 180))], []],
    ["vault-soft-delete-retention", "181 days", [vault(softDelete("Enabled", 181))], error],
    ["vault-soft-delete-retention", "none, being off", [vault(softDelete("Disabled", 0))], []],
    ["vault-immutability", "locked", [vault(immutability("Locked"))], information],
    ["vault-immutability", "unlocked", [vault(immutability("Unlocked"))], []],
    ["vault-immutability", "29 days", [vault(immutability("Unlocked", 29))], error],
    ["vault-immutability", "30 days", [vault(immutability("Unlocked", 30))], []],
    ["vault-immutability", "36136 days", [vault(immutability("Unlocked", 36_136))], error],
    ["vault-cmk", "a customer's key", [vault(key)], warning],
    ["vault-cmk", "no key", [vault({ encryption: { infrastructureEncryption: "Disabled" } })], []],
    ["vault-cross-subscription-restore", "off for good", [vault(restoreState("PermanentlyDisabled"))], information],
    ["vault-cross-subscription-restore", "off", [vault(restoreState("Disabled"))], []],
    ["vault-private-endpoint", "closed to the public", [vault({ publicNetworkAccess: "Disabled" })], information],
    ["vault-private-endpoint", "open", [vault({ publicNetworkAccess: "Enabled" })], []],
  ])("%s: %s", (code, _what, resources, expected) => {
    expect(told(code, { resources })).toEqual(expected);
    const conditional = resources.map((each) => ({ ...(each as object), condition: false }));
    expect(told(code, { resources: conditional })).toEqual([]);
  });

  test.each<[string, readonly string[]]>([
    ["vault-redundancy", warning],
    ["vault-name", []],
    ["vault-soft-delete", []],
    ["vault-cmk", []],
  ])("are hardly known to October 2015: %s", (code, expected) => {
    const resources = [
      vault({ ...softDelete("Disabled"), ...key, redundancySettings: undefined }, { name: "my_vault" }),
    ];
    expect(told(code, { resources }, "2015-10")).toEqual(expected);
  });
});

describe("a setting that a parameter decides", () => {
  const p = "[parameters('p')]";
  test.each<[string, string, unknown, readonly unknown[], readonly unknown[]]>([
    ["vault-soft-delete", "string", vault(softDelete(p)), ["Enabled", "Disabled"], ["Enabled", "AlwaysON"]],
    ["vault-soft-delete-retention", "int", vault(softDelete("Enabled", p)), [14, 7], [14, 30]],
    ["vault-immutability", "string", vault(immutability(p)), ["Locked", "Unlocked"], ["Disabled", "Unlocked"]],
    [
      "vault-cross-region-restore",
      "string",
      vault(redundancy(p, "Enabled")),
      ["GeoRedundant", "LocallyRedundant"],
      ["GeoRedundant"],
    ],
    [
      "vault-zrs-region",
      "string",
      vault(redundancy("ZoneRedundant"), { location: p }),
      ["westeurope", "ukwest"],
      ["westeurope", "uksouth"],
    ],
    ["vault-name", "string", vault({}, { name: p }), ["backups", "back_ups"], ["backups", "backups2"]],
    [
      "vault-cross-subscription-restore",
      "string",
      vault(restoreState(p)),
      ["Disabled", "PermanentlyDisabled"],
      ["Disabled", "Enabled"],
    ],
  ])("is possible when some allowed values break %s, and fine when none does", (code, type, resource, some, none) => {
    const open = { parameters: parameter(type, { allowedValues: some }), resources: [resource] };
    expect(told(code, open)).toEqual(["possible information"]);
    expect(deciding(code, open)).toEqual(["p"]);
    expect(told(code, { ...open, parameters: parameter(type, { allowedValues: none }) })).toEqual([]);
  });

  test("is certain when all allowed values break the rule", () => {
    const parameters = parameter("int", { allowedValues: [1, 7] });
    expect(told("vault-soft-delete-retention", { parameters, resources: [vault(softDelete("Enabled", p))] })).toEqual(
      error,
    );
  });

  test("is bounded by the smallest and the largest value of a number", () => {
    const resources = [vault(softDelete("Enabled", p))];
    const days = (minValue: number, maxValue: number) =>
      told("vault-soft-delete-retention", { parameters: parameter("int", { minValue, maxValue }), resources });
    expect(days(14, 180)).toEqual([]);
    expect(days(1, 180)).toEqual(["possible information"]);
  });

  test("says nothing of a name that may be any name", () => {
    const parameters = parameter("string");
    expect(told("vault-name", { parameters, resources: [vault({}, { name: p })] })).toEqual([]);
  });

  test("is told of a setting of its own, and not of each member of an object that may be anything", () => {
    const own = { parameters: parameter("int"), resources: [vault(softDelete("Enabled", p))] };
    expect(told("vault-soft-delete-retention", own)).toEqual(["possible information"]);
    const whole = vault({}, { properties: p }) as object;
    const parts = { parameters: parameter("object"), resources: [{ ...whole, properties: p }] };
    const codes = ["vault-soft-delete", "vault-soft-delete-retention", "vault-immutability", "vault-redundancy"];
    expect(codes.flatMap((code) => told(code, parts))).toEqual([]);
  });

  test("is only possible when a parameter decides whether the vault is deployed", () => {
    const parameters = parameter("bool");
    const resources = [vault(softDelete("Disabled"), { condition: p })];
    expect(told("vault-soft-delete", { parameters, resources })).toEqual(["possible information"]);
  });
});

describe("private endpoints", () => {
  const endpoint = (head: object = {}, groupIds = ["AzureBackup"]) => ({
    type: "Microsoft.Network/privateEndpoints",
    apiVersion: "2024-05-01",
    name: "[concat('endpoint', copyIndex())]",
    location: "westeurope",
    ...head,
    properties: {
      privateLinkServiceConnections: [
        {
          name: "c",
          properties: { privateLinkServiceId: id("Microsoft.RecoveryServices/vaults", "backups"), groupIds },
        },
      ],
    },
  });
  const code = "vault-private-endpoint";
  const copies = (count: number) => endpoint({ copy: { name: "endpoints", count } });

  test("are mentioned once for a vault, however many there are", () => {
    expect(told(code, { resources: [vault(), copies(1)] })).toEqual(information);
    expect(told(code, { resources: [vault(), copies(12)] })).toEqual(information);
  });

  test("are too many from the thirteenth on", () => {
    expect(told(code, { resources: [vault(), copies(13)] })).toEqual(error);
  });

  test("for other services or other vaults say nothing", () => {
    expect(told(code, { resources: [vault(), endpoint({ name: "e" }, ["AzureSiteRecovery"])] })).toEqual([]);
    expect(told(code, { resources: [vault({}, { name: "other" }), endpoint({ name: "e" })] })).toEqual([]);
  });
});

test("vaults of one loop are told once, vaults that differ each for itself", () => {
  const loop = vault(softDelete("Disabled"), { name: "[concat('b', copyIndex())]", copy: { name: "v", count: 3 } });
  expect(told("vault-soft-delete", { resources: [loop] })).toEqual(warning);
  const resources = [
    vault(softDelete("Disabled")),
    vault(softDelete("Disabled"), { name: "b" }),
    vault({}, { name: "c" }),
  ];
  expect(told("vault-soft-delete", { resources })).toEqual([...warning, ...warning]);
});

test("a vault that is only referred to is not judged", () => {
  const existing = {
    type: "Microsoft.RecoveryServices/vaults",
    apiVersion: "2024-04-01",
    name: "my_vault",
    existing: true,
  };
  const text = { languageVersion: "2.0", resources: { vault: existing } };
  const all = ["vault-name", "vault-redundancy", "vault-soft-delete"];
  expect(all.flatMap((code) => found(code, text as never))).toEqual([]);
});

test("a healthy vault, policy and item have no finding", () => {
  const resources = [vault(), policy(), item()];
  const codes = ["vault-name", "vault-redundancy", "vault-cmk", "one-vault-per-vm", "vault-vm-count", "vault-count"];
  expect(codes.flatMap((code) => found(code, { resources }))).toEqual([]);
});

test("names what to do: the fixes of a bad name, of soft delete and of its days", () => {
  const resources = [
    vault(softDelete("Disabled"), { name: "my_vault" }),
    vault(softDelete("Enabled", 7), { name: "b" }),
  ];
  const fixes = (code: string) =>
    found(code, { resources }).flatMap((each) => each.fixes.map(({ id: fix, safe }) => [fix, safe]));
  expect(fixes("vault-name")).toEqual([["clean-vault-name", false]]);
  expect(fixes("vault-soft-delete")).toEqual([["enable-soft-delete", true]]);
  expect(fixes("vault-soft-delete-retention")).toEqual([["clamp-soft-delete-days", true]]);
  expect(found("vault-name", { resources })[0]?.fixes[0]?.title).toContain("my-vault");
});
