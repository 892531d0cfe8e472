import type { FormState } from "./formState";
import type { RegionChoice, ResourceGroupChoice, SubscriptionChoice } from "./messages";
import type { NameStatus } from "./nameCheck";

/** What Azure has said of the chosen subscription. */
export type Places =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly message: string }
  | {
      readonly kind: "loaded";
      readonly regions: readonly RegionChoice[];
      readonly resourceGroups: readonly ResourceGroupChoice[];
    };

/** What a step may look at and do. */
export interface StepContext {
  readonly form: () => FormState;
  readonly change: (change: Partial<FormState>) => void;
  readonly subscriptions: readonly SubscriptionChoice[];
  readonly places: () => Places;
  readonly reloadPlaces: () => void;
  readonly nameStatus: () => NameStatus;
}

/** One page of the form. */
export interface StepView {
  readonly content: readonly Node[];
  /** Why the user cannot go on, or undefined. */
  readonly problem: () => string | undefined;
  /** The name is still with Azure: going on waits for the answer. */
  readonly waiting?: () => boolean;
  /** The answer to a name check has come. */
  readonly nameChanged?: () => void;
}
