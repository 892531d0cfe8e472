import type { JsonValue } from "../value";

/**
 * What is known only while a template is deployed. An editor has none of it, and leaves such values unknown; whoever deploys
 * gives it. Every function answers undefined for what is not there (yet): that stays unknown too.
 *
 * Source: "Resource functions for ARM templates" and "Deployment functions for ARM templates" (Microsoft Learn, June 2026).
 */
export interface DeploymentRuntime {
  /** What `reference(id)` gives: the properties of a resource, or with `full` the whole of it. */
  readonly reference: (id: string, full: boolean) => JsonValue | undefined;
  /** What a function of the `list…` family gives, named in lower case. */
  readonly list: (name: string, id: string) => JsonValue | undefined;
  /** Location and tags of a resource group. */
  readonly resourceGroup: (
    subscriptionId: string,
    name: string,
  ) => { readonly location: string; readonly tags: JsonValue } | undefined;
  readonly subscription: (id: string) => { readonly tenantId: string; readonly displayName: string } | undefined;
  /** A GUID for a call of `newGuid`: the same whenever the same place of the same deployment is evaluated. */
  readonly newGuid: (place: string) => string;
  /** When the deployment began. */
  readonly startTime: Date;
}
