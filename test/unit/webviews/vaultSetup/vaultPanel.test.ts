// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { VaultPanel } from "../../../../src/webviews/vaultSetup/vaultPanel";
import { click, FakeApi, freshPage, labels, query, tell, violations } from "../shared/fakePage";

const form = {
  kind: "form",
  subscriptions: [
    { subscriptionId: "sub-1", name: "Production", tenantName: "Contoso" },
    { subscriptionId: "sub-2", name: "Test" },
  ],
};

const places = {
  kind: "places",
  subscriptionId: "sub-1",
  regions: [
    { name: "westeurope", displayName: "West Europe", virtualMachines: 12, supported: true },
    { name: "norwaywest", displayName: "Norway West", virtualMachines: 1, supported: false },
    { name: "northeurope", displayName: "North Europe", virtualMachines: 0, supported: true },
  ],
  resourceGroups: [{ name: "backup", location: "westeurope" }],
};

const page = {
  kind: "vault",
  vault: {
    id: "/vaults/vault-weu",
    name: "vault-weu",
    resourceGroup: "backup",
    subscriptionName: "Production",
    location: "West Europe",
    provisioningState: "Succeeded",
    redundancy: "ZoneRedundant",
    locked: false,
    virtualMachines: 12,
    protectedItems: 0,
    justCreated: true,
  },
};

function open(state: unknown = { kind: "new", token: "1" }): FakeApi {
  const api = new FakeApi(state);
  new VaultPanel(freshPage(), api, api.getState());
  return api;
}

function choose(selector: string, value: string): void {
  const select = query(selector, HTMLSelectElement);
  select.value = value;
  select.dispatchEvent(new Event("change"));
}

function type(selector: string, value: string): void {
  const input = query(selector, HTMLInputElement);
  input.value = value;
  input.dispatchEvent(new Event("input"));
}

function tick(selector: string): void {
  const input = query(selector, HTMLInputElement);
  input.checked = true;
  input.dispatchEvent(new Event("change"));
}

function next(): void {
  query("form", HTMLFormElement).dispatchEvent(new Event("submit", { cancelable: true }));
}

function heading(): string {
  return query("#step-heading", HTMLElement).textContent;
}

function problem(): string {
  return query("#step-error", HTMLElement).textContent;
}

/** Fills in everything up to the name. */
function toName(): void {
  tell(form);
  tick("#subscription-0");
  next();
  tell(places);
  choose("#region", "westeurope");
  next();
  choose("#existing-group", "backup");
  next();
}

