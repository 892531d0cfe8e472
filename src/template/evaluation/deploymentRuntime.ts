import type { JsonValue } from "../value";

/** A template, or a file of parameters, that a deployment links and that is at hand. */
export interface LinkedContent {
  /** Names it among all that the deployment links. */
  readonly file: string;
  /** JSON. */
  readonly text: string;
}

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
  /**
   * What a `templateLink` or `parametersLink` leads to.
   * @param from the `file` of the template in which the link is written; empty for the template itself
   */
  readonly linked: (link: JsonValue, from: string) => LinkedContent | undefined;
  /** The secret to which a parameter of an inner deployment refers. @param parameter its name */
  readonly secret: (parameter: string, reference: JsonValue) => JsonValue | undefined;
  /** What `deployment().properties.templateLink` gives in the template itself, when it was linked. */
  readonly templateLink: JsonValue | undefined;
  /** When the deployment began. */
  readonly startTime: Date;
}
