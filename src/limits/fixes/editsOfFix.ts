import type { JsonNode, JsonObject } from "../../template/json/node";
import { memberNode, memberOf } from "../../template/json/node";
import { parseJson } from "../../template/json/parseJson";
import type { JsonValue } from "../../template/value";
import type { Fix, FixStep } from "../fix";
import type { Place } from "../profile/fact";
import { onOneLine, Written, type Writable } from "./layout";
import { addItem, addMember, removeMember, replaceNode } from "./members";
import { isCopied, isExpression, objectsOn, pathTo, writtenNode } from "./nodes";
import { ChangingText, type TextEdit } from "./textEdit";

/**
 * What a fix changes in the text in which its finding was found, in the order of the text; the changes do not overlap, and
 * comments and layout of everything else stay. Undefined when the fix cannot be taken there: a value is computed or comes from a
 * parameter file, a part is in another file, a copy loop makes it, or there is nothing to change.
 */
export function editsOfFix(text: string, fix: Fix): readonly TextEdit[] | undefined {
  const changing = new ChangingText(text);
  const edits = takeFix(changing, fix) ? changing.edits() : [];
  return edits.length === 0 ? undefined : edits;
}

/** What several fixes change together; those that cannot be taken, also because of an earlier one, are left out. */
export function editsOfFixes(text: string, fixes: readonly Fix[]): readonly TextEdit[] {
  let changing = new ChangingText(text);
  const taken: Fix[] = [];
  for (const fix of fixes) {
    if (takeFix(changing, fix)) {
      taken.push(fix);
    } else {
      // Some of its steps may have been taken: go back to where it was.
      changing = new ChangingText(text);
      taken.forEach((each) => takeFix(changing, each));
    }
  }
  return changing.edits();
}

function takeFix(changing: ChangingText, { steps }: Fix): boolean {
  return steps.length > 0 && steps.every((step) => takeStep(changing, step));
}

type MoveStep = Extract<FixStep, { readonly kind: "move" }>;

function takeStep(changing: ChangingText, step: FixStep): boolean {
  return step.kind === "move" ? takeMove(changing, step) : applied(changing, (found) => editsOfStep(step, found));
}

/** The value keeps the way in which it is written; what stands at the new path already is not overwritten. */
function takeMove(changing: ChangingText, { object: place, from, to }: MoveStep): boolean {
  const { text, written } = foundIn(changing);
  const object = written(place);
  const value = object?.kind === "object" ? valueAt(object, from) : undefined;
  if (object?.kind !== "object" || value === undefined || valueAt(object, to) !== undefined) {
    return false;
  }
  if (isRename(from, to)) {
    return applied(changing, () => renamed(object, from, to));
  }
  const own = new Written(text.slice(value.offset, value.end));
  return (
    applied(changing, () => remove(text, object, from)) &&
    applied(changing, (now) => withObject(now.written(place), (emptied) => setMember(now.text, emptied, to, own)))
  );
}

/** Where the places of a fix are in the text as it is now. */
interface Found {
  readonly text: string;
  readonly written: (place: Place) => JsonNode | undefined;
  readonly at: (place: Place) => readonly JsonNode[] | undefined;
}

function foundIn(changing: ChangingText): Found {
  const text = changing.text;
  const root = parseJson(text).root;
  return {
    text,
    written: (place) => writtenNode(root, place, (offset) => changing.offsetNow(offset)),
    at: ({ span }) => {
      const offset = span.file === undefined ? changing.offsetNow(span.offset) : undefined;
      return offset === undefined ? undefined : pathTo(root, offset);
    },
  };
}

function applied(changing: ChangingText, editsOf: (found: Found) => readonly TextEdit[] | undefined): boolean {
  const edits = editsOf(foundIn(changing));
  changing.apply(edits ?? []);
  return edits !== undefined;
}

function editsOfStep(step: Exclude<FixStep, MoveStep>, { text, written, at }: Found): readonly TextEdit[] | undefined {
  switch (step.kind) {
    case "replace": {
      const node = written(step.value);
      return node === undefined ? undefined : replaced(text, node, step.by);
    }
    case "addResource":
      return addResource(text, at(step.beside) ?? [], step.resource);
    case "set":
      return withObject(written(step.object), (object) => setMember(text, object, step.path, step.value));
    case "remove":
      return withObject(written(step.object), (object) => remove(text, object, step.path));
  }
}

