import type { Scope } from "../evaluation/scope";
import { ExpressionError } from "../functions/templateFunction";
import type { UnknownValue, Value } from "../value";
import { at } from "../access";

/** Parameters that by custom hold the address of the folder in which the template itself lies. */
const folderParameter = /^_?(artifacts|templates?|nestedTemplates?)(Base|Root)?(Location|Ur[il]|Path)$/i;

/** The same, in the canonical text of an unknown: `uri(parameters('_artifactsLocation'), '.')`. */
const folderText =
  /parameters\('_?(artifacts|templates?|nestedTemplates?)(Base|Root)?(Location|Ur[il]|Path)'\)|deployment\(\)\.properties\.templateLink/i;

/** What a path may be made of: everything else is an address of something else. */
const plainPath = /^(\.{0,2}\/)*[\w .()%+@~-]+(\/[\w .()%+@~-]+)*\.jsonc?$/i;

/** Where a link leads to. */
export interface LinkedPath {
  /** Relative to the file that links it. */
  readonly path: string;
  /** Whether the file has to lie beside the linking one; what `uri` names may as well be published somewhere else. */
  readonly isBeside: boolean;
}

/**
 * The path of a linked file relative to the file that links it: `relativePath`, or what follows the address of the artifacts
 * in `uri`. Undefined when the link leads to some other place, or when the name of the file is not known.
 */
export function linkedPath(link: Value, scope: Scope): LinkedPath | undefined {
  const relative = at(link, "relativePath");
  if (relative?.kind === "known" && typeof relative.value === "string") {
    const path = cleaned(relative.value);
    return path === undefined ? undefined : { path, isBeside: true };
  }
  const path = cleaned(pathInUri(at(link, "uri"), scope));
  return path === undefined ? undefined : { path, isBeside: false };
}

function pathInUri(uri: Value | undefined, scope: Scope): string | undefined {
  if (uri?.kind === "text") {
    return behindUnknownFolder(uri.parts);
  }
  return uri?.kind === "known" && typeof uri.value === "string" ? behindKnownFolder(uri.value, uri, scope) : undefined;
}

function cleaned(path: string | undefined): string | undefined {
  const plain = path?.replace(/[?#].*$/s, "").replace(/^\/+/, "");
  return plain !== undefined && plainPath.test(plain) ? plain : undefined;
}

/** `<folder>nested/vm.json<token>`: the path ends where the next unknown, the token, begins. */
function behindUnknownFolder(parts: readonly (string | UnknownValue)[]): string | undefined {
  const [folder, path, next] = parts;
  if (folder === undefined || typeof folder === "string" || typeof path !== "string" || !folderText.test(folder.text)) {
    return undefined;
  }
  return next === undefined || /\.jsonc?(\?.*)?$/i.test(path) ? path : undefined;
}

/** An address that is known because the parameter has a default: what follows its value is the path. */
function behindKnownFolder(address: string, uri: Value, scope: Scope): string | undefined {
  for (const { kind, name } of uri.from?.chain ?? []) {
    const folder = kind === "parameter" && folderParameter.test(name) ? parameterText(name, scope) : undefined;
    if (folder === undefined) {
      continue;
    }
    // `uri` replaces what stands behind the last slash.
    for (const start of [folder, folder.slice(0, folder.lastIndexOf("/") + 1)]) {
      if (start !== "" && address.startsWith(start)) {
        return address.slice(start.length);
      }
    }
  }
  return undefined;
}

function parameterText(name: string, scope: Scope): string | undefined {
  try {
    const value = scope.parameter(name);
    return value.kind === "known" && typeof value.value === "string" ? value.value : undefined;
  } catch (error) {
    if (error instanceof ExpressionError) {
      return undefined;
    }
    throw error;
  }
}