/** The number of the last question about a name. */
function lastQuestion(api: FakeApi): number {
  const asked = api.posted.filter((message) => JSON.stringify(message).includes('"checkName"')).at(-1);
  const number: unknown =
    asked !== undefined && asked !== null && typeof asked === "object" && "question" in asked ? asked.question : 0;
  return typeof number === "number" ? number : 0;
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("the form of a new vault", () => {
  it("asks for subscription, region, resource group, name and redundancy, then orders exactly that", () => {
    const api = open();
    toName();
    type("#vault-name", "vault-weu");
    vi.advanceTimersByTime(1000);
    tell({ kind: "nameChecked", question: lastQuestion(api), result: "free" });
    next();
    tick("#redundancy-ZoneRedundant");
    next();
    expect(heading()).toBe("Review");
    expect(query(".facts", HTMLElement).textContent).toContain("None needed");
    next();
    expect(api.posted.at(-1)).toEqual({
      kind: "create",
      plan: {
        subscriptionId: "sub-1",
        location: "westeurope",
        resourceGroup: "backup",
        newResourceGroup: false,
        name: "vault-weu",
        redundancy: "ZoneRedundant",
      },
    });
  });

  it("does not go on without an answer, and says why", () => {
    open();
    tell(form);
    next();
    expect(problem()).toBe("Choose a subscription.");
    expect(heading()).toBe("Subscription");
  });

  it("moves the focus to the heading of each step", () => {
    open();
    toName();
    expect(document.activeElement?.id).toBe("step-heading");
    expect(heading()).toBe("Name");
  });

  it("shows how many VMs each region has, and regions with VMs that cannot have a vault", () => {
    open();
    tell(form);
    tick("#subscription-0");
    next();
    tell(places);
    const options = [...document.querySelectorAll("#region option")].map((option) => option.textContent);
    expect(options).toEqual(["Choose a region", "West Europe (12 VMs)", "North Europe"]);
    expect(document.body.textContent).toContain("Norway West (1 VM) cannot have a vault.");
  });

  it("offers to ask again when the regions could not be read", () => {
    const api = open();
    tell(form);
    tick("#subscription-0");
    next();
    tell({ kind: "placesFailed", subscriptionId: "sub-1", message: "No network." });
    expect(query("[role=alert]", HTMLElement).textContent).toBe("No network.");
    click("Retry");
    expect(api.posted.at(-1)).toEqual({ kind: "loadPlaces", subscriptionId: "sub-1" });
  });

  it("drops the places of a subscription that is no longer chosen", () => {
    open();
    tell(form);
    tick("#subscription-1");
    next();
    tell(places);
    expect(document.querySelector("#region")).toBeNull();
  });

  it("goes back by the steps that are done", () => {
    open();
    toName();
    click("2. Region");
    expect(heading()).toBe("Region");
    expect(query("#region", HTMLSelectElement).value).toBe("westeurope");
  });
});

describe("the name of a new vault", () => {
  it("is checked by the rules at once and by Azure when the typing rests", () => {
    const api = open();
    toName();
    type("#vault-name", "1st");
    expect(query("#name-status", HTMLElement).textContent).toBe("A vault name starts with a letter.");
    expect(query("#vault-name", HTMLInputElement).getAttribute("aria-invalid")).toBe("true");
    for (const text of ["v", "va", "vau"]) {
      type("#vault-name", text);
      vi.advanceTimersByTime(100);
    }
    vi.advanceTimersByTime(1000);
    const asked = api.posted.filter((message) => JSON.stringify(message).includes('"checkName"'));
    expect(asked).toEqual([
      expect.objectContaining({
        name: "vau",
        resourceGroup: "backup",
        location: "westeurope",
        subscriptionId: "sub-1",
      }),
    ]);
  });

  it("ignores the answer to an older question", () => {
    const api = open();
    toName();
    type("#vault-name", "taken");
    vi.advanceTimersByTime(1000);
    const old = lastQuestion(api);
    type("#vault-name", "taken-2");
    tell({ kind: "nameChecked", question: old, result: "taken", message: "Somebody has it." });
    expect(query("#name-status", HTMLElement).textContent).toContain("Asking Azure");
  });

  it("keeps the user from going on with a taken name", () => {
    const api = open();
    toName();
    type("#vault-name", "taken");
    vi.advanceTimersByTime(1000);
    tell({ kind: "nameChecked", question: lastQuestion(api), result: "taken", message: "Somebody has it." });
    next();
    expect(problem()).toBe("Somebody has it.");
  });

  it("goes on by itself when Azure answers after the user has", () => {
    const api = open();
    toName();
    type("#vault-name", "vault-weu");
    next();
    expect(heading()).toBe("Name");
    vi.advanceTimersByTime(1000);
    tell({ kind: "nameChecked", question: lastQuestion(api), result: "free" });
    expect(heading()).toBe("Storage redundancy");
  });

  it("may be used when Azure cannot say", () => {
    const api = open();
    toName();
    type("#vault-name", "vault-weu");
    vi.advanceTimersByTime(1000);
    tell({ kind: "nameChecked", question: lastQuestion(api), result: "unknown", message: "No network." });
    expect(query("#name-status", HTMLElement).textContent).toContain("No network.");
    next();
    expect(heading()).toBe("Storage redundancy");
  });
});

describe("a vault panel after a reload", () => {
  it("comes back at the step where it was, as it was filled in", () => {
    const before = open();
    toName();
    type("#vault-name", "vault-weu");
    open(before.getState());
    tell(form);
    expect(heading()).toBe("Name");
    expect(query("#vault-name", HTMLInputElement).value).toBe("vault-weu");
  });

  it("starts over when the subscription is no longer there", () => {
    const before = open();
    toName();
    open(before.getState());
    tell({
      ...form,
      subscriptions: [
        { subscriptionId: "sub-9", name: "Other" },
        { subscriptionId: "sub-8", name: "More" },
      ],
    });
    expect(heading()).toBe("Subscription");
  });

  it("survives a state that another version wrote", () => {
    open({ kind: "new", token: "1", form: { step: "colour" } });
    tell(form);
    expect(heading()).toBe("Subscription");
  });

  it("remembers the vault that it has made", () => {
    const api = open();
    tell(page);
    expect(api.getState()).toEqual({ kind: "vault", vaultId: "/vaults/vault-weu", name: "vault-weu" });
  });
});

describe("creating a vault", () => {
  const plan = {
    subscriptionId: "sub-1",
    location: "westeurope",
    resourceGroup: "backup",
    newResourceGroup: false,
    name: "vault-weu",
    redundancy: "GeoRedundant",
  };

  it("shows its stage, says what Cancel does, and cancels", () => {
    const api = open();
    tell({ kind: "creating", plan, stage: "Creating the vault…" });
    expect(query("[role=status]", HTMLElement).textContent).toBe("Creating the vault…");
    expect(document.body.textContent).toContain("Cancel stops the waiting.");
    click("Cancel");
    expect(api.posted.at(-1)).toEqual({ kind: "cancel" });
  });

  it("keeps over a reload of the window that it has been sent", () => {
    const api = open();
    tell({ kind: "creating", plan, stage: "…" });
    expect(api.getState()).toMatchObject({ kind: "new", token: "1", creating: plan });
  });

  it("comes back to the filled-in form with the reason when it fails", () => {
    const api = open();
    toName();
    tell({ kind: "creating", plan, stage: "…" });
    tell(form);
    expect(api.getState()).toMatchObject({ creating: undefined });
    tell({ kind: "createFailed", message: "Your account lacks a permission." });
    expect(problem()).toBe("Your account lacks a permission.");
    expect(query("#vault-name", HTMLInputElement)).toBeTruthy();
  });
});

describe("the quick-start page of a vault", () => {
  it("shows the redundancy that Azure has, and offers the next steps", () => {
    const api = open({ kind: "vault", vaultId: "/vaults/vault-weu", name: "vault-weu" });
    tell(page);
    expect(document.body.textContent).toContain("Zone-redundant (ZRS)");
    expect(document.body.textContent).toContain("listed as active");
    expect(labels()).toEqual(["Change Redundancy", "Protect VMs", "Show Jobs", "Open in Portal"]);
    click("Protect VMs");
    expect(api.posted.at(-1)).toEqual({ kind: "protectVms" });
  });

  it("does not offer to change a locked redundancy", () => {
    open();
    tell({ ...page, vault: { ...page.vault, locked: true } });
    expect(labels()).not.toContain("Change Redundancy");
    expect(document.body.textContent).toContain("can no longer change");
  });

  it("shows names as text, whatever is in them", () => {
    open();
    tell({ ...page, vault: { ...page.vault, name: "<img src=x onerror=alert(1)>" } });
    expect(document.querySelector("img")).toBeNull();
    expect(query("h1", HTMLElement).textContent).toBe("<img src=x onerror=alert(1)>");
  });
});

describe("accessibility of the vault panel", () => {
  beforeEach(() => vi.useRealTimers());

  it("has no violations in any step", async () => {
    open();
    expect(await violations()).toEqual([]);
    tell(form);
    expect(await violations()).toEqual([]);
    tick("#subscription-0");
    next();
    expect(await violations()).toEqual([]);
    tell(places);
    expect(await violations()).toEqual([]);
    choose("#region", "westeurope");
    next();
    expect(await violations()).toEqual([]);
    choose("#existing-group", "backup");
    next();
    expect(await violations()).toEqual([]);
    click("3. Resource group");
    expect(await violations()).toEqual([]);
  });

  it("has no violations on the quick-start page", async () => {
    open();
    tell(page);
    expect(await violations()).toEqual([]);
  });

  it("uses no inline styles, which the content security policy would block", () => {
    open();
    toName();
    expect(document.querySelectorAll("[style]")).toHaveLength(0);
  });
});
