import type { ResourceLookup, Scope } from "../evaluation/scope";
import type { Value } from "../value";
import { array, known, object, unknown } from "../values/make";
import type { DeclaredResource } from "./declaredResource";
import { identityText } from "./identity";
import type { NestedDeployment } from "./nestedDeployment";
import { ResourceIndex } from "./resourceIndex";

/** What has been listed so far. */
interface Listed {
  readonly resources: readonly DeclaredResource[];
  readonly deployments: readonly NestedDeployment[];
}

/** What expressions may ask while resources are still being listed: therefore not through the finished index. */
export class ResourceLookups {
  readonly #listed: Listed;
  readonly #bySymbol = new Map<string, DeclaredResource[]>();
  #seen = 0;
  #index: ResourceIndex | undefined;
  #indexed = 0;

  constructor(listed: Listed) {
    this.#listed = listed;
  }

  /** For the expressions of one scope: symbolic names mean only the resources of the same template. */
  of(scope: Scope): ResourceLookup {
    const bySymbol = (symbol: string): readonly DeclaredResource[] =>
      this.#named(symbol).filter(
        ({ source }) => source.context.scope === scope || scope.isInside(source.context.scope),
      );
    return {
      resourceInfo: (name) => {
        const [, symbol = name, index] = /^([^[\]]+)\[(\d+)\]$/.exec(name) ?? [];
        const found = bySymbol(symbol).find(({ instance }) => index === undefined || instance === Number(index));
        if (found === undefined) {
          return undefined;
        }
        return index === undefined && found.copyCount !== undefined ? "loop" : infoOf(found);
      },
      loop: (symbol) => {
        const instances = bySymbol(symbol);
        const [first] = instances;
        return first?.instances === undefined || first.instances !== instances.length
          ? undefined
          : array(instances.map((_, i) => unknown(`references('${symbol}')[${i}]`, "runtime", { type: "object" })));
      },
      deploymentReference: (reference) => this.#deployment(reference),
    };
  }

  /** Takes the new resources for the old ones, after an edit that changed nothing that can be asked here. */
  replace(replaced: ReadonlyMap<DeclaredResource, DeclaredResource>): void {
    for (const [symbol, list] of this.#bySymbol) {
      this.#bySymbol.set(
        symbol,
        list.map((each) => replaced.get(each) ?? each),
      );
    }
  }

  /** All resources with a symbolic name; the list grows while expressions are already evaluated. */
  #named(symbol: string): readonly DeclaredResource[] {
    this.settle();
    return this.#bySymbol.get(symbol.toLowerCase()) ?? [];
  }

  /** Takes note of what has been listed since. */
  settle(): void {
    const { resources } = this.#listed;
    for (; this.#seen < resources.length; this.#seen++) {
      const resource = resources[this.#seen];
      const name = resource?.source.symbol?.toLowerCase();
      if (resource !== undefined && name !== undefined) {
        const list = this.#bySymbol.get(name);
        if (list === undefined) {
          this.#bySymbol.set(name, [resource]);
        } else {
          list.push(resource);
        }
      }
    }
  }

  #deployment(reference: Value): Value | undefined {
    const { deployments } = this.#listed;
    if (identityText(reference) === undefined || deployments.length === 0) {
      return undefined;
    }
    if (this.#index === undefined || this.#indexed !== deployments.length) {
      this.#indexed = deployments.length;
      this.#index = new ResourceIndex(deployments.map(({ resource }) => resource));
    }
    const found = this.#index.find(reference);
    return deployments.find(({ resource }) => resource === found)?.state;
  }
}

function infoOf(found: DeclaredResource): Value {
  return object([
    ["id", () => found.idValue],
    ["name", () => found.name],
    ["type", known(found.type)],
    ["apiVersion", () => found.apiVersion],
    ["location", () => found.location],
  ]);
}
