import type { EvaluatedTemplate, TemplateResource } from "../../template/model";
import type { Value } from "../../template/value";

/** The resources of a template by type, without those that a condition certainly keeps out. */
export class ResourceIndex {
  readonly #template: EvaluatedTemplate;
  readonly #byType = new Map<string, TemplateResource[]>();

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

  /** The resources of a type, which is named in any casing. */
  ofType(type: string): readonly TemplateResource[] {
    return this.#byType.get(type.toLowerCase()) ?? [];
  }

  /** The resource that a reference names, if the template declares it. */
  find(reference: Value | undefined, instance: number): TemplateResource | undefined {
    return reference === undefined ? undefined : this.#template.find(reference, instance);
  }

  /** The resource that a reference names, else the nearest one above it: the network of a subnet that is declared inside it. */
  findNearest(reference: Value | undefined, instance: number): TemplateResource | undefined {
    return reference === undefined ? undefined : this.#template.findNearest(reference, instance);
  }
}
