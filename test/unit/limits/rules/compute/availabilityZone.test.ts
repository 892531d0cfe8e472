import { expect, test } from "vitest";
import { briefly, policy, protectedItem, shownFindings, vault } from "../../support/templateFindings";
import { machine } from "../../support/templates";

const code = "availability-zone";
const inVault = (redundancySettings: Readonly<Record<string, unknown>>, zones: readonly string[] = ["1"]) => ({
  resources: [machine({}, { zones }), vault({ redundancySettings }), policy(), protectedItem()],
});

test("tells of a vault from which the machine cannot come back into another zone", () => {
  const parts = inVault({ standardTierStorageRedundancy: "LocallyRedundant" });
  const [finding] = shownFindings(code, parts);
  expect(finding).toMatchObject({ severity: "information", certainty: "certain", at: '["1"]' });
  expect(finding?.message).toContain("vault 'backups' is neither");
  expect(finding?.contradiction?.code).toBe("C22");
  expect(finding?.fixes).toMatchObject([{ safe: false, steps: [{ kind: "replace", by: "ZoneRedundant" }] }]);
});

test.each([
  ["a zone-redundant vault", inVault({ standardTierStorageRedundancy: "ZoneRedundant" })],
  [
    "a vault with cross-region restore",
    inVault({ standardTierStorageRedundancy: "GeoRedundant", crossRegionRestore: "Enabled" }),
  ],
  ["a vault that does not say", inVault({})],
  ["a machine without a zone", inVault({ standardTierStorageRedundancy: "LocallyRedundant" }, [])],
  ["a machine without protection", { resources: [machine({}, { zones: ["1"] })] }],
])("says nothing of %s", (_, parts) => {
  expect(briefly(code, parts)).toEqual([]);
});

test("was no subject in October 2015", () => {
  expect(briefly(code, inVault({ standardTierStorageRedundancy: "LocallyRedundant" }), "2015-10")).toEqual([]);
});
