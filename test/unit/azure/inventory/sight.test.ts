import { describe, expect, it } from "vitest";
import { allows } from "../../../../src/azure/inventory/sight";

const action = "Microsoft.RecoveryServices/vaults/backupProtectedItems/read";

describe("permissions", () => {
  it.each([
    ["*", true],
    ["*/read", true],
    ["microsoft.recoveryservices/VAULTS/backupprotecteditems/read", true],
    ["Microsoft.RecoveryServices/vaults/*/read", true],
    ["Microsoft.RecoveryServices/Vaults/backup*", true],
    ["Microsoft.RecoveryServices/vaults/read", false],
    ["Microsoft.RecoveryServices/vaults/*/write", false],
    ["Microsoft.RecoveryServices/vaults/backupProtectedItems", false],
    ["MicrosoftXRecoveryServices/vaults/backupProtectedItems/read", false],
    ["", false],
  ])("with the action %s allow a list to be read: %s", (pattern, expected) => {
    expect(allows([{ actions: [pattern], notActions: [] }], action)).toBe(expected);
  });

  it("do not allow what the same role takes away, but what another role gives", () => {
    const taken = { actions: ["*"], notActions: ["Microsoft.RecoveryServices/*"] };
    expect(allows([taken], action)).toBe(false);
    expect(allows([taken, { actions: ["*/read"], notActions: [] }], action)).toBe(true);
  });

  it("allow nothing where there are none, or none that can be read", () => {
    expect(allows([], action)).toBe(false);
    expect(allows([{ actions: "*" }, null, "*", { actions: [7] }], action)).toBe(false);
  });
});
