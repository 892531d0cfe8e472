import { describe, expect, it } from "vitest";
import { placeOfArgument } from "../../../../src/features/accounts/signInPlace";

describe("the tenant that a command is called for", () => {
  const subscription = { subscriptionId: "1", tenantId: "t1", identityId: "jane.work" };

  it.each([
    ["an error's button", { tenantId: "t1", identityId: "jane.work" }],
    ["a subscription's node", { kind: "subscription", parent: undefined, subscription }],
    ["anything below a subscription", { kind: "error", parent: { kind: "vaults", parent: { subscription } } }],
    [
      "a tenant's line",
      { kind: "tenant", failure: { tenantId: "t1", identityId: "jane.work", error: new Error("x") } },
    ],
  ])("is found in %s", (_, argument) => {
    expect(placeOfArgument(argument)).toEqual({ tenantId: "t1", identityId: "jane.work" });
  });

  it("may be none, where a person's tenants could not be listed", () => {
    expect(placeOfArgument({ failure: { tenantId: undefined, identityId: "jane.work" } })).toEqual({
      tenantId: undefined,
      identityId: "jane.work",
    });
  });

  it.each([undefined, null, "t1", 7, {}, { parent: {} }])("is not seen in %j", (argument) => {
    expect(placeOfArgument(argument)).toBeUndefined();
  });
});
