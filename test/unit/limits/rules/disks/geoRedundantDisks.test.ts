import { describe, expect, test } from "vitest";
import { enhancedPolicy, findingsIn, outcomesIn, protectedBy, withDataDisks } from "../../support/outcomes";

const redundancy = (standardTierStorageRedundancy: string, crossRegionRestore = "Disabled") => ({
  redundancySettings: { standardTierStorageRedundancy, crossRegionRestore },
});

describe.each([
  ["ultra-disk-crr-region", "UltraSSD_LRS", "canadaeast", "uksouth"],
  ["premium-ssd-v2-crr-region", "PremiumV2_LRS", "uksouth", "canadaeast"],
])("%s", (code, sku, listed, unlisted) => {
  const stored = (location: string, vault: object | undefined, storageAccountType = sku, parameters = {}) => ({
    parameters,
    resources: [
      withDataDisks([{ lun: 0, createOption: "Empty", diskSizeGB: 64, managedDisk: { storageAccountType } }], {
        location,
      }),
      ...protectedBy({ policy: enhancedPolicy, vaultLocation: location, vault: { ...vault } }),
    ],
  });

  test("warns of a geo-redundant vault outside the listed regions, and says that the texts disagree", () => {
    const [finding] = findingsIn(code, stored(unlisted, redundancy("GeoRedundant")));
    expect(finding).toMatchObject({ certainty: "certain", severity: "warning" });
    expect(finding?.message).toContain("goes to the geo-redundant vault 'backups'");
    expect(finding?.contradiction).toBeDefined();
    expect(finding?.condition).toBe("Use a locally redundant or zone-redundant vault.");
  });

  test("takes a vault that says nothing for geo-redundant, and offers to make it locally redundant", () => {
    const [finding] = findingsIn(code, stored(unlisted, {}));
    expect(finding?.fixes).toMatchObject([
      {
        id: "local-redundancy",
        safe: false,
        steps: [{ kind: "set", path: ["properties", "redundancySettings", "standardTierStorageRedundancy"] }],
      },
    ]);
  });

  test("offers nothing where cross-region restore would have to go too", () => {
    const [finding] = findingsIn(code, stored(unlisted, redundancy("GeoRedundant", "Enabled")));
    expect(finding?.fixes).toEqual([]);
  });

  test.each([
    ["in a listed region", stored(listed, redundancy("GeoRedundant"))],
    ["in a locally redundant vault", stored(unlisted, redundancy("LocallyRedundant"))],
    ["in a zone-redundant vault", stored(unlisted, redundancy("ZoneRedundant"))],
    ["with other disks", stored(unlisted, {}, "Premium_LRS")],
  ])("accepts it %s", (_, parts) => {
    expect(outcomesIn(code, parts)).toEqual([]);
  });

  test("is silent without a vault in the template, and under the October 2015 limits", () => {
    const parts = stored(unlisted, {});
    expect(outcomesIn(code, { resources: parts.resources.slice(0, 1) })).toEqual([]);
    expect(outcomesIn(code, parts, "2015-10")).toEqual([]);
  });

  test.each([
    [{}, ["possible information"]],
    [{ allowedValues: ["GeoRedundant", "LocallyRedundant"] }, ["possible information"]],
    [{ allowedValues: ["GeoRedundant"] }, ["certain warning"]],
    [{ allowedValues: ["LocallyRedundant", "ZoneRedundant"] }, []],
  ])("judges a redundancy by the parameter %j", (parameter, outcomes) => {
    const parameters = { redundancy: { type: "string", ...parameter } };
    const parts = stored(unlisted, redundancy("[parameters('redundancy')]"), sku, parameters);
    expect(outcomesIn(code, parts)).toEqual(outcomes);
  });

  test("judges a region by its parameter, and names it", () => {
    const located = (allowedValues: readonly string[]) =>
      stored("[parameters('location')]", {}, sku, { location: { type: "string", allowedValues } });
    expect(findingsIn(code, located([listed, unlisted]))).toMatchObject([{ decidedBy: ["location"] }]);
    expect(outcomesIn(code, located([listed]))).toEqual([]);
  });
});