function withObject(
  node: JsonNode | undefined,
  edit: (object: JsonObject) => readonly TextEdit[] | undefined,
): readonly TextEdit[] | undefined {
  return node?.kind === "object" ? edit(node) : undefined;
}

function setMember(
  text: string,
  object: JsonObject,
  path: readonly string[],
  value: Writable,
): readonly TextEdit[] | undefined {
  const name = path.at(-1);
  const on = objectsOn(object, path.slice(0, -1));
  if (name === undefined || on === undefined) {
    return undefined;
  }
  const [first, ...rest] = [...on.missing, name];
  const there = on.missing.length === 0 ? memberOf(on.last, name) : undefined;
  if (there?.value !== undefined) {
    return replaced(text, there.value, value);
  }
  if (there !== undefined || isCopied(on.last, first)) {
    return undefined;
  }
  return addMember(
    text,
    on.last,
    first,
    rest.reduceRight<Writable>((inner, each) => ({ [each]: inner }), value),
  );
}

function remove(text: string, object: JsonObject, path: readonly string[]): readonly TextEdit[] | undefined {
  const name = path.at(-1);
  const on = objectsOn(object, path.slice(0, -1));
  return name === undefined || on === undefined || on.missing.length > 0
    ? undefined
    : removeMember(text, on.last, name);
}

function valueAt(object: JsonObject, path: readonly string[]): JsonNode | undefined {
  return path.reduce<JsonNode | undefined>((node, name) => memberNode(node, name), object);
}

function isRename(from: readonly string[], to: readonly string[]): boolean {
  return from.length === to.length && from.slice(0, -1).every((name, index) => name === to[index]);
}

/** Only the name changes: everything stays where it is. */
function renamed(object: JsonObject, from: readonly string[], to: readonly string[]): readonly TextEdit[] | undefined {
  const name = from.at(-1);
  const on = objectsOn(object, from.slice(0, -1));
  const key = name === undefined ? undefined : memberOf(on?.last, name)?.keyNode;
  return key === undefined
    ? undefined
    : [{ offset: key.offset, length: key.end - key.offset, newText: JSON.stringify(to.at(-1)) }];
}

/** Adds a resource where those of the template are that holds the node at the end of a path. */
function addResource(text: string, path: readonly JsonNode[], resource: JsonValue): readonly TextEdit[] | undefined {
  for (let index = path.length - 1; index > 0; index--) {
    const [owner, resources] = [path[index - 1], path[index]];
    // The children of a resource are not the resources of a template.
    const isTemplate = owner?.kind === "object" && memberNode(owner, "type") === undefined;
    if (isTemplate && resources !== undefined && memberNode(owner, "resources") === resources) {
      if (resources.kind === "array") {
        return addItem(text, resources, resource);
      }
      return resources.kind === "object"
        ? addMember(text, resources, freeName(resources, resource), resource)
        : undefined;
    }
  }
  return undefined;
}

/** A symbolic name for a resource, after its type: `backupPolicies`, `backupPolicies2`. */
function freeName(resources: JsonObject, resource: JsonValue): string {
  const type = typeof resource === "object" && resource !== null && "type" in resource ? resource["type"] : undefined;
  const base = typeof type === "string" ? (type.split("/").at(-1) ?? "resource") : "resource";
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}${number}`;
    if (memberOf(resources, name) === undefined) {
      return name;
    }
  }
}

/** No change when the value is there already. */
function replaced(text: string, node: JsonNode, value: Writable): readonly TextEdit[] {
  return isSame(node, value) ? [] : replaceNode(text, node, value);
}

function isSame(node: JsonNode, value: Writable): boolean {
  return !(value instanceof Written) && !isExpression(node) && onOneLine(plain(node)) === onOneLine(value);
}

function plain(node: JsonNode): JsonValue {
  switch (node.kind) {
    case "array":
      return node.items.map(plain);
    case "object":
      return Object.fromEntries(
        node.members.flatMap(({ key, value }) => (value === undefined ? [] : [[key, plain(value)]])),
      );
    case "string":
    case "literal":
      return node.value;
  }
}
