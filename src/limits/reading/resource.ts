import type { TextSpan, Value } from "../../template/value";

/** What the readers see of a resource, whether a template declares it or Azure has it. */
export interface ReadResource {
  /** Full type with its namespace: `Microsoft.Compute/virtualMachines/extensions`. */
  readonly type: string;
  /** Full name with its parents' names: `vm1/AzureDiskEncryption`. */
  readonly name: Value;
  /** Undefined for what Azure has: it knows which version it was asked for. */
  readonly apiVersion?: Value | undefined;
  readonly location: Value;
  readonly condition: Value;
  /** Equal ids are equal resources. Lower case. */
  readonly id: string;
  readonly idValue?: Value | undefined;
  readonly body: Value;
  readonly existing: boolean;
  /** The instance of a copy loop; 0 for what Azure has. */
  readonly instance: number;
  readonly instances: number | undefined;
  /** The count of the resource's own copy loop, known or not; undefined when it has none. */
  readonly copyCount?: Value | undefined;
  /** Where it is declared; undefined for what Azure has. */
  readonly jsonPath?: string | undefined;
  /** The deployments through which it comes; templates only. */
  readonly via?: readonly string[] | undefined;
  /** The linked file in which it is declared; undefined for the template's own text. */
  readonly file?: string | undefined;
  readonly span?: TextSpan | undefined;
  readonly nameSpan?: TextSpan | undefined;
  /** Lets go of what was computed of the body, which is computed anew when it is asked for again; templates only. */
  release?(): void;
}

/** Where resources are read from: an evaluated template, or a snapshot of Azure. */
export interface ResourceSource {
  readonly resources: readonly ReadResource[];
  /** See `EvaluatedTemplate.find`. */
  readonly find: (reference: Value, instance?: number) => ReadResource | undefined;
  /** See `EvaluatedTemplate.findNearest`. */
  readonly findNearest: (reference: Value, instance?: number) => ReadResource | undefined;
  /**
   * Why something is not known here: "no permission to read the disk 'x'". Left out, the source is a template.
   * @param reference what names the resource that is missing; undefined for a property that is not told
   */
  readonly reasonFor?: ((reference: Value | undefined) => string) | undefined;
}
