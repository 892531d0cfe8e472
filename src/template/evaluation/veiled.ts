import type { JsonNode } from "../json/node";
import type { Value } from "../value";
import { LazyArray, object, unknown } from "../values/make";
import type { DeclaredType } from "./declaredType";

/**
 * A value without what its declaration calls secure, also deep inside it: that is unknown, and never shown.
 * @param text canonical text of the whole value
 */
export function veiled(value: Value, declared: DeclaredType, text: string, because: readonly string[]): Value {
  return holdsSecrets(declared) ? withoutSecrets(value, [declared], text, because) : value;
}

function withoutSecrets(
  value: Value,
  declared: readonly DeclaredType[],
  text: string,
  because: readonly string[],
): Value {
  if (declared.some(({ isSecure }) => isSecure)) {
    return unknown(text, "secure", { because });
  }
  if (value.kind === "array") {
    const inside = (item: Value, i: number): Value =>
      withoutSecrets(item, secretsAt(declared, i), `${text}[${i}]`, because);
    return new LazyArray(() => value.items.map(inside), value.from);
  }
  if (value.kind !== "object") {
    return value;
  }
  const { members, rest, from } = value;
  const sources = [...members.keys()].map((name) => {
    const inside = (): Value =>
      withoutSecrets(members.get(name) ?? unknown("", "error"), secretsAt(declared, name), `${text}.${name}`, because);
    return [name, inside] as const;
  });
  return object(sources, rest, from);
}

/** What is declared about a member; of a union also what only some of its forms say. */
function secretsAt(declared: readonly DeclaredType[], step: string | number): readonly DeclaredType[] {
  return declared.flatMap((each) => [...each.members(step), ...each.forms.flatMap((form) => form.members(step))]);
}

function holdsSecrets(declared: DeclaredType, seen = new Set<JsonNode>()): boolean {
  if (declared.isSecure) {
    return true;
  }
  // A type without a text of its own is only what it refers to, and that may refer to itself.
  const { node } = declared;
  if (node === undefined || seen.has(node)) {
    return false;
  }
  seen.add(node);
  return declared.parts.some((part) => holdsSecrets(part, seen));
}
