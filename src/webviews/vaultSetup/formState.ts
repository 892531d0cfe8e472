import { isRecord } from "../shared/guards";
import { isRedundancyChoice } from "./messages";
import type { RedundancyChoice, VaultPlan } from "./messages";

/** The steps of the form, in order. */
export const stepIds = ["subscription", "region", "resourceGroup", "name", "redundancy", "review"] as const;
/** A step of the form. */
export type StepId = (typeof stepIds)[number];

/** What the user has filled in so far; kept in the panel's state, so that it survives a reload of the window. */
export interface FormState {
  readonly step: StepId;
  readonly subscriptionId: string;
  readonly location: string;
  readonly newResourceGroup: boolean;
  readonly existingResourceGroup: string;
  readonly newResourceGroupName: string;
  readonly name: string;
  readonly redundancy: RedundancyChoice;
}

/** An empty form. Geo-redundant is what Azure itself chooses when nobody does. */
export const emptyForm: FormState = {
  step: "subscription",
  subscriptionId: "",
  location: "",
  newResourceGroup: false,
  existingResourceGroup: "",
  newResourceGroupName: "",
  name: "",
  redundancy: "GeoRedundant",
};

/** Guards what `getState()` gives back: an older version of the extension may have written it. */
export function isFormState(value: unknown): value is FormState {
  return (
    isRecord(value) &&
    stepIds.some((step) => step === value["step"]) &&
    ["subscriptionId", "location", "existingResourceGroup", "newResourceGroupName", "name"].every(
      (key) => typeof value[key] === "string",
    ) &&
    typeof value["newResourceGroup"] === "boolean" &&
    isRedundancyChoice(value["redundancy"])
  );
}

/** The name of the resource group that the form has chosen or makes. */
export function resourceGroupOf(form: FormState): string {
  return form.newResourceGroup ? form.newResourceGroupName : form.existingResourceGroup;
}

/** The form as the order that goes to the extension. */
export function planOf(form: FormState): VaultPlan {
  return {
    subscriptionId: form.subscriptionId,
    location: form.location,
    resourceGroup: resourceGroupOf(form),
    newResourceGroup: form.newResourceGroup,
    name: form.name,
    redundancy: form.redundancy,
  };
}

/** The step after or before one; the ends stay where they are. */
export function neighbour(step: StepId, offset: 1 | -1): StepId {
  return stepIds[stepIds.indexOf(step) + offset] ?? step;
}
