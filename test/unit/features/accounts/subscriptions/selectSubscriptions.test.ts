import { describe, expect, it } from "vitest";
import { AzureError } from "../../../../../src/azure/http/azureError";
import { subscriptionChoices } from "../../../../../src/features/accounts/subscriptions/selectSubscriptions";

describe("the list of subscriptions", () => {
  const base = { tenantId: "t1", tenantName: "Contoso", state: "Enabled" } as const;

  it("groups by tenant and ticks the chosen ones", () => {
    const choices = subscriptionChoices(
      [
        { ...base, subscriptionId: "2", name: "Test" },
        { ...base, subscriptionId: "3", name: "Shop", tenantId: "t2", tenantName: "Adatum" },
        { ...base, subscriptionId: "1", name: "Production" },
      ],
      [],
      new Set(["1"]),
    );
    expect(choices.map((choice) => [choice.group, choice.label, choice.picked])).toEqual([
      ["Adatum", "Shop", false],
      ["Contoso", "Production", true],
      ["Contoso", "Test", false],
    ]);
  });

  it("shows a tenant that did not answer as a line with the reason", () => {
    const error = new AzureError("x", { kind: "signIn" });
    const choices = subscriptionChoices([], [{ tenantId: "t9", tenantName: undefined, error }], new Set());
    expect(choices).toEqual([{ label: "t9", unsuitable: "Azure asks you to sign in again.", value: "t9" }]);
  });

  it("says what is wrong with a subscription that is not enabled", () => {
    const [choice] = subscriptionChoices(
      [{ ...base, state: "Disabled", subscriptionId: "1", name: "Old" }],
      [],
      new Set(),
    );
    expect(choice?.detail).toBe("Disabled: can be looked at, not changed");
  });
});
