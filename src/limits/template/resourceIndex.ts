import type { EvaluatedTemplate, TemplateResource } from "../../template/model";
import type { Value } from "../../template/value";
import type { SecurityGroupFacts } from "./securityRules";

/** A result, and the resources that it depends on besides its own. */
export interface Recorded<T> {
  readonly result: T;
  readonly reads: ReadonlySet<TemplateResource>;
}

/** The resources of a template by type, without those that a condition certainly keeps out. */
export class ResourceIndex {
  readonly #template: EvaluatedTemplate;
  readonly #byType = new Map<string, TemplateResource[]>();
  /** The facts of the security groups that were met, which many interfaces share. */
  readonly securityGroups = new Map<TemplateResource, Recorded<SecurityGroupFacts | undefined>>();
  #reads = new Set<TemplateResource>();

  constructor(template: EvaluatedTemplate) {
    this.#template = template;
    for (const resource of template.resources) {
      if (resource.condition.kind === "known" && resource.condition.value === false) {
        continue;
      }
      const type = resource.type.toLowerCase();
      const list = this.#byType.get(type);
      if (list === undefined) {
        this.#byType.set(type, [resource]);
      } else {
        list.push(resource);
      }
    }
  }

  /** What is computed, and every resource that was looked at for it. */
  recording<T>(compute: () => T): Recorded<T> {
    const outer = this.#reads;
    const reads = new Set<TemplateResource>();
    this.#reads = reads;
    try {
      return { result: compute(), reads };
    } finally {
      this.#reads = outer;
    }
  }

  /** What was computed before, as if it were computed now. */
  readAs<T>({ result, reads }: Recorded<T>): T {
    reads.forEach((resource) => this.#reads.add(resource));
    return result;
  }

  #read(resource: TemplateResource | undefined): TemplateResource | undefined {
    if (resource !== undefined) {
      this.#reads.add(resource);
    }
    return resource;
  }

  /** The resources of a type, which is named in any casing. */
  ofType(type: string): readonly TemplateResource[] {
    const found = this.#byType.get(type.toLowerCase()) ?? [];
    found.forEach((resource) => this.#read(resource));
    return found;
  }

  /** The resource that a reference names, if the template declares it. */
  find(reference: Value | undefined, instance: number): TemplateResource | undefined {
    return reference === undefined ? undefined : this.#read(this.#template.find(reference, instance));
  }

  /** The resource that a reference names, else the nearest one above it: the network of a subnet that is declared inside it. */
  findNearest(reference: Value | undefined, instance: number): TemplateResource | undefined {
    return reference === undefined ? undefined : this.#read(this.#template.findNearest(reference, instance));
  }
}
