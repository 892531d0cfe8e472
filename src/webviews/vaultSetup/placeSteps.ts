import * as l10n from "@vscode/l10n";
import { button, element } from "../shared/element";
import type { RegionChoice } from "./messages";
import type { StepContext, StepView } from "./stepView";
import { resourceGroupNameProblem } from "./vaultRules";

/** Step 1: which subscription pays for the vault and has the VMs. */
export function subscriptionStep(context: StepContext): StepView {
  const choices = context.subscriptions.map((subscription, index) => {
    const id = `subscription-${index}`;
    const input = element("input", {
      type: "radio",
      name: "subscription",
      id,
      value: subscription.subscriptionId,
      checked: subscription.subscriptionId === context.form().subscriptionId,
    });
    input.addEventListener("change", () => {
      context.change({ subscriptionId: subscription.subscriptionId, location: "", existingResourceGroup: "" });
    });
    const details = [subscription.tenantName, subscription.subscriptionId].filter((part) => part !== undefined);
    return element(
      "div",
      { class: "choice" },
      input,
      element("label", { for: id }, subscription.name, element("span", { class: "detail" }, details.join(" · "))),
    );
  });
  return {
    content: [
      element(
        "fieldset",
        {},
        element("legend", {}, l10n.t("In which subscription are the virtual machines to protect?")),
        ...choices,
      ),
    ],
    problem: () => (context.form().subscriptionId === "" ? l10n.t("Choose a subscription.") : undefined),
  };
}

function regionLabel(region: RegionChoice): string {
  switch (region.virtualMachines) {
    case 0:
      return region.displayName;
    case 1:
      return l10n.t("{0} (1 VM)", region.displayName);
    default:
      return l10n.t("{0} ({1} VMs)", region.displayName, region.virtualMachines);
  }
}

function regionGroup(label: string, regions: readonly RegionChoice[], chosen: string): HTMLElement | undefined {
  if (regions.length === 0) {
    return undefined;
  }
  const options = regions.map((region) =>
    element("option", { value: region.name, selected: region.name === chosen }, regionLabel(region)),
  );
  return element("optgroup", { label }, ...options);
}

/** What to show while the places of a subscription are not there; undefined when they are. */
function placesMissing(context: StepContext): StepView | undefined {
  const places = context.places();
  if (places.kind === "loaded") {
    return undefined;
  }
  if (places.kind === "loading") {
    return {
      content: [element("p", { class: "busy", role: "status" }, l10n.t("Asking Azure…"))],
      problem: () => l10n.t("Azure has not answered yet."),
    };
  }
  return {
    content: [
      element("p", { class: "problem", role: "alert" }, places.message),
      button(l10n.t("Retry"), context.reloadPlaces),
    ],
    problem: () => places.message,
  };
}

/** Step 2: the region, which has to be the VMs' own; the ones with VMs come first. */
export function regionStep(context: StepContext): StepView {
  const places = context.places();
  const missing = placesMissing(context);
  if (missing !== undefined || places.kind !== "loaded") {
    return missing ?? { content: [], problem: () => undefined };
  }
  const chosen = context.form().location;
  const supported = places.regions.filter((region) => region.supported);
  const stranded = places.regions.filter((region) => !region.supported && region.virtualMachines > 0);
  const select = element(
    "select",
    { id: "region", "aria-describedby": "region-help" },
    element("option", { value: "", selected: chosen === "" }, l10n.t("Choose a region")),
    regionGroup(
      l10n.t("Regions with VMs of this subscription"),
      supported.filter((region) => region.virtualMachines > 0),
      chosen,
    ),
    regionGroup(
      l10n.t("Other regions"),
      supported.filter((region) => region.virtualMachines === 0),
      chosen,
    ),
  );
  select.addEventListener("change", () => {
    context.change({ location: select.value });
  });
  return {
    content: [
      element("label", { for: "region" }, l10n.t("Region")),
      select,
      element(
        "p",
        { id: "region-help", class: "help" },
        l10n.t("A vault protects only VMs of its own region. Create one vault in each region that has VMs."),
      ),
      ...stranded.map((region) =>
        element("p", { class: "note" }, l10n.t("{0} cannot have a vault.", regionLabel(region))),
      ),
    ],
    problem: () =>
      supported.some((region) => region.name === context.form().location) ? undefined : l10n.t("Choose a region."),
  };
}

function radio(id: string, label: string, checked: boolean, onChoose: () => void): HTMLElement {
  const input = element("input", { type: "radio", name: "resource-group-kind", id, checked });
  input.addEventListener("change", onChoose);
  return element("div", { class: "choice" }, input, element("label", { for: id }, label));
}

function existingGroupSelect(context: StepContext, names: readonly string[]): HTMLSelectElement {
  const chosen = context.form().existingResourceGroup;
  const select = element(
    "select",
    { id: "existing-group", "aria-label": l10n.t("Resource group") },
    element("option", { value: "", selected: chosen === "" }, l10n.t("Choose a resource group")),
    ...names.map((name) => element("option", { value: name, selected: name === chosen }, name)),
  );
  select.addEventListener("change", () => {
    context.change({ existingResourceGroup: select.value });
  });
  return select;
}

/** Step 3: an existing resource group, or the name of a new one that is made together with the vault. */
export function resourceGroupStep(context: StepContext): StepView {
  const places = context.places();
  const missing = placesMissing(context);
  if (missing !== undefined || places.kind !== "loaded") {
    return missing ?? { content: [], problem: () => undefined };
  }
  const names = places.resourceGroups.map((group) => group.name);
  const select = existingGroupSelect(context, names);
  const input = element("input", {
    type: "text",
    id: "new-group",
    value: context.form().newResourceGroupName,
    spellcheck: "false",
    autocomplete: "off",
    "aria-label": l10n.t("Name of the new resource group"),
    "aria-describedby": "group-problem",
  });
  const problem = element("p", { class: "problem", id: "group-problem", "aria-live": "polite" });
  const showKind = (): void => {
    const isNew = context.form().newResourceGroup;
    select.disabled = isNew;
    input.disabled = !isNew;
    problem.textContent = "";
  };
  input.addEventListener("input", () => {
    context.change({ newResourceGroupName: input.value });
    problem.textContent = resourceGroupNameProblem(input.value, names) ?? "";
  });
  const choose = (newResourceGroup: boolean) => (): void => {
    context.change({ newResourceGroup });
    showKind();
    (newResourceGroup ? input : select).focus();
  };
  showKind();
  return {
    content: [
      element(
        "fieldset",
        {},
        element("legend", {}, l10n.t("In which resource group should the vault be?")),
        radio("group-existing", l10n.t("An existing one"), !context.form().newResourceGroup, choose(false)),
        select,
        radio("group-new", l10n.t("A new one, made with the vault"), context.form().newResourceGroup, choose(true)),
        input,
        problem,
      ),
    ],
    problem: () => {
      const form = context.form();
      if (form.newResourceGroup) {
        return resourceGroupNameProblem(form.newResourceGroupName, names);
      }
      return names.includes(form.existingResourceGroup) ? undefined : l10n.t("Choose a resource group.");
    },
  };
}
