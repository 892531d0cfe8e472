import type { DeploymentRuntime } from "./evaluation/deploymentRuntime";
import type { JsonValue, TextSpan, Value } from "./value";

/** A fault in a template's text, in words that a template author understands. */
export interface TemplateProblem {
  readonly message: string;
  readonly span: TextSpan;
  /** `json`: the text is not JSON (the editor says so itself); `expression`: a fault of the template language; `limit`: not analysed in full. */
  readonly kind: "json" | "expression" | "limit";
}

/** What a parameter file gives. Secrets never pass through here: Key Vault references are marked and stay unknown. */
export interface ParameterFile {
  /** Name to show in messages. */
  readonly name: string;
  readonly text: string;
}

/** Where a template is deployed to, as far as it is told. What is not told is known only while deploying. */
export interface DeploymentPlace {
  /** `subscription().subscriptionId` */
  readonly subscriptionId?: string | undefined;
  /** `managementGroup().name` */
  readonly managementGroup?: string | undefined;
  /** `resourceGroup().name` */
  readonly resourceGroup?: string | undefined;
  /** `resourceGroup().location`; for the other scopes `deployment().location`. */
  readonly location?: string | undefined;
  /** `deployment().name` */
  readonly deploymentName?: string | undefined;
}

/** Why a linked file that is there is not read. */
export interface RefusedFile {
  /** `tooLarge`: above 4 MB, which Azure refuses too; `outside`: not in the folders that may be read. */
  readonly refused: "tooLarge" | "outside" | "unreadable";
}

/**
 * How linked templates are read. Pure rooms cannot: the caller gives what it has on disk or in open editors.
 * One of these stands for one state of the files: it gives the same answer whenever it is asked for the same file. When a
 * file has changed, the next analysis takes a new one.
 */
export interface TemplateFiles {
  /**
   * The text of a file, or why it is not given; undefined when there is none. Never throws.
   * @param relativePath as the template gives it, relative to the file `from`
   * @param from the file that links it, relative to the folder of the template; empty for the template itself
   */
  readonly read: (relativePath: string, from: string) => string | RefusedFile | undefined;
}

/** A deployment's link to a template that could be read. */
export interface TemplateLink {
  /** The linked file, relative to the template's folder. */
  readonly file: string;
  /** Where the link is written: the value of `relativePath` or `uri`. */
  readonly span: TextSpan;
  /** The deployments through which the file is reached, the linking one last: how `via` of its resources begins. */
  readonly via: readonly string[];
}

/** What a template is evaluated with. */
export interface EvaluationOptions {
  /** Later files win over earlier ones, all win over defaults. */
  readonly parameterFiles?: readonly ParameterFile[] | undefined;
  /** Single parameter values; they win over files. */
  readonly parameters?: Readonly<Record<string, JsonValue>> | undefined;
  readonly deployment?: DeploymentPlace | undefined;
  /** Without it, linked templates stay closed. */
  readonly files?: TemplateFiles | undefined;
  /** Given by whoever deploys: then run-time state is asked for, and secure parameters are read. */
  readonly runtime?: DeploymentRuntime | undefined;
}

/**
 * One resource that the template deploys: one entry for each instance of a copy loop, as far as the count is known
 * (else one entry with `countKnown: false` that stands for all).
 */
export interface TemplateResource {
  /** Full type with its namespace, in the casing of the template: `Microsoft.Compute/virtualMachines/extensions`. */
  readonly type: string;
  /** Full name with its parents' names: `vm1/AzureDiskEncryption`. */
  readonly name: Value;
  readonly apiVersion: Value;
  readonly location: Value;
  /** `known true` when there is no condition. */
  readonly condition: Value;
  /** Identity within the deployment: equal ids are equal resources. Lower case; unknown parts as canonical text. */
  readonly id: string;
  /** The same id as a value: in the template's casing, `/subscriptions/…/providers/…`, with its unknown parts. */
  readonly idValue?: Value | undefined;
  /** The whole resource, lazily evaluated; walk it with `at`. Never contains `copy` blocks: they are already expanded. */
  readonly body: Value;
  /** `$.resources[4]` */
  readonly jsonPath: string;
  /** The deployments (their jsonPath) through which a nested resource came. */
  readonly via: readonly string[];
  /** The linked file in which it is declared, relative to the template's folder; undefined for the template's own text. */
  readonly file?: string | undefined;
  /** The resource's own object in the text. */
  readonly span: TextSpan;
  /** Where `name` is written: the place to point at when a finding is about the resource itself. */
  readonly nameSpan: TextSpan;
  readonly existing: boolean;
  /** Instances of one declaration share `jsonPath`; this is the instance's index, 0 without a copy loop. */
  readonly instance: number;
  /** How many instances the declaration has, when that is known. */
  readonly instances: number | undefined;
  /** The count of the declaration's own copy loop, known or not; undefined when it has none. */
  readonly copyCount?: Value | undefined;
}

/** What a template deploys, as far as it is known. */
export interface EvaluatedTemplate {
  /** Which scope the template deploys to. */
  readonly scope: "resourceGroup" | "subscription" | "managementGroup" | "tenant";
  readonly resources: readonly TemplateResource[];
  readonly problems: readonly TemplateProblem[];
  /** The linked templates that were followed; links of a copy loop are told once. */
  readonly links: readonly TemplateLink[];
  readonly outputs: ReadonlyMap<string, Value>;
  /** The outputs of a deployment among the resources; undefined when its template cannot be read. */
  readonly outputsOf?: (deployment: TemplateResource) => ReadonlyMap<string, Value> | undefined;
  /** The template's own `metadata`; undefined when it has none. */
  readonly metadata?: Value | undefined;
  /**
   * The resource that a reference names (`resourceId(...)`, also partly unknown), if the template declares it.
   * @param instance when several instances match because their names are unknown, the one with this index is preferred
   */
  readonly find: (reference: Value, instance?: number) => TemplateResource | undefined;
  /**
   * As `find`, but when the reference reaches into something that is not declared on its own
   * (`…/loadBalancers/lb/backendAddressPools/pool`), the nearest declared ancestor (`lb`) is given.
   */
  readonly findNearest: (reference: Value, instance?: number) => TemplateResource | undefined;
}
