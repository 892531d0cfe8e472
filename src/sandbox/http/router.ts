import { ArmFault, notEmulated } from "./armFault";
import type { Answer, Call } from "./call";

/** One line of the sandbox's documentation: what it answers, in which api-versions, and the right that it takes. */
export interface Route {
  readonly method: "GET" | "PUT" | "POST" | "PATCH" | "DELETE" | "HEAD";
  /** `/subscriptions/{subscription}/…`: literal segments match in any case, `{name}` matches any one segment. */
  readonly path: string;
  /** Accepted api-versions, oldest first; `issued` for URLs that the sandbox itself hands out, which accept any. */
  readonly versions: readonly string[] | "issued";
  /** Azure's name of the right: `Microsoft.RecoveryServices/vaults/read`. */
  readonly action: string;
  readonly handle: (call: Call) => Answer;
}

/** A route that fits a path, with the segments that its pattern names. */
export interface Match {
  readonly route: Route;
  readonly params: ReadonlyMap<string, string>;
}

interface Compiled {
  readonly route: Route;
  readonly segments: readonly string[];
}

/** Finds the route of a request. The first that fits wins, so literal segments stand before `{names}` in the tables. */
export class Router {
  readonly #routes: ReadonlyMap<string, readonly Compiled[]>;

  public constructor(routes: readonly Route[]) {
    const compiled = new Map<string, Compiled[]>();
    for (const route of routes) {
      const segments = route.path.split("/");
      const key = `${route.method} ${segments.length}`;
      compiled.set(key, [...(compiled.get(key) ?? []), { route, segments }]);
    }
    this.#routes = compiled;
  }

  /** The route and its parameters; throws 501 `SandboxNotEmulated` when there is none. */
  public match(method: string, path: string): Match {
    // Azure reads doubled slashes as one: az writes them when it looks for a storage account.
    const single = path.replace(/\/{2,}/gu, "/");
    const found = this.#find(method, single) ?? this.#find(method, withoutLastSlash(single));
    if (found === undefined) {
      throw notEmulated(method, path);
    }
    return found;
  }

  #find(method: string, path: string): Match | undefined {
    const segments = path.split("/").map(decoded);
    for (const { route, segments: pattern } of this.#routes.get(`${method} ${segments.length}`) ?? []) {
      const params = paramsOf(pattern, segments);
      if (params !== undefined) {
        return { route, params };
      }
    }
    return undefined;
  }
}

/** A slash at the end means nothing, except where a route ends with one: the lists of a vault's paired region do. */
function withoutLastSlash(path: string): string {
  return path.replace(/(?<=.)\/$/u, "");
}

function paramsOf(pattern: readonly string[], segments: readonly string[]): ReadonlyMap<string, string> | undefined {
  const params = new Map<string, string>();
  for (const [index, want] of pattern.entries()) {
    const segment = segments[index] ?? "";
    if (want.startsWith("{")) {
      if (segment === "") {
        return undefined;
      }
      params.set(want.slice(1, -1), segment);
    } else if (want.toLowerCase() !== segment.toLowerCase()) {
      return undefined;
    }
  }
  return params;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new ArmFault(400, "InvalidRequestUri", `The request URI is invalid: '${segment}' is not properly encoded.`);
  }
}

/** Refuses a request whose api-version is missing or not among those of its route. */
export function checkApiVersion(route: Route, query: URLSearchParams): void {
  if (route.versions === "issued") {
    return;
  }
  const version = query.get("api-version") ?? "";
  if (version === "") {
    throw new ArmFault(
      400,
      "MissingApiVersionParameter",
      "The api-version query parameter (?api-version=) is required for all requests.",
    );
  }
  if (!route.versions.includes(version.toLowerCase())) {
    throw new ArmFault(
      400,
      "InvalidApiVersionParameter",
      `The api-version '${version}' is invalid. The supported versions are '${route.versions.toReversed().join(",")}'.`,
    );
  }
}
