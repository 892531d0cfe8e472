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

  it("names the people where several are signed in", () => {
    const people = [
      { id: "jane", label: "jane@contoso.com" },
      { id: "joe", label: "joe@adatum.com" },
    ];
    const subscriptions = [
      { ...base, subscriptionId: "1", name: "Production", identityId: "jane" },
      { ...base, subscriptionId: "3", name: "Shop", tenantId: "t2", tenantName: "Adatum", identityId: "joe" },
    ];
    const error = new AzureError("x", { kind: "signIn" });
    const failure = {
      tenantId: "t9",
      tenantName: "Fabrikam",
      identityId: "joe",
      identityLabel: "joe@adatum.com",
      error,
    };
    const choices = subscriptionChoices(subscriptions, [failure], new Set(), people);
    expect(choices.map(({ group, label, description }) => [group, label, description])).toEqual([
      ["Adatum · joe@adatum.com", "Shop", "3"],
      ["Contoso · jane@contoso.com", "Production", "1"],
      [undefined, "Fabrikam", "joe@adatum.com"],
    ]);
    expect(subscriptionChoices(subscriptions, [], new Set(), people.slice(0, 1)).map(({ group }) => group)).toEqual([
      "Adatum",
      "Contoso",
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
