import type { Value } from "../../template/value";
import type { Place, UnknownFact } from "../profile/fact";
import { grouped } from "../parts/grouped";
import { untold } from "./facts";
import type { ReadResource, ResourceSource } from "./resource";
import type { SecurityGroupFacts } from "./securityRules";

/** A result, and the resources that it depends on besides its own. */
export interface Recorded<T> {
  readonly result: T;
  readonly reads: ReadonlySet<ReadResource>;
}

/** The resources of a template, or of Azure, by type; without those that a condition certainly keeps out. */
export class ResourceIndex {
  readonly source: "template" | "azure";
  readonly #source: ResourceSource;
  readonly #byType = new Map<string, ReadResource[]>();
  readonly #children = new Map<string, ReadonlyMap<string, readonly ReadResource[]>>();
  /** The facts of the security groups that were met, which many interfaces share. */
  readonly securityGroups = new Map<ReadResource, Recorded<SecurityGroupFacts | undefined>>();
  #reads = new Set<ReadResource>();

  constructor(source: ResourceSource) {
    this.source = source.reasonFor === undefined ? "template" : "azure";
    this.#source = source;
    for (const resource of source.resources) {
      if (isKeptOut(resource)) {
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
    const reads = new Set<ReadResource>();
    this.#reads = reads;
    try {
      return { result: compute(), reads };
    } finally {
      this.#reads = outer;
    }
  }

  /** Takes resources for looked at: those that something was computed from which is used again. */
  readAgain(resources: Iterable<ReadResource>): void {
    for (const resource of resources) {
      this.#reads.add(resource);
    }
  }

  #read(resource: ReadResource | undefined): ReadResource | undefined {
    if (resource !== undefined) {
      this.#reads.add(resource);
    }
    return resource;
  }

  /** The resources of a type, which is named in any casing. */
  ofType(type: string): readonly ReadResource[] {
    const found = this.#byType.get(type.toLowerCase()) ?? [];
    found.forEach((resource) => this.#read(resource));
    return found;
  }

  /**
   * The children of a resource, by their type's full name in any casing: what is computed from them does not depend on the
   * children of others.
   */
  childrenOf({ id }: ReadResource, type: string): readonly ReadResource[] {
    const key = type.toLowerCase();
    let byParent = this.#children.get(key);
    if (byParent === undefined) {
      // Two steps back: `/virtualMachines/web/extensions/ext` is a child of `/virtualMachines/web`.
      const parentOf = (child: string): string => child.slice(0, child.lastIndexOf("/", child.lastIndexOf("/") - 1));
      byParent = grouped(this.#byType.get(key) ?? [], (child) => parentOf(child.id));
      this.#children.set(key, byParent);
    }
    const found = byParent.get(id) ?? [];
    found.forEach((resource) => this.#read(resource));
    return found;
  }

  /**
   * The resource that a reference names, if it is there. One that a condition keeps out is not: who refers to it all the same
   * means another of that name.
   */
  find(reference: Value | undefined, instance: number): ReadResource | undefined {
    const found = reference === undefined ? undefined : this.#read(this.#source.find(reference, instance));
    return found !== undefined && isKeptOut(found) ? undefined : found;
  }

  /** The resource that a reference names, else the nearest one above it: the network of a subnet that is declared inside it. */
  findNearest(reference: Value | undefined, instance: number): ReadResource | undefined {
    return reference === undefined ? undefined : this.#read(this.#source.findNearest(reference, instance));
  }

  /**
   * A fact that is not told here: by the template, or by Azure, which then says why.
   * @param reference what names the resource that would tell it
   */
  untold(reference?: Value, place?: Place): UnknownFact<never> {
    const { reasonFor } = this.#source;
    return reasonFor === undefined ? untold(place) : { known: false, because: [], reason: reasonFor(reference) };
  }
}

function isKeptOut({ condition }: ReadResource): boolean {
  return condition.kind === "known" && condition.value === false;
}
